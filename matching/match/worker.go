package match

import (
	"time"

	"laowu/internal/value"
)

// Worker is what matching knows of a person, read under row security: what the
// actor does not see counts as not known. No number of anybody is in it.
type Worker struct {
	ID          int64
	Name        string
	Association string // name of the one that counts him, empty for none
	Birth       time.Time
	Village     string // division code of his home, may be empty
	Education   string // as written
	Able        *bool  // nil: nobody said
	Willing     *bool
	WishTrades  string // as written
	WishPlaces  string
	WishWage    int // yuan a month; 0: said nothing
	Kind        value.HouseholdKind
	Relocated   bool
	Household   int64 // 0: none
	NoneWorks   bool  // nobody of his household works, himself included
	Since       time.Time

	Papers []Paper  // that were not renewed
	Spells []Spell  // of work, the latest first
	Lesson []Lesson // classes completed
	Sent   []int64  // openings that he was sent to, but where it expired
}

// Paper is a certificate that a person holds.
type Paper struct {
	Person  int64
	Code    string // the register's, empty where it does not know the name
	Name    string // as written
	Level   int    // 5 初级 to 1 高级技师; 0: none written
	Trade   string // as written
	Expires *time.Time
	Review  *time.Time // the day by which it must be reviewed
}

// Spell is a time of work. Until is where it is known to end.
type Spell struct {
	Person   int64
	Employer string
	Trade    string // as written
	FullTime bool
	From     time.Time
	Ended    *time.Time
	Until    *time.Time
}

// Lesson is a class that a person completed.
type Lesson struct {
	Person    int64
	Programme string
	Number    string
	Trade     string
}

// current is the full-time work that a person has on a day; nil for none.
func (w *Worker) current(day time.Time) *Spell {
	for i := range w.Spells {
		s := &w.Spells[i]
		if s.FullTime && !s.From.After(day) && (s.Ended == nil || s.Ended.After(day)) {
			return s
		}
	}
	return nil
}

// idle is how many days a person has been without full-time work: since the
// last ended, or since he came on the roster.
func (w *Worker) idle(day time.Time) int {
	if w.current(day) != nil {
		return 0
	}
	since := w.Since
	for _, s := range w.Spells {
		if s.FullTime && s.Ended != nil && s.Ended.After(since) {
			since = *s.Ended
		}
	}
	if since.IsZero() || since.After(day) {
		return 0
	}
	return int(day.Sub(since).Hours() / 24)
}
