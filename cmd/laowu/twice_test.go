package main

import (
	"context"
	"os"
	"path/filepath"
	"regexp"
	"testing"

	"github.com/jackc/pgx/v5"
)

var counted = regexp.MustCompile(`"(created|updated|unchanged|rejected)": ?([0-9]+)`)

// The same file is sent twice at once, by two processes: one writes its rows,
// the other waits and then finds nothing to change.
func TestSameFileTwiceAtOnce(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	o.ask(t, exitDone, "import", "associations", samples+"associations.xlsx")
	const rows = 300
	dir := t.TempDir()
	path := filepath.Join(dir, "名册.csv")
	if err := os.WriteFile(path, []byte(peopleCSV(t, "王建", 0, rows)), 0o600); err != nil {
		t.Fatal(err)
	}
	env := []string{"PATH=" + os.Getenv("PATH"), "HOME=" + dir, "TMPDIR=" + dir}
	for name, text := range o.env {
		env = append(env, name+"="+text)
	}
	conn, err := pgx.Connect(t.Context(), o.env["LAOWU_DATABASE_URL"])
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close(context.Background())
	tx, err := conn.Begin(t.Context())
	if err == nil {
		_, err = tx.Exec(t.Context(), "LOCK TABLE membership IN ACCESS EXCLUSIVE MODE") // until both are at work
	}
	if err != nil {
		t.Fatal(err)
	}
	one, other := begin(t, env, dir, "import", "members", path, "--json"), begin(t, env, dir, "import", "members", path, "--json")
	// One waits for the table, the other for the one. A transaction sees who waits
	// as it was at first, so this is asked outside.
	for o.number(t, "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'") < 2 {
	}
	if err := tx.Rollback(t.Context()); err != nil {
		t.Fatal(err)
	}
	said := map[string]int{}
	for _, p := range []*process{one, other} {
		code, out := p.end()
		if code != exitDone {
			t.Errorf("exit %d, said %s", code, out)
		}
		for _, found := range counted.FindAllSubmatch(out, -1) {
			said[string(found[1])+" "+string(found[2])]++
		}
	}
	for what, times := range map[string]int{"created 300": 1, "created 0": 1, "unchanged 300": 1, "unchanged 0": 1, "updated 0": 2, "rejected 0": 2} {
		if said[what] != times {
			t.Errorf("said %v, want %s %d times", said, what, times)
		}
	}
	if people, members := o.number(t, "SELECT count(*) FROM person"), o.number(t, "SELECT count(*) FROM membership"); people != rows || members != rows {
		t.Errorf("%d people, %d members", people, members)
	}
	if n := o.number(t, "SELECT count(*) FROM import WHERE kind = 'members' AND state = 'done'"); n != 2 {
		t.Errorf("%d imports are done", n)
	}
}
