package pgsearch

import "github.com/jackc/pgx/v5/pgtype"

// blockSize is how many numbers of people a block has (034_workers.sql).
const blockSize = 8192

// workerMaps tell of blocks who has which code, a bit each, as put_workers takes
// them.
type workerMaps struct {
	blocks       []int64
	kinds, codes []string
	bits         []pgtype.Bits
	at           map[mapKey]int
}

type mapKey struct {
	block int64
	workerCode
}

func (m *workerMaps) set(person int64, code workerCode) {
	key := mapKey{person / blockSize, code}
	at, ok := m.at[key]
	if !ok {
		at = len(m.bits)
		m.at[key] = at
		m.blocks, m.kinds, m.codes = append(m.blocks, key.block), append(m.kinds, code.kind), append(m.codes, code.code)
		m.bits = append(m.bits, pgtype.Bits{Bytes: make([]byte, blockSize/8), Len: blockSize, Valid: true})
	}
	bit := person % blockSize
	m.bits[at].Bytes[bit/8] |= 0x80 >> (bit % 8)
}
