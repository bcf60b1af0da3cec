package imports

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"strings"
	"testing"

	"github.com/jackc/pgx/v5"

	"laowu/internal/access"
	"laowu/internal/db"
	"laowu/internal/roster"
)

// state is how a file stands, as its owner reads it.
func (c *counter) state(t *testing.T, as db.Actor, id int64) (f ExportFile) {
	t.Helper()
	err := c.service.DB.ReadTx(t.Context(), as, func(tx *db.Tx) (err error) {
		f, err = FindExport(t.Context(), tx, id)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return f
}

// Killed in the middle, the file is no file, is taken up by the next service,
// and is whole: nothing of the first try is in it.
func TestFileIsTakenUp(t *testing.T) {
	t.Parallel()
	c := newCounter(t, 3)
	county := c.clerk(t, "county", db.County)
	id := c.ask(t, county, theLedger("households")).File
	// What a process leaves that was killed with five parts written.
	c.sql(t, "UPDATE river.river_job SET state = 'running', attempted_by = '{gone}', attempt = 1, attempted_at = now() WHERE kind = 'export'")
	c.sql(t, "INSERT INTO export_part (county, export, part, rows, sealed) SELECT '141123', $1, n, n, '\\x00' FROM generate_series(0, 4) n", id)
	if f := c.state(t, county, id); f.State != "queued" || f.Written != 4 || f.Expected != 3 {
		t.Errorf("killed: %+v", f)
	}
	if _, _, err := c.exports.Open(t.Context(), county, id); !errors.Is(err, access.ErrNotFound) {
		t.Errorf("half a file is opened: %v", err)
	}
	if n, err := c.exports.Rescue(t.Context(), c.actor); n != 1 || err != nil {
		t.Fatalf("rescued %d, %v", n, err)
	}
	c.start(t)
	if err := <-c.ended; err != nil {
		t.Fatal(err)
	}
	if s := c.shown(t, c.fetch(t, county, id)); !strings.Contains(s, "3 行") {
		t.Errorf("the file says %s", s)
	}
	if f := c.state(t, county, id); f.State != "done" || f.Written != 3 {
		t.Errorf("done: %+v", f)
	}
	c.wants(t, "1 1", "SELECT count(*), (SELECT count(*) FROM audit WHERE noun = 'export' AND action = 'export') FROM export_part")
}

// A file at work is nobody's to take up.
func TestRescueLeavesWork(t *testing.T) {
	t.Parallel()
	c := newCounter(t, 3)
	county := c.clerk(t, "county", db.County)
	rescued := -1
	c.worker.Wrote = func(int64, int) {
		if rescued < 0 {
			rescued, _ = c.exports.Rescue(context.WithoutCancel(t.Context()), c.actor)
		}
	}
	c.start(t)
	c.ask(t, county, theLedger("households"))
	if err := <-c.ended; err != nil || rescued != 0 {
		t.Errorf("%d taken up while at work: %v", rescued, err)
	}
}

// The database goes away in the middle: the file is written anew.
func TestFileOutlivesTheConnection(t *testing.T) {
	t.Parallel()
	c := newCounter(t, 3)
	county := c.clerk(t, "county", db.County)
	c.worker.Wrote = c.cutOnce(t)
	c.start(t)
	id := c.ask(t, county, theLedger("households")).File
	if err := <-c.ended; !db.Lost(err) {
		t.Fatalf("first try: %v", err)
	}
	if err := <-c.ended; err != nil {
		t.Fatalf("second try: %v", err)
	}
	if f := c.state(t, county, id); f.State != "done" || f.Written != 3 {
		t.Errorf("%+v", f)
	}
}

// cutOnce ends the connection that reads the rows, the first time: it alone
// holds the file's row. Tables have the same number in every test's database, so
// that without the name others' exports are cut; and to end the worker's
// goroutine by Fatal would leave the test waiting for it.
func (c *counter) cutOnce(t *testing.T) func(int64, int) {
	cut := false
	return func(int64, int) {
		if cut {
			return
		}
		cut = true
		conn, err := pgx.Connect(t.Context(), c.url)
		if err != nil {
			t.Error(err)
			return
		}
		defer conn.Close(context.WithoutCancel(t.Context()))
		tag, err := conn.Exec(t.Context(), `
			SELECT pg_terminate_backend(l.pid) FROM pg_locks l JOIN pg_database d ON d.oid = l.database AND d.datname = current_database()
			WHERE l.relation = 'export_file'::regclass AND l.mode = 'RowShareLock' AND l.pid <> pg_backend_pid()`)
		if err != nil || tag.RowsAffected() != 1 {
			t.Errorf("cut %d connections: %v", tag.RowsAffected(), err)
		}
	}
}

// Rights are those of the moment it is written. What fails says so in words,
// leaves nothing, and takes no place of those that wait.
func TestFileFailsInWords(t *testing.T) {
	t.Parallel()
	c := newCounter(t, 3)
	county := c.clerk(t, "county", db.County)
	id := c.ask(t, county, theLedger("households")).File
	c.sql(t, "UPDATE account SET disabled_at = now() WHERE id = $1", county.Account)
	c.start(t)
	if err := <-c.ended; !errors.Is(err, ErrLedger) {
		t.Fatalf("a disabled account: %v", err)
	}
	if f := c.state(t, county, id); f.State != "failed" || !strings.Contains(f.Said, "账号已停用") {
		t.Errorf("%+v", f)
	}
	c.wants(t, "0 completed", "SELECT (SELECT count(*) FROM export_part), state FROM river.river_job WHERE kind = 'export'")
	c.sql(t, "UPDATE account SET disabled_at = NULL WHERE id = $1", county.Account)
	c.worker.Wrote = func(int64, int) { panic("王建 14000000001") }
	id = c.ask(t, county, theLedger("households")).File
	<-c.ended
	if f := c.state(t, county, id); f.State != "failed" || !strings.Contains(f.Said, "再导出一次") || strings.Contains(f.Said, "1400") {
		t.Errorf("%+v", f)
	}
}

// Two days after it was written a file is gone, and one that never was
// likewise; looking deletes nothing.
func TestForgetExports(t *testing.T) {
	t.Parallel()
	c := newCounter(t, 3)
	county := c.clerk(t, "county", db.County)
	stop := c.start(t)
	id := c.ask(t, county, theLedger("households")).File
	if err := <-c.ended; err != nil {
		t.Fatal(err)
	}
	stop()
	size := c.state(t, county, id).Size
	forget := func(as db.Actor, run bool) (old []ForgottenExport, err error) {
		err = c.service.DB.Tx(t.Context(), as, func(tx *db.Tx) (err error) {
			old, err = ForgetExports(t.Context(), tx, run)
			return err
		})
		return old, err
	}
	wants := func(when string, run bool, want, left string) {
		t.Helper()
		if old, err := forget(c.actor, run); err != nil || fmt.Sprint(old) != want {
			t.Errorf("%s: %v %v, want %s", when, old, err, want)
		}
		c.wants(t, left, "SELECT (SELECT count(*) FROM export_file), (SELECT count(*) FROM export_part)")
	}
	c.clock = c.clock.AddDate(0, 0, 1)
	never := c.ask(t, county, theLedger("households")).File
	wants("after a day", true, "[]", "2 1")
	c.clock = c.clock.AddDate(0, 0, 1)
	if _, _, err := c.exports.Open(t.Context(), county, id); !errors.Is(err, access.ErrNotFound) {
		t.Errorf("a file that is over is opened: %v", err)
	}
	due := fmt.Sprintf("[{%d %d}]", id, size)
	wants("looking", false, due, "2 1")
	wants("after two days", true, due, "1 0")
	c.clock = c.clock.AddDate(0, 0, 1)
	wants("one that was never written", true, fmt.Sprintf("[{%d 0}]", never), "0 0")
	c.wants(t, fmt.Sprintf("%d %d, %d 0", id, size, never), "SELECT target, detail ->> 'bytes' FROM audit WHERE action = 'erased' AND noun = 'export' ORDER BY id")
	if _, err := forget(county, true); err != nil {
		t.Error(err)
	}
	for _, role := range []db.Role{db.Auditor, db.Association, db.Enterprise} {
		if _, err := forget(db.Actor{County: c.actor.County, Role: role, Organisation: 1}, true); !errors.Is(err, roster.ErrRole) {
			t.Errorf("%s: %v", role, err)
		}
	}
}

// A file of several parts is what was written, and no more of it is held than
// one part; what is lost of it is an error to who reads it.
func TestPartsAreTheFile(t *testing.T) {
	t.Parallel()
	c := newCounter(t, 3)
	county := c.clerk(t, "county", db.County)
	id := c.ask(t, county, theLedger("households")).File
	file := make([]byte, 3*exportPart+17)
	for i := range file {
		file[i] = byte(i * i >> 7)
	}
	w := &partWriter{ctx: t.Context(), s: c.exports, as: county, export: id}
	for rest := file; len(rest) > 0; {
		n := min(len(rest), 4093)
		w.rows++
		if _, err := w.Write(rest[:n]); err != nil {
			t.Fatal(err)
		}
		if rest = rest[n:]; len(w.held) > exportPart {
			t.Fatalf("%d bytes are held", len(w.held))
		}
	}
	if err := w.end(); err != nil || w.size != int64(len(file)) {
		t.Fatalf("%d bytes, %v", w.size, err)
	}
	c.wants(t, "4 193", "SELECT count(*), max(rows) FROM export_part")
	got, err := io.ReadAll(&partReader{ctx: t.Context(), s: c.exports, as: county, export: id})
	if err != nil || !bytes.Equal(got, file) {
		t.Errorf("%d bytes are read of %d: %v", len(got), len(file), err)
	}
	c.sql(t, "UPDATE export_part SET sealed = '\\x00' WHERE part = 2")
	if got, err := io.ReadAll(&partReader{ctx: t.Context(), s: c.exports, as: county, export: id}); err == nil || len(got) != 2*exportPart {
		t.Errorf("%d bytes of a spoilt file, and %v", len(got), err)
	}
}
