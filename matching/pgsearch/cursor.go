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

func (p position) cursor(of string) string {
	b := make([]byte, 0, cursorBytes)
	b = binary.BigEndian.AppendUint64(b, uint64(p.key))
	b = binary.BigEndian.AppendUint32(b, uint32(p.score))
	b = binary.BigEndian.AppendUint64(b, uint64(p.id))
	return base64.RawURLEncoding.EncodeToString(append(b, mark(of, b)...))
}

// parseCursor reads a cursor; ErrCursor where it does not belong to the
// question that is said. A nil position is the start.
func parseCursor(cursor, of string) (*position, error) {
	if cursor == "" {
		return nil, nil
	}
	b, err := base64.RawURLEncoding.DecodeString(cursor)
	if err != nil || len(b) != cursorBytes {
		return nil, matching.ErrCursor
	}
	body := b[:cursorBytes-markBytes]
	if string(mark(of, body)) != string(b[cursorBytes-markBytes:]) {
		return nil, matching.ErrCursor
	}
	return &position{
		key: int64(binary.BigEndian.Uint64(body)), score: int32(binary.BigEndian.Uint32(body[8:])),
		id: int64(binary.BigEndian.Uint64(body[12:])),
	}, nil
}

// said is everything in a question that says what is found and in which order.
func said(q matching.Question) string {
	q.Cursor, q.Limit, q.WithFacets = "", 0, false
	return fmt.Sprintf("%+v", q)
}

// saidOf is the same of a question about people.
func saidOf(q matching.WorkerQuestion) string {
	q.Cursor, q.Limit, q.WithFacets = "", 0, false
	return fmt.Sprintf("%+v", q)
}

// mark is a digest of a position and a question.
func mark(of string, body []byte) []byte {
	sum := sha256.Sum256(fmt.Appendf(body[:len(body):len(body)], "%q", of))
	return sum[:markBytes]
}
