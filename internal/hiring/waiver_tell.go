package hiring

import (
	"context"
	"fmt"

	"github.com/jackc/pgx/v5"

	"laowu/internal/db"
	"laowu/internal/notice"
)

// tellStated tells the associations of the county that they are asked, those that
// have not answered where unanswered is set; what is once is told once.
func tellStated(ctx context.Context, tx *db.Tx, waiver int64, kind notice.Kind, once string) error {
	var said string
	err := tx.QueryRow(ctx, `
		SELECT coalesce(access.organisation_name(county, 'enterprise', enterprise), '') || '说招不到本地的' || trade_text || '，' || posts || ' 人；请在 ' || answer_by || ' 以前答复'
		FROM waiver WHERE county = $1 AND id = $2`, tx.Actor.County, waiver).Scan(&said)
	if err != nil {
		return fmt.Errorf("find what to tell of waiver: %w", err)
	}
	rows, err := tx.Query(ctx, `
		SELECT a.id FROM association a WHERE a.county = $1
		  AND ($3 = '' OR NOT EXISTS (SELECT FROM waiver_answer w WHERE w.county = a.county AND w.waiver = $2 AND w.association = a.id)) ORDER BY a.id`,
		tx.Actor.County, waiver, once)
	if err != nil {
		return fmt.Errorf("find associations: %w", err)
	}
	all, err := pgx.CollectRows(rows, pgx.RowTo[int64])
	if err != nil {
		return fmt.Errorf("find associations: %w", err)
	}
	var news []notice.News
	for _, id := range all {
		one := notice.News{Kind: kind, To: notice.Office(db.Association, id), Text: said, Link: fmt.Sprintf("/waivers/%d", waiver)}
		if once != "" {
			one.Once = fmt.Sprintf("%s %d", once, id)
		}
		news = append(news, one)
	}
	return notice.Tell(ctx, tx, news...)
}

// tellDecided tells the enterprise what the county decided, and why.
func tellDecided(ctx context.Context, tx *db.Tx, waiver int64, to WaiverState, reason string) error {
	var enterprise int64
	var trade string
	err := tx.QueryRow(ctx, "SELECT enterprise, trade_text FROM waiver WHERE county = $1 AND id = $2", tx.Actor.County, waiver).Scan(&enterprise, &trade)
	if err != nil {
		return fmt.Errorf("find what to tell of waiver: %w", err)
	}
	return notice.Tell(ctx, tx, notice.News{
		Kind: notice.WaiverDecided, To: notice.Office(db.Enterprise, enterprise), Text: "招不到本地的" + trade + "：" + to.Word() + "，" + reason,
		Link: fmt.Sprintf("/waivers/%d", waiver),
	})
}
