package hiring

import (
	"context"
	"errors"
	"fmt"
	"testing"
	"time"

	"laowu/internal/db"
	"laowu/internal/roster"
)

// staleRows are openings of one enterprise on 2026-11-24: by number 1 open-ended
// and thirty days old, 2 a day younger, 3 dated and ninety days old, 4 dated and
// eighty-nine, 5 past its last day, 6 closed, 7 old but confirmed, 8 old, asked
// about fourteen days ago, 9 so, but thirteen, 10 so, but written since, 11 ends in
// seven days, 12 in eight; 20 another enterprise's, old.
const staleRows = `
	INSERT INTO enterprise (id, county, uscc, name) VALUES (1, '141123', '91141123MA0AL47R7J', '示例铝业有限公司'), (2, '141123', '91150602MA0FAG439B', '示例养老院');
	INSERT INTO opening (id, county, enterprise, title, place_text, headcount, form, updated_at, valid_until, closed_at) VALUES
	  (1, '141123', 1, '一', '兴县', 1, 'regular', '2026-10-25', NULL, NULL), (2, '141123', 1, '二', '兴县', 1, 'regular', '2026-10-26', NULL, NULL),
	  (3, '141123', 1, '三', '兴县', 1, 'regular', '2026-08-26', '2026-12-31', NULL), (4, '141123', 1, '四', '兴县', 1, 'regular', '2026-08-27', '2026-12-31', NULL),
	  (5, '141123', 1, '五', '兴县', 1, 'regular', '2026-01-01', '2026-11-23', NULL), (6, '141123', 1, '六', '兴县', 1, 'regular', '2026-01-01', NULL, '2026-02-01'),
	  (7, '141123', 1, '七', '兴县', 1, 'regular', '2026-01-01', NULL, NULL), (8, '141123', 1, '八', '兴县', 1, 'regular', '2026-01-01', NULL, NULL),
	  (9, '141123', 1, '九', '兴县', 1, 'regular', '2026-01-01', NULL, NULL), (10, '141123', 1, '十', '兴县', 1, 'regular', '2026-11-20', NULL, NULL),
	  (11, '141123', 1, '十一', '兴县', 1, 'regular', '2026-11-20', '2026-12-01', NULL), (12, '141123', 1, '十二', '兴县', 1, 'regular', '2026-11-20', '2026-12-02', NULL),
	  (20, '141123', 2, '二十', '兴县', 1, 'regular', '2026-01-01', NULL, NULL);
	INSERT INTO opening_care (county, opening, confirmed_at, asked_on) VALUES ('141123', 7, '2026-11-01', NULL), ('141123', 8, NULL, '2026-11-10'), ('141123', 9, NULL, '2026-11-11'),
	  ('141123', 10, NULL, '2026-11-10'), ('141123', 20, NULL, '2026-11-10');`

func TestCareForStale(t *testing.T) {
	t.Parallel()
	y := laidOut(t, staleRows)
	y.as(t, bureau, func(tx *db.Tx) error {
		s, err := CareForStale(t.Context(), tx)
		if got := fmt.Sprint(s.Asked, s.Closed); got != "[3 1] [8 20]" {
			t.Errorf("asked and closed %s, %v", got, err)
		}
		return err
	})
	y.as(t, bureau, func(tx *db.Tx) error {
		s, err := CareForStale(t.Context(), tx)
		if got := fmt.Sprint(s.Asked, s.Closed); got != "[] []" {
			t.Errorf("a second turn of the day asked and closed %s, %v", got, err)
		}
		return err
	})
	y.as(t, lvye, func(tx *db.Tx) error {
		all, err := CaredOpenings(t.Context(), tx, 100)
		got := ""
		for _, o := range all {
			got += fmt.Sprintf("%d %s%s%s, ", o.ID, said("closes ", o.ClosesOn), said("ends ", o.EndsOn), said("closed ", o.ClosedOn))
		}
		if want := "9 closes 11-25, 1 closes 12-08, 3 closes 12-08, 11 ends 12-01, 8 closed 11-24, "; got != want {
			t.Errorf("the enterprise is told %q, want %q, %v", got, want, err)
		}
		return err
	})
	y.wants(t, "audit", "SELECT string_agg(action || ' ' || target, ', ' ORDER BY id) FROM audit WHERE noun = 'opening'",
		"opening_asked 3, opening_asked 1, opening_closed 8, opening_closed 20")
}

func said(what string, on *time.Time) string {
	if on == nil {
		return ""
	}
	return what + on.Format("01-02")
}

func TestConfirmAndReopen(t *testing.T) {
	t.Parallel()
	y := laidOut(t, staleRows)
	turn := func() (s Stale) {
		y.as(t, bureau, func(tx *db.Tx) (err error) { s, err = CareForStale(t.Context(), tx); return err })
		return s
	}
	y.as(t, lvye, func(tx *db.Tx) error { return ConfirmOpening(t.Context(), tx, 8) })
	if s := turn(); fmt.Sprint(s.Closed) != "[20]" {
		t.Errorf("closed although confirmed: %v", s.Closed)
	}
	for _, c := range []struct {
		what string
		do   func() error
		want error
	}{
		{"another's is confirmed", y.doing(t, lvye, 20, ConfirmOpening), ErrNotFound},
		{"one past its day is confirmed", y.doing(t, lvye, 5, ConfirmOpening), ErrConfirmOver},
		{"a closed one is confirmed", y.doing(t, lvye, 6, ConfirmOpening), ErrConfirmClosed},
		{"an open one is reopened", y.doing(t, lvye, 1, ReopenOpening), ErrReopenOpen},
		{"an association confirms", y.doing(t, jiacun, 1, ConfirmOpening), roster.ErrRole},
		{"an auditor reopens", y.doing(t, auditor, 6, ReopenOpening), roster.ErrRole},
		{"another county confirms", y.doing(t, neighbours, 1, ConfirmOpening), ErrNotFound},
		{"its own enterprise reopens it", y.doing(t, yanglao, 20, ReopenOpening), nil},
		{"the county confirms it", y.doing(t, bureau, 20, ConfirmOpening), nil},
	} {
		if err := c.do(); !errors.Is(err, c.want) {
			t.Errorf("%s: %v, want %v", c.what, err, c.want)
		}
	}
	if s := turn(); len(s.Closed)+len(s.Asked) != 0 {
		t.Errorf("asked %v, closed %v after it was reopened", s.Asked, s.Closed)
	}
}

func (y yard) as(t *testing.T, a db.Actor, fn func(*db.Tx) error) {
	t.Helper()
	y.must(t, a, func(_ context.Context, tx *db.Tx) error { return fn(tx) })
}

func (y yard) doing(t *testing.T, a db.Actor, id int64, do func(context.Context, *db.Tx, int64) error) func() error {
	t.Helper()
	return func() error {
		return y.Tx(t.Context(), a, func(tx *db.Tx) error { return do(t.Context(), tx, id) })
	}
}

// A turn is bounded: what waited for long comes day by day.
func TestStaleInBoundedTurns(t *testing.T) {
	t.Parallel()
	y := laidOut(t, `INSERT INTO enterprise (id, county, uscc, name) VALUES (1, '141123', '91141123MA0AL47R7J', '示例铝业有限公司');
		INSERT INTO opening (county, enterprise, title, place_text, headcount, form, updated_at) SELECT '141123', 1, '岗位' || n, '兴县', 1, 'regular', '2026-01-01' FROM generate_series(1, 250) n`)
	for _, want := range []int{200, 50, 0} {
		y.as(t, bureau, func(tx *db.Tx) error {
			s, err := CareForStale(t.Context(), tx)
			if len(s.Asked) != want {
				t.Errorf("asked about %d, want %d, %v", len(s.Asked), want, err)
			}
			return err
		})
	}
}

// Without a rule nothing is closed; with a later one the new days hold.
func TestOpeningRule(t *testing.T) {
	t.Parallel()
	y := laidOut(t, staleRows+"INSERT INTO opening_rule VALUES ('2026-11-24', 29, 400, 13, 7, 30, '新规定'), ('2026-11-25', 1, 1, 1, 7, 30, '明天起');")
	y.as(t, bureau, func(tx *db.Tx) error {
		s, err := CareForStale(t.Context(), tx)
		if got := fmt.Sprint(s.Asked, s.Closed); got != "[1 2] [8 20 9]" {
			t.Errorf("asked and closed %s, %v", got, err)
		}
		return err
	})
	y.exec(t, "DELETE FROM opening_rule")
	err := y.Tx(t.Context(), bureau, func(tx *db.Tx) error { _, err := CareForStale(t.Context(), tx); return err })
	if !errors.Is(err, ErrNoOpeningRule) {
		t.Errorf("without a rule: %v", err)
	}
}
