package demo

import (
	"errors"
	"fmt"
	"time"

	"laowu/internal/value"
)

// The numbers that people of the county were given until 2003, and since.
const (
	oldPrefix = "142325"
	newPrefix = "141123"
)

// errFull says that all made-up ID numbers of some years are given out.
var errFull = errors.New("no made-up ID number is left")

// numbers gives out ID numbers and telephones that belong to nobody. Order
// codes 996 to 999 leave two numbers for each prefix, day of birth and sex.
type numbers struct {
	given  map[slot]int
	phones map[int]bool
}

// slot is where two numbers are to be had.
type slot struct {
	prefix string
	birth  int // 20060102
	male   bool
}

func newNumbers() *numbers { return &numbers{given: map[slot]int{}, phones: map[int]bool{}} }

// give finds a birth date in a year, or in a neighbouring one when that is
// full, and the ID number for it.
func (n *numbers) give(d draw, male bool, year int) (birth time.Time, id string, err error) {
	prefixes := prefixesOf(d, year)
	for _, y := range []int{year, year - 1, year + 1, year - 2, year + 2} {
		first := time.Date(y, time.January, 1, 0, 0, 0, 0, time.UTC)
		days := first.AddDate(1, 0, -1).YearDay()
		from := d.IntN(days)
		for _, prefix := range prefixes {
			for i := range days {
				day := first.AddDate(0, 0, (from+i)%days)
				if id, ok := n.take(prefix, day, male); ok {
					return day, id, nil
				}
			}
		}
	}
	return time.Time{}, "", fmt.Errorf("%w for %d", errFull, year)
}

// prefixesOf are the prefixes that somebody of the year may carry, the
// likelier first.
func prefixesOf(d draw, year int) []string {
	switch {
	case year > 2003:
		return []string{newPrefix}
	case year < 1987 && d.in(820), year >= 1987 && d.in(500):
		return []string{oldPrefix, newPrefix}
	}
	return []string{newPrefix, oldPrefix}
}

func (n *numbers) take(prefix string, birth time.Time, male bool) (string, bool) {
	y, m, d := birth.Date()
	s := slot{prefix, y*10000 + int(m)*100 + d, male}
	used := n.given[s]
	if used == 2 {
		return "", false
	}
	n.given[s]++
	order := 996 + 2*used
	if male {
		order++
	}
	return value.CompleteID(fmt.Sprintf("%s%d%d", prefix, s.birth, order))
}

// phone is a number that nobody else has: 140 belongs to things, not people.
func (n *numbers) phone(d draw) string {
	for {
		if last := d.IntN(100_000_000); !n.phones[last] {
			n.phones[last] = true
			return fmt.Sprintf("140%08d", last)
		}
	}
}

// creditCode is the n-th unified social credit code of a made-up company in a
// division: the body of nine characters with its own check (GB 11714), the
// whole with the last (GB 32100-2015).
func creditCode(division string, n int) (string, error) {
	body := fmt.Sprintf("MAXU%04d", n)
	sum := 0
	for i, weight := range []int{3, 7, 9, 10, 5, 8, 4, 2} {
		sum += weight * bodyValue(body[i])
	}
	check := []string{"0", "X", "9", "8", "7", "6", "5", "4", "3", "2", "1"}[sum%11]
	code, ok := value.CompleteUSCC("91" + division + body + check)
	if !ok {
		return "", fmt.Errorf("no credit code for company %d of %s", n, division)
	}
	return code, nil
}

func bodyValue(c byte) int {
	if c <= '9' {
		return int(c - '0')
	}
	return int(c-'A') + 10
}
