package pgsearch

import (
	"slices"
	"strconv"

	"laowu/matching"
)

// What an opening is counted by is packed into one number, so that a search
// sends 8 bytes for each opening found instead of counting five ways in the
// database. From the lowest bit: the wage in hundreds of yuan (10 bits),
// temporary, board, lodging and no certificate (1 each), the county-level
// division (20) and up to three trades (8 each). find_openings adds which of
// the picked facets the opening fails (place, occupation, wage, form: 1 each).
const (
	wageBits, wageUnit = 10, 100
	temporaryBit       = 1 << wageBits
	boardBit           = temporaryBit << 1
	lodgingBit         = boardBit << 1
	noCertBit          = lodgingBit << 1
	unitShift          = wageBits + 4
	unitBits           = 20
	tradeShift         = unitShift + unitBits
	tradeBits          = 8
	packedTrades       = matching.MostTrades
	failShift          = tradeShift + packedTrades*tradeBits
)

// What an opening fails, as find_openings numbers it.
const (
	failsPlace = 1 << iota
	failsTrade
	failsWage
	failsForm
)

// pack makes the number of a document.
func pack(d *matching.OpeningDocument, l *matching.Lexicon) int64 {
	n := int64(min(max(d.WageMin, d.WageMax)/wageUnit, 1<<wageBits-1))
	for _, flag := range []struct {
		on  bool
		bit int64
	}{{d.Form == "temporary", temporaryBit}, {d.Board, boardBit}, {d.Lodging, lodgingBit}, {d.NoCert(), noCertBit}} {
		if flag.on {
			n |= flag.bit
		}
	}
	if unit, err := strconv.ParseInt(d.Unit, 10, 32); err == nil && unit < 1<<unitBits {
		n |= unit << unitShift
	}
	for i, code := range d.Trades[:min(len(d.Trades), packedTrades)] {
		t, _ := l.Trade(code)
		n |= int64(t.Number) << (tradeShift + i*tradeBits)
	}
	return n
}

// tally counts packed openings by the numbers within them.
type tally struct {
	units, trades          map[int64]int
	wages                  [1 << wageBits]int
	regular, temporary     int
	board, lodging, noCert int
}

// facets counts what was found. An opening that fails what was picked on one
// facet counts on that facet alone: another value there would find it.
func facets(l *matching.Lexicon, packed []int64) map[string]map[string]int {
	t := tally{units: map[int64]int{}, trades: map[int64]int{}}
	for _, n := range packed {
		t.add(n)
	}
	return map[string]map[string]int{
		"place": t.places(l), "occupation": t.occupations(l), "wage": t.atLeast(),
		"form":  some(map[string]int{"regular": t.regular, "temporary": t.temporary}),
		"board": some(map[string]int{"true": t.board}), "lodging": some(map[string]int{"true": t.lodging}),
		"no_certificate": some(map[string]int{"true": t.noCert}),
	}
}

func (t *tally) add(n int64) {
	fails := n >> failShift
	if fails&^failsPlace == 0 {
		t.units[n>>unitShift&(1<<unitBits-1)]++
	}
	if fails&^failsTrade == 0 {
		t.trades[n>>tradeShift&(1<<(packedTrades*tradeBits)-1)]++
	}
	if fails&^failsWage == 0 {
		t.wages[n&(1<<wageBits-1)]++
	}
	if fails&^failsForm == 0 && n&temporaryBit != 0 {
		t.temporary++
	} else if fails&^failsForm == 0 {
		t.regular++
	}
	if fails == 0 {
		t.board += int(n & boardBit / boardBit)
		t.lodging += int(n & lodgingBit / lodgingBit)
		t.noCert += int(n & noCertBit / noCertBit)
	}
}

// places counts by county-level division and by what it lies in, up to the
// prefecture.
func (t *tally) places(l *matching.Lexicon) map[string]int {
	out := map[string]int{}
	for unit, count := range t.units {
		for _, code := range l.Atlas().Path(strconv.FormatInt(unit, 10)) {
			if len(code) == 6 && code[2:] != "0000" {
				out[code] += count
			}
		}
	}
	return out
}

// occupations counts by trade and by the groups above it, each opening once.
func (t *tally) occupations(l *matching.Lexicon) map[string]int {
	out := map[string]int{}
	for packed, count := range t.trades {
		var codes []string
		for ; packed > 0; packed >>= tradeBits {
			for _, code := range l.Groups(l.TradeNumbered(int(packed & (1<<tradeBits - 1)))) {
				if !slices.Contains(codes, code) {
					codes = append(codes, code)
				}
			}
		}
		for _, code := range codes {
			out[code] += count
		}
	}
	return out
}

func (t *tally) atLeast() map[string]int {
	out := map[string]int{}
	for _, band := range matching.WageBands() {
		total := 0
		for _, count := range t.wages[band/wageUnit:] {
			total += count
		}
		out[strconv.Itoa(band)] = total
	}
	return some(out)
}

// some leaves out values that find nothing.
func some(counts map[string]int) map[string]int {
	for value, count := range counts {
		if count == 0 {
			delete(counts, value)
		}
	}
	return counts
}
