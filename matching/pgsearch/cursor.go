package pgsearch

import (
	"encoding/binary"

	"laowu/matching"
)

// position is where a page ended: the order's key, the score and the id of its
// last hit.
type position struct {
	key   int64
	score int32
	id    int64
}

// cursorKind tells these positions from those of another engine, which may be
// asked for the next page.
const (
	cursorKind    = 'p'
	positionBytes = 1 + 8 + 4 + 8
)

func (p position) bytes() []byte {
	b := make([]byte, 0, positionBytes)
	b = append(b, cursorKind)
	b = binary.BigEndian.AppendUint64(b, uint64(p.key))
	b = binary.BigEndian.AppendUint32(b, uint32(p.score))
	return binary.BigEndian.AppendUint64(b, uint64(p.id))
}

// positionOf reads the position that an opened cursor holds: nil is the start,
// ErrCursor where it is not of this engine.
func positionOf(b []byte, err error) (*position, error) {
	switch {
	case err != nil || b == nil:
		return nil, err
	case len(b) != positionBytes || b[0] != cursorKind:
		return nil, matching.ErrCursor
	}
	b = b[1:]
	return &position{
		key: int64(binary.BigEndian.Uint64(b)), score: int32(binary.BigEndian.Uint32(b[8:])), id: int64(binary.BigEndian.Uint64(b[12:])),
	}, nil
}
