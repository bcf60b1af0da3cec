package hiring

import (
	"context"
	"fmt"

	"github.com/jackc/pgx/v5"

	"laowu/internal/db"
	"laowu/internal/notice"
	"laowu/internal/roster"
)

// Remind tells, of the whole county, what time or others brought about: that an
// opening to which somebody was sent takes nobody any more, that a referral
// expired, that an answer to a waiver is due tomorrow. Each is told once, however
// often it looks. roster.ErrRole for all but county and admin.
func Remind(ctx context.Context, tx *db.Tx) error {
	if tx.Actor.Role != db.County && tx.Actor.Role != db.Admin {
		return roster.ErrRole
	}
	for _, look := range []func(context.Context, *db.Tx) error{remindOver, remindExpired, remindWaivers} {
		if err := look(ctx, tx); err != nil {
			return err
		}
	}
	return nil
}

// longestAgo is how many days back it looks for what ended: a platform that was
// begun anew does not tell of years.
const longestAgo = 7

// remindOver is told on the day and not again for the same referral, be the
// opening reopened and closed.
func remindOver(ctx context.Context, tx *db.Tx) error {
	return remindReferrals(ctx, tx, notice.OpeningOver, "opening", "这个岗位不招了，可以看看别的", `
		r.state IN ('new', 'seen', 'interview', 'accepted') AND r.expires_on >= $2 AND (o.closed_at >= $3 OR o.valid_until < $2 AND o.valid_until >= $3::date)`)
}

func remindExpired(ctx context.Context, tx *db.Tx) error {
	return remindReferrals(ctx, tx, notice.ReferralOver, "referral", "一直没有进展，到期了，可以再推荐一次", "r.state = 'expired' AND r.moved_at >= $3")
}

func remindReferrals(ctx context.Context, tx *db.Tx, kind notice.Kind, what, said, where string) error {
	rows, err := tx.Query(ctx, `
		SELECT r.id, r.person, r.sent_role, coalesce(r.sent_for, 0), '“' || o.title || '”（' || e.name || '）'
		FROM referral r JOIN opening o ON o.id = r.opening JOIN enterprise e ON e.id = o.enterprise
		WHERE r.county = $1 AND $2::date IS NOT NULL AND `+where+" ORDER BY r.id", tx.Actor.County, tx.Today(), tx.Now.AddDate(0, 0, -longestAgo))
	if err != nil {
		return fmt.Errorf("find referrals to tell of: %w", err)
	}
	var news []notice.News
	var id, person, sentFor int64
	var role db.Role
	var post string
	_, err = pgx.ForEachRow(rows, []any{&id, &person, &role, &sentFor, &post}, func() error {
		once := fmt.Sprintf("%s over %d", what, id)
		news = append(news, notice.News{Kind: kind, To: notice.Person(person), Text: post + "：" + said, Link: "/me#referrals", Once: once})
		if role != db.Worker && role != db.County && role != db.Admin {
			news = append(news, notice.News{Kind: kind, To: notice.Office(role, sentFor), About: person, Text: notice.Who + post + "：" + said, Link: "/referrals", Once: once + " sender"})
		}
		return nil
	})
	if err != nil {
		return fmt.Errorf("find referrals to tell of: %w", err)
	}
	return notice.Tell(ctx, tx, news...)
}

// remindWaivers reminds on the day before the last one, or on it.
func remindWaivers(ctx context.Context, tx *db.Tx) error {
	due, err := listIDs(ctx, tx, "SELECT id FROM waiver WHERE county = $1 AND state = 'open' AND answer_by - $2::date IN (0, 1) ORDER BY id", tx.Actor.County, tx.Today())
	if err != nil {
		return err
	}
	for _, id := range due {
		if err := tellStated(ctx, tx, id, notice.WaiverDue, fmt.Sprintf("waiver %d", id)); err != nil {
			return err
		}
	}
	return nil
}
