package imports

import (
	"context"
	"errors"
	"fmt"

	"github.com/jackc/pgx/v5"

	"laowu/internal/db"
	"laowu/internal/notice"
)

// tellImported tells the clerk who sent a file what came of it. Commands say it
// themselves.
func tellImported(ctx context.Context, tx *db.Tx, id int64, k Kind, r Report) error {
	if tx.Actor.Account == 0 {
		return nil
	}
	said := fmt.Sprintf("%s：%d 行，新增 %d，更新 %d", k.Title, r.Rows, r.Created, r.Updated)
	if r.Rejected > 0 {
		said += fmt.Sprintf("，退回 %d，请改好再导一次", r.Rejected)
	}
	return notice.Tell(ctx, tx, notice.News{Kind: notice.ImportDone, To: notice.Clerk(tx.Actor), Text: said, Link: fmt.Sprintf("/imports/%d", id)})
}

// tellNotImported tells him that nothing came of it.
func tellNotImported(ctx context.Context, tx *db.Tx, id int64) error {
	var as db.Actor
	err := tx.QueryRow(ctx, "SELECT role, coalesce(organisation, 0), account FROM import WHERE county = $1 AND id = $2 AND account IS NOT NULL", tx.Actor.County, id).
		Scan(&as.Role, &as.Organisation, &as.Account)
	if errors.Is(err, pgx.ErrNoRows) {
		return nil
	}
	if err != nil {
		return fmt.Errorf("find who sent import %d: %w", id, err)
	}
	return notice.Tell(ctx, tx, notice.News{Kind: notice.ImportDone, To: notice.Clerk(as), Text: "导入没有成功，什么也没有写进去，请看原因", Link: fmt.Sprintf("/imports/%d", id)})
}

// tellExported tells who asked for a file that it can be fetched.
func tellExported(ctx context.Context, tx *db.Tx, id int64, k Kind, rows int) error {
	if tx.Actor.Account == 0 {
		return nil
	}
	return notice.Tell(ctx, tx, notice.News{Kind: notice.ExportReady, To: notice.Clerk(tx.Actor), Text: fmt.Sprintf("%s：%d 行，可以取了", k.Title, rows), Link: fmt.Sprintf("/exports/%d", id)})
}

// noticePage tells what he was told.
func noticePage(ctx context.Context, tx *db.Tx, person int64) (copyPage, error) {
	p := copyPage{name: "消息", heading: []any{"时间", "消息", "内容", "看过的时间"}}
	all, err := notice.OfPerson(ctx, tx, person)
	for _, l := range all {
		p.rows = append(p.rows, []any{timeCell(&l.ToldAt), l.Word, l.Text, timeCell(l.ReadAt)})
	}
	return p, err
}
