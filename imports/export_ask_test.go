package imports

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"strings"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/riverqueue/river"

	"laowu/internal/access"
	"laowu/internal/db"
	"laowu/internal/db/testdb"
	"laowu/internal/roster"
	"laowu/internal/work"
)

// counter is a county's desk where ledgers are asked for. What has more than
// two rows is written as a file.
type counter struct {
	*testDesk
	url     string
	exports *Exports
	worker  *ExportWorker
	ended   chan error
	clock   time.Time
}

func newCounter(t *testing.T, people int) *counter {
	t.Helper()
	c := &counter{url: testdb.URL(t), ended: make(chan error, 8), clock: testdb.Now}
	d, err := db.Open(t.Context(), c.url, db.Options{MaxConns: 4, Now: func() time.Time { return c.clock }})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(d.Close)
	c.testDesk = openDesk(t, d)
	c.actor.Name = "test"
	c.csv(t, "associations", "乡镇,协会名称,覆盖行政村\n康宁镇,甲村务工协会,甲村\n")
	var rows strings.Builder
	rows.WriteString("村,户编号,家庭类别\n")
	for n := range people {
		fmt.Fprintf(&rows, "甲村,%d,一般户\n", n+1)
	}
	c.csv(t, "households", rows.String())
	client, err := work.NewClient(d, slog.New(slog.DiscardHandler), nil, nil)
	if err != nil {
		t.Fatal(err)
	}
	c.exports = (&Exports{DB: d, Vault: c.service.Vault, Most: 2}).With(client)
	c.worker = &ExportWorker{Exports: c.exports, Done: func(_ int64, err error) { c.ended <- err }}
	return c
}

// clerk is an account of a role.
func (c *counter) clerk(t *testing.T, name string, role db.Role) db.Actor {
	t.Helper()
	a := db.Actor{County: c.actor.County, Role: role, Organisation: 1, Name: name}
	c.owner(t, func(conn *pgx.Conn) error {
		return conn.QueryRow(t.Context(), `
			WITH l AS (INSERT INTO login (county, name, secret) VALUES ($1, $2, '-') RETURNING id)
			INSERT INTO account (county, login, role, organisation) SELECT $1, id, $3, 1 FROM l RETURNING id`, a.County, name, role).Scan(&a.Account)
	})
	return a
}

func (c *counter) owner(t *testing.T, do func(*pgx.Conn) error) {
	t.Helper()
	conn, err := pgx.Connect(t.Context(), c.url)
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close(context.Background())
	if err := do(conn); err != nil {
		t.Fatal(err)
	}
}

func (c *counter) sql(t *testing.T, sql string, args ...any) {
	t.Helper()
	c.owner(t, func(conn *pgx.Conn) error {
		_, err := conn.Exec(t.Context(), sql, args...)
		return err
	})
}

// start works what is queued, until the test ends or stop is called.
func (c *counter) start(t *testing.T) (stop func()) {
	t.Helper()
	workers := river.NewWorkers()
	river.AddWorker(workers, c.worker)
	client, err := work.NewClient(c.service.DB, slog.New(slog.DiscardHandler), workers, map[string]int{ExportQueue: 1})
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	if err := client.Start(ctx); err != nil {
		t.Fatal(err)
	}
	stop = func() { cancel(); <-client.Stopped() }
	t.Cleanup(stop)
	return stop
}

func (c *counter) ask(t *testing.T, as db.Actor, q Export) Asked {
	t.Helper()
	a, err := c.exports.Ask(t.Context(), as, q)
	if err != nil {
		t.Fatalf("ask for %s: %v", q.Kind.Name, err)
	}
	return a
}

// fetch is a written file's bytes.
func (c *counter) fetch(t *testing.T, as db.Actor, id int64) []byte {
	t.Helper()
	f, file, err := c.exports.Open(t.Context(), as, id)
	if err != nil {
		t.Fatalf("open %d: %v", id, err)
	}
	data, err := io.ReadAll(file)
	if err != nil || int64(len(data)) != f.Size {
		t.Fatalf("%d bytes of %d: %v", len(data), f.Size, err)
	}
	return data
}

func theLedger(name string) Export {
	k, _ := ByName(name)
	return Export{Kind: k}
}

// What is small is given at once, what is larger as a file, and nothing of
// what there is nothing of; all three are decided before anything is written.
func TestAskByRows(t *testing.T) {
	t.Parallel()
	c := newCounter(t, 3)
	county := c.clerk(t, "county", db.County)
	small := c.ask(t, county, theLedger("associations"))
	var out bytes.Buffer
	if err := small.Write(t.Context(), &out); err != nil || small.File != 0 || small.Rows != 1 || !strings.Contains(c.shown(t, out.Bytes()), "甲村务工协会") {
		t.Errorf("at once: %+v, %v", small, err)
	}
	c.wants(t, "county ledger associations 1", "SELECT actor, noun, detail ->> 'kind', detail ->> 'rows' FROM audit WHERE action = 'export'")
	if _, err := c.exports.Ask(t.Context(), county, theLedger("hires")); !errors.Is(err, ErrNothing) {
		t.Errorf("nothing: %v", err)
	}
	large := c.ask(t, county, theLedger("households"))
	if large.File == 0 || large.Rows != 3 {
		t.Fatalf("as a file: %+v", large)
	}
	c.wants(t, fmt.Sprintf(`1 {"county": "141123", "export": %d}`, large.File), "SELECT count(*), min(args::text) FROM river.river_job WHERE kind = 'export'")
	c.start(t)
	if err := <-c.ended; err != nil {
		t.Fatal(err)
	}
	shown := c.shown(t, c.fetch(t, county, large.File))
	if !strings.Contains(shown, "制表人：county（") || !strings.Contains(shown, "3 行，号码已遮盖") {
		t.Errorf("the file says %s", shown)
	}
	c.wants(t, "export 3, export_fetched 3", "SELECT action, detail ->> 'rows' FROM audit WHERE noun = 'export' ORDER BY id")
	c.wants(t, "0", "SELECT count(*) FROM export_part WHERE position('甲村'::bytea IN sealed) > 0 OR sealed LIKE 'PK%'::bytea")
}

// The same asked again while it waits is the same file; others are at most
// three.
func TestAskTwice(t *testing.T) {
	t.Parallel()
	c := newCounter(t, 3)
	county, other := c.clerk(t, "county", db.County), c.clerk(t, "county2", db.County)
	q := theLedger("households")
	first := c.ask(t, county, q)
	if again := c.ask(t, county, q); again.File != first.File {
		t.Errorf("asked again: %d, want %d", again.File, first.File)
	}
	if others := c.ask(t, other, q); others.File == first.File {
		t.Error("another account was given the same file")
	}
	for _, where := range []string{"township=康宁镇", "village=甲村"} {
		q.Where = []string{where}
		if a := c.ask(t, county, q); a.File == first.File {
			t.Errorf("%s is another file", where)
		}
	}
	q.Where = []string{"kind=一般户"}
	if _, err := c.exports.Ask(t.Context(), county, q); !errors.Is(err, ErrWaiting) {
		t.Errorf("a fourth: %v", err)
	}
	c.wants(t, "4 4", "SELECT (SELECT count(*) FROM export_file), (SELECT count(*) FROM river.river_job WHERE kind = 'export')")
}

// Whole numbers need a reason, which the trail keeps, and a role of the county.
func TestAskReveals(t *testing.T) {
	t.Parallel()
	c := newCounter(t, 1)
	c.csv(t, "members", people.Replace("村,姓名,身份证号码,联系电话\n甲村,{王建},14000000002\n"))
	county, auditor := c.clerk(t, "county", db.County), c.clerk(t, "auditor", db.Auditor)
	q := theLedger("members")
	q.Reveal = true
	for _, why := range []string{"", " ", "无"} {
		q.Reason = why
		if _, err := c.exports.Ask(t.Context(), county, q); !errors.Is(err, roster.ErrWhy) {
			t.Errorf("%q: %v", why, err)
		}
	}
	q.Reason = "送县人社局，问 14000000009"
	if _, err := c.exports.Ask(t.Context(), auditor, q); !errors.Is(err, ErrReveal) {
		t.Errorf("auditor: %v", err)
	}
	var out bytes.Buffer
	if err := c.ask(t, county, q).Write(t.Context(), &out); err != nil {
		t.Fatal(err)
	}
	if s := c.shown(t, out.Bytes()); !strings.Contains(s, "14000000002") || !strings.Contains(s, "未遮盖，请妥善保管") {
		t.Errorf("whole: %s", s)
	}
	c.wants(t, "county true 送县人社局，问 ***", "SELECT actor, detail ->> 'revealed', detail ->> 'reason' FROM audit WHERE action = 'export'")
	q.Reveal, out = false, bytes.Buffer{}
	if err := c.ask(t, auditor, q).Write(t.Context(), &out); err != nil {
		t.Fatal(err)
	}
	if s := c.shown(t, out.Bytes()); strings.Contains(s, "王建") || !strings.Contains(s, "王**") || number.MatchString(s) {
		t.Errorf("the auditor's: %s", s)
	}
}

// A file is its account's: nobody else finds, lists or opens it, of the same
// office neither, and not the admin.
func TestFileIsItsOwners(t *testing.T) {
	t.Parallel()
	c := newCounter(t, 3)
	county := c.clerk(t, "county", db.County)
	c.start(t)
	id := c.ask(t, county, theLedger("households")).File
	if err := <-c.ended; err != nil {
		t.Fatal(err)
	}
	for _, other := range []db.Actor{c.clerk(t, "county2", db.County), c.clerk(t, "admin", db.Admin), c.clerk(t, "auditor", db.Auditor), {County: c.actor.County, Role: db.County}} {
		if _, _, err := c.exports.Open(t.Context(), other, id); !errors.Is(err, access.ErrNotFound) {
			t.Errorf("%s opens it: %v", other.Name, err)
		}
		err := c.service.DB.ReadTx(t.Context(), other, func(tx *db.Tx) error {
			files, err := ExportFiles(t.Context(), tx)
			var rows int
			if err == nil {
				err = tx.QueryRow(t.Context(), "SELECT (SELECT count(*) FROM export_file) + (SELECT count(*) FROM export_part)").Scan(&rows)
			}
			if len(files) != 0 || rows != 0 {
				t.Errorf("%s lists %d files, reads %d rows", other.Name, len(files), rows)
			}
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	if len(c.fetch(t, county, id)) == 0 {
		t.Error("the owner has nothing")
	}
}
