package matching

import (
	"crypto/sha256"
	"encoding/base64"
	"fmt"
)

// A cursor is a position, as its engine writes it, and a mark of the question
// that it belongs to, so that a changed or mangled one is noticed.
const markBytes = 8

// Seal makes the cursor of a position in the answers to a question.
func (q Question) Seal(position []byte) string {
	q.Cursor, q.Limit, q.WithFacets = "", 0, false
	return seal(q, position)
}

// Opened is the position that a question's cursor stands for: nil is the
// start. ErrCursor where the cursor belongs to another question.
func (q Question) Opened() ([]byte, error) {
	cursor := q.Cursor
	q.Cursor, q.Limit, q.WithFacets = "", 0, false
	return opened(q, cursor)
}

// Seal makes the cursor of a position in the answers to a question.
func (q WorkerQuestion) Seal(position []byte) string {
	q.Cursor, q.Limit, q.WithFacets = "", 0, false
	return seal(q, position)
}

// Opened is the position that a question's cursor stands for, as of Question.
func (q WorkerQuestion) Opened() ([]byte, error) {
	cursor := q.Cursor
	q.Cursor, q.Limit, q.WithFacets = "", 0, false
	return opened(q, cursor)
}

func seal(question any, position []byte) string {
	return base64.RawURLEncoding.EncodeToString(append(position[:len(position):len(position)], mark(question, position)...))
}

func opened(question any, cursor string) ([]byte, error) {
	if cursor == "" {
		return nil, nil
	}
	b, err := base64.RawURLEncoding.DecodeString(cursor)
	if err != nil || len(b) < markBytes {
		return nil, ErrCursor
	}
	position := b[:len(b)-markBytes]
	if string(mark(question, position)) != string(b[len(position):]) {
		return nil, ErrCursor
	}
	return position, nil
}

// mark is a digest of a position and of all in the question that says what is
// found and in which order.
func mark(question any, position []byte) []byte {
	sum := sha256.Sum256(fmt.Appendf(position[:len(position):len(position)], "%q", fmt.Sprintf("%+v", question)))
	return sum[:markBytes]
}
