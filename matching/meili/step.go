package meili

import (
	"slices"
	"strings"

	"laowu/matching"
)

// step is one of those by which a fit is lowered (matching.Fit). The engine
// orders by it, or is asked for each of its parts by itself: that costs a
// search more for each, so it is what cannot be ordered by.
type step struct {
	sort  string   // an attribute: the lower the better, and best where there is one
	parts []string // or conditions, the best first: one of them holds of each opening
}

// steps are those that a question takes, the weightiest first.
func (e *Engine) steps(q matching.Question) []step {
	out := e.tradeSteps(q)
	if len(q.Spots) > 0 {
		out = append(out, step{parts: parted(among("spots", q.Spots))})
	}
	switch {
	case len(q.Hints) == 1 && e.lexicon.Hint(q.Hints[0]):
		out = append(out, step{sort: "says." + q.Hints[0]})
	case len(q.Hints) > 0:
		out = append(out, step{parts: parted(holds("title_cuts", q.Hints...).String(), anyOf("title_cuts", q.Hints), anyOf("employer_cuts", q.Hints))})
	}
	if len(q.Words) > 0 {
		out = append(out, step{parts: parted(holds("title_cuts", q.Words...).String(), holds("employer_cuts", q.Words...).String())})
	}
	if q.WageMin > 0 {
		out = append(out, step{parts: parted(compare("wage_min", ">=", q.WageMin))})
	}
	return out
}

// tradeSteps part the trades asked for from members of their groups, and those
// from what is near.
func (e *Engine) tradeSteps(q matching.Question) []step {
	switch {
	case len(q.Trades) == 0 || !e.anyGroup(q.Trades) && len(q.Near) == 0:
		return nil
	case len(q.Trades) == 1:
		return []step{{sort: "kin." + q.Trades[0]}}
	}
	return []step{{parts: parted(among("trades", q.Trades), among("groups", q.Trades))}}
}

func (e *Engine) anyGroup(codes []string) bool {
	return slices.ContainsFunc(codes, func(code string) bool { return e.groups[code] })
}

// parted makes conditions exclude those before them, and adds what is left. An
// empty one, and one that is there already, is no part.
func parted(best ...string) []string {
	var out []string
	var before filter
	last := ""
	for _, condition := range best {
		if condition == "" || condition == last {
			continue
		}
		last = condition
		out = append(out, before.and("("+condition+")").String())
		before = before.and("NOT (" + condition + ")")
	}
	return append(out, before.String())
}

// anyOf holds where a text of cuts holds any of the words.
func anyOf(attribute string, words []string) string {
	var out []string
	for _, word := range words {
		if f := holds(attribute, word); len(f) > 0 {
			out = append(out, "("+f.String()+")")
		}
	}
	return strings.Join(out, " OR ")
}

// tiers are the conditions of all parts together: a search each, the best
// first. They leave out nothing that is found, and nothing is in two.
func tiers(steps []step) []string {
	out := []string{""}
	for _, s := range steps {
		if len(s.parts) == 0 {
			continue
		}
		finer := make([]string, 0, len(out)*len(s.parts))
		for _, tier := range out {
			for _, part := range s.parts {
				finer = append(finer, joined(tier, part))
			}
		}
		out = finer
	}
	return out
}

func joined(a, b string) string {
	if a == "" || b == "" {
		return a + b
	}
	return a + " AND " + b
}
