package pgsearch

import (
	"encoding/binary"
	"strconv"
	"time"

	"laowu/internal/db"
	"laowu/matching"
)

// What a person is counted by is packed into a few bytes, and those of all who
// are found are joined, so that a search sends some 30 bytes for each instead
// of counting four ways in the database. The first byte says whether he is free;
// two bytes how long it is; then counted each by a byte before them the
// numbers of his trades and their groups (a byte each), the county-level
// divisions and what they lie in (3 bytes each), and certificates: the last day
// of each (2 bytes, days since 2000, the highest number for ever), and its
// code after its length.
const (
	freeFlag   = 1
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

// workerFacets counts who was found. What was picked on a facet counts on that
// facet those who would be found without it.
func (e *Engine) workerFacets(q matching.WorkerQuestion, all, byPlace, byTrade []byte) map[string]map[string]int {
	today := daysSince(db.Day(e.db.Now()))
	found := countWorkers(today, all)
	places, trades := found, found
	if q.Place != "" {
		places = countWorkers(today, byPlace)
	}
	if q.Occupation != "" {
		trades = countWorkers(today, byTrade)
	}
	return map[string]map[string]int{
		"place": places.places(), "occupation": trades.occupations(e.lexicon), "certificate": found.certs, "free": some(map[string]int{"true": found.free}),
	}
}

// countWorkers takes joined facets apart. Those who are alike are counted
// together first.
func countWorkers(today int, packed []byte) *workerTally {
	t := &workerTally{units: map[int]int{}, certs: map[string]int{}, today: today}
	alike := map[string]*int{}
	for len(packed) >= facetHead {
		one := packed[:binary.BigEndian.Uint16(packed[1:])]
		packed = packed[len(one):]
		if count, ok := alike[string(one)]; ok {
			*count++
			continue
		}
		count := 1
		alike[string(one)] = &count
	}
	for one, count := range alike {
		t.add([]byte(one), *count)
	}
	return t
}

// workerTally counts packed people by the numbers within them.
type workerTally struct {
	trades [256]int
	units  map[int]int
	certs  map[string]int
	free   int
	today  int
}

func (t *workerTally) places() map[string]int {
	out := map[string]int{}
	for unit, count := range t.units {
		out[strconv.Itoa(unit)] = count
	}
	return out
}

func (t *workerTally) occupations(l *matching.Lexicon) map[string]int {
	out := map[string]int{}
	for number, count := range t.trades {
		if count > 0 {
			out[l.TradeNumbered(number)] = count
		}
	}
	return out
}

func (t *workerTally) add(b []byte, count int) {
	flags, rest := b[0], b[facetHead:]
	trades, rest := rest[1:1+rest[0]], rest[1+rest[0]:]
	n := int(rest[0]) * areaBytes
	units, certs := rest[1:1+n], rest[1+n:]
	for _, number := range trades {
		t.trades[number] += count
	}
	for ; len(units) > 0; units = units[areaBytes:] {
		t.units[int(units[0])<<16|int(units[1])<<8|int(units[2])] += count
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
