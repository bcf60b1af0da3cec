package followup

import (
	"context"
	"fmt"

	"laowu/internal/db"
	"laowu/internal/notice"
)

// tellCase tells the person how far his case is.
func tellCase(ctx context.Context, tx *db.Tx, id, person int64, said string) error {
	var kind Kind
	if err := tx.QueryRow(ctx, "SELECT kind FROM followup_case WHERE county = $1 AND id = $2", tx.Actor.County, id).Scan(&kind); err != nil {
		return fmt.Errorf("find what to tell of case: %w", err)
	}
	return notice.Tell(ctx, tx, notice.News{Kind: notice.CaseMoved, To: notice.Person(person), Text: kind.Word() + "：" + said, Link: "/me#cases"})
}

// tellHanded tells the new owner, and the person who acts for him now.
func tellHanded(ctx context.Context, tx *db.Tx, id, person int64, to Owner) error {
	var kind Kind
	var deadline, name string
	err := tx.QueryRow(ctx, `
		SELECT kind, deadline::text, coalesce(access.organisation_name(county, owner_role, owner), '县人社局') FROM followup_case WHERE county = $1 AND id = $2`,
		tx.Actor.County, id).Scan(&kind, &deadline, &name)
	if err != nil {
		return fmt.Errorf("find what to tell of case: %w", err)
	}
	return notice.Tell(ctx, tx,
		notice.News{
			Kind: notice.CaseGiven, To: notice.Office(to.Role, to.ID), About: person,
			Text: notice.Who + "的" + kind.Word() + "交给您这里办，期限 " + deadline, Link: fmt.Sprintf("/cases/%d", id),
		},
		notice.News{Kind: notice.CaseMoved, To: notice.Person(person), Text: kind.Word() + "：交给" + name + "办", Link: "/me#cases"})
}

// tellReported tells who handles what a worker reports himself.
func tellReported(ctx context.Context, tx *db.Tx, taken Taken, kind Kind) error {
	return notice.Tell(ctx, tx, notice.News{
		Kind: notice.CaseGiven, To: notice.Office(taken.Owner.Role, taken.Owner.ID), About: tx.Actor.Person,
		Text: notice.Who + "自己报了" + kind.Word() + "，由您这里办，期限 " + taken.Deadline.Format("2006-01-02"), Link: fmt.Sprintf("/cases/%d", taken.Case),
	})
}
