package roster

import (
	"context"
	"strings"
	"testing"
	"time"

	"laowu/internal/access"
	"laowu/internal/db"
)

// TestPauseUnplaced: who may clear the mark of whom, and what is refused.
func TestPauseUnplaced(t *testing.T) {
	t.Parallel()
	p := settle(t) // on 24 November 2026
	for _, c := range []struct {
		name   string
		as     db.Actor
		person int64
		until  string
		reason string
		want   error
	}{
		{"own member", own, 1, "2027-03-01", "家里盖房", nil},
		{"again, in its place", own, 1, "2027-02-01", "老人住院", nil},
		{"township", township, 1, "2026-11-25", "要收秋", nil},
		{"county", county, 2, "2027-05-23", "要收秋", nil},
		{"another association's member", own, 2, "2027-03-01", "家里盖房", access.ErrNotFound},
		{"another township's", elsewhere, 1, "2027-03-01", "家里盖房", access.ErrNotFound},
		{"nobody of that number", own, 99, "2027-03-01", "家里盖房", access.ErrNotFound},
		{"worker", worker, 1, "2027-03-01", "家里盖房", ErrRole},
		{"station", station, 1, "2027-03-01", "家里盖房", ErrRole},
		{"auditor", auditor, 1, "2027-03-01", "家里盖房", ErrRole},
		{"today", own, 1, "2026-11-24", "家里盖房", ErrPauseDay},
		{"half a year and a day", own, 1, "2027-05-24", "家里盖房", ErrPauseDay},
		{"no reason", own, 1, "2027-03-01", " ", ErrPauseReason},
		{"a novel", own, 1, "2027-03-01", strings.Repeat("长", 201), ErrPauseReason},
		{"a number", own, 1, "2027-03-01", "打 14000000001", ErrPauseNumber},
	} {
		err := p.try(t, c.as, func(ctx context.Context, tx *db.Tx) error {
			return PauseUnplaced(ctx, tx, c.person, date(t, c.until), c.reason)
		})
		refused(t, c.name, err, c.want)
	}
	p.must(t, own, func(ctx context.Context, tx *db.Tx) error {
		got, err := PauseOf(ctx, tx, 1)
		if err != nil || got == nil || got.Reason != "要收秋" || got.By != "康宁镇" || got.Until.Format("2006-01-02") != "2026-11-25" {
			t.Errorf("the last one is %+v, %v", got, err)
		}
		if other, err := PauseOf(ctx, tx, 2); other != nil || err != nil {
			t.Errorf("of another's member: %+v, %v", other, err)
		}
		return nil
	})
}

// TestResumeUnplaced: the mark comes back; what was said goes with an erased
// record, and the person reads it among what is held of him.
func TestResumeUnplaced(t *testing.T) {
	t.Parallel()
	p := settle(t)
	v := vault(t, p.DB)
	p.full(t, v)
	pause := func(ctx context.Context, tx *db.Tx) error {
		return PauseUnplaced(ctx, tx, 1, date(t, "2027-03-01"), "家里盖房")
	}
	resume := func(ctx context.Context, tx *db.Tx) error { return ResumeUnplaced(ctx, tx, 1) }
	refused(t, "nothing to resume", p.try(t, own, resume), ErrNoPause)
	p.must(t, own, pause)
	refused(t, "by another township", p.try(t, elsewhere, resume), access.ErrNotFound)
	p.must(t, worker, func(ctx context.Context, tx *db.Tx) error {
		d, err := FindMyData(ctx, tx, v, 1)
		if err == nil && (d.Paused == nil || d.Paused.Reason != "家里盖房") {
			t.Errorf("his data says %+v", d.Paused)
		}
		return err
	})
	p.must(t, own, resume)
	p.must(t, own, pause)
	p.must(t, county, func(ctx context.Context, tx *db.Tx) error { return Erase(ctx, tx, 1) })
	p.must(t, county, func(ctx context.Context, tx *db.Tx) error {
		var n int
		if err := tx.QueryRow(ctx, "SELECT count(*) FROM unplaced_pause").Scan(&n); err != nil || n != 0 {
			t.Errorf("%d rows are left of an erased person, %v", n, err)
		}
		return nil
	})
}

func date(t *testing.T, day string) time.Time {
	t.Helper()
	d, err := time.Parse(time.DateOnly, day)
	if err != nil {
		t.Fatal(err)
	}
	return d
}
