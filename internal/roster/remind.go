package roster

import (
	"context"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5"

	"laowu/internal/db"
	"laowu/internal/notice"
)

// Of an open transfer its association is reminded transferNear days before it is
// to answer; the county, which decides then, is told of those that are over for at
// most transferOver days.
const transferNear, transferOver = 2, 7

// RemindTransfers tells, once each, of transfers that nobody has answered. ErrRole
// for all but county and admin.
func RemindTransfers(ctx context.Context, tx *db.Tx) error {
	if err := only(tx, db.County, db.Admin); err != nil {
		return err
	}
	rows, err := tx.Query(ctx, `
		SELECT id, person, from_association, answer_by, answer_by < $2::date FROM transfer
		WHERE county = $1 AND state = 'open' AND answer_by BETWEEN $2::date - $3::integer AND $2::date + $4::integer ORDER BY answer_by, id`,
		tx.Actor.County, tx.Today(), transferOver, transferNear)
	if err != nil {
		return fmt.Errorf("find transfers that are due: %w", err)
	}
	var news []notice.News
	var id, person, association int64
	var by time.Time
	var over bool
	_, err = pgx.ForEachRow(rows, []any{&id, &person, &association, &by, &over}, func() error {
		n := notice.News{
			Kind: notice.TransferDue, To: notice.Office(db.Association, association), About: person,
			Text: notice.Who + "的转会，" + by.Format("2006-01-02") + "前答复，过期由县里定", Link: "/transfers", Once: fmt.Sprintf("transfer %d due", id),
		}
		if over {
			n.To, n.Text, n.Link, n.Once = notice.Office(db.County, 0), notice.Who+"的转会，"+by.Format("2006-01-02")+"前没有答复，由县里定", "/approvals?tab=transfers", fmt.Sprintf("transfer %d over", id)
		}
		news = append(news, n)
		return nil
	})
	if err != nil {
		return fmt.Errorf("find transfers that are due: %w", err)
	}
	return notice.Tell(ctx, tx, news...)
}
