package matching

import (
	"context"

	"laowu/internal/db"
)

// WorkerQuestion is a search for workers as the lexicon understood it. Each
// condition narrows the answer; a zero value asks for nothing.
type WorkerQuestion struct {
	People     []int64  // found by name or number in SQL; nil where no name was asked, empty where nobody bears it
	Trades     []string // lexicon trade codes, any of them; a group stands for its members
	Near       []string // trade codes close to what was asked: found too, ranked below
	Occupation string   // trade code picked beside the text
	Places     []string // division codes, any of them: wished for or home
	Place      string   // division code picked beside the text
	Certs      []string // certificate codes, any of them, valid today
	WageMax    int      // yuan a month: who wishes at most this, or has not said
	Age        int      // the age that somebody reaches in this year: its number less his year of birth
	Free       bool     // ready for work and without a full-time spell
	Limit      int      // 1 to 100; 20 when zero
	Cursor     string
	WithFacets bool
}

// WorkerAnswer is one page of people. Its facets count as those of openings
// do: place, occupation, certificate, free.
type WorkerAnswer struct {
	Total      int
	TookMS     float64
	Engine     string
	Hits       []WorkerHit
	NextCursor string
	Restarted  bool // as in Answer
	Facets     map[string]map[string]int
}

// WorkerHit is a person found. The engine gives the number and the score; what
// is shown of him is read from the record as the asker may see it. The score,
// of 10,000, is 9500 where he bears one of the asked trades by its own code (or
// none was asked), 8900 where by what belongs to one, 7000 where by one near to
// it; and WorkerDocument.Merit. The higher stands first, of equals the lower
// number.
type WorkerHit struct {
	ID    int64
	Score float64 // 0 to 1
}

// WorkerEngine answers questions about people, within what the actor may see.
type WorkerEngine interface {
	SearchWorkers(ctx context.Context, actor db.Actor, q WorkerQuestion) (WorkerAnswer, error)
}
