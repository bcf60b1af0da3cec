package report

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"time"

	"github.com/jackc/pgx/v5"

	"laowu/internal/db"
	"laowu/internal/hiring"
)

// Statement is how an enterprise holds its local-hire agreement as of a day, to be
// printed and sealed by both parties.
type Statement struct {
	Enterprise EnterpriseQuota
	County     string // 兴县
	Office     string // the county's own office; empty where none is on record
	Agreement  int64  // the number under which the county keeps it
	Ends       *time.Time
	AsOf, Made time.Time
	Hires      []Hire
	Months     []MonthQuota
	Waivers    []hiring.Waiver
}

// MonthQuota is a month's quota as it was frozen.
type MonthQuota struct {
	Month time.Time // its first day
	EnterpriseQuota
}

// FrozenQuotas lists an enterprise's frozen months, the oldest first.
func FrozenQuotas(ctx context.Context, tx *db.Tx, enterprise int64) ([]MonthQuota, error) {
	rows, err := tx.Query(ctx, "SELECT month, figures FROM quota_freeze WHERE county = $1 AND enterprise = $2 ORDER BY month", tx.Actor.County, enterprise)
	if err != nil {
		return nil, fmt.Errorf("list frozen quotas: %w", err)
	}
	all, err := pgx.CollectRows(rows, func(row pgx.CollectableRow) (m MonthQuota, err error) {
		var figures []byte
		if err := row.Scan(&m.Month, &figures); err != nil {
			return m, err
		}
		return m, m.UnmarshalJSON(figures)
	})
	if err != nil {
		return nil, fmt.Errorf("list frozen quotas: %w", err)
	}
	return all, nil
}

// FindStatement reads an enterprise's. ErrNoPromise where it has no agreement in
// force on the day, ErrFuture.
func FindStatement(ctx context.Context, tx *db.Tx, enterprise int64, asOf time.Time) (s Statement, err error) {
	s.AsOf, s.Made = asOf, tx.Today()
	q, err := CountQuotas(ctx, tx, asOf)
	if err != nil {
		return s, err
	}
	i := slices.IndexFunc(q.Enterprises, func(e EnterpriseQuota) bool { return e.ID == enterprise })
	if i < 0 {
		return s, ErrNoPromise
	}
	s.Enterprise = q.Enterprises[i]
	err = tx.QueryRow(ctx, `
		SELECT a.id, a.ends, (SELECT name FROM area WHERE code = $1),
		       coalesce((SELECT o.name FROM office o WHERE o.county = $1 AND o.kind = 'county' ORDER BY o.id LIMIT 1), '')
		FROM agreement a WHERE a.county = $1 AND a.enterprise = $2 AND a.starts = $3`, tx.Actor.County, enterprise, s.Enterprise.Since).Scan(
		&s.Agreement, &s.Ends, &s.County, &s.Office)
	if errors.Is(err, pgx.ErrNoRows) {
		return s, ErrNoPromise
	}
	if err != nil {
		return s, fmt.Errorf("find agreement: %w", err)
	}
	if s.Hires, err = QuotaHires(ctx, tx, enterprise, asOf); err != nil {
		return s, err
	}
	if s.Months, err = FrozenQuotas(ctx, tx, enterprise); err != nil {
		return s, err
	}
	s.Waivers, err = hiring.WaiversAsOf(ctx, tx, enterprise, asOf)
	return s, err
}
