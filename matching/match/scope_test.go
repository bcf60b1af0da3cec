package match

import (
	"context"
	"testing"

	"laowu/internal/db"
)

// What the functions of matching tell of others' records: one bit of the
// households that one sees, numbers of openings, and classes of one's county.
func TestWhatFunctionsTell(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	o.keeps(t, `INSERT INTO class (county, programme, number, institution, starts) VALUES ('141123', 1, '第9期', '护工学校', '2027-03-01');
		`+sentTo(2, "hired"))
	for _, c := range []struct {
		as              db.Actor
		idle            int
		classes, opened int
	}{
		{admin, 1, 1, 1}, {bureau, 1, 1, 1}, {auditor, 1, 1, 1}, {jia, 1, 1, 1}, {kangning, 1, 1, 1}, {wang, 1, 1, 1},
		{yi, 0, 1, 1}, {li, 0, 1, 1}, {ordos, 0, 1, 1}, {home, 0, 1, 1}, {school, 0, 1, 1}, {nobody, 0, 1, 1},
		{linxian, 0, 0, 1},
	} {
		o.must(t, c.as, func(ctx context.Context, tx *db.Tx) error {
			var idle, classes, opened int
			err := tx.QueryRow(ctx, `SELECT (SELECT count(*) FROM access.idle_households('{1}', $1)), (SELECT count(*) FROM access.coming_classes($1)),
				(SELECT count(*) FROM access.openings_taken($1))`, tx.Today()).Scan(&idle, &classes, &opened)
			if idle != c.idle || classes != c.classes || opened != c.opened {
				t.Errorf("%s is told of %d idle households, %d classes, %d openings", c.as.Name, idle, classes, opened)
			}
			return err
		})
	}
	var n int
	err := o.Pool().QueryRow(t.Context(), `SELECT (SELECT count(*) FROM access.idle_households('{1}', '2026-11-24')) + (SELECT count(*) FROM access.coming_classes('2026-11-24'))
		+ (SELECT count(*) FROM access.openings_taken('2026-11-24'))`).Scan(&n)
	if err != nil || n != 0 {
		t.Errorf("who says nothing of himself is told %d things, %v", n, err)
	}
}
