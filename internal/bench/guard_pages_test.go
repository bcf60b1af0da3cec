package bench

import (
	"context"
	"fmt"
	"net/url"
	"slices"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"

	"laowu/internal/db"
)

// BenchmarkRowSecurityPages asks the worker's page and the bare index query,
// then clerks' lists of people, with row security and without, on the full
// demonstration county.
func BenchmarkRowSecurityPages(b *testing.B) {
	in := install(b)
	in.laowu(b, "demo")
	s := in.serve(b)
	defer s.stop(b)
	in.searches(b, s)
	for _, c := range []clerk{
		{"association", db.Association, "an association"}, {"township", db.Township, "a township"}, {"county", db.County, "the county"},
	} {
		in.lists(b, s, c)
	}
}

// searches measures `/?q=` and the search function.
func (in *installation) searches(b *testing.B, s *service) {
	b.Helper()
	asked := questions()
	browser := client()
	page := func(i int) error { return get(b.Context(), browser, s.url+"/?q="+url.QueryEscape(asked[i%len(asked)])) }
	bare := in.bare(b, asked)
	pages, functions := times{}, times{}
	rates := sides{}
	in.turns(b, func(on bool) {
		each(b, len(asked), page) // warm again: plans were thrown away
		each(b, len(asked), bare)
		pages.add(on, each(b, len(asked), page))
		functions.add(on, each(b, len(asked), bare))
		rates.add(on, 1000/rate(b, page))
	})
	pages.lines("`/?q=`, one client")
	rates.line("`/?q=`, 4 clients, time a page", "%.2f ms")
	functions.lines("the search function alone")
}

// clerk is somebody with a login of the demonstration.
type clerk struct {
	login string
	role  db.Role
	who   string
}

// pagesAsked is how often a list of people is asked for in a turn.
const pagesAsked = 60

// lists measures /people as a clerk sees it, its first pages in turn, and the
// statements of that page: as the service with row security, and as the owner
// with the scope written out.
func (in *installation) lists(b *testing.B, s *service, c clerk) {
	b.Helper()
	browser := s.login(b, c.login)
	address := s.url + "/people"
	pages, statements := times{}, times{}
	in.turns(b, func(on bool) {
		ask := func(int) error { return get(b.Context(), browser, address) }
		each(b, 5, ask)
		pages.add(on, each(b, pagesAsked, ask))
		run := in.statements(b, c, on)
		each(b, 5, run)
		statements.add(on, each(b, pagesAsked, run))
	})
	pages.lines("/people of " + c.who)
	statements.lines("· its list alone, against the owner's with the scope written out")
}

// The statements of roster.People, whose scope is put in.
const (
	countPeople = `SELECT count(*) FROM person p WHERE p.county = '141123' AND p.erased_on IS NULL%s`
	listPeople  = `
		SELECT p.id, p.name, p.sex, p.birth, coalesce((SELECT v.name FROM area v WHERE v.code = p.village), p.village, ''), coalesce(a.name, ''),
		       p.announced_on, p.id_sealed, p.phone_sealed
		FROM (SELECT p.* FROM person p%s WHERE p.county = '141123' AND p.erased_on IS NULL ORDER BY p.id LIMIT 51) p
		LEFT JOIN membership m ON m.county = p.county AND m.person = p.id AND m.left_on IS NULL
		LEFT JOIN association a ON a.county = m.county AND a.id = m.association
		ORDER BY p.id`
)

// scopes are whom a role sees, written out; $1 is the organisation.
var scopes = map[db.Role]string{
	db.Association: `
		SELECT m.person AS id FROM membership m WHERE m.county = '141123' AND m.association = $1 AND m.left_on IS NULL
		UNION ALL SELECT p.id FROM person p
		WHERE p.county = '141123' AND p.village IN (SELECT v.village FROM association_village v WHERE v.association = $1 AND v.valid_to IS NULL)
		  AND NOT EXISTS (SELECT FROM membership m WHERE m.county = '141123' AND m.person = p.id AND m.left_on IS NULL)`,
	db.Township: `
		SELECT m.person AS id FROM membership m WHERE m.county = '141123' AND m.left_on IS NULL AND m.association IN
		  (SELECT a.id FROM association a JOIN office o ON o.place = a.township WHERE o.id = $1)
		UNION ALL SELECT p.id FROM person p WHERE p.county = '141123' AND p.village IN
		  (SELECT v.code FROM area v JOIN office o ON o.place = v.parent WHERE o.id = $1 AND v.level = 'village')`,
}

// statements runs the list's two: as the service with who asks stated, or as
// the owner, whom no policy asks.
func (in *installation) statements(b *testing.B, c clerk, service bool) func(int) error {
	b.Helper()
	address := in.server.URL()
	if service {
		address = in.server.ServiceURL()
	}
	conn, err := pgx.Connect(b.Context(), address)
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() { _ = conn.Close(context.Background()) })
	var own int64
	in.read(b, fmt.Sprintf("SELECT a.organisation FROM account a JOIN login l ON l.id = a.login WHERE l.name = '%s' AND a.role = '%s'", c.login, c.role), &own)
	scope, narrow := scopes[c.role], scopes[c.role] != ""
	if service {
		if _, err := conn.Exec(b.Context(), fmt.Sprintf("SET ROLE %s; SET laowu.county = '141123'; SET laowu.role = '%s'; SET laowu.organisation = '%d'",
			db.ServiceRole, c.role, own)); err != nil {
			b.Fatal(err)
		}
		scope = "SELECT q.id FROM access.people() q (id)"
	}
	counted, listed, args := "", "", []any{}
	if narrow {
		counted, listed = " AND p.id = ANY (ARRAY ("+scope+"))", " JOIN (SELECT DISTINCT id FROM ("+scope+") s) q ON q.id = p.id"
	}
	if narrow && !service {
		args = append(args, own)
	}
	return func(int) error {
		batch := &pgx.Batch{}
		batch.Queue(fmt.Sprintf(countPeople, counted), args...)
		batch.Queue(fmt.Sprintf(listPeople, listed), args...)
		return conn.SendBatch(b.Context(), batch).Close()
	}
}

// times are durations with row security and without, turn by turn.
type times map[bool][][]time.Duration

func (t times) add(on bool, took []time.Duration) {
	slices.Sort(took)
	t[on] = append(t[on], took)
}

// lines prints the medians, and the 99th of a hundred of all turns together:
// of a single turn it says nothing.
func (t times) lines(what string) {
	medians, slow := sides{}, sides{}
	for on, turns := range t {
		for _, took := range turns {
			medians.add(on, milliseconds(took[len(took)/2]))
		}
		all := slices.Sorted(slices.Values(slices.Concat(turns...)))
		slow.add(on, milliseconds(all[len(all)*99/100]))
	}
	medians.line(what+", median", "%.2f ms")
	slow.line(what+", p99", "%.2f ms")
}

func milliseconds(d time.Duration) float64 { return float64(d.Microseconds()) / 1000 }
