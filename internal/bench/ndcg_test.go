package bench

import (
	"math"
	"slices"
	"testing"
)

// How far down the measures look.
const gainDepth, precisionDepth = 10, 5

// measured is how well one answer did, 0 to 1 each.
type measured struct{ ndcg, precision float64 }

// measure compares an answer, openings by number, best first, with the grades
// that all openings deserve. nDCG weighs a grade with 2^grade − 1 and a place
// with 1 / log2(place + 1), down to the tenth place, against the best order of
// all openings (Järvelin and Kekäläinen 2002, with the gain that is usual
// since). Precision is the share of grade 2 and 3 among the first five, or
// among as many as there are. Where nothing deserves a grade, an empty answer
// is 1 and any other 0.
func measureAnswer(found []int64, grades map[int64]int) measured {
	if len(grades) == 0 {
		if len(found) == 0 {
			return measured{1, 1}
		}
		return measured{}
	}
	got := make([]int, 0, gainDepth)
	for _, id := range found[:min(gainDepth, len(found))] {
		got = append(got, grades[id])
	}
	best := make([]int, 0, len(grades))
	for _, g := range grades {
		best = append(best, g)
	}
	slices.SortFunc(best, func(a, b int) int { return b - a })
	return measured{gain(got) / gain(best[:min(gainDepth, len(best))]), share(got, best)}
}

func gain(grades []int) (sum float64) {
	for i, g := range grades {
		sum += (math.Exp2(float64(g)) - 1) / math.Log2(float64(i+2))
	}
	return sum
}

// share is of the first found how many are fair; where no opening is, of
// those of grade 1.
func share(got, best []int) float64 {
	least := min(fair, best[0])
	atLeast := func(all []int) (n int) {
		for _, g := range all {
			if g >= least {
				n++
			}
		}
		return n
	}
	return float64(atLeast(got[:min(precisionDepth, len(got))])) / float64(min(precisionDepth, atLeast(best)))
}

func TestMeasures(t *testing.T) {
	t.Parallel()
	grades := map[int64]int{1: 3, 2: 3, 3: 2, 4: 1}
	for _, c := range []struct {
		name            string
		found           []int64
		grades          map[int64]int
		ndcg, precision float64
	}{
		{"the best order", []int64{1, 2, 3, 4}, grades, 1, 1},
		{"equals change places", []int64{2, 1, 3, 4, 9}, grades, 1, 1},
		// 7 + 7/1.585 + 3/2 + 1/2.322 is the best; without 4 it is less by the last.
		{"the last is missing", []int64{1, 2, 3}, grades, 12.9165 / 13.3472, 1},
		{"the worst first", []int64{9, 8, 7, 6, 5, 1}, grades, 7 / math.Log2(7) / 13.3472, 0},
		{"nothing found", nil, grades, 0, 0},
		{"nothing to find", nil, nil, 1, 1},
		{"found what nobody asked for", []int64{9}, nil, 0, 0},
		{"only grade 1", []int64{4}, map[int64]int{4: 1}, 1, 1},
		{"two of five", []int64{1, 9, 2, 8, 7}, map[int64]int{1: 3, 2: 3, 3: 3, 4: 3, 5: 3}, (7 + 3.5) / (7 * 2.9485), 0.4},
	} {
		if got := measureAnswer(c.found, c.grades); math.Abs(got.ndcg-c.ndcg) > 1e-4 || math.Abs(got.precision-c.precision) > 1e-9 {
			t.Errorf("%s: %v", c.name, got)
		}
	}
}
