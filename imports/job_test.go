package imports

import (
	"bytes"
	"errors"
	"log/slog"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/jackc/pgx/v5"
	"github.com/riverqueue/river"

	"laowu/internal/db"
	"laowu/internal/db/testdb"
	"laowu/internal/work"
)

// working is a desk whose imports are worked as jobs.
type working struct {
	*testDesk
	url     string
	client  *work.Client
	results chan Result
}

func newWorking(t *testing.T, progress func(w *working, done int)) *working {
	t.Helper()
	url := testdb.URL(t)
	w := &working{testDesk: openDesk(t, testdb.Open(t, url)), url: url, results: make(chan Result, 8)}
	workers := river.NewWorkers()
	river.AddWorker(workers, &Worker{
		Service: w.service, Done: func(_ int64, r Result) { w.results <- r },
		Progress: func(_ int64, done, _ int) { progress(w, done) },
	})
	var err error
	w.client, err = work.NewClient(w.service.DB, slog.New(slog.DiscardHandler), workers, map[string]int{Queue: 1})
	if err != nil {
		t.Fatal(err)
	}
	if err := w.client.Start(t.Context()); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { <-w.client.Stopped() }) // the test's context has ended it
	return w
}

func (w *working) submit(t *testing.T, kind, text string) int64 {
	t.Helper()
	k, _ := ByName(kind)
	id, err := w.service.Submit(t.Context(), w.client, w.actor, Submission{
		Kind: k, Queue: Queue, Files: []File{{Name: kind + ".csv", Data: bytes.NewReader([]byte(text)), Size: int64(len(text))}},
	})
	if err != nil {
		t.Fatal(err)
	}
	return id
}

func TestJob(t *testing.T) {
	t.Parallel()
	w := newWorking(t, func(*working, int) {})
	id := w.submit(t, "associations", county[0].csv)
	if r := <-w.results; r.Err != nil || r.Report.Created != 2 {
		t.Fatalf("result %+v", r)
	}
	got, done, err := w.service.Find(t.Context(), w.actor, id)
	if err != nil || !done || got.Report.Created != 2 || got.Report.ImportID == "" {
		t.Errorf("found %+v, %v, %v", got, done, err)
	}
	w.noted(t, id, twoAssociations)
}

// twoAssociations is what the audit trail says of county[0].
const twoAssociations = `{"kind": "associations", "rows": 2, "created": 2, "dry_run": false, "updated": 0, "rejected": 0}`

// noted wants the import to stand in the audit trail once, as who sent it.
func (w *working) noted(t *testing.T, id int64, want ...string) {
	t.Helper()
	var got []string
	err := w.service.DB.ReadTx(t.Context(), w.actor, func(tx *db.Tx) error {
		rows, err := tx.Query(t.Context(), "SELECT detail::text FROM audit WHERE action = 'import' AND noun = 'import' AND target = $1::text AND role = $2 AND actor = $3",
			strconv.FormatInt(id, 10), w.actor.Role, w.actor.Name)
		if err == nil {
			got, err = pgx.CollectRows(rows, pgx.RowTo[string])
		}
		return err
	})
	if err != nil || !slices.Equal(got, want) {
		t.Errorf("noted %q, %v; want %q", got, err, want)
	}
}

func TestJobOfUnreadableFile(t *testing.T) {
	t.Parallel()
	w := newWorking(t, func(*working, int) {})
	id := w.submit(t, "associations", "天气,心情\n晴,好\n")
	var file *FileError
	if r := <-w.results; !errors.As(r.Err, &file) || file.Code != "no_heading" {
		t.Fatalf("result %+v", r)
	}
	got, done, err := w.service.Find(t.Context(), w.actor, id)
	if err != nil || !done || !errors.As(got.Err, &file) || file.Code != "no_heading" {
		t.Errorf("found %+v, %v, %v", got, done, err)
	}
	w.noted(t, id)
}

// TestDatabaseGoesAway cuts the import's own connection in the middle: what it
// wrote is taken back, that is said, and the job is begun anew and done.
func TestDatabaseGoesAway(t *testing.T) {
	t.Parallel()
	cut := false
	w := newWorking(t, func(w *working, done int) {
		if done > 0 && !cut {
			cut = true
			w.cut(t)
		}
	})
	id := w.submit(t, "associations", county[0].csv)
	first := <-w.results
	if !db.Lost(first.Err) || !strings.Contains(Failure(first.Err).Message, "没有写入任何数据") {
		t.Fatalf("first try: %v, in words: %s", first.Err, Failure(first.Err).Message)
	}
	if second := <-w.results; second.Err != nil || second.Report.Created != 2 {
		t.Fatalf("second try: %+v", second)
	}
	w.noted(t, id, twoAssociations)
}

// cut ends the connection that imports: it alone holds an advisory lock.
func (w *working) cut(t *testing.T) {
	conn, err := pgx.Connect(t.Context(), w.url)
	if err != nil {
		t.Error(err)
		return
	}
	defer conn.Close(t.Context())
	tag, err := conn.Exec(t.Context(), `
		SELECT pg_terminate_backend(l.pid) FROM pg_locks l JOIN pg_database d ON d.oid = l.database
		WHERE d.datname = current_database() AND l.locktype = 'advisory'`)
	if err != nil || tag.RowsAffected() != 1 {
		t.Errorf("cut %d connections: %v", tag.RowsAffected(), err)
	}
}

func TestRescue(t *testing.T) {
	t.Parallel()
	d := newDesk(t)
	workers := river.NewWorkers()
	river.AddWorker(workers, &Worker{Service: d.service})
	client, err := work.NewClient(d.service.DB, slog.New(slog.DiscardHandler), workers, nil)
	if err != nil {
		t.Fatal(err)
	}
	k, _ := ByName("associations")
	text := []byte(county[0].csv)
	id, err := d.service.Submit(t.Context(), client, d.actor, Submission{
		Kind: k, Queue: "own_1", Files: []File{{Name: "a.csv", Data: bytes.NewReader(text), Size: int64(len(text))}},
	})
	if err != nil {
		t.Fatal(err)
	}
	if n, err := d.service.Rescue(t.Context(), d.actor); n != 0 || err != nil {
		t.Errorf("took %d imports from a process that may still live, %v", n, err)
	}
	d.exec(t, "UPDATE import SET created_at = now() - interval '1 minute' WHERE id = $1", id)
	d.exec(t, "UPDATE river.river_job SET state = 'running', attempted_at = now() - interval '1 minute', attempt = 1")
	if n, err := d.service.Rescue(t.Context(), d.actor); n != 1 || err != nil {
		t.Errorf("rescued %d imports of a killed process, want 1; %v", n, err)
	}
}

func (d *testDesk) exec(t *testing.T, sql string, args ...any) {
	t.Helper()
	err := d.service.DB.Tx(t.Context(), d.actor, func(tx *db.Tx) error {
		_, err := tx.Exec(t.Context(), sql, args...)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}
