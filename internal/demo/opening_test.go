package demo

import (
	"strings"
	"testing"

	"laowu/internal/value"
	"laowu/matching"
)

// Places of work say beyond doubt whether they lie in the county.
func TestPlacesOfWork(t *testing.T) {
	t.Parallel()
	a := newOffice(t).atlas(t)
	for _, p := range built(t, 1).everybody() {
		if p.work == nil {
			continue
		}
		code, _ := a.Resolve(newPrefix, p.work.place)
		if inside := a.Inside(code, newPrefix); inside == p.work.away || p.work.away && code == "140000" {
			t.Fatalf("%s is understood as %q; away is %v", p.work.place, code, p.work.away)
		}
	}
}

func TestOpenings(t *testing.T) {
	t.Parallel()
	c, a := built(t, 1), newOffice(t).atlas(t)
	codes, keys, today := map[string]bool{}, map[string]bool{}, options(1).Today
	titles, places := map[string]bool{}, map[string]int{}
	for _, e := range c.enterprises {
		if got, code := value.ParseUSCC(value.Raw{Text: e.uscc}); code != "" || got != e.uscc || codes[e.uscc] {
			t.Errorf("credit code of %s: %s", e.name, code)
		}
		codes[e.uscc] = true
		if !strings.Contains(e.name, "示例") {
			t.Errorf("%s does not say that it is made up", e.name)
		}
	}
	for _, o := range c.openings {
		form, code := value.ParseForm(value.Raw{Text: o.form})
		if key := strings.Join([]string{o.enterprise.uscc, o.title, o.place, string(form)}, "|"); code != "" || keys[key] {
			t.Errorf("%s stands twice, or its form is unknown", key)
		} else {
			keys[key] = true
		}
		titles[o.title] = true
		place, _ := a.Resolve(newPrefix, o.place)
		places[place]++
		checkWage(t, o, a.Inside(place, "150600"))
		if o.from.After(today) || !o.until.IsZero() && (o.until.Before(today.AddDate(0, 0, 28)) || o.until.After(today.AddDate(0, 6, 5))) {
			t.Errorf("open from %v until %v", o.from, o.until)
		}
		if _, code := value.ParseAgeRange(value.Raw{Text: o.age}); code != "" || o.headcount < 1 || o.phone[:3] != "140" || o.contact == "" || o.duty == "" {
			t.Errorf("opening %+v", o)
		}
	}
	if len(titles) < 200 || places["150602"] < 200 || places["140105"] < 100 || places["141123"]+places["141123100"] < 100 || places[""] < 100 {
		t.Errorf("%d titles; places %v", len(titles), places)
	}
}

// checkWage wants what the import takes without a warning: a wage above the
// lowest lawful one, or none told.
func checkWage(t *testing.T, o opening, ordos bool) {
	t.Helper()
	w, code := value.ParseWage(value.Raw{Text: o.wage})
	if code != "" {
		t.Errorf("wage %q: %s", o.wage, code)
	}
	lowest := 1980
	if ordos {
		lowest = 2270
	}
	low, high := w.Monthly()
	if best := max(low, high); best != 0 && best < lowest {
		t.Errorf("wage %q is below the minimum of %s", o.wage, o.place)
	}
}

// The lexicon knows what is offered, but for a few titles, as in life; and
// every certificate that is asked for.
func TestOpeningsAreUnderstood(t *testing.T) {
	t.Parallel()
	l, err := matching.NewLexicon(newOffice(t).atlas(t))
	if err != nil {
		t.Fatal(err)
	}
	c, unknown := built(t, 1), 0
	for _, o := range c.openings {
		unknown += btoi(len(l.TradesOf(o.title)) == 0)
		if o.certificate != "" && len(l.Certificates().Asked(o.certificate)) == 0 {
			t.Errorf("certificate %q is unknown", o.certificate)
		}
	}
	if unknown*20 > len(c.openings) {
		t.Errorf("%d of %d titles are of no known trade", unknown, len(c.openings))
	}
}

func TestSmallCountyOffersCareInOrdos(t *testing.T) {
	t.Parallel()
	care := 0
	for _, o := range built(t, 0.02).openings {
		care += btoi(o.enterprise.region == "ordos" && o.enterprise.industry == "care")
	}
	if care == 0 {
		t.Error("nobody looks for caregivers in Ordos")
	}
}
