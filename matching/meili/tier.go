package meili

import (
	"strings"

	"laowu/matching"
)

// tier is a part of what is found whose openings fit alike, but for where the
// question's words stand: the engine is asked for each by itself, and its
// ranking rules order what is within.
type tier struct {
	condition string // besides what must hold of all; empty where there is but one
	fit       int
}

// tiers are those of a question, the best first. They leave out nothing that
// is found, and nothing is in two.
func (e *Engine) tiers(q matching.Question) []tier {
	if len(q.Trades) == 0 && len(q.Near) == 0 {
		return hinted(tier{fit: matching.FitWhole}, q.Hints)
	}
	if len(q.Trades) == 0 {
		return []tier{{fit: matching.FitWhole - matching.FitNear}}
	}
	out := hinted(tier{among("trades", q.Trades), matching.FitWhole}, q.Hints)
	if e.anyGroup(q.Trades) {
		members := among("groups", q.Trades) + " AND NOT " + among("trades", q.Trades)
		out = append(out, hinted(tier{members, matching.FitWhole - matching.FitMember}, q.Hints)...)
	}
	if len(q.Near) > 0 {
		out = append(out, tier{"NOT " + among("groups", q.Trades), matching.FitWhole - matching.FitNear})
	}
	return out
}

func (e *Engine) anyGroup(codes []string) bool {
	for _, code := range codes {
		if e.groups[code] {
			return true
		}
	}
	return false
}

// hinted parts a tier: titles that say any of the asker's own words come first.
func hinted(t tier, hints []string) []tier {
	var says []string
	for _, hint := range hints {
		if f := holds("title_cuts", hint); len(f) > 0 {
			says = append(says, "("+f.String()+")")
		}
	}
	if len(says) == 0 {
		return []tier{t}
	}
	any := "(" + strings.Join(says, " OR ") + ")"
	return []tier{
		{joined(t.condition, any), t.fit},
		{joined(t.condition, "NOT "+any), t.fit - matching.FitUnhinted},
	}
}

func joined(a, b string) string {
	if a == "" || b == "" {
		return a + b
	}
	return a + " AND " + b
}
