package main

import (
	"encoding/json"
	"math"
	"os"
	"testing"
)

// published is a figure as the county published it: the value, the least it may
// be, or what it is about, within five in a hundred.
type published struct {
	ID      string   `json:"id"`
	Value   *float64 `json:"value"`
	AtLeast *float64 `json:"at_least"`
	About   *float64 `json:"about"`
}

func (p published) holds(v float64) bool {
	switch {
	case p.Value != nil:
		return v == *p.Value
	case p.AtLeast != nil:
		return v >= *p.AtLeast
	case p.About != nil:
		return math.Abs(v-*p.About) <= 0.05**p.About
	}
	return false
}

// TestSeedFigures loads the whole demonstration county by command and counts it
// as of the end of 2019: each figure that the county published comes out, from
// records alone.
func TestSeedFigures(t *testing.T) {
	t.Parallel()
	var seed struct {
		Figures []published `json:"figures"`
	}
	text, err := os.ReadFile("testdata/seed-figures.json")
	if err == nil {
		err = json.Unmarshal(text, &seed)
	}
	if err != nil || len(seed.Figures) == 0 {
		t.Fatalf("%d figures, %v", len(seed.Figures), err)
	}
	o := newOffice(t)
	if code, _, errs := o.call(t, "demo", "--scale", "1"); code != exitDone {
		t.Fatalf("exit %d: %s", code, errs)
	}
	got := map[string]float64{}
	for _, f := range o.ask(t, exitDone, "report", "bulletin", "--as-of", "2019-12-31")["figures"].([]any) {
		f := f.(map[string]any)
		got[f["id"].(string)] = f["value"].(float64)
	}
	for _, p := range seed.Figures {
		if v, there := got[p.ID]; !there || !p.holds(v) {
			t.Errorf("%s is %v (there: %v)", p.ID, v, there)
		}
	}
	homes := o.ask(t, exitDone, "report", "households", "--as-of", "2019-12-31")
	if homes["able_and_willing"].(float64) < 1000 || homes["covered"] != homes["able_and_willing"] || len(homes["uncovered"].([]any)) > 0 {
		t.Errorf("households: %v of %v are covered", homes["covered"], homes["able_and_willing"])
	}
}
