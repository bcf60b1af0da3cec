package hiring

import (
	"context"
	"testing"

	"laowu/internal/access"
	"laowu/internal/db"
	"laowu/internal/roster"
)

// TestManifest: numbers are masked; whole for a reason, and each showing noted;
// who does not go stands on none.
func TestManifest(t *testing.T) {
	t.Parallel()
	y := newYard(t)
	vault, n := y.led(t)
	var id int64
	y.must(t, jia, func(ctx context.Context, tx *db.Tx) (err error) {
		id, err = PlanDeparture(ctx, tx, vault, n)
		return err
	})
	sealed, err := vault.Seal("141123", access.Phone, []byte("14000000001"))
	if err != nil {
		t.Fatal(err)
	}
	y.must(t, clerk, func(ctx context.Context, tx *db.Tx) error {
		_, err := tx.Exec(ctx, "UPDATE person SET phone_sealed = $1 WHERE id = 1", sealed)
		return err
	})
	refused(t, "add", y.add(t, jia, id, 1, 2, 4), nil)
	refused(t, "who does not go", y.confirm(t, jia, id, 4, Refused), nil)
	y.must(t, auditor, func(ctx context.Context, tx *db.Tx) error {
		m, err := FindManifest(ctx, tx, vault, id)
		if err != nil || m.Whole || m.ContactPhone != "140****0009" || len(m.Lines) != 2 || m.Lines[0].Name != "李**" || m.Lines[1].Telephone != "140****0001" {
			t.Errorf("masked: %+v, %v", m, err)
		}
		return err
	})
	reveal := func(as db.Actor, reason string) error {
		return y.try(t, as, func(ctx context.Context, tx *db.Tx) error {
			m, err := RevealManifest(ctx, tx, vault, id, reason)
			if err == nil && (!m.Whole || m.ContactPhone != "14000000009" || m.Lines[0].Telephone != "" || m.Lines[1].Telephone != "14000000001") {
				t.Errorf("whole: %+v", m)
			}
			return err
		})
	}
	refused(t, "without a reason", reveal(jia, " "), roster.ErrWhy)
	refused(t, "the auditor", reveal(auditor, "打电话"), roster.ErrMayNot)
	refused(t, "the worker", reveal(worker, "打电话"), roster.ErrMayNot)
	refused(t, "out of sight", reveal(yi, "打电话"), access.ErrNotFound)
	y.wants(t, "noted before", "SELECT count(*) FROM audit WHERE action = 'reveal'", "0")
	refused(t, "the organiser", reveal(jia, "车上点名"), nil)
	y.wants(t, "noted", "SELECT string_agg(concat_ws(' ', noun, detail->>'reason', detail->>'people'), ',' ORDER BY id) FROM audit WHERE action = 'reveal'", "person 车上点名,departure 车上点名 2")
}
