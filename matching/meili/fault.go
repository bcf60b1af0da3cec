package meili

import (
	"errors"
	"fmt"
	"net/http"
	"slices"
	"strings"

	"github.com/meilisearch/meilisearch-go"
)

// What the engine says where it has no room.
var noRoom = []meilisearch.APIErrCode{
	meilisearch.APIErrCodeNoSpaceLeftOnDevice, meilisearch.APIErrCodeDatabaseSizeLimitReached, meilisearch.APIErrCodeIOError,
}

// fault tells what an error of the client means. Its text is ours: the
// client's own repeats the question or the documents.
func (e *Engine) fault(what string, err error) error {
	var f *meilisearch.Error
	if !errors.As(err, &f) {
		e.known.Store(false)
		return fmt.Errorf("%s: %w", what, ErrUnreachable)
	}
	known, code := faultOf(f.StatusCode, f.APIError)
	if known == nil {
		return fmt.Errorf("%s: meilisearch answers %d %s", what, f.StatusCode, code) //nolint:err113 // a bug of ours
	}
	if errors.Is(known, ErrUnreachable) {
		e.known.Store(false) // it may come back as another
	}
	if f.OriginError != nil && f.ErrCode != meilisearch.ErrCodeResponseUnmarshalBody {
		return fmt.Errorf("%s: %w: %w", what, known, f.OriginError)
	}
	return fmt.Errorf("%s: %w (%d %s)", what, known, f.StatusCode, code)
}

// faultOf is which of our errors an answer is, nil where it is none.
func faultOf(status int, said meilisearch.APIErrorDetails) (error, meilisearch.APIErrCode) { //nolint:revive // the error is what is told
	switch code := said.Code; {
	case slices.Contains(noRoom, code) || status == http.StatusInsufficientStorage:
		return ErrDisk, code
	case status == http.StatusUnauthorized || status == http.StatusForbidden:
		return ErrKey, code
	case code == meilisearch.APIErrCodeIndexNotFound, unprepared(said):
		return ErrMissing, code
	case code == "", status >= http.StatusInternalServerError, code == meilisearch.APIErrCodeTooManySearchRequests:
		return ErrUnreachable, code
	default:
		return nil, code
	}
}

// unprepared says that an index is there but not with our settings: somebody
// else made it, or an older version of the program did.
func unprepared(said meilisearch.APIErrorDetails) bool {
	return said.Type == "invalid_request" && (strings.Contains(said.Message, "is not filterable") ||
		strings.Contains(said.Message, "is not sortable") || strings.Contains(said.Message, "is not searchable") || said.Code == "invalid_search_facets")
}
