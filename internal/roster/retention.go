package roster

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5"

	"laowu/internal/access"
	"laowu/internal/db"
)

// RetentionRule says how long records are kept: after so many months without
// anything new a person is announced, after so many days more erased; files
// that were sent are kept for so many days, and those that were written for
// somebody to fetch for so many. The county dates and edits it.
type RetentionRule struct {
	ValidFrom  time.Time `json:"-"`
	IdleMonths int       `json:"idle_months"`
	NoticeDays int       `json:"notice_days"`
	FileDays   int       `json:"file_days"`
	ExportDays int       `json:"export_days"`
	Source     string    `json:"source"`
}

// ErrNoRule says that nothing is written on how long records are kept.
var ErrNoRule = errors.New("还没有规定个人信息保存多久（retention_rule），什么也不清理")

// FindRetentionRule is the rule that holds today; ErrNoRule.
func FindRetentionRule(ctx context.Context, tx *db.Tx) (r RetentionRule, err error) {
	err = tx.QueryRow(ctx, `
		SELECT valid_from, idle_months, notice_days, file_days, export_days, source FROM retention_rule
		WHERE valid_from <= $1 ORDER BY valid_from DESC LIMIT 1`, tx.Today()).Scan(&r.ValidFrom, &r.IdleMonths, &r.NoticeDays, &r.FileDays, &r.ExportDays, &r.Source)
	if errors.Is(err, pgx.ErrNoRows) {
		return r, ErrNoRule
	}
	if err != nil {
		return r, fmt.Errorf("read retention rule: %w", err)
	}
	return r, nil
}

// Plan is what the timer would do, or did: numbers of people, no names.
type Plan struct {
	Rule     RetentionRule `json:"rule"`
	Announce []int64       `json:"announce"` // idle for long: it is said that they will be erased
	Keep     []int64       `json:"keep"`     // announced, and something new was written since
	Erase    []int64       `json:"erase"`    // announced long enough
}

// Retain runs the retention timer of the asking county, or with run false only
// says what is due. Who is announced today is never erased today. ErrRole for
// all but county and admin; ErrNoRule.
func Retain(ctx context.Context, tx *db.Tx, run bool) (Plan, error) {
	if err := only(tx, db.County, db.Admin); err != nil {
		return Plan{}, err
	}
	if run {
		if err := Alone(ctx, tx); err != nil {
			return Plan{}, err
		}
	}
	p, err := due(ctx, tx)
	if err != nil || !run {
		return p, err
	}
	return p, p.carryOut(ctx, tx)
}

// due sorts who is idle or announced.
func due(ctx context.Context, tx *db.Tx) (Plan, error) {
	p := Plan{Announce: []int64{}, Keep: []int64{}, Erase: []int64{}}
	var err error
	if p.Rule, err = FindRetentionRule(ctx, tx); err != nil {
		return p, err
	}
	rows, err := tx.Query(ctx, idlePeople, tx.Actor.County, tx.Today().AddDate(0, -p.Rule.IdleMonths, 0))
	if err != nil {
		return p, fmt.Errorf("find idle people: %w", err)
	}
	var person int64
	var announced *time.Time
	var idle bool
	_, err = pgx.ForEachRow(rows, []any{&person, &announced, &idle}, func() error {
		switch {
		case !idle:
			p.Keep = append(p.Keep, person)
		case announced == nil:
			p.Announce = append(p.Announce, person)
		case !announced.AddDate(0, 0, p.Rule.NoticeDays).After(tx.Today()):
			p.Erase = append(p.Erase, person)
		}
		announced = nil
		return nil
	})
	if err != nil {
		return p, fmt.Errorf("find idle people: %w", err)
	}
	return p, nil
}

func (p Plan) carryOut(ctx context.Context, tx *db.Tx) error {
	_, err := tx.Exec(ctx, "UPDATE person SET announced_on = CASE WHEN id = ANY ($2) THEN $4::date END WHERE county = $1 AND id = ANY ($2 || $3::bigint[])",
		tx.Actor.County, p.Announce, p.Keep, tx.Today())
	if err != nil {
		return fmt.Errorf("announce: %w", err)
	}
	for _, person := range p.Announce {
		if err := access.Note(ctx, tx, access.Announced, "person", person, nil); err != nil {
			return err
		}
	}
	for _, person := range p.Erase {
		if err := erase(ctx, tx, person, "idle"); err != nil {
			return err
		}
	}
	return nil
}
