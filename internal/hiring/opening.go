// Package hiring keeps enterprises, their local-hire agreements, their
// openings, and the spells of work that come of them.
package hiring

import "time"

// Form of employment: the closed list of 用工形式.
type Form string

// Regular posts count towards an agreement's regular share (at least 60 %
// local), temporary ones towards its temporary share (all local but for
// special-skill posts).
const (
	Regular   Form = "regular"
	Temporary Form = "temporary"
)

// Opening is a post that an enterprise offers. Its natural key is enterprise,
// title, place and form. A published opening is open to everybody, without a
// login, until ValidUntil has passed or it is closed; only its enterprise, the
// county that keeps it and an import change it. The contact is shown as the
// enterprise published it.
type Opening struct {
	ID           int64
	County       string // the keeping county, six digits
	Enterprise   Enterprise
	Title        string
	Trade        string // lexicon trade code, empty where the title names none
	Place        string // division code, empty where the place lies outside areas.csv
	PlaceText    string // as written
	Headcount    int    // posts offered, at least 1
	Form         Form
	SpecialSkill bool // a temporary post that may go to anybody
	WageMin      int  // yuan a month; 0: none given (面议)
	WageMax      int  // 0: open upwards or none given
	WageText     string
	Pay          string // how it is paid: month, day, hour, piece
	Board        bool
	Lodging      bool
	BoardText    string   // board and lodging as written
	Insurance    string   // a code of Insurances, may be empty
	AgeMin       int      // never below 16
	AgeMax       int      // 0: none
	Education    string   // as written, empty: none asked
	Certificates []string // certificate codes of training
	CertText     string   // as written
	Description  string
	ValidFrom    *time.Time
	ValidUntil   *time.Time
	ContactName  string
	ContactPhone string // unsealed only for pages that show it
	UpdatedAt    time.Time
	Closed       bool
	Why          string   // of a closed one: a code of ClosedWhy, paused, stale, same; may be empty
	PublishedTo  []string // counties that see it; nil: all
	Lift         int      // 0 to 3: how few were sent to it lately (CountLifts)
}
