package hiring

import (
	"context"
	"fmt"

	"laowu/internal/db"
	"laowu/internal/notice"
)

// told is what is said of a referral.
type told struct {
	person, enterprise, sentFor int64
	sentRole                    db.Role
	post                        string // “电工”（示例铝业有限公司）
	reason                      string // in words; empty where the employer keeps it to itself
	agreed                      bool
}

func findTold(ctx context.Context, tx *db.Tx, id int64) (t told, err error) {
	err = tx.QueryRow(ctx, `
		SELECT r.person, coalesce(o.enterprise, 0), r.sent_role, coalesce(r.sent_for, 0),
		       '“' || coalesce(o.title, '') || '”（' || coalesce(access.organisation_name(r.county, 'enterprise', o.enterprise), '') || '）',
		       coalesce((SELECT CASE WHEN m.shared THEN w.word END FROM referral_move m JOIN referral_reason w ON w.side = m.side AND w.code = m.reason
		         WHERE m.county = r.county AND m.referral = r.id ORDER BY m.id DESC LIMIT 1), ''),
		       EXISTS (SELECT FROM consent k WHERE k.county = r.county AND k.person = r.person AND k.enterprise = o.enterprise AND k.state = 'given')
		FROM referral r LEFT JOIN opening o ON o.id = r.opening WHERE r.county = $1 AND r.id = $2`, tx.Actor.County, id).
		Scan(&t.person, &t.enterprise, &t.sentRole, &t.sentFor, &t.post, &t.reason, &t.agreed)
	if err != nil {
		return t, fmt.Errorf("find what to tell of referral: %w", err)
	}
	return t, nil
}

// tellReferred tells the enterprise of who was sent to it, and the person, where
// he is not asked for his consent by the same act.
func tellReferred(ctx context.Context, tx *db.Tx, id int64) error {
	t, err := findTold(ctx, tx, id)
	if err != nil {
		return err
	}
	news := []notice.News{{Kind: notice.ReferralMade, To: notice.Office(db.Enterprise, t.enterprise), About: t.person, Text: notice.Who + "来应聘" + t.post, Link: "/referrals"}}
	if t.agreed {
		news = append(news, notice.News{Kind: notice.ReferralMoved, To: notice.Person(t.person), Text: t.post + "：推荐您去了，等单位答复", Link: "/me#referrals"})
	}
	return notice.Tell(ctx, tx, news...)
}

// tellMoved tells of a move whoever did not make it: the person, who sent him,
// and the enterprise.
func tellMoved(ctx context.Context, tx *db.Tx, id int64, to ReferralState) error {
	t, err := findTold(ctx, tx, id)
	if err != nil {
		return err
	}
	said := t.post + "：" + to.Word()
	if t.reason != "" {
		said += "，" + t.reason
	}
	news := []notice.News{
		{Kind: notice.ReferralMoved, To: notice.Person(t.person), Text: said, Link: "/me#referrals"},
		{Kind: notice.ReferralMoved, To: notice.Office(db.Enterprise, t.enterprise), About: t.person, Text: notice.Who + said, Link: "/referrals"},
	}
	if t.sentRole != db.Worker {
		news = append(news, notice.News{Kind: notice.ReferralMoved, To: notice.Office(t.sentRole, t.sentFor), About: t.person, Text: notice.Who + said, Link: "/referrals"})
	}
	return notice.Tell(ctx, tx, news...)
}
