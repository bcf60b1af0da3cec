package bench

import (
	"cmp"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"

	"laowu/internal/db"
	"laowu/internal/web"
)

// asWhom are the logins of the demonstration; a visitor has none.
var asWhom = []struct {
	role  db.Role
	login string
}{
	{db.Nobody, ""}, {db.Worker, ""}, {db.Association, "association"}, {db.Township, "township"}, {db.Station, "station"}, {db.Enterprise, "enterprise"},
	{db.Trainer, "trainer"}, {db.County, "county"}, {db.Auditor, "auditor"}, {db.Admin, "demo-admin"},
}

// visits is how often each address is asked for in a measurement.
const visits = 40

// TestRoutes visits every route of the table that is asked by address, as each
// role of the full demonstration county, by the links of pages. It prints the
// slowest ten; how fast they must be is BenchmarkRoutes' to say.
func TestRoutes(t *testing.T) {
	t.Parallel()
	in := install(t)
	in.laowu(t, "demo")
	s := in.serve(t)
	defer s.stop(t)
	met := map[string]bool{}
	var took []taken
	walkers := s.walkers(t, 2)
	s.stir(t, walkers)
	for _, w := range walkers {
		w.walk(t)
		for _, wrong := range w.wrong {
			t.Error("a page leads to what answers with an error: ", wrong)
		}
		took = append(took, w.first()...)
		for route := range w.found {
			met[route] = true
		}
	}
	for _, l := range web.Routes() {
		if l.Method == http.MethodGet && !met[l.Path] && !slices.Contains(notWalked, l.Path) {
			t.Error("no page leads to ", l.Path)
		}
	}
	tellSlowest(t.Logf, took, 10)
}

// BenchmarkRoutes measures the same at leisure, and prints all that takes more
// than half of what it may.
func BenchmarkRoutes(b *testing.B) {
	in := install(b)
	in.laowu(b, "demo")
	in.sql(b, "VACUUM ANALYZE") // as autovacuum has done a minute after an import
	s := in.serve(b)
	defer s.stop(b)
	var took []taken
	walkers := s.walkers(b, 3)
	s.stir(b, walkers)
	for _, w := range walkers {
		w.walk(b)
		w.measure(b, 1) // once, so that all is warm
		took = append(took, w.measure(b, visits)...)
	}
	near := len(slices.DeleteFunc(slices.Clone(took), func(x taken) bool { return 2*x.p99 < x.bound() }))
	tellSlowest(func(format string, args ...any) { fmt.Printf(format+"\n", args...) }, took, max(10, near))
	slow := slowest(took)
	report := slices.IndexFunc(slow, func(x taken) bool { return x.isReport() })
	page := slices.IndexFunc(slow, func(x taken) bool { return !x.isReport() })
	line("slowest page, p99: "+slow[page].route+" as "+string(slow[page].role), ms(slow[page].p99), ms(slow[page].bound()))
	line("slowest report, p99: "+slow[report].route+" as "+string(slow[report].role), ms(slow[report].p99), ms(slow[report].bound()))
}

// walkers are a browser of each role, logged in, that ask for so many addresses
// of each route.
func (s *service) walkers(t testing.TB, each int) (all []*walker) {
	t.Helper()
	for _, as := range asWhom {
		w := &walker{role: as.role, browser: client(), site: s.url, lines: web.Routes(), each: each, took: map[string][]time.Duration{}, found: map[string][]string{}, seen: map[string]bool{}}
		switch as.role {
		case db.Nobody:
		case db.Worker:
			w.browser = s.loginWorker(t)
		default:
			w.browser = s.login(t, as.login)
		}
		all = append(all, w)
	}
	return all
}

// taken is what the answers of a route to a role took.
type taken struct {
	route    string
	role     db.Role
	p50, p99 time.Duration
	asked    int
}

// isReport says whether a route has the bound of reports: what counts the whole
// county as of a day, or writes a file.
func (x taken) isReport() bool {
	return strings.HasPrefix(x.route, "/reports") || strings.HasPrefix(x.route, "/training/") || strings.HasSuffix(x.route, ".xlsx") || strings.HasSuffix(x.route, "/file")
}

// bound is how long an answer may take.
func (x taken) bound() time.Duration {
	if x.isReport() {
		return 300 * time.Millisecond
	}
	return 100 * time.Millisecond
}

// first is what the walk itself took.
func (w *walker) first() (all []taken) {
	for route, took := range w.took {
		all = append(all, takenBy(route, w.role, took))
	}
	return all
}

// measure asks for each address that was met, n times.
func (w *walker) measure(t testing.TB, n int) (all []taken) {
	t.Helper()
	for route, addresses := range w.found {
		var took []time.Duration
		for range n {
			for _, a := range addresses {
				began := time.Now()
				if _, _, err := w.ask(t, a); err != nil {
					t.Fatalf("%s as %s: %v", a, w.role, err)
				}
				took = append(took, time.Since(began))
			}
		}
		all = append(all, takenBy(route, w.role, took))
	}
	return all
}

func takenBy(route string, role db.Role, took []time.Duration) taken {
	slices.Sort(took)
	return taken{route, role, took[len(took)/2], took[len(took)*99/100], len(took)}
}

// slowest are all that was measured, the nearest to its bound or the furthest
// beyond it first.
func slowest(took []taken) []taken {
	return slices.SortedFunc(slices.Values(took), func(x, y taken) int {
		return cmp.Compare(float64(y.p99)/float64(y.bound()), float64(x.p99)/float64(x.bound()))
	})
}

func tellSlowest(tell func(string, ...any), took []taken, n int) {
	for _, x := range slowest(took)[:min(n, len(took))] {
		tell("| %s as %s | median %s, p99 %s of %d | |", x.route, x.role, ms(x.p50), ms(x.p99), x.asked)
	}
}
