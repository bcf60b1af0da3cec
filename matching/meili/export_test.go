package meili

import (
	"context"
	"encoding/json"

	"github.com/meilisearch/meilisearch-go"

	"laowu/internal/db"
	"laowu/matching"
)

// Request is the body of the request that a question makes.
func (e *Engine) Request(actor db.Actor, q matching.Question) ([]byte, error) {
	p, err := e.plan(actor, q)
	if err != nil {
		return nil, err
	}
	return json.Marshal(p.request)
}

// PutRaw writes documents as they are, by their numbers, into the openings.
func (e *Engine) PutRaw(ctx context.Context, ids []int64, texts []string) error {
	var records []record
	for i, text := range texts {
		records = append(records, record{ids[i], []byte(text)})
	}
	return e.put(ctx, openings, records, nil)
}

// Batches are the sizes of the batches of so many documents of a size.
func Batches(documents, size int) []int {
	var records []record
	for i := range documents {
		records = append(records, record{int64(i), make([]byte, size)})
	}
	var out []int
	for _, b := range batches(records) {
		out = append(out, len(b))
	}
	return out
}

// Speaks says whether a version is one that we know.
func Speaks(version string) bool { return speaks(version) }

// FaultOf is which of our errors an answer is.
func FaultOf(status int, code, kind, text string) error {
	return faultOf(status, meilisearch.APIErrorDetails{Code: meilisearch.APIErrCode(code), Type: kind, Message: text})
}
