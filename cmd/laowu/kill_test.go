package main

import (
	"bytes"
	"context"
	"fmt"
	"math/rand/v2"
	"os"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/riverqueue/river"

	"laowu/imports"
	"laowu/internal/value"
	"laowu/internal/work"
)

const (
	kills    = 50
	inside   = 20  // of them at least are in the middle of an import,
	mostKill = 150 // however many it takes, as busy as the machine is
	killRows = 600 // of each import
)

// killing is an installation whose service is killed in the middle of imports.
type killing struct {
	*testing.T
	office
	dir   string
	conn  *pgx.Conn     // the owner's, who sees everything
	sent  []int64       // the imports
	tries map[int64]int // how often each was begun, when last looked at
}

// TestKilled kills the service at fifty random moments or more of imports. Whenever one
// looks, each import's rows are all there, once, and its record says done, or
// none is and it says queued; and in the end all are done.
func TestKilled(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	o.ask(t, exitDone, "import", "associations", samples+"associations.xlsx")
	k := &killing{T: t, office: o, dir: t.TempDir(), tries: map[int64]int{}}
	var err error
	if k.conn, err = pgx.Connect(t.Context(), o.env["LAOWU_DATABASE_URL"]); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = k.conn.Close(context.Background()) })
	seed := uint64(time.Now().UnixNano())
	t.Logf("seed %d", seed)
	random := rand.New(rand.NewPCG(seed, 0))
	o.within(t, func(ctx context.Context, a *app) {
		jobs, err := work.NewClient(a.db, a.log, importing(a), nil)
		if err != nil {
			t.Fatal(err)
		}
		serve := k.serve()
		whole := k.lasts(ctx, a, jobs)
		interrupted, killed := 0, 0
		for ; killed < kills || interrupted < inside && killed < mostKill; killed++ {
			k.submit(ctx, a, jobs)
			wait(serve, time.Duration(random.Int64N(int64(whole))))
			serve.signal(t, os.Kill)
			serve.end()
			if k.look() {
				interrupted++
			}
			serve = k.serve()
		}
		t.Logf("an import took %v; %d of %d kills were in the middle of one", whole, interrupted, killed)
		if interrupted < inside {
			t.Errorf("only %d of %d kills interrupted an import", interrupted, killed)
		}
		serve.signal(t, os.Interrupt)
		serve.end()
	})
	k.finish()
}

// importing are the workers that queueing asks for; none of them works here.
func importing(a *app) *river.Workers {
	workers := river.NewWorkers()
	river.AddWorker(workers, &imports.Worker{Service: a.imports})
	return workers
}

func (k *killing) serve() *process {
	k.Helper()
	env := []string{"PATH=" + os.Getenv("PATH"), "HOME=" + k.dir, "TMPDIR=" + k.dir, "LAOWU_ADDR=127.0.0.1:0", "LAOWU_METRICS_ADDR=127.0.0.1:0"}
	for name, text := range k.office.env {
		env = append(env, name+"="+text)
	}
	p := begin(k.T, env, k.dir, "serve")
	p.site(k.T)
	return p
}

// wait lets time pass: a random moment is what the test is about.
func wait(p *process, d time.Duration) {
	select {
	case <-time.After(d):
	case <-p.ended:
	}
}

// called is the name of all people of an import, the first of which is 0.
func called(n int) string { return "王" + string(rune(0x5000+n)) }

// submit queues an import of people who are in no other.
func (k *killing) submit(ctx context.Context, a *app, jobs *work.Client) {
	k.Helper()
	n := len(k.sent)
	text := peopleCSV(k.T, called(n), n*killRows, killRows)
	kind, _ := imports.ByName("members")
	id, err := a.imports.Submit(ctx, jobs, a.actor(), imports.Submission{
		Kind: kind, Queue: imports.Queue, Files: []imports.File{{Name: fmt.Sprintf("%d.csv", n), Data: strings.NewReader(text), Size: int64(len(text))}},
	})
	if err != nil {
		k.Fatal(err)
	}
	k.sent = append(k.sent, id)
}

// peopleCSV is a roster of made-up people of one name, from one number on.
func peopleCSV(t *testing.T, name string, from, rows int) string {
	t.Helper()
	var out bytes.Buffer
	out.WriteString("务工协会,姓名,身份证号码\n")
	for i := from; i < from+rows; i++ {
		born := time.Date(1935, 1, 1+i/4, 0, 0, 0, 0, time.UTC).Format("20060102")
		id, ok := value.CompleteID(fmt.Sprintf("142325%s%d", born, 996+i%4))
		if !ok {
			t.Fatalf("no number for %s", born)
		}
		fmt.Fprintf(&out, "后白家沟务工协会,%s,%s\n", name, id)
	}
	return out.String()
}

// lasts is how long an import takes that nobody kills, from its sending on.
func (k *killing) lasts(ctx context.Context, a *app, jobs *work.Client) time.Duration {
	k.Helper()
	began := time.Now()
	k.submit(ctx, a, jobs)
	for k.waiting() > 0 {
	}
	return time.Since(began)
}

func (k *killing) waiting() (n int) {
	k.Helper()
	if err := k.conn.QueryRow(k.Context(), "SELECT count(*) FROM import WHERE state = 'queued'").Scan(&n); err != nil {
		k.Fatal(err)
	}
	return n
}

// look holds every import's record to its rows, in one snapshot, and says
// whether an import was begun since the last look and is not done.
func (k *killing) look() (interrupted bool) {
	k.Helper()
	rows, err := k.conn.Query(k.Context(), `
		WITH p AS MATERIALIZED (
		  SELECT p.name, count(*) AS people, count(m.person) AS members FROM person p LEFT JOIN membership m ON m.county = p.county AND m.person = p.id GROUP BY p.name)
		SELECT i.id, i.state, coalesce(j.attempt, 0), (SELECT count(*) FROM audit a WHERE a.action = 'import' AND a.noun = 'import' AND a.target = i.id::text),
		       coalesce(p.people, 0), coalesce(p.members, 0)
		FROM unnest($1::bigint[]) WITH ORDINALITY s(id, nth) JOIN import i ON i.id = s.id
		LEFT JOIN p ON p.name = '王' || chr(20479 + nth::int)
		LEFT JOIN river.river_job j ON j.kind = 'import' AND (j.args->>'import')::bigint = i.id`, k.sent)
	if err != nil {
		k.Fatal(err)
	}
	var id int64
	var state string
	var attempt, noted, people, members int
	_, err = pgx.ForEachRow(rows, []any{&id, &state, &attempt, &noted, &people, &members}, func() error {
		done := state == "done" && noted == 1 && people == killRows && members == killRows
		if none := state == "queued" && noted+people+members == 0; !done && !none {
			k.Errorf("import %d is %s: %d people, %d members, noted %d times", id, state, people, members, noted)
		}
		interrupted = interrupted || state == "queued" && attempt > k.tries[id]
		k.tries[id] = attempt
		return nil
	})
	if err != nil {
		k.Fatal(err)
	}
	return interrupted
}

// finish starts the service once more, as if a while had passed: it takes up
// what is left, and then every row is in, once.
func (k *killing) finish() {
	k.Helper()
	exec(k.T, k.office.env["LAOWU_DATABASE_URL"], "UPDATE import SET created_at = now() - interval '1 minute' WHERE state = 'queued'")
	p := k.serve()
	for k.waiting() > 0 {
	}
	k.look()
	if n := k.number(k.T, "SELECT count(*) FROM person"); n != len(k.sent)*killRows {
		k.Errorf("%d people, want %d", n, len(k.sent)*killRows)
	}
	if n := k.number(k.T, "SELECT count(*) FROM import WHERE state = 'done' AND (report->>'created')::int = "+strconv.Itoa(killRows)); n != len(k.sent) {
		k.Errorf("%d of %d imports are done and say so", n, len(k.sent))
	}
	p.signal(k.T, os.Interrupt)
	p.end()
}
