package meili

import "errors"

// The ways in which the engine fails, for who falls back on another one. All
// errors of this package but refusals of a question and of documents are one
// of these, or bugs. Their texts hold nothing that was asked or written.
var (
	ErrUnreachable = errors.New("meilisearch does not answer")                              // no connection, too late, overloaded, broken
	ErrKey         = errors.New("meilisearch refuses the key")                              // LAOWU_MEILI_KEY is wrong or may too little
	ErrVersion     = errors.New("meilisearch is of another version than 1.50 or later 1.x") // see leastMinor
	ErrDisk        = errors.New("meilisearch has no room left")                             // on its disk or in its database
	ErrMissing     = errors.New("meilisearch holds no index of ours yet")                   // before the first reindex
	ErrStuck       = errors.New("meilisearch does not finish its tasks")
)

// Cause is which of the errors above an error is, nil where it is none.
func Cause(err error) error {
	for _, known := range []error{ErrKey, ErrVersion, ErrDisk, ErrMissing, ErrStuck, ErrUnreachable} {
		if errors.Is(err, known) {
			return known
		}
	}
	return nil
}
