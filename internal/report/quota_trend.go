package report

import (
	"context"
	"fmt"
	"slices"
	"time"

	"github.com/jackc/pgx/v5"

	"laowu/internal/db"
)

// QuotaMonth is how the enterprises held their agreements at a month's end, as it
// was frozen then, or now. An enterprise counts once: missed where one of its
// two shares is, else near where one has no outsider left to hire, else met.
type QuotaMonth struct {
	Month             time.Time // its first day; of what is counted now the counted day
	Frozen            bool
	Met, Near, Missed int
}

// trendMonths is how many frozen months are shown.
const trendMonths = 12

// quotaMonths are the last frozen months that had ended by the counted day, and
// that day.
func quotaMonths(ctx context.Context, tx *db.Tx, now Quotas) (all []QuotaMonth, err error) {
	rows, err := tx.Query(ctx, `
		SELECT f.month, f.figures FROM quota_freeze f
		WHERE f.county = $1 AND f.month IN (SELECT DISTINCT m.month FROM quota_freeze m WHERE m.county = $1 AND m.month + interval '1 month' <= $2::date ORDER BY 1 DESC LIMIT $3)
		ORDER BY f.month`, tx.Actor.County, now.AsOf, trendMonths)
	if err != nil {
		return nil, fmt.Errorf("read frozen quotas: %w", err)
	}
	var month time.Time
	var figures EnterpriseQuota
	_, err = pgx.ForEachRow(rows, []any{&month, &figures}, func() error {
		if n := len(all); n == 0 || !all[n-1].Month.Equal(month) {
			all = append(all, QuotaMonth{Month: month, Frozen: true})
		}
		all[len(all)-1].add(figures)
		figures = EnterpriseQuota{}
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("read frozen quotas: %w", err)
	}
	last := QuotaMonth{Month: now.AsOf}
	for _, e := range now.Enterprises {
		last.add(e)
	}
	return append(all, last), nil
}

func (m *QuotaMonth) add(e EnterpriseQuota) {
	switch e.Standing() {
	case "missed":
		m.Missed++
	case "near":
		m.Near++
	default:
		m.Met++
	}
}

// Standing is how an enterprise holds its agreement: missed, near or met.
func (e *EnterpriseQuota) Standing() string {
	both := []*Quota{&e.Regular, &e.Temporary.Quota}
	switch {
	case slices.ContainsFunc(both, func(q *Quota) bool { return !q.Met }):
		return "missed"
	case slices.ContainsFunc(both, func(q *Quota) bool { return q.AtTheLine() }):
		return "near"
	}
	return "met"
}

// QuotaPoint is an enterprise's regular share at a month's end.
type QuotaPoint struct {
	Month  time.Time // its first day
	Quota  EnterpriseQuota
	Frozen bool
}

// QuotaTrend are the frozen months of an enterprise, the earliest first; row
// security hides those of others.
func QuotaTrend(ctx context.Context, tx *db.Tx, enterprise int64) ([]QuotaPoint, error) {
	rows, err := tx.Query(ctx, `
		SELECT month, figures, true FROM (SELECT * FROM quota_freeze WHERE county = $1 AND enterprise = $2 ORDER BY month DESC LIMIT $3) f ORDER BY month`,
		tx.Actor.County, enterprise, trendMonths)
	if err != nil {
		return nil, fmt.Errorf("read frozen quotas: %w", err)
	}
	all, err := pgx.CollectRows(rows, pgx.RowToStructByPos[QuotaPoint])
	if err != nil {
		return nil, fmt.Errorf("read frozen quotas: %w", err)
	}
	return all, nil
}
