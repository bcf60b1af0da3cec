package contract

import (
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/jackc/pgx/v5"

	"laowu/internal/db"
	"laowu/matching"
)

// WorkerDesk is where the suite about people asks: a service with its engine,
// over people that InsertWorkers wrote, on the day 2026-11-24.
type WorkerDesk struct {
	DB      *db.DB
	Service *matching.Service
	Staff
}

// RunWorkers asks every question about people. open makes a desk over them.
func RunWorkers(t *testing.T, open func(*testing.T, []Worker) WorkerDesk) {
	t.Helper()
	all := people()
	s := workerSuite{WorkerDesk: open(t, all), names: map[int64]string{}}
	for i, id := range s.IDs {
		s.names[id] = all[i].Name
	}
	t.Run("finds", s.finds)
	t.Run("narrows", s.narrows)
	t.Run("orders", s.orders)
	t.Run("scope", s.scope)
	t.Run("facets", s.facets)
	t.Run("pages", s.pages)
	t.Run("records", s.records)
	t.Run("says", s.says)
	t.Run("refuses", s.refuses)
	t.Run("bears", s.bears)
}

// county asks for all of it.
var county = db.Actor{County: "141123", Role: db.County}

type workerSuite struct {
	WorkerDesk
	names map[int64]string
}

func (s workerSuite) search(t *testing.T, actor db.Actor, r matching.WorkerRequest) matching.FoundWorkers {
	t.Helper()
	found, err := s.Service.SearchWorkers(t.Context(), actor, r)
	if err != nil {
		t.Fatalf("%+v: %v", r, err)
	}
	return found
}

// named are the people of the hits, in their order.
func (s workerSuite) named(found matching.FoundWorkers) []string {
	var names []string
	for _, h := range found.Hits {
		names = append(names, s.names[h.ID])
	}
	return names
}

// wants holds who is found, in any order.
func (s workerSuite) wants(t *testing.T, actor db.Actor, r matching.WorkerRequest, want string) {
	t.Helper()
	r.Limit = 100
	found := s.search(t, actor, r)
	got, names := s.named(found), strings.Fields(want)
	slices.Sort(got)
	slices.Sort(names)
	if !slices.Equal(got, names) || found.Total != len(names) {
		t.Errorf("%s %+v\n found %d: %v\n  want %v\nquestion %+v", actor.Role, r, found.Total, got, names, found.Question)
	}
}

func (s workerSuite) finds(t *testing.T) {
	for _, c := range askingPeople {
		s.wants(t, county, matching.WorkerRequest{Text: c.text}, c.want)
	}
}

// narrows holds what is picked beside the text.
func (s workerSuite) narrows(t *testing.T) {
	for _, c := range []struct {
		request matching.WorkerRequest
		want    string
	}{
		{matching.WorkerRequest{Place: "150600"}, "wang zhang wei"},
		{matching.WorkerRequest{Place: "鄂尔多斯", Occupation: "护工"}, "wang wei"},
		{matching.WorkerRequest{Text: "太原", Occupation: "care"}, "li left"},
		{matching.WorkerRequest{Text: "护工", Place: "141123104"}, "li left wei"},
		{matching.WorkerRequest{Certificate: "driving_b2"}, "zhou"},
		{matching.WorkerRequest{Certificate: "B2驾照"}, "zhang zhou"},
		{matching.WorkerRequest{Certificate: "养老护理员证", Text: "护工"}, "wang"},
		{matching.WorkerRequest{Text: "护工", Free: true}, "wang left wei"},
		{matching.WorkerRequest{Text: "护工 6000", WageMax: 4000}, "li liu wu"},
		{matching.WorkerRequest{Text: "护工 4000", WageMax: 6000}, "li liu wu"},
		{matching.WorkerRequest{Age: 52, Free: true}, "wang wei"},
		{matching.WorkerRequest{Text: "王建", Place: "太原"}, ""},
	} {
		s.wants(t, county, c.request, c.want)
	}
}

// orders holds who stands first: who bears the trade by its own name, then what
// belongs to it, then what is near; and who is free before who only is ready.
func (s workerSuite) orders(t *testing.T) {
	for text, want := range map[string]string{
		"护工": "wang 1, left 1, wei 1, li 0.97, wu 0.97, liu 0.95", "育婴员 护工": "wang 1, left 1, wei 1, li 0.97, wu 0.97, liu 0.95",
		"孙太原": "sun 1", "": "wang 1, zhang 1, zhao 1, qian 1, sun 1, left 1, zhou 1, wei 1, li 0.97, wu 0.97, liu 0.95",
		"物业": "zhou 0.94", "住家照护": "li 0.72", "物业员 住家照护 厨师": "sun 1, zhou 0.94, li 0.72",
	} {
		if got := s.scored(s.search(t, county, matching.WorkerRequest{Text: text})); got != want {
			t.Errorf("%q: %s, want %s", text, got, want)
		}
	}
}

// scored are the people of the hits with their scores.
func (s workerSuite) scored(found matching.FoundWorkers) string {
	var out []string
	for _, h := range found.Hits {
		out = append(out, fmt.Sprintf("%s %v", s.names[h.ID], h.Score))
	}
	return strings.Join(out, ", ")
}

// scope holds that each finds whom row security lets him see, and nobody else,
// whatever he asks.
func (s workerSuite) scope(t *testing.T) {
	of := func(role db.Role, id int64) db.Actor {
		return db.Actor{County: "141123", Role: role, Organisation: id}
	}
	for want, actor := range map[string]db.Actor{
		"wang zhang zhao sun":       of(db.Association, s.Associations["甲村务工协会"]),
		"li qian left zhou wei":     of(db.Association, s.Associations["乙村务工协会"]),
		"liu":                       of(db.Association, s.Associations["丙村务工协会"]),
		"wang zhang liu zhao sun":   of(db.Township, s.Offices["康宁镇"]),
		"li liu qian left zhou wei": of(db.Township, s.Offices["高家村镇"]),
		"li wu wei":                 of(db.Station, s.Offices["鄂尔多斯工作站"]),
		"zhao":                      of(db.Station, s.Offices["太原工作站"]),
		"wang li zhang liu zhao qian sun left zhou wu wei": {County: "141123", Role: db.Auditor},
		"abroad": {County: "141124", Role: db.County},
		"":       of(db.Association, 987654),
	} {
		s.wants(t, actor, matching.WorkerRequest{}, want)
		s.sameAsRecords(t, actor, want)
		carers := within("wang li liu left wu wei", want)
		if actor.County == "141124" {
			carers = "abroad"
		}
		s.wants(t, actor, matching.WorkerRequest{Text: "护工", Facets: true}, carers)
		s.wants(t, actor, matching.WorkerRequest{Text: "14000000001"}, within("wang", want))
	}
}

// within are those of some who are among others.
func within(some, others string) string {
	among := strings.Fields(others)
	return strings.Join(slices.DeleteFunc(strings.Fields(some), func(one string) bool { return !slices.Contains(among, one) }), " ")
}

// sameAsRecords asks the records themselves, for all and for some.
func (s workerSuite) sameAsRecords(t *testing.T, actor db.Actor, want string) {
	t.Helper()
	some := strings.Fields("wang li zhang liu zhao left wu abroad")
	s.recorded(t, actor, nil, want)
	s.recorded(t, actor, some, within(want, strings.Join(some, " ")))
}

// recorded reads who is on record, of those asked for where any are named.
func (s workerSuite) recorded(t *testing.T, actor db.Actor, asked []string, want string) {
	t.Helper()
	var among []int64
	for id, name := range s.names {
		if slices.Contains(asked, name) {
			among = append(among, id)
		}
	}
	var got []string
	err := s.DB.ReadTx(t.Context(), actor, func(tx *db.Tx) error {
		where := ""
		if asked != nil {
			if err := tx.Among(t.Context(), among); err != nil {
				return err
			}
			where = " AND id = ANY ($1)"
		}
		rows, err := tx.Query(t.Context(), "SELECT id FROM person WHERE erased_on IS NULL"+where+" ORDER BY id", map[bool][]any{true: {among}}[asked != nil]...)
		if err != nil {
			return err
		}
		ids, err := pgx.CollectRows(rows, pgx.RowTo[int64])
		for _, id := range ids {
			got = append(got, s.names[id])
		}
		return err
	})
	if err != nil || strings.Join(got, " ") != want {
		t.Errorf("%s %d sees %v, %v; the suite says %s", actor.Role, actor.Organisation, got, err, want)
	}
}

func (s workerSuite) facets(t *testing.T) {
	for _, c := range []struct {
		request matching.WorkerRequest
		facet   string
		want    map[string]int
	}{
		{matching.WorkerRequest{Text: "护工"}, "place", map[string]int{"150600": 2, "150603": 1, "140100": 2, "141123": 5, "141100": 5}},
		{matching.WorkerRequest{Text: "护工"}, "occupation", map[string]int{"care": 6, "elder_care": 1, "maternity_care": 1, "care_family": 2, "housekeeper": 1}},
		{matching.WorkerRequest{Text: "护工"}, "certificate", map[string]int{"elder_care": 1}},
		{matching.WorkerRequest{Text: "护工"}, "free", map[string]int{"true": 3}},
		// What is picked on a facet does not narrow that facet, only the others.
		{matching.WorkerRequest{Text: "护工", Place: "150600"}, "place", map[string]int{"150600": 2, "150603": 1, "140100": 2, "141123": 5, "141100": 5}},
		{matching.WorkerRequest{Text: "护工", Place: "150600"}, "occupation", map[string]int{"care": 2, "elder_care": 1}},
		{matching.WorkerRequest{Place: "140100", Occupation: "care"}, "occupation", map[string]int{"care": 2, "care_family": 1, "housekeeper": 1, "guard": 1, "property": 1}},
		{matching.WorkerRequest{Place: "140100", Occupation: "care"}, "free", map[string]int{"true": 1}},
		// One that ended yesterday is held no more.
		{matching.WorkerRequest{}, "certificate", map[string]int{"elder_care": 1, "driving_a2": 1, "driving_b2": 1}},
	} {
		c.request.Facets = true
		same(t, c.facet, s.search(t, county, c.request).Facets[c.facet], c.want)
	}
}

// pages walks through everybody, and through those of a name.
func (s workerSuite) pages(t *testing.T) {
	for text, limit := range map[string]int{"": 3, "护工": 2, "王": 1} {
		whole := s.named(s.search(t, county, matching.WorkerRequest{Text: text, Limit: 100}))
		var got []string
		r := matching.WorkerRequest{Text: text, Limit: limit}
		for range whole {
			found := s.search(t, county, r)
			got = append(got, s.named(found)...)
			if found.Total != len(whole) {
				t.Errorf("%q: total %d on a later page, want %d", text, found.Total, len(whole))
			}
			if r.Cursor = found.NextCursor; r.Cursor == "" {
				break
			}
		}
		if !slices.Equal(got, whole) {
			t.Errorf("%q: pages %v, whole %v", text, got, whole)
		}
	}
}

// records holds what is shown of those found.
func (s workerSuite) records(t *testing.T) {
	found := s.search(t, county, matching.WorkerRequest{Text: "护工 鄂尔多斯"})
	if len(found.People) != 2 || found.People[0].Name != "王建" || found.People[0].Association != "甲村务工协会" || found.People[0].PhoneMasked != "140****0001" {
		t.Fatalf("%+v", found.People)
	}
	one := found.People[0]
	if !one.Free || !slices.Equal(one.Trades, []string{"care"}) || len(one.Certs) != 1 || one.Certs[0].Code != "elder_care" || one.Certs[0].Level != "四级" || one.Score != found.Hits[0].Score {
		t.Errorf("%+v", one)
	}
	for _, h := range found.Hits {
		if h.Score <= 0 || h.Score > 1 {
			t.Errorf("%s: score %v", s.names[h.ID], h.Score)
		}
	}
	if found.Engine == "" || found.TookMS <= 0 {
		t.Errorf("engine %q, took %v", found.Engine, found.TookMS)
	}
	if zhao := s.search(t, county, matching.WorkerRequest{Text: "赵强"}).People; len(zhao) != 1 || len(zhao[0].Certs) > 0 {
		t.Errorf("a certificate that ended is shown: %+v", zhao)
	}
}

// says holds how the words were understood: as chips, and as a note.
func (s workerSuite) says(t *testing.T) {
	for text, want := range map[string]string{
		"太原 保洁 空闲 4000": "地点：太原市 / 工种：保洁员 / 空闲的人 / 期望工资：不超过 4000 元",
		"王建":            "姓名：王建",
		"保洁 王建":         "工种：保洁员 / 姓名：王建",
		"14000000001":   "一个号码",
		"包住 保洁":         "工种：保洁员",
	} {
		var labels []string
		for _, c := range s.search(t, county, matching.WorkerRequest{Text: text}).Chips {
			labels = append(labels, c.Label)
		}
		if got := strings.Join(labels, " / "); got != want {
			t.Errorf("%q: %s, want %s", text, got, want)
		}
	}
	for text, want := range map[string]string{"欧阳无人": "没有叫“欧阳无人”的人", "xyzzy": "“xyzzy”没有看懂", "包住 保洁": "“包住”说的是岗位"} {
		if note := s.search(t, county, matching.WorkerRequest{Text: text}).Note; !strings.Contains(note, want) {
			t.Errorf("%q: %s, want %s", text, note, want)
		}
	}
}

func (s workerSuite) refuses(t *testing.T) {
	cursor := s.search(t, county, matching.WorkerRequest{Text: "护工", Limit: 1}).NextCursor
	flipped := []byte(cursor)
	flipped[3] ^= 1
	for _, c := range []struct {
		request matching.WorkerRequest
		want    error
	}{
		{matching.WorkerRequest{Place: "火星"}, matching.ErrPlace},
		{matching.WorkerRequest{Occupation: "宇航员"}, matching.ErrOccupation},
		{matching.WorkerRequest{Certificate: "宇航证"}, matching.ErrCert},
		{matching.WorkerRequest{WageMax: -1}, matching.ErrWage},
		{matching.WorkerRequest{WageMax: 2000000000}, matching.ErrWage},
		{matching.WorkerRequest{Age: 12}, matching.ErrAge},
		{matching.WorkerRequest{Limit: 101}, matching.ErrLimit},
		{matching.WorkerRequest{Limit: -1}, matching.ErrLimit},
		{matching.WorkerRequest{Text: "护工", Cursor: string(flipped)}, matching.ErrCursor},
		{matching.WorkerRequest{Text: "护工", Cursor: cursor + "x"}, matching.ErrCursor},
		{matching.WorkerRequest{Text: "保洁", Cursor: cursor}, matching.ErrCursor},
		{matching.WorkerRequest{Text: "王建", Cursor: "'; DROP TABLE person --"}, matching.ErrCursor},
	} {
		if _, err := s.Service.SearchWorkers(t.Context(), county, c.request); !errors.Is(err, c.want) {
			t.Errorf("%+v: %v, want %v", c.request, err, c.want)
		}
	}
	for _, role := range []db.Role{db.Nobody, db.Worker, db.Enterprise, db.Trainer} {
		actor := db.Actor{County: "141123", Role: role, Organisation: 1, Person: s.IDs[0]}
		if _, err := s.Service.SearchWorkers(t.Context(), actor, matching.WorkerRequest{Text: "护工"}); !errors.Is(err, matching.ErrRole) {
			t.Errorf("%s: %v", role, err)
		}
		if _, _, err := matching.WorkerScope(t.Context(), s.DB, actor); !errors.Is(err, matching.ErrRole) {
			t.Errorf("scope of %s: %v", role, err)
		}
	}
}

// bears asks what nobody should ask; each is answered and none is an error.
func (s workerSuite) bears(t *testing.T) {
	for _, text := range slices.Concat(hostile, []string{"141123*", "141123t:care", "I:1", "A:1", strings.Repeat("王", 10000)}) {
		found := s.search(t, county, matching.WorkerRequest{Text: text, Facets: true})
		if found.Total < len(found.Hits) {
			t.Errorf("%.20q: total %d, %d hits", text, found.Total, len(found.Hits))
		}
	}
	if got := s.search(t, county, matching.WorkerRequest{Text: "141123t:care"}); got.Total != 0 {
		t.Errorf("a code of the index written by hand finds %v", slices.Collect(maps.Values(s.names)))
	}
}
