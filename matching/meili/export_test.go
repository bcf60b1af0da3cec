package meili

import (
	"context"

	"github.com/meilisearch/meilisearch-go"
)

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
