package value

import "strings"

// wageReader collects what a written wage says.
type wageReader struct {
	unit     Unit
	amounts  [2]amount
	count    int    // of amounts
	roles    uint32 // a set of role
	negative bool
}

// amount is a figure and its multiplier, 1 where none was written.
type amount struct{ n, times int64 }

func (w *wageReader) has(r role) bool { return w.roles&(1<<r) != 0 }

// read takes figures and words from left to right; false at the first that is
// neither.
func (w *wageReader) read(s string) bool {
	for s != "" {
		if digit(s[0]) {
			if w.count == 2 || w.count == 1 && !w.has(saysTo) {
				return false
			}
			w.amounts[w.count], s = figure(s)
			w.count++
			continue
		}
		i := wordAt(s)
		if i < 0 {
			return false
		}
		word := wageWords[i]
		if word.role == saysTo && w.count == 0 {
			w.negative = word.text == "-"
			if !w.negative {
				return false
			}
		} else {
			w.roles |= 1 << word.role
		}
		s = s[len(word.text):]
	}
	return true
}

// wordAt is the longest word that s begins with.
func wordAt(s string) int {
	best, length := -1, 0
	for i, w := range wageWords {
		if w.text[0] == s[0] && len(w.text) > length && strings.HasPrefix(s, w.text) {
			best, length = i, len(w.text)
		}
	}
	return best
}

// wage puts together what was read.
func (w *wageReader) wage() (Wage, Code) {
	unit, ok := w.paidFor()
	switch {
	case !ok:
		return Wage{}, NumberFormat
	case w.negative:
		return Wage{}, NumberRange
	case unit == PerPiece && (w.count == 0 || w.has(saysPrice)):
		return Wage{Unit: PerPiece}, ""
	case w.count == 0 && w.has(saysOpen):
		return Wage{Unit: unit, Negotiable: true}, ""
	case w.count == 0 || w.has(saysTo) != (w.count == 2):
		return Wage{}, NumberFormat
	}
	low, high := w.bounds()
	if low == 0 || high == 0 {
		return Wage{}, NumberRange
	}
	return w.bounded(low, high, unit)
}

// bounded opens a lone figure upwards or downwards where words say so.
func (w *wageReader) bounded(low, high int64, unit Unit) (Wage, Code) {
	if w.count == 1 {
		up, down := w.has(saysAtLeast) || w.has(saysPlus), w.has(saysAtMost)
		switch {
		case up && down:
			return Wage{}, NumberFormat
		case up:
			high = 0
		case down:
			low = 0
		}
	}
	return Wage{LowFen: low, HighFen: high, Unit: unit}.checked()
}

// bounds are the two figures, or the one twice. The multiplier of the second
// is meant for the first too where that is small: 6-8千, but not 3500-1万.
func (w *wageReader) bounds() (low, high int64) {
	first, last := w.amounts[0], w.amounts[w.count-1]
	if first.times == 1 && first.n < min(100, last.times/10)*one {
		first.times = last.times
	}
	return fen(first.n * first.times), fen(last.n * last.times)
}

// paidFor is the unit that the words name, or the column's. False: they name
// several.
func (w *wageReader) paidFor() (Unit, bool) {
	unit, n := w.unit, 0
	for i, u := range [...]Unit{PerMonth, PerDay, PerHour, PerYear} {
		if w.has(saysMonth + role(i)) {
			unit = u
			n++
		}
	}
	// Piecework that earns 200 a day is paid by the day: only a month's
	// earnings are kept beside it.
	piece := w.has(saysPiece) && (unit == PerMonth || w.count == 0)
	if piece || w.has(saysPrice) {
		unit = PerPiece
	}
	return unit, n < 2
}

// figure reads a number and its multiplier: 3.5千, 5k, 3千5百, 1万2 (12,000).
func figure(s string) (amount, string) {
	n, rest, _ := scan(s)
	for _, m := range multipliers {
		after, ok := strings.CutPrefix(rest, m.text)
		if !ok {
			continue
		}
		if leading(after) == 1 && n%one == 0 {
			n += int64(after[0]-'0') * one / 10
			after = strings.TrimPrefix(after[1:], m.next)
		}
		return amount{n, m.times}, after
	}
	return amount{n, 1}, rest
}

var multipliers = []struct {
	text  string
	times int64
	next  string // the multiplier of the digit after it
}{{"千", 1000, "百"}, {"k", 1000, ""}, {"万", 10_000, "千"}, {"w", 10_000, ""}, {"百", 100, ""}}
