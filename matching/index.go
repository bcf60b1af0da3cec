package matching

import (
	"context"
	"fmt"
)

// Index is an engine's own copy of the documents, which must be told of
// changes. Its methods return when the engine has what it was told, so that a
// change is done with only then.
type Index interface {
	// Name is the engine's, as answers say it.
	Name() string
	// PutOpenings writes documents and removes those of gone. Documents that
	// the engine refuses are left out and named by a *RefusedError; the others
	// are in.
	PutOpenings(ctx context.Context, docs []OpeningDocument, gone []int64) error
	// PutWorkers likewise.
	PutWorkers(ctx context.Context, docs []WorkerDocument, gone []int64) error
	// Rebuild begins an empty copy beside the one that answers.
	Rebuild(ctx context.Context) (Build, error)
}

// Build is a copy in the making. Until Swap the old one answers; PutOpenings
// and PutWorkers of the Index itself write to the old one alone.
type Build interface {
	PutOpenings(ctx context.Context, docs []OpeningDocument, gone []int64) error
	PutWorkers(ctx context.Context, docs []WorkerDocument, gone []int64) error
	// Swap lets the copy answer, without a moment between.
	Swap(ctx context.Context) error
	// Abandon throws the copy away; after Swap it does nothing.
	Abandon(ctx context.Context) error
}

// RefusedError names documents that an engine does not take. Its text holds
// numbers of records alone.
type RefusedError struct {
	Refused []Refused
}

// Refused is one such document.
type Refused struct {
	ID  int64
	Why string // the engine's own reason, without what the document says
}

func (e *RefusedError) Error() string {
	return fmt.Sprintf("%d documents refused, the first %d: %s", len(e.Refused), e.Refused[0].ID, e.Refused[0].Why)
}
