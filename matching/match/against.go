package match

import (
	"fmt"
	"slices"
)

// against counts what stands between a person and the openings in the trades
// that are his: a list that is empty says why.
type against struct{ all, old, young, low, papers, school int }

// note counts an opening by the first condition that keeps him from it.
func (a *against) note(s *seeker, o *offer, v *verdict) {
	if o.seats <= 0 || s.trade(o.trades).quality < unknownTrade {
		return
	}
	a.all++
	switch {
	case v.over > fewYears:
		a.old++
	case v.under > fewYears:
		a.young++
	case v.short > fewYuan:
		a.low++
	case o.school > 0 && s.schools > 0 && s.schools < o.school:
		a.school++
	case len(v.papers.lacks) > fewFails:
		a.papers++
	}
}

// words are what keeps him from all of them, what keeps him from most first;
// nil where his trades are not known.
func (a *against) words(s *seeker) []string {
	if len(s.wishes) == 0 {
		return nil
	}
	if a.all == 0 {
		return []string{"想干的、干过的工种现在没有单位招人"}
	}
	type reason struct {
		count int
		why   string
	}
	all := []reason{{a.old, "要年纪更轻的"}, {a.young, "要年纪更大的"}, {a.low, fmt.Sprintf("工资比期望低 %d 元以上", fewYuan)}, {a.school, "要更高的学历"}, {a.papers, "要的证书差得多"}}
	slices.SortStableFunc(all, func(x, y reason) int { return y.count - x.count })
	out := []string{fmt.Sprintf("想干的、干过的工种现在有 %d 个岗位，都去不了", a.all)}
	for _, r := range all {
		if r.count > 0 {
			out = append(out, fmt.Sprintf("%d 个%s", r.count, r.why))
		}
	}
	return out
}
