package meili

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"

	"laowu/internal/db"
	"laowu/matching"
)

// countyCode is what a county's number looks like.
var countyCode = regexp.MustCompile(`^[0-9]{6}$`)

// filter is conditions that must all hold, as the engine reads them.
type filter []string

func (f filter) and(conditions ...string) filter {
	return append(f[:len(f):len(f)], conditions...)
}

// String writes it out. An empty one asks for nothing.
func (f filter) String() string { return strings.Join(f, " AND ") }

// value quotes a value.
func value(s string) string {
	return "'" + strings.NewReplacer(`\`, `\\`, `'`, `\'`).Replace(s) + "'"
}

func is(attribute, s string) string { return attribute + " = " + value(s) }

// among holds where an attribute has any of the values.
func among(attribute string, values []string) string {
	quoted := make([]string, len(values))
	for i, v := range values {
		quoted[i] = value(v)
	}
	return attribute + " IN [" + strings.Join(quoted, ", ") + "]"
}

func compare(attribute, operator string, n int) string {
	return attribute + " " + operator + " " + strconv.Itoa(n)
}

// holds are the conditions that a text of cuts holds the words.
func holds(attribute string, words ...string) filter {
	var f filter
	asked := map[string]bool{}
	for _, word := range words {
		for _, cut := range matching.NeededCuts(word) {
			if !asked[cut] {
				asked[cut] = true
				f = f.and(is(attribute, cut))
			}
		}
	}
	return f
}

// asked is what must hold of an opening but for what was picked on a facet.
func (e *Engine) asked(actor db.Actor, q matching.Question) (filter, error) {
	if !countyCode.MatchString(actor.County) {
		return nil, fmt.Errorf("%w: nobody has said who asks", errActor)
	}
	today := dayNumber(db.Day(e.now()))
	f := filter{among("see", []string{everybody, actor.County}), compare("from", "<=", today), compare("until", ">=", today)}
	if own := append(q.Trades[:len(q.Trades):len(q.Trades)], q.Near...); len(own) > 0 {
		f = f.and(among("groups", own))
	}
	if len(q.Places) > 0 {
		f = f.and(among("path", q.Places))
	}
	if len(q.Certs) > 0 {
		f = f.and(among("certs", q.Certs))
	}
	for _, flag := range []struct {
		on   bool
		name string
	}{{q.Board, board}, {q.Lodging, lodging}, {q.NoCert, noCert}} {
		if flag.on {
			f = f.and(is("flags", flag.name))
		}
	}
	if q.Age > 0 {
		f = f.and(compare("age_min", "<=", q.Age), "(age_max = 0 OR "+compare("age_max", ">=", q.Age)+")")
	}
	return f.and(holds("cuts", q.Words...)...), nil
}

// pick is one condition that was picked on a facet.
type pick struct {
	facet     string // as answers name it
	attribute string // whose values it counts
	condition string // empty where nothing was picked
}

// picks are the facets on which one value is picked at a time.
func picks(q matching.Question) []pick {
	all := []pick{{facet: "place", attribute: "unit"}, {facet: "occupation", attribute: "groups"}, {facet: "wage", attribute: "pays"}, {facet: "form", attribute: "form"}}
	if q.Place != "" {
		all[0].condition = is("path", q.Place)
	}
	if q.Occupation != "" {
		all[1].condition = is("groups", q.Occupation)
	}
	if q.WageMin > 0 {
		all[2].condition = compare("wage_top", ">=", q.WageMin)
	}
	if q.Form != "" {
		all[3].condition = is("form", q.Form)
	}
	return all
}

// picked adds all that was picked, but for what was picked on one facet.
func (f filter) picked(all []pick, but string) filter {
	for _, p := range all {
		if p.condition != "" && p.facet != but {
			f = f.and(p.condition)
		}
	}
	return f
}
