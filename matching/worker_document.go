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
}

// WorkerCert is a certificate that a person holds.
type WorkerCert struct {
	Code    string     // certificate code of the lexicon
	Level   string     // as training writes it, empty where it has none
	Expires *time.Time // nil: never
}
