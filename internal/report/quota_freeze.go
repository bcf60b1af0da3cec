package report

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5"

	"laowu/internal/access"
	"laowu/internal/db"
)

// The refusals of freezing.
var (
	ErrMonthRuns = errors.New("这个月还没有过完，不能封存")
	ErrFrozen    = errors.New("这个月已经封存；有变动请写明原因作为更正")
	ErrNotFrozen = errors.New("这个月还没有封存")
	ErrNoQuotas  = errors.New("这个月没有在执行的用工协议，没有可封存的")
	ErrNoReason  = errors.New("请写明更正的原因")
	ErrNoChange  = errors.New("和封存的数字没有不同，不用更正")
)

// FrozenQuota is a month's quota of one enterprise as it was submitted, with
// what the records say of the same month now.
type FrozenQuota struct {
	Month       time.Time // its first day
	At          time.Time
	Was, Is     EnterpriseQuota
	Corrections []Correction
}

// Differs says whether the records have changed since.
func (f FrozenQuota) Differs() bool { return !same(f.Was, f.Is) }

// Correction is a difference from the frozen figures, with its reason.
type Correction struct {
	Figures EnterpriseQuota
	Reason  string
	NotedAt time.Time
	NotedBy string
}

// FreezeQuotas keeps the quotas of a month as they stand on its last day, and
// returns how many enterprises they are of. ErrMonthRuns; ErrFrozen; ErrNoQuotas.
func FreezeQuotas(ctx context.Context, tx *db.Tx, month time.Time) (int, error) {
	first, last := monthOf(month)
	if !last.Before(tx.Today()) {
		return 0, ErrMonthRuns
	}
	q, err := CountQuotas(ctx, tx, last)
	if err != nil {
		return 0, err
	}
	if len(q.Enterprises) == 0 {
		return 0, ErrNoQuotas
	}
	for _, e := range q.Enterprises {
		figures, err := json.Marshal(e)
		if err != nil {
			return 0, fmt.Errorf("freeze quotas: %w", err)
		}
		tag, err := tx.Exec(ctx, `INSERT INTO quota_freeze (county, enterprise, month, figures, frozen_at, frozen_by)
			VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT DO NOTHING`, tx.Actor.County, e.ID, first, figures, tx.Now, tx.Actor.Name)
		if err != nil {
			return 0, fmt.Errorf("freeze quotas: %w", err)
		}
		if tag.RowsAffected() == 0 {
			return 0, ErrFrozen
		}
	}
	detail := map[string]any{"month": first.Format(monthForm), "count": len(q.Enterprises)}
	return len(q.Enterprises), access.Note(ctx, tx, access.QuotaFrozen, "county", 0, detail)
}

// CorrectQuota notes why an enterprise's frozen month differs from what the
// records say now. The frozen figures stay.
func CorrectQuota(ctx context.Context, tx *db.Tx, enterprise int64, month time.Time, reason string) error {
	if err := checkReason(reason); err != nil {
		return err
	}
	f, err := Frozen(ctx, tx, enterprise, month)
	if err != nil {
		return err
	}
	if f.Explained() {
		return ErrNoChange
	}
	figures, err := json.Marshal(f.Is)
	if err != nil {
		return fmt.Errorf("correct quota: %w", err)
	}
	_, err = tx.Exec(ctx, `INSERT INTO quota_correction (county, enterprise, month, figures, reason, noted_at, noted_by)
		VALUES ($1, $2, $3, $4, $5, $6, $7)`, tx.Actor.County, enterprise, f.Month, figures, reason, tx.Now, tx.Actor.Name)
	if err != nil {
		return fmt.Errorf("correct quota: %w", err)
	}
	return access.Note(ctx, tx, access.QuotaCorrected, "enterprise", enterprise, map[string]any{"month": f.Month.Format(monthForm), "reason": reason})
}

// Frozen reads an enterprise's frozen month beside what the records say of it
// now. ErrNotFrozen.
func Frozen(ctx context.Context, tx *db.Tx, enterprise int64, month time.Time) (FrozenQuota, error) {
	first, last := monthOf(month)
	f := FrozenQuota{Month: first}
	err := tx.QueryRow(ctx, "SELECT figures, frozen_at FROM quota_freeze WHERE county = $1 AND enterprise = $2 AND month = $3",
		tx.Actor.County, enterprise, first).Scan(&f.Was, &f.At)
	if errors.Is(err, pgx.ErrNoRows) {
		return f, ErrNotFrozen
	}
	if err != nil {
		return f, fmt.Errorf("read frozen quota: %w", err)
	}
	now, err := CountQuotas(ctx, tx, last)
	if err != nil {
		return f, err
	}
	for _, e := range now.Enterprises {
		if e.ID == enterprise {
			f.Is = e
		}
	}
	rows, err := tx.Query(ctx, `SELECT figures, reason, noted_at, noted_by FROM quota_correction
		WHERE county = $1 AND enterprise = $2 AND month = $3 ORDER BY id`, tx.Actor.County, enterprise, first)
	if err != nil {
		return f, fmt.Errorf("read corrections: %w", err)
	}
	if f.Corrections, err = pgx.CollectRows(rows, pgx.RowToStructByPos[Correction]); err != nil {
		return f, fmt.Errorf("read corrections: %w", err)
	}
	return f, nil
}

// same compares what was counted.
func same(a, b EnterpriseQuota) bool {
	key := func(q Quota) [3]int { return [3]int{q.Hires, q.Local, int(q.Required*whole + 0.5)} }
	return key(a.Regular) == key(b.Regular) && key(a.Temporary.Quota) == key(b.Temporary.Quota) && a.Temporary.Exempt == b.Temporary.Exempt
}

// monthForm is a month as programs write it: 2019-05.
const monthForm = "2006-01"

// monthOf is the first and the last day of a day's month.
func monthOf(d time.Time) (first, last time.Time) {
	first = time.Date(d.Year(), d.Month(), 1, 0, 0, 0, 0, time.UTC)
	return first, first.AddDate(0, 1, -1)
}
