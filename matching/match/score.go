package match

import (
	"slices"

	"laowu/internal/value"
)

// score is the points of each part, by its place in kinds, and their sum.
type score struct {
	parts [count]Points
	total Points
}

// score holds a person against an opening: each part is its weight times a
// quality from 0 to full.
func (s *seeker) score(o *offer, v *verdict) (out score) {
	q := [count]int{
		pTrade: s.trade(o.trades).quality, pCertificate: paperQuality(o.asked, v.papers), pPlace: s.place(o.place).quality,
		pWage: wageQuality(s.WishWage, o.wage), pTraining: s.trained(o.trades), pNearHome: s.distance(o.place).quality,
		pWaiting: min(s.waits, longWait) * full / longWait, pBoard: boardQuality(o.board, o.lodging),
		pRelocated: yes(s.Relocated && s.NoneWorks), pLifted: yes(s.Kind == value.Lifted), pMonitored: yes(watched(s.Kind)),
		pZeroWork: yes(s.NoneWorks && s.Household != 0), pLift: o.lift * full / mostLift,
	}
	for i := range q {
		out.parts[i] = Points(int(s.weights.points[i]) * q[i] * int(whole) / (most * full)) //nolint:gosec // at most a whole score
		out.total += out.parts[i]
	}
	return out
}

// longWait is after how many days without work nobody waits longer.
const longWait = 180

func yes(holds bool) int {
	if holds {
		return full
	}
	return 0
}

// watched are the monitored households and their three kinds.
func watched(k value.HouseholdKind) bool {
	return slices.Contains([]value.HouseholdKind{value.Monitored, value.MonitoredUnstable, value.MonitoredMarginal, value.MonitoredSudden}, k)
}

// What the certificate part brings where none is asked for: less than one that
// is put to use.
const noPaper = 667

func paperQuality(d *demand, h held) int {
	switch {
	case d.none:
		return noPaper
	case h.covers():
		return full
	}
	return 0
}

// What a wage brings: an amount that nobody named, one that is less than
// wished, one that is just enough, and how much above that is the most.
const (
	openWage   = 300
	lessWage   = 200
	enoughWage = 600
	muchMore   = 2000
	goodWage   = 8000 // brings all where nobody said what he wishes
)

func wageQuality(wish, wage int) int {
	switch {
	case wage == 0:
		return openWage
	case wish == 0:
		return min(wage, goodWage) * full / goodWage
	case wage < wish:
		return lessWage
	}
	return enoughWage + min(wage-wish, muchMore)*(full-enoughWage)/muchMore
}

func boardQuality(board, lodging bool) int {
	switch {
	case board && lodging:
		return full
	case lodging:
		return 700
	case board:
		return 400
	}
	return 0
}
