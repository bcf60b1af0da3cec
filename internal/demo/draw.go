package demo

import "math/rand/v2"

// draw is a source of chance that gives the same on every machine: whole
// numbers alone, as fractions are rounded differently here and there.
type draw struct{ *rand.Rand }

// Streams of chance: each part of the county has its own, so that one part
// that grows leaves the others as they were.
const (
	streamVillages = iota + 1
	streamRelocated
	streamRegister
	streamMembers
	streamWork
	streamEnterprises
	streamOpenings
	streamLedger
	streamStaff
	streamBooks // and one for each workbook from here on
)

func newDraw(seed uint64, stream int) draw {
	return draw{rand.New(rand.NewPCG(seed, uint64(stream)))} //nolint:gosec // a stream is never negative
}

// in is true n times in a thousand.
func (d draw) in(n int) bool { return d.IntN(1000) < n }

// between is a whole number from low to high, both included.
func (d draw) between(low, high int) int { return low + d.IntN(high-low+1) }

// middling is between low and high, more often in the middle.
func (d draw) middling(low, high int) int {
	return (d.between(low, high) + d.between(low, high)) / 2
}

func pick[T any](d draw, from []T) T { return from[d.IntN(len(from))] }

// weighted picks by weight; -1 where all weights are 0.
func weighted[T any](d draw, from []T, weight func(T) int) int {
	sum := 0
	for _, x := range from {
		sum += weight(x)
	}
	if sum == 0 {
		return -1
	}
	n := d.IntN(sum)
	for i, x := range from {
		if n -= weight(x); n < 0 {
			return i
		}
	}
	return -1
}
