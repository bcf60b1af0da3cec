package meili

import (
	"encoding/binary"

	"laowu/matching"
)

// offsets are how many hits of each tier the pages before have shown.
type offsets []int

func (o offsets) bytes() []byte {
	b := []byte{cursorKind}
	for _, n := range o {
		b = binary.AppendUvarint(b, uint64(n)) //nolint:gosec // never below zero
	}
	return b
}

// cursorKind tells these cursors from those of PostgreSQL's engine, which may
// answer the next page.
const cursorKind = 'm'

// offsetsOf are those of a question's cursor: ErrCursor where it is not of this
// engine or of another question.
func offsetsOf(q matching.Question, tiers int) (offsets, error) {
	b, err := q.Opened()
	if err != nil {
		return nil, err
	}
	return readOffsets(b, tiers)
}

func readOffsets(b []byte, tiers int) (offsets, error) {
	o := make(offsets, tiers)
	if b == nil {
		return o, nil
	}
	if len(b) == 0 || b[0] != cursorKind {
		return nil, matching.ErrCursor
	}
	b = b[1:]
	for i := range o {
		n, read := binary.Uvarint(b)
		if read <= 0 || n > mostHits {
			return nil, matching.ErrCursor
		}
		o[i], b = int(n), b[read:] //nolint:gosec // bounded above
	}
	if len(b) > 0 {
		return nil, matching.ErrCursor
	}
	return o, nil
}
