package pgsearch

import (
	"math/bits"

	"laowu/matching"
)

// rankShift is where a rank ends the person's number: 10,000 less the score
// stands before it, so that the smallest rank stands first.
const rankShift = 48

// The scores by trade (matching.WorkerHit), the best first.
var tradeScores = [...]int64{9500, 8900, 7000}

// page counts who was found and fills the page behind a position, the best
// first. Each step looks for one score; of equals the lower number stands first.
func page(a *matching.WorkerAnswer, q matching.WorkerQuestion, blocks []block, after *position) {
	for i := range blocks {
		a.Total += counted(blocks[i].found)
	}
	last := position{}
	for trade, score := range tradeScores {
		for state, ready := range []matching.WorkerDocument{{Ready: true}, {Ready: true, Working: true}, {}} {
			rank := (10000 - score - int64(ready.Merit())) << rankShift
			if after != nil && after.key>>rankShift > rank>>rankShift {
				continue
			}
			for i := range blocks {
				for id := range blocks[i].scored(len(q.Trades) > 0, trade, state) {
					switch {
					case after != nil && rank+id <= after.key:
						continue
					case len(a.Hits) == q.Limit:
						a.NextCursor = q.Seal(last.bytes())
						return
					}
					last.key = rank + id
					a.Hits = append(a.Hits, matching.WorkerHit{ID: id, Score: float64(score+int64(ready.Merit())) / 10000})
				}
			}
		}
	}
}

// scored calls yield with those of a block who have one score: by trade 0 by its
// own name, 1 by what belongs to it, 2 near it; by state 0 free, 1 ready, 2
// neither.
func (b *block) scored(traded bool, trade, state int) func(yield func(int64) bool) {
	return func(yield func(int64) bool) {
		if !traded && trade > 0 {
			return
		}
		for i := range b.found {
			eight := b.found[i]
			if eight == 0 {
				continue
			}
			if traded {
				named := among(b.found, b.told[tellNamed], i)
				eight &= [...]byte{named, among(b.found, b.told[tellTrade], i) &^ named, ^(named | among(b.found, b.told[tellTrade], i))}[trade]
			}
			free := among(b.found, b.told[tellFree], i)
			eight &= [...]byte{free, among(b.found, b.told[tellReady], i) &^ free, ^(free | among(b.found, b.told[tellReady], i))}[state]
			for eight != 0 {
				at := bits.LeadingZeros8(eight)
				if !yield(b.first + int64(i*8+at)) {
					return
				}
				eight &^= 0x80 >> at
			}
		}
	}
}

// workerFacets are how many people have what is counted.
type workerFacets map[string]map[string]int

// counts are the kinds of codes that people are counted by.
var counts = map[string]string{kindPlace: "place", kindTrade: "occupation", kindCert: "certificate", kindState: "free"}

func (f workerFacets) add(kind, code string, people int) {
	if kind == kindState {
		if code != isFree {
			return
		}
		code = "true"
	}
	name := counts[kind]
	if f[name] == nil {
		f[name] = map[string]int{}
	}
	f[name][code] = people
}

// all has a facet where nobody is counted too.
func (f workerFacets) all() map[string]map[string]int {
	for _, name := range counts {
		if f[name] == nil {
			f[name] = map[string]int{}
		}
	}
	return f
}
