package report

import (
	"math"
	"strconv"
)

// Shown is the value as people read it: cut after two decimals, so that no share
// looks as if it met what it misses. What binary fractions lack is added first.
func (f Figure) Shown() string {
	const lack = 1e-6
	return strconv.FormatFloat(math.Floor(f.Value*100+lack)/100, 'f', -1, 64)
}
