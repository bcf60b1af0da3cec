package report

import (
	"context"
	"fmt"
	"slices"
	"time"

	"laowu/imports/sheet"
	"laowu/internal/db"
	"laowu/internal/hiring"
)

// Waivers lists what the enterprises of q stated by its day of having found
// nobody local (无本地人可用), as it stood on that day. They are evidence beside
// the quotas and no part of their arithmetic.
func (q Quotas) Waivers(ctx context.Context, tx *db.Tx) ([]hiring.Waiver, error) {
	all, err := hiring.WaiversAsOf(ctx, tx, 0, q.AsOf)
	if err != nil {
		return nil, fmt.Errorf("waivers beside quotas: %w", err)
	}
	return slices.DeleteFunc(all, func(w hiring.Waiver) bool {
		return !slices.ContainsFunc(q.Enterprises, func(e EnterpriseQuota) bool { return e.ID == w.Enterprise })
	}), nil
}

// fillWaivers writes them; the last column is where each stands on the platform.
func fillWaivers(ctx context.Context, tx *db.Tx, w *sheet.Writer, q Quotas) error {
	titles := []any{"企业名称", "工种", "用工形式", "人数", "说明日期", "答复期限", "进展", "认定日期", "认定理由", "网页"}
	s, err := begin(w, "招不到本地人", "招不到本地人的说明（只作证据，不改占比，截至 "+q.AsOf.Format(time.DateOnly)+"）", titles,
		[]float64{34, 16, 9, 7, 12, 12, 10, 12, 34, 14})
	if err != nil {
		return err
	}
	all, err := q.Waivers(ctx, tx)
	if err != nil {
		return err
	}
	for _, v := range all {
		form := map[hiring.Form]string{hiring.Regular: "长期", hiring.Temporary: "临时"}[v.Form]
		err := s.Row(v.EnterpriseName, v.Trade, form, v.Posts, v.StatedOn, v.AnswerBy, v.State.Word(), date(v.DecidedOn), v.Decision, fmt.Sprintf("/waivers/%d", v.ID))
		if err != nil {
			return err
		}
	}
	return nil
}
