package matching

import "time"

// WorkerDocument is a person who works or may work, as search sees him: no
// name, no number, nothing of his health, nothing in his own words. Who may see
// him stands in Scope.
type WorkerDocument struct {
	ID          int64
	County      string
	Scope       []string // who sees him besides the county: see search.worker_scope
	Association int64    // that counts him, 0: none
	Village     string   // division code of his home, may be empty
	Sex         string   // "male" or "female"
	Birth       int      // year
	Trades      []string // trade codes he wishes, has learnt or has worked in
	Groups      []string // the trades and all groups above them
	WishPlaces  []string // division codes where he wishes to work
	Places      []string // his wishes' places and his home, each with all that it lies in
	Certs       []WorkerCert
	WageMin     int  // wished, yuan a month; 0: said nothing
	Ready       bool // able and willing to work
	Working     bool // has a full-time spell today

	Wished []string // those of Groups that he wishes himself
	Open   bool     // nothing says that he cannot or will not work, and no full-time work binds him without an end
	Helped bool     // relocated, or of a household that is helped first
}

// WorkerCert is a certificate that a person holds.
type WorkerCert struct {
	Code    string     // certificate code of the lexicon
	Level   string     // as training writes it, empty where it has none
	Expires *time.Time // nil: never
}

// Free says that somebody is ready for work and has none full time.
func (d *WorkerDocument) Free() bool { return d.Ready && !d.Working }

// What readiness adds to a score, of 10,000: who could begin at once stands
// first among those who fit alike.
const (
	meritFree  = 500
	meritReady = 200
)

// Merit is what somebody's readiness adds to his score: see WorkerHit.
func (d *WorkerDocument) Merit() int {
	switch {
	case d.Free():
		return meritFree
	case d.Ready:
		return meritReady
	}
	return 0
}
