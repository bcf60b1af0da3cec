package demo

import (
	"sync"
	"testing"
	"time"

	"laowu/internal/value"
)

// options of the tests: their own day.
func options(scale float64) Options {
	return Options{County: "141123", Scale: scale, Seed: 7, Today: time.Date(2026, time.November, 24, 0, 0, 0, 0, time.UTC)}
}

// whole is the whole county, which tests only read.
var whole = sync.OnceValues(func() (*county, error) { return build(options(1)) })

func built(t *testing.T, scale float64) *county {
	t.Helper()
	draw := func() (*county, error) { return build(options(scale)) }
	if scale == 1 {
		draw = whole
	}
	c, err := draw()
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// everybody lists members and people of the register, each once.
func (c *county) everybody() []*person {
	var out []*person
	for _, h := range c.households {
		out = append(out, h.people...)
	}
	for _, t := range c.townships {
		for _, v := range t.villages {
			for _, p := range v.members {
				if p.household == nil {
					out = append(out, p)
				}
			}
		}
	}
	return out
}

// counts are a county's, by the names of the bulletin's figures.
func counts(c *county) map[string]int {
	n := map[string]int{
		"townships": len(c.townships), "associations": len(c.associations), "enterprises": len(c.enterprises), "openings": len(c.openings),
	}
	for _, t := range c.townships {
		n["villages"] += len(t.villages)
	}
	sites := map[string]bool{}
	for _, h := range c.households {
		if !h.relocated {
			continue
		}
		n["households"]++
		n["persons"] += len(h.people)
		if poor(h.kind) {
			n["poor households"]++
			n["poor persons"] += len(h.people)
		}
		sites[h.site] = true
	}
	n["sites"] = len(sites)
	for _, p := range c.everybody() {
		n["members"] += btoi(p.work != nil)
		n["away"] += btoi(p.work != nil && p.work.away)
		n["here"] += btoi(p.work != nil && !p.work.away)
		n["seekers"] += btoi(p.work == nil && p.able && p.willing && p.household != nil)
	}
	for _, e := range c.enterprises {
		n["agreements"] += btoi(!e.starts.IsZero())
	}
	return n
}

func TestCounts(t *testing.T) {
	t.Parallel()
	for scale, want := range map[float64]map[string]int{
		1: {
			"townships": 17, "villages": 376, "associations": 341, "members": 57450, "away": 38588, "here": 18862,
			"households": 4475, "persons": 14819, "poor households": 3162, "poor persons": 10572, "sites": 19,
			"seekers": 3300, "agreements": 8, "enterprises": 408, "openings": 5000,
		},
		0.01: {
			"townships": 3, "villages": 4, "associations": 3, "members": 575, "away": 386, "here": 189,
			"households": 45, "persons": 148, "poor households": 32, "poor persons": 106, "sites": 1,
			"seekers": 33, "agreements": 1, "enterprises": 4, "openings": 50,
		},
		0.00001: {
			"townships": 1, "villages": 1, "associations": 1, "members": 2, "away": 1, "here": 1,
			"households": 1, "persons": 1, "poor households": 1, "poor persons": 1, "sites": 1,
			"seekers": 1, "agreements": 1, "enterprises": 1, "openings": 1,
		},
	} {
		got := counts(built(t, scale))
		for name, n := range want {
			if got[name] != n {
				t.Errorf("scale %v: %d %s, want %d", scale, got[name], name, n)
			}
		}
		if len(got) != len(want) {
			t.Errorf("scale %v: counted %v", scale, got)
		}
	}
}

func TestEveryScaleHoldsTogether(t *testing.T) {
	t.Parallel()
	for _, scale := range []float64{0.0001, 0.0003, 0.001, 0.003, 0.02, 0.05, 0.13, 0.37} {
		c := built(t, scale)
		got, want := counts(c), fullCounty().scaled(scale)
		if got["persons"] != want.persons || got["poor persons"] != want.poorPersons || got["sites"] != want.sites || got["away"] != want.away || got["here"] != want.here {
			t.Errorf("scale %v: %v, want %+v", scale, got, want)
		}
		for _, a := range c.associations {
			for _, v := range a.villages {
				if v.township != a.township || v.association != a {
					t.Errorf("scale %v: an association covers a village elsewhere", scale)
				}
			}
		}
	}
}

// What the county published of its members' pay is a mean of at least 2500.
func TestMeanWage(t *testing.T) {
	t.Parallel()
	sum, n := 0, 0
	for _, p := range built(t, 1).everybody() {
		if p.work != nil && p.work.low > 0 {
			sum, n = sum+(p.work.low+p.work.high)/2, n+1
		}
	}
	if mean := sum / n; mean < 2700 || mean > 3100 || n < 56000 {
		t.Errorf("mean wage %d of %d", mean, n)
	}
}

// Every relocated household in which somebody can work and wants to has a
// member at work (household_guarantee).
func TestRelocatedHouseholdsHaveWork(t *testing.T) {
	t.Parallel()
	for _, h := range built(t, 0.2).households {
		willing, works := false, false
		for _, p := range h.people {
			willing = willing || p.able && p.willing
			works = works || p.work != nil
			if p.work != nil && !h.relocated {
				t.Errorf("household %s was not relocated and has a member", h.number)
			}
		}
		if h.relocated && willing && !works {
			t.Errorf("household %s has nobody at work", h.number)
		}
	}
}

func TestPeopleAreMadeUp(t *testing.T) {
	t.Parallel()
	ids, prefixes := map[string]bool{}, map[string]int{}
	for _, p := range built(t, 1).everybody() {
		id, code := value.ParseIDNumber(value.Raw{Text: p.id}, value.DayOf(counted()))
		if code != "" || ids[p.id] || p.id[14:17] < "996" || p.id[14:16] != "99" {
			t.Fatalf("an ID number is wrong (%s), given twice, or of a living person: born %v", code, p.birth)
		}
		ids[p.id] = true
		if (id.Sex() == value.Male) != p.male || !id.Birth().Time().Equal(p.birth) || id.Age(value.DayOf(counted())) != p.age() {
			t.Fatalf("an ID number does not say what its person is: born %v", p.birth)
		}
		if prefix := p.id[:6]; prefix != oldPrefix && prefix != newPrefix {
			t.Fatalf("prefix %s", prefix)
		}
		if p.birth.Year() < 1987 {
			prefixes[p.id[:6]]++
		}
		if p.phone != "" && (len(p.phone) != 11 || p.phone[:3] != "140") {
			t.Fatal("a telephone number does not begin with 140")
		}
		if p.work != nil && (p.age() < 18 || p.age() > 65 || p.phone == "" || p.work.started.Before(p.birth.AddDate(16, 0, 0)) || p.work.started.After(counted()) || p.joined.After(counted())) {
			t.Fatalf("a member born %v began work %v and joined %v", p.birth, p.work.started, p.joined)
		}
	}
	if prefixes[oldPrefix] < 3*prefixes[newPrefix] {
		t.Errorf("of those born before 1987 carry: %v", prefixes)
	}
}

// Family members share a telephone, strangers never do.
func TestPhonesAreSharedInFamiliesAlone(t *testing.T) {
	t.Parallel()
	owner, shared := map[string]*household{}, 0
	for _, p := range built(t, 0.2).everybody() {
		if p.phone == "" {
			continue
		}
		h, taken := owner[p.phone]
		if taken && (h == nil || h != p.household) {
			t.Fatal("two who are no family share a telephone")
		}
		shared += btoi(taken)
		owner[p.phone] = p.household
	}
	if shared == 0 {
		t.Error("nobody shares a telephone")
	}
}

func TestVillageNames(t *testing.T) {
	t.Parallel()
	everywhere := map[string]int{}
	for _, one := range built(t, 1).townships {
		here := map[string]bool{}
		for _, v := range one.villages {
			if here[v.name] {
				t.Errorf("%s has two villages called %s", one.name, v.name)
			}
			here[v.name] = true
			everywhere[v.name]++
		}
	}
	if len(everywhere) == 376 {
		t.Error("no two townships have a village of the same name")
	}
}
