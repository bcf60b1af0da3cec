package pgsearch

import (
	"math/bits"
	"time"

	"github.com/jackc/pgx/v5"
)

// findWorkersSQL asks find_workers (034_workers.sql).
const findWorkersSQL = `
	SELECT block, found, told, tells, facet, value, people FROM search.find_workers($1, $2, $3, $4, $5, $6, $7)`

// Groups of a question: of each below tellFrom somebody has a code at least;
// those from there on narrow nothing and are only told of. What was picked on a
// facet has a group of its own, without which that facet is counted.
const (
	pickedPlace = 100
	pickedTrade = 101
	tellFrom    = 900
)

// spans are the codes that a question asks for, as find_workers takes them.
type spans struct {
	groups             []int32
	kinds, lows, highs []string
}

// between asks for codes of a kind from one to another.
func (s *spans) between(group int32, kind, low, high string) {
	s.groups, s.kinds = append(s.groups, group), append(s.kinds, kind)
	s.lows, s.highs = append(s.lows, low), append(s.highs, high)
}

// any asks for codes, one of which is enough.
func (s *spans) any(group int32, kind string, codes ...string) {
	for _, code := range codes {
		s.between(group, kind, code, code)
	}
}

func (s *spans) arguments(today time.Time, people []int64, facets bool) []any {
	return []any{today, s.groups, s.kinds, s.lows, s.highs, people, facets}
}

// block is who was found among 8,192 people, and who of all has what was told
// of, by the group less tellFrom.
type block struct {
	first int64 // number of the first
	found []byte
	told  [8][]byte // nil: nobody
}

// readBlocks reads what find_workers says: blocks, and how many people have what
// is counted.
func readBlocks(rows pgx.Rows, count func(kind, code string, people int)) (all []block, err error) {
	for rows.Next() {
		var number, people *int64
		var found []byte
		var told []int32
		var tells [][]byte
		var kind, code *string
		if err := rows.Scan(&number, &found, &told, &tells, &kind, &code, &people); err != nil {
			return nil, err
		}
		if number == nil {
			count(*kind, *code, int(*people))
			continue
		}
		b := block{first: *number * blockSize, found: found}
		for i, group := range told {
			b.told[group-tellFrom] = tells[i]
		}
		all = append(all, b)
	}
	rows.Close()
	return all, rows.Err()
}

// among are those of some who are among others, eight at place i.
func among(some, others []byte, i int) byte {
	if others == nil {
		return 0
	}
	return some[i] & others[i]
}

// counted is how many bits are set.
func counted(b []byte) (n int) {
	for _, one := range b {
		n += bits.OnesCount8(one)
	}
	return n
}
