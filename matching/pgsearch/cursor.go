package pgsearch

import (
	"crypto/sha256"
	"encoding/base64"
	"encoding/binary"
	"fmt"

	"laowu/matching"
)

// position is where a page ended: the order's key, the score and the id of its
// last hit.
type position struct {
	key   int64
	score int32
	id    int64
}

// A cursor is a position and a mark of the question that it belongs to, so
// that a changed or mangled one is noticed.
const markBytes, cursorBytes = 8, 8 + 8 + 4 + 8

func (p position) cursor(q matching.Question) string {
	b := make([]byte, 0, cursorBytes)
	b = binary.BigEndian.AppendUint64(b, uint64(p.key))
	b = binary.BigEndian.AppendUint32(b, uint32(p.score))
	b = binary.BigEndian.AppendUint64(b, uint64(p.id))
	return base64.RawURLEncoding.EncodeToString(append(b, mark(q, b)...))
}

// parseCursor reads a cursor; ErrCursor where it does not belong to the
// question. A nil position is the start.
func parseCursor(q matching.Question) (*position, error) {
	if q.Cursor == "" {
		return nil, nil
	}
	b, err := base64.RawURLEncoding.DecodeString(q.Cursor)
	if err != nil || len(b) != cursorBytes {
		return nil, matching.ErrCursor
	}
	body := b[:cursorBytes-markBytes]
	if string(mark(q, body)) != string(b[cursorBytes-markBytes:]) {
		return nil, matching.ErrCursor
	}
	return &position{
		key: int64(binary.BigEndian.Uint64(body)), score: int32(binary.BigEndian.Uint32(body[8:])),
		id: int64(binary.BigEndian.Uint64(body[12:])),
	}, nil
}

// mark is a digest of a position and of everything in the question that says
// what is found and in which order.
func mark(q matching.Question, body []byte) []byte {
	q.Cursor, q.Limit, q.WithFacets = "", 0, false
	sum := sha256.Sum256(fmt.Appendf(body[:len(body):len(body)], "%q", fmt.Sprintf("%+v", q)))
	return sum[:markBytes]
}
