package imports

import (
	"errors"
	"fmt"
	"testing"

	"laowu/internal/db"
	"laowu/internal/db/testdb"
	"laowu/internal/roster"
)

func (d *testDesk) forget(t *testing.T, run bool) (old []Forgotten) {
	t.Helper()
	err := d.service.DB.Tx(t.Context(), d.actor, func(tx *db.Tx) (err error) {
		old, err = ForgetFiles(t.Context(), tx, run)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return old
}

// TestForgetFiles: files go when their time is over, what came of them stays,
// and looking changes nothing.
func TestForgetFiles(t *testing.T) {
	t.Parallel()
	w := newWorking(t, func(*working, int) {})
	for _, kind := range []string{"associations", "associations", "members"} { // of the last, nothing can be read
		w.submit(t, kind, oneAssociation)
		<-w.results
	}
	// The first ended 31 days ago, the second 29; the third never did.
	w.exec(t, `
		UPDATE import SET created_at = $1::timestamptz - interval '31 days', finished_at = $1::timestamptz - interval '31 days' WHERE id IN (1, 3)`, testdb.Now)
	w.exec(t, "UPDATE import SET created_at = $1::timestamptz - interval '31 days', finished_at = $1::timestamptz - interval '29 days' WHERE id = 2", testdb.Now)
	w.exec(t, "UPDATE import SET state = 'queued', finished_at = NULL WHERE id = 3")
	size := len(oneAssociation)
	due := fmt.Sprintf("[{1 1 %d} {3 1 %d}]", size, size)
	const left = `SELECT (SELECT count(*) FROM import_file), (SELECT count(*) FROM import_part), (SELECT count(*) FROM import WHERE report IS NOT NULL)`
	for _, c := range []struct {
		run        bool
		want, left string
	}{{false, due, "3 3 3"}, {true, due, "1 1 3"}, {true, "[]", "1 1 3"}} {
		if got := fmt.Sprint(w.forget(t, c.run)); got != c.want {
			t.Errorf("run %v: %s, want %s", c.run, got, c.want)
		}
		w.wants(t, c.left, left)
	}
	w.wants(t, `1 map[files:1], 3 map[files:1]`, "SELECT target, detail FROM audit WHERE action = 'erased' AND noun = 'import' ORDER BY id")
}

func TestForgetFilesByScope(t *testing.T) {
	t.Parallel()
	d := newDesk(t)
	for _, as := range []db.Role{db.Association, db.Township, db.Worker, db.Auditor, db.Enterprise, db.Nobody} {
		err := d.service.DB.Tx(t.Context(), db.Actor{County: "141123", Role: as, Organisation: 1}, func(tx *db.Tx) error {
			_, err := ForgetFiles(t.Context(), tx, true)
			return err
		})
		if !errors.Is(err, roster.ErrRole) {
			t.Errorf("%s: %v", as, err)
		}
	}
}
