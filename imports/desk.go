package imports

import (
	"context"

	"laowu/internal/db"
)

// Desk is what imports need of matching: the lexicon's reading of titles and
// certificates, and the search documents that go with changed openings.
type Desk struct {
	// Trade is the lexicon's code of the trade that a title names, or empty.
	Trade func(title string) string
	// Certificates are the codes of the certificates that a text asks for.
	Certificates func(text string) []string
	// PutOpenings writes the search documents of openings in the transaction
	// that changed them.
	PutOpenings func(ctx context.Context, tx *db.Tx, ids []int64) error
}
