package bench

import (
	"context"
	"fmt"
	"os"
	"testing"
	"time"

	"laowu/internal/access"
	"laowu/internal/db"
	"laowu/matching"
	"laowu/matching/meili"
	meiliprivate "laowu/matching/meili/private"
	"laowu/matching/pgsearch"
)

// desk is an engine and the service before it, as the program wires them.
type desk struct {
	name    string
	engine  matching.Engine
	index   matching.Index
	service *matching.Service
	bare    bareEngine
	most    string // that a search may take
}

// searcher is an engine that finds both.
type searcher interface {
	matching.Engine
	matching.WorkerEngine
	matching.Index
}

// bureau is as whom the county asks.
var bureau = db.Actor{County: "141123", Role: db.County, Organisation: 1, Name: "bench"}

// desks are PostgreSQL's and, where there is one, Meilisearch's.
func (in *installation) desks(b *testing.B) (*db.DB, *matching.Lexicon, []*desk) {
	b.Helper()
	d, vault := in.open(b)
	l := lexiconOf(b, d, bureau)
	pg := pgsearch.New(d, l)
	postgres := newDesk(b, d, vault, l, pg, pg.Terms, matching.FallbackOptions{Reserve: pg, ReserveWorkers: pg})
	postgres.bare, postgres.most = barePostgres{d, pg}, "p99 10 ms"
	all := []*desk{postgres}
	if in.meili == nil {
		return d, l, all
	}
	link := meili.NewLink(func() (meili.Endpoint, error) { return *in.meili, nil }, meiliOptions(d, l))
	b.Cleanup(link.Close)
	// It is the first engine, and not the reserve, whose answers are measured.
	m := newDesk(b, d, vault, l, link, pg.Terms, matching.FallbackOptions{
		First: link, FirstWorkers: link, Reserve: pg, ReserveWorkers: pg, Patience: time.Minute,
	})
	m.bare, m.most = newBareMeili(b, in.meili, d, l), "—"
	return d, l, append(all, m)
}

func newDesk(b *testing.B, d *db.DB, vault *access.Vault, l *matching.Lexicon, e searcher, terms matching.LoadTerms, o matching.FallbackOptions) *desk {
	b.Helper()
	f := matching.NewFallback(o)
	s := matching.NewService(l, f, terms).WithAdditions(matching.CountyWords(d, bureau.County)).
		WithWorkers(d, vault, f).HeardBy(matching.NewQuestionLog(time.Now))
	return &desk{name: e.Name(), engine: e, index: e, service: s}
}

// masterKey is that of the Meilisearch of a benchmark.
const masterKey = "a-key-of-the-benchmarks-alone"

// startMeili starts a Meilisearch beside the installation, on the same disk,
// which its program uses from then on. Where there is none it says so.
func (in *installation) startMeili(b *testing.B) {
	b.Helper()
	path, err := meiliprivate.Find()
	if err != nil {
		fmt.Printf("NOT MEASURED, NOT PASSED: %v: nothing is asked of Meilisearch\n", err)
		return
	}
	dir, err := os.MkdirTemp("", "laowu-bench-meili-") //nolint:usetesting // removed after the server has ended
	if err != nil {
		b.Fatal(err)
	}
	server, err := meiliprivate.Start(b.Context(), meiliprivate.Options{Path: path, Dir: dir, MasterKey: masterKey})
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() {
		if err := server.Stop(context.Background()); err != nil {
			b.Error(err)
		}
		if err := os.RemoveAll(dir); err != nil {
			b.Error(err)
		}
	})
	in.meili = &meili.Endpoint{URL: server.URL(), Key: masterKey}
	in.env = append(in.env, "LAOWU_MEILI_URL="+server.URL(), "LAOWU_MEILI_KEY="+masterKey)
}
