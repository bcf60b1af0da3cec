package matching

import (
	"context"
	"slices"
	"strings"
	"time"

	"laowu/internal/access"
	"laowu/internal/db"
	"laowu/internal/roster"
	"laowu/training"
)

// WorkerRequest is a search for people as somebody states it: text in everyday
// words, names or whole numbers, and filters picked beside it.
type WorkerRequest struct {
	Text        string
	Place       string // division code or a name as spoken; narrows what the text says
	Occupation  string // trade code or a name as spoken; narrows what the text says
	Certificate string // certificate code or a name as written
	WageMax     int    // yuan a month, 0 to 1,000,000; the lower of this and the text's holds
	Age         int    // 0 or 16 to 100
	Free        bool
	Limit       int    // 1 to 100; 20 when zero
	Cursor      string // NextCursor of the page before
	Facets      bool
}

// FoundWorkers is an answer with what the records say of those found, and how
// the question was understood. People have a line for each hit whom the actor
// sees at this moment, in the order of the hits.
type FoundWorkers struct {
	WorkerAnswer
	People   []FoundWorker
	Chips    []Chip // that of a number does not say which
	Note     string // a sentence for people, empty where there is nothing to say
	Question WorkerQuestion
}

// FoundWorker is one of them, numbers masked.
type FoundWorker struct {
	roster.PersonLine
	Trades []string     // trade codes he wishes, has learnt or has worked in
	Certs  []WorkerCert // that hold today
	Free   bool         // ready for work and without a full-time spell
	Score  float64      // 0 to 1
}

// workerDesk is what a search for people stands on.
type workerDesk struct {
	db     *db.DB
	vault  *access.Vault
	engine WorkerEngine
}

// WithWorkers lets the service search people too, and returns it. Call it
// before the first search.
func (s *Service) WithWorkers(d *db.DB, v *access.Vault, e WorkerEngine) *Service {
	s.workers = &workerDesk{d, v, e}
	return s
}

// SearchWorkers answers a request within what the actor may see. Names and
// whole numbers are looked up in the records and never asked of an engine. Its
// errors for people are ErrRole, ErrPlace, ErrOccupation, ErrCert, ErrWage,
// ErrAge, ErrLimit and ErrCursor.
func (s *Service) SearchWorkers(ctx context.Context, actor db.Actor, r WorkerRequest) (FoundWorkers, error) {
	began := time.Now()
	if s.workers == nil || !searchesPeople(actor.Role) {
		return FoundWorkers{}, ErrRole
	}
	found, err := s.understandWorkers(ctx, actor, r)
	if err != nil {
		return FoundWorkers{}, err
	}
	if found.WorkerAnswer, err = s.askWorkers(ctx, actor, found.Question); err != nil {
		return FoundWorkers{}, err
	}
	if err := s.records(ctx, actor, &found); err != nil {
		return FoundWorkers{}, err
	}
	s.terms.touch()
	found.TookMS = float64(time.Since(began).Microseconds()) / 1000
	return found, nil
}

// ofPeople is what questions about people know beside the lexicon: words for who
// is free, and those that counties have added.
func (s *Service) ofPeople() *vocabulary {
	v := *s.lexicon.ofPeople
	v.added = s.terms.current().added
	return &v
}

// searchesPeople are the roles that look after people; search.worker_scope()
// says the same to the database.
func searchesPeople(r db.Role) bool {
	return slices.Contains([]db.Role{db.Association, db.Township, db.Station, db.County, db.Auditor, db.Admin}, r)
}

// understandWorkers makes the question of a request, with its chips and note.
func (s *Service) understandWorkers(ctx context.Context, actor db.Actor, r WorkerRequest) (FoundWorkers, error) {
	q, err := s.lexicon.narrowWorkers(actor.County, r)
	if err != nil {
		return FoundWorkers{}, err
	}
	w := wanted{text: strings.TrimSpace(r.Text)}
	err = s.workers.db.ReadTx(ctx, actor, func(tx *db.Tx) error { return w.read(ctx, tx, s) })
	if err != nil {
		return FoundWorkers{}, err
	}
	u := w.understood
	q.People, q.Trades, q.Near, q.Places = w.people, u.Question.Trades, u.Question.Near, u.Question.Places
	q.Certs = appendNew(q.Certs, s.lexicon.covering(u.Question.Certs)...)
	q.Free = q.Free || u.free
	if u.most > 0 && (q.WageMax == 0 || u.most < q.WageMax) {
		q.WageMax = u.most
	}
	if q.Age == 0 {
		q.Age = u.Question.Age
	}
	return FoundWorkers{Chips: u.Chips, Note: u.Note, Question: q}, nil
}

// covering are the certificates that satisfy any of those asked: who drives A2
// may drive B2.
func (l *Lexicon) covering(asked []string) []string {
	out := slices.Clone(asked)
	for _, want := range asked {
		for _, c := range l.register.All() {
			if training.Covers(c.Code, want) {
				out = appendNew(out, c.Code)
			}
		}
	}
	return out
}
