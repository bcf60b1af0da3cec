package match

import (
	"context"
	"errors"
	"testing"

	"laowu/internal/db"
)

// TestWorkers: of several people each is found what Worker finds for him alone:
// how many openings suit him, and the best.
func TestWorkers(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	const more = `INSERT INTO opening (id, county, enterprise, title, trade, place, place_text, headcount, form, wage_min, wage_max, certificates, cert_text) VALUES
		(2, '141123', 1, '护工', 'elder_care', '150602', '东胜区', 2, 'regular', 3000, 3200, '{}', ''),
		(3, '141123', 2, '电工', '', '141123', '兴县', 2, 'regular', 9000, 9000, '{electrician}', '电工证');
		UPDATE membership SET association = 1; UPDATE person SET village = '141123103v001'; `
	for name, c := range map[string]struct {
		sql    string
		blocks int
	}{
		"as they are":        {more, 0},
		"sent to the best":   {more + sentTo(1, "seen"), 0},
		"at work":            {more + "INSERT INTO placement (county, person, started, reported_on, sources) VALUES ('141123', 1, '2026-01-01', '2026-01-01', '{roster}')", 1},
		"who will not":       {more + "UPDATE person SET willing = false WHERE id = 1", 1},
		"no opening suits":   {more + "UPDATE opening SET age_max = 20", 0},
		"the cheaper is all": {more + "UPDATE opening SET closed_at = now() WHERE id <> 2", 0},
	} {
		o.with(t, c.sql, func(ctx context.Context, tx *db.Tx) {
			all, err := o.matcher.Workers(ctx, tx, []int64{1, 2, 99})
			if err != nil || len(all) != 2 {
				t.Fatalf("%s: %d people, %v", name, len(all), err)
			}
			if got := len(all[1].Blocks); got != c.blocks {
				t.Errorf("%s: 王秀英 is kept by %v", name, all[1].Blocks)
			}
			for id, b := range all {
				alone, err := o.matcher.Worker(ctx, tx, id, MostLimit)
				if err != nil {
					t.Fatal(err)
				}
				if len(b.Blocks) > 0 {
					if b.Match != nil || b.Fits != 0 {
						t.Errorf("%s: %d is kept and has %d openings", name, id, b.Fits)
					}
					continue
				}
				if b.Fits != len(alone.Matches) || (b.Match == nil) != (len(alone.Matches) == 0) {
					t.Errorf("%s: %d has %d openings, alone %d", name, id, b.Fits, len(alone.Matches))
				}
				if b.Match != nil && (b.Match.ID != alone.Matches[0].ID || b.Match.Score != alone.Matches[0].Score || b.Match.Title != alone.Matches[0].Title) {
					t.Errorf("%s: %d is best at %d (%d), alone %d (%d)", name, id, b.Match.ID, b.Match.Score, alone.Matches[0].ID, alone.Matches[0].Score)
				}
			}
		})
	}
	for name, as := range map[string]db.Actor{"enterprise": home, "worker": wang, "nobody": nobody} {
		err := o.Tx(t.Context(), as, func(tx *db.Tx) error {
			_, err := o.matcher.Workers(t.Context(), tx, []int64{1})
			return err
		})
		if !errors.Is(err, ErrRole) {
			t.Errorf("%s: %v", name, err)
		}
	}
	o.must(t, jia, func(ctx context.Context, tx *db.Tx) error {
		all, err := o.matcher.Workers(ctx, tx, []int64{1, 2})
		if len(all) != 1 {
			t.Errorf("another's member is matched: %v", all)
		}
		return err
	})
}
