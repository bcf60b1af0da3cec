package report

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"math"
	"time"
	"unicode/utf8"

	"github.com/jackc/pgx/v5"

	"laowu/internal/db"
	"laowu/internal/value"
)

// What else a reason may not be.
var (
	ErrReasonLong   = errors.New("原因最多写 500 个字")
	ErrReasonNumber = errors.New("原因里不要写身份证号或者电话号码")
)

func checkReason(reason string) error {
	switch {
	case reason == "":
		return ErrNoReason
	case utf8.RuneCountInString(reason) > longest:
		return ErrReasonLong
	case value.Redact(reason) != reason:
		return ErrReasonNumber
	}
	return nil
}

// FrozenMonth is a month whose quotas were submitted.
type FrozenMonth struct {
	Month       time.Time // its first day
	At          time.Time // when it was frozen; of several, the first
	By          string    // the login
	Enterprises int       // how many are in it
	Corrections int       // differences that were noted since
}

// FrozenMonths lists the months that were frozen, the newest first: of one
// enterprise, or with 0 of all whom the actor sees.
func FrozenMonths(ctx context.Context, tx *db.Tx, enterprise int64) ([]FrozenMonth, error) {
	rows, err := tx.Query(ctx, `
		SELECT f.month, min(f.frozen_at) AS at, min(f.frozen_by) AS by, count(*)::integer AS enterprises,
		       (SELECT count(*) FROM quota_correction c WHERE c.county = $1 AND c.month = f.month AND ($2::bigint = 0 OR c.enterprise = $2))::integer AS corrections
		FROM quota_freeze f WHERE f.county = $1 AND ($2::bigint = 0 OR f.enterprise = $2)
		GROUP BY f.month ORDER BY f.month DESC`, tx.Actor.County, enterprise)
	if err != nil {
		return nil, fmt.Errorf("list frozen months: %w", err)
	}
	all, err := pgx.CollectRows(rows, pgx.RowToStructByName[FrozenMonth])
	if err != nil {
		return nil, fmt.Errorf("list frozen months: %w", err)
	}
	return all, nil
}

// Explained says whether what differs was noted with its reason: nothing has
// changed since the last correction, or since the month was frozen.
func (f FrozenQuota) Explained() bool {
	last := f.Was
	if n := len(f.Corrections); n > 0 {
		last = f.Corrections[n-1].Figures
	}
	return same(last, f.Is)
}

// UnmarshalJSON reads a quota as it was frozen, with what its shares are of.
func (e *EnterpriseQuota) UnmarshalJSON(text []byte) error {
	type plain EnterpriseQuota
	if err := json.Unmarshal(text, (*plain)(e)); err != nil {
		return fmt.Errorf("read quota: %w", err)
	}
	e.Temporary.exempt = e.Temporary.Exempt
	for _, q := range []*Quota{&e.Regular, &e.Temporary.Quota} {
		q.points = int(math.Round(q.Required * whole))
	}
	return nil
}
