package pgsearch

import (
	"encoding/binary"
	"strconv"
	"time"

	"laowu/matching"
)

// What a person is counted by is packed into a few bytes, and those of all who
// are found are joined, so that a search sends some 30 bytes for each instead
// of counting four ways in the database. The first byte says which picked facet
// he fails, which find_workers adds (place, occupation), and whether he is
// free; two bytes how long it is; then counted each by a byte before them the
// numbers of his trades and their groups (a byte each), the county-level
// divisions and what they lie in (3 bytes each), and certificates: the last day
// of each (2 bytes, days since 2000, the highest number for ever), and its
// code after its length.
const (
	freeFlag   = 4
	failFlags  = failsPlace | failsTrade
	facetHead  = 3
	areaBytes  = 3
	endBytes   = 2
	neverEnds  = 1<<16 - 1
	secondsDay = 86400
)

var firstDay = time.Date(2000, 1, 1, 0, 0, 0, 0, time.UTC)

// daysSince is a day in the two bytes that a certificate's end has.
func daysSince(d time.Time) int {
	return min(max(int(d.Sub(firstDay)/time.Second/secondsDay), 0), neverEnds-1)
}

// packWorker makes the facet of a document.
func packWorker(d *matching.WorkerDocument, l *matching.Lexicon) []byte {
	b := make([]byte, facetHead)
	if d.Free() {
		b[0] = freeFlag
	}
	b = append(b, byte(len(d.Groups)))
	for _, code := range d.Groups {
		t, _ := l.Trade(code)
		b = append(b, byte(t.Number))
	}
	units := countedPlaces(d, l)
	b = append(b, byte(len(units)))
	for _, unit := range units {
		b = append(b, byte(unit>>16), byte(unit>>8), byte(unit))
	}
	for _, c := range d.Certs {
		end := neverEnds
		if c.Expires != nil {
			end = daysSince(*c.Expires)
		}
		b = binary.BigEndian.AppendUint16(b, uint16(end))
		b = append(append(b, byte(len(c.Code))), c.Code...)
	}
	binary.BigEndian.PutUint16(b[1:], uint16(len(b)))
	return b
}

// countedPlaces are the county-level divisions and prefectures of a document.
func countedPlaces(d *matching.WorkerDocument, l *matching.Lexicon) []int {
	var out []int
	for _, code := range d.Places {
		if len(code) != 6 || code[2:] == "0000" {
			continue
		}
		if _, known := l.Atlas().Find(code); !known {
			continue
		}
		if n, err := strconv.Atoi(code); err == nil {
			out = append(out, n)
		}
	}
	return out
}

// workerFacets counts who was found. Who fails what was picked on one facet
// counts on that facet alone: another value there would find him.
func workerFacets(l *matching.Lexicon, today time.Time, packed []byte) map[string]map[string]int {
	t := workerTally{alike: map[string]int{}, units: map[int]int{}, certs: map[string]int{}, today: daysSince(today)}
	for len(packed) >= facetHead {
		n := int(binary.BigEndian.Uint16(packed[1:]))
		t.alike[string(packed[:n])]++
		packed = packed[n:]
	}
	for one, count := range t.alike {
		t.add([]byte(one), count)
	}
	trades, units := map[string]int{}, map[string]int{}
	for number, count := range t.trades {
		if count > 0 {
			trades[l.TradeNumbered(number)] = count
		}
	}
	for unit, count := range t.units {
		units[strconv.Itoa(unit)] = count
	}
	return map[string]map[string]int{
		"place": units, "occupation": trades, "certificate": t.certs, "free": some(map[string]int{"true": t.free}),
	}
}

// workerTally counts packed people: those who are alike are taken apart once.
type workerTally struct {
	alike  map[string]int
	trades [256]int
	units  map[int]int
	certs  map[string]int
	free   int
	today  int
}

func (t *workerTally) add(b []byte, count int) {
	fails := int(b[0]) & failFlags
	flags, rest := b[0], b[facetHead:]
	trades, rest := rest[1:1+rest[0]], rest[1+rest[0]:]
	n := int(rest[0]) * areaBytes
	units, certs := rest[1:1+n], rest[1+n:]
	if fails&^failsTrade == 0 {
		for _, number := range trades {
			t.trades[number] += count
		}
	}
	if fails&^failsPlace == 0 {
		for ; len(units) > 0; units = units[areaBytes:] {
			t.units[int(units[0])<<16|int(units[1])<<8|int(units[2])] += count
		}
	}
	if fails != 0 {
		return
	}
	if flags&freeFlag != 0 {
		t.free += count
	}
	t.addCerts(certs, count)
}

// addCerts counts what somebody holds today, each kind once: a document lists
// the same kinds together.
func (t *workerTally) addCerts(b []byte, count int) {
	last := ""
	for len(b) > endBytes {
		end, n := int(binary.BigEndian.Uint16(b)), int(b[endBytes])
		code := string(b[endBytes+1 : endBytes+1+n])
		if end >= t.today && code != last {
			t.certs[code] += count
			last = code
		}
		b = b[endBytes+1+n:]
	}
}
