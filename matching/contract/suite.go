package contract

import (
	"slices"
	"strings"
	"testing"

	"laowu/internal/db"
	"laowu/matching"
)

// Desk is where the suite asks: a service over the corpus, on the day
// 2026-11-24, for a visitor of the county 141123.
type Desk struct {
	Service *matching.Service
	IDs     []int64 // of the openings, in their order
}

// visitor asks all questions.
var visitor = db.Actor{County: "141123", Role: db.Nobody}

// Run asks every question. open makes a desk over openings; the suite's own
// day is testdb.Now.
func Run(t *testing.T, open func(*testing.T, []Opening) Desk) {
	t.Helper()
	t.Run("ranks", newSuite(t, open, offered()).ranks)
	s := newSuite(t, open, corpus())
	t.Run("finds", s.finds)
	t.Run("orders", s.orders)
	t.Run("counts", s.counts)
	t.Run("facets", s.facets)
	t.Run("pages", s.pages)
	t.Run("ends", s.ends)
	t.Run("marks", s.marks)
	t.Run("refuses", s.refuses)
	t.Run("bears", s.bears)
}

type suite struct {
	Desk
	names map[int64]string
}

func newSuite(t *testing.T, open func(*testing.T, []Opening) Desk, all []Opening) suite {
	t.Helper()
	s := suite{Desk: open(t, all), names: map[int64]string{}}
	for i, id := range s.IDs {
		s.names[id] = all[i].Name
	}
	return s
}

func (s suite) search(t *testing.T, r matching.Request) matching.Found {
	t.Helper()
	found, err := s.Service.Search(t.Context(), visitor, r)
	if err != nil {
		t.Fatalf("%+v: %v", r, err)
	}
	return found
}

// named are the openings of the hits, in their order.
func (s suite) named(hits []matching.Hit) []string {
	var names []string
	for _, h := range hits {
		names = append(names, s.names[h.ID])
	}
	return names
}

func (s suite) finds(t *testing.T) {
	for _, c := range finding {
		r := c.request
		r.Text, r.Limit = c.text, 100
		found := s.search(t, r)
		got, want := s.named(found.Hits), strings.Fields(c.want)
		slices.Sort(got)
		slices.Sort(want)
		if !slices.Equal(got, want) {
			t.Errorf("%q %+v\n found %v\n  want %v\nquestion %+v", c.text, c.request, got, want, found.Question)
		}
		if found.Total != len(want) {
			t.Errorf("%q: total %d, want %d", c.text, found.Total, len(want))
		}
	}
}

// orders holds what stands first.
func (s suite) orders(t *testing.T) {
	for _, c := range []struct {
		text, want string
		sort       matching.Sort
	}{
		{"护工 鄂尔多斯", "carer-dalate elder-dongsheng elder-yijinhuoluo companion-kangbashi mother-dongsheng", matching.SortFit},
		{"养老护理员", "elder-dongsheng elder-yijinhuoluo elder-taiyuan", matching.SortWage},
		{"电焊", "welder-xingxian welder-zhungeer", matching.SortFit},
		{"井下电工", "electrician-zhungeer", matching.SortFit},
		{"护工", "elder-taiyuan elder-yijinhuoluo elder-dongsheng", matching.SortNear},
		{"保洁", "couple-loading", matching.SortNew},
		{"保洁 保安", "cleaner-xingxian couple-loading", matching.SortNear},
		{"汾阳", "carpenter-fenyang casting-fenyang furniture-fenyang herder-fenyang clerk-fenyang", matching.SortFit},
		// A word in the title stands before one in the employer's name, and
		// that before one elsewhere, whatever each pays.
		{"牧业", "herder-fenyang carpenter-fenyang", matching.SortFit},
		{"小院", "carpenter-fenyang furniture-fenyang", matching.SortFit},
		{"服务", "housekeeper-taiyuan elder-dongsheng", matching.SortFit},
	} {
		got := s.named(s.search(t, matching.Request{Text: c.text, Sort: c.sort}).Hits)
		want := strings.Fields(c.want)
		if len(got) < len(want) || !slices.Equal(got[:len(want)], want) {
			t.Errorf("%q by %q: %v, want first %v", c.text, c.sort, got, want)
		}
	}
}

func (s suite) counts(t *testing.T) {
	found := s.search(t, matching.Request{Text: "护工 鄂尔多斯", Limit: 1})
	if found.Total != 5 || found.Posts != 32+21+11+20+8 || len(found.Hits) != 1 || found.NextCursor == "" {
		t.Errorf("total %d, posts %d, %d hits, cursor %q", found.Total, found.Posts, len(found.Hits), found.NextCursor)
	}
	// Scores lie between 0 and 1 and fall down the page.
	for _, text := range []string{"", "护工 鄂尔多斯", "电焊", "服务", "保安 钢筋"} {
		last := 1.0
		for _, h := range s.search(t, matching.Request{Text: text, Limit: 100}).Hits {
			if h.Score <= 0 || h.Score > last {
				t.Errorf("%q: %s has score %v after %v", text, s.names[h.ID], h.Score, last)
			}
			last = h.Score
		}
	}
	if found.Engine == "" || found.TookMS <= 0 {
		t.Errorf("engine %q, took %v", found.Engine, found.TookMS)
	}
}
