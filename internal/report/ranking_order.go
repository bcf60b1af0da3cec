package report

import (
	"cmp"
	"slices"
)

// rank is a unit's line, without what may not be shown.
func (t tally) rank(least int, said []Comment) Rank {
	r := Rank{Code: t.Code, Name: t.Name, Township: t.Township, State: Ranked, Comments: said}
	if said == nil {
		r.Comments = []Comment{}
	}
	switch {
	case !t.Reported:
		r.State = Missing
		return r
	case t.Members < least:
		r.State = Small
		return r
	}
	r.Members = &t.Members
	r.InWork, r.Stayed, r.Guarantee = ratio(t.InWork, t.Members, least), ratio(t.Stayed, t.Ripe, least), ratio(t.Covered, t.Can, least)
	if t.Waged >= least {
		r.MeanWage, r.Waged = &t.Wage, &t.Waged
	}
	return r
}

// ratio is nil where the group is too small to be shown.
func ratio(part, of, least int) *Ratio {
	if of == 0 || of < least {
		return nil
	}
	return &Ratio{Part: part, Of: of, Share: float64(part) / float64(of)}
}

// order puts the lines in their places: those that have one first.
func order(all []Rank) {
	slices.SortStableFunc(all, func(a, b Rank) int { return cmp.Or(better(a, b), cmp.Compare(a.Code, b.Code)) })
	var last *Rank
	for i := range all {
		r := &all[i]
		if r.State != Ranked {
			return
		}
		place := i + 1
		if last != nil && better(*last, *r) == 0 {
			place = *last.Place
		}
		r.Place, last = &place, r
	}
}

// better compares by outcome; units without a place come last, the missing ones
// after the small ones.
func better(a, b Rank) int {
	states := map[State]int{Ranked: 0, Small: 1, Missing: 2}
	return cmp.Or(cmp.Compare(states[a.State], states[b.State]),
		greater(share(a.InWork), share(b.InWork)), greater(share(a.Stayed), share(b.Stayed)),
		greater(share(a.Guarantee), share(b.Guarantee)), greater(a.MeanWage, b.MeanWage))
}

func share(r *Ratio) *float64 {
	if r == nil {
		return nil
	}
	return &r.Share
}

// greater puts the greater figure first, and none last.
func greater(a, b *float64) int {
	switch {
	case a == nil && b == nil:
		return 0
	case a == nil:
		return 1
	case b == nil:
		return -1
	}
	return cmp.Compare(*b, *a)
}
