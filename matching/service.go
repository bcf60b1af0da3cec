package matching

import (
	"context"
	"errors"
	"time"

	"laowu/internal/db"
)

// Request is a search as a person or a program states it: text in everyday
// words, and filters picked beside it. Page, JSON interface and command share
// it.
type Request struct {
	Text       string
	Place      string // division code or a name as spoken; narrows what the text says
	Occupation string // trade code or a name as spoken; narrows what the text says
	WageMin    int    // yuan a month, 0 to 1,000,000; the higher of this and the text's holds
	Board      bool
	Lodging    bool
	NoCert     bool
	Age        int    // 0 or 16 to 100
	Form       string // "", "regular" or "temporary"
	Sort       Sort
	Limit      int    // 1 to 100; 20 when zero
	Cursor     string // NextCursor of the page before
	Facets     bool
	Quiet      bool // a program asks by itself: no word of it is counted
}

// Found is an answer with how the question was understood.
type Found struct {
	Answer
	Chips    []Chip
	Note     string // a sentence for people, empty where there is nothing to say
	Question Question

	talk bool // it may be asked more loosely
}

// Service answers requests: it understands the text, asks the engine, and
// marks what was found. Safe for several goroutines.
type Service struct {
	lexicon *Lexicon
	engine  Engine
	terms   *termKeeper
	log     *QuestionLog // nil: nothing is counted
	workers *workerDesk  // nil: no search for people
}

// NewService makes a service. load reads the titles and employers of open
// openings, which the lexicon then knows as well.
func NewService(l *Lexicon, e Engine, load LoadTerms) *Service {
	return &Service{lexicon: l, engine: e, terms: newTermKeeper(l, load)}
}

// Lexicon is the lexicon that the service understands by.
func (s *Service) Lexicon() *Lexicon { return s.lexicon }

// Refresh reads the titles and employers of open openings anew. Call it once
// before the first search; afterwards the service does so by itself, beside
// the searches.
func (s *Service) Refresh(ctx context.Context) error { return s.terms.refresh(ctx) }

// Search answers a request. Its errors for people are ErrPlace,
// ErrOccupation, ErrWage, ErrAge, ErrForm, ErrSort, ErrLimit and ErrCursor.
func (s *Service) Search(ctx context.Context, actor db.Actor, r Request) (Found, error) {
	began := time.Now()
	found, err := s.search(ctx, actor, r, false)
	if errors.Is(err, ErrCursor) { // a later page of what was asked loosely has the looser question's
		found, err = s.search(ctx, actor, r, true)
	}
	if err != nil {
		return Found{}, err
	}
	// A title may have come since the terms were read. Where they cannot be
	// read, the answer stands.
	if found.unexplained() && s.terms.stale() && s.terms.refresh(ctx) == nil {
		if found, err = s.search(ctx, actor, r, false); err != nil {
			return Found{}, err
		}
	}
	if found.unexplained() && found.talk {
		if found, err = s.search(ctx, actor, r, true); err != nil {
			return Found{}, err
		}
	}
	s.terms.touch()
	s.hear(actor.County, r, found)
	found.TookMS = float64(time.Since(began).Microseconds()) / 1000
	return found, nil
}

// unexplained says that words which nothing explains may be why nothing was
// found.
func (f *Found) unexplained() bool { return f.Total == 0 && len(f.Question.Words) > 0 }

// search asks once; loosely without what may be talk.
func (s *Service) search(ctx context.Context, actor db.Actor, r Request, loosely bool) (Found, error) {
	u := s.lexicon.understand(actor.County, r.Text, s.terms.current())
	if loosely {
		u.loosen()
	}
	q, err := s.lexicon.narrow(actor.County, u.Question, r)
	if err != nil {
		return Found{}, err
	}
	a, err := s.engine.SearchOpenings(ctx, actor, q)
	if err != nil {
		return Found{}, err
	}
	s.lexicon.highlight(q, a.Hits)
	return Found{Answer: a, Chips: u.Chips, Note: u.Note, Question: q, talk: u.mayLoosen()}, nil
}
