package hiring

import (
	"errors"
	"time"

	"laowu/internal/access"
	"laowu/internal/db"
)

// Departure is one organised trip (点对点) of many people to one site. An
// association, a township, a station or the county organises it, for people
// whom it sees. It is planned, then it left with who came, then it arrived:
// everybody who did is at work from that day on, one placement each, joined to
// the spell that others report already. The arrival is taken back as one.
type Departure struct {
	ID           int64
	Role         db.Role // who organises it, for which organisation
	Organisation int64
	OrganisedBy  string // its name
	Enterprise   int64  // 0: an employer in words alone
	Opening      int64  // 0: none
	Employer     string
	Trade        string // as written
	Form         Form   // empty where nobody said
	Channel      Channel
	Place        string // division code, empty where the place lies outside areas.csv
	PlaceText    string // as written
	Origin       string // where people get on
	LeavesOn     time.Time
	LeavesAt     string // as written
	Transport    string // coach, train, other
	Seats        int
	Contact      string // who leads the group or waits at the site
	State        DepartureState
	ArrivedOn    *time.Time
	Receives     bool // it goes to the asking station's area

	// Of those whom the actor sees on it.
	Members, Confirmed, Refused, Unreachable, Boarded, Arrived int
}

// DepartureState says how far a departure is.
type DepartureState string

// The states, as they are stored.
const (
	Planned   DepartureState = "planned"
	Left      DepartureState = "left"
	Arrived   DepartureState = "arrived"
	Cancelled DepartureState = "cancelled"
)

// Word is what people call it.
func (s DepartureState) Word() string {
	return map[DepartureState]string{Planned: "准备中", Left: "已出发", Arrived: "已到达", Cancelled: "已取消"}[s]
}

// Organisers may organise departures.
var Organisers = []db.Role{db.Association, db.Township, db.Station, db.County, db.Admin}

// The refusals of a move; their texts go to people as they are.
var (
	ErrNotPlanned = errors.New("这一趟已经出发或者取消了，名单不能再改")
	ErrNotLeft    = errors.New("这一趟还没有出发，或者已经记过到达")
	ErrNotArrived = errors.New("这一趟还没有记到达，没有什么可以撤回")
	ErrOver       = errors.New("这一趟已经到达或者取消了；到达记错了，请先撤回到达")
	ErrNotYours   = errors.New("这一趟不是您这里组织的，请找组织的单位，或者找县里")
)

// tripAct is what moves a departure from one state to the next.
type tripAct string

const (
	setOut   tripAct = "set out"
	recall   tripAct = "recall"
	arrive   tripAct = "arrive"
	takeBack tripAct = "take back"
	cancel   tripAct = "cancel"
)

// tripMove is one line of the table of moves. The organiser and the county make
// all of them; received says that the station whose area it goes to does too.
type tripMove struct {
	from     []DepartureState
	to       DepartureState
	received bool
	noted    access.Action
	refusal  error // where the departure is in no state of from
}

var tripMoves = map[tripAct]tripMove{
	setOut:   {from: []DepartureState{Planned}, to: Left, noted: access.TripLeft, refusal: ErrNotPlanned},
	recall:   {from: []DepartureState{Left}, to: Planned, noted: access.TripRecalled, refusal: ErrNotLeft},
	arrive:   {from: []DepartureState{Left}, to: Arrived, received: true, noted: access.TripArrived, refusal: ErrNotLeft},
	takeBack: {from: []DepartureState{Arrived}, to: Left, received: true, noted: access.TripTakenBack, refusal: ErrNotArrived},
	cancel:   {from: []DepartureState{Planned, Left}, to: Cancelled, noted: access.TripCancelled, refusal: ErrOver},
}

// runs says whether the actor makes the organiser's moves.
func (d Departure) runs(a db.Actor) bool {
	return a.Role == db.County || a.Role == db.Admin || a.Role == d.Role && a.Organisation == d.Organisation
}

// Moves are what an actor may do about a departure now: change its list, and
// make the moves of the table.
type Moves struct{ List, SetOut, Recall, Arrive, TakeBack, Cancel bool }

// May says what the actor may do about the departure now.
func (d Departure) May(a db.Actor) Moves {
	may := func(act tripAct) bool { return tripMoves[act].refuses(d, a) == nil }
	return Moves{may(setOut), may(setOut), may(recall), may(arrive), may(takeBack), may(cancel)}
}

// refuses is why the actor may not make the move now; nil where he may.
func (m tripMove) refuses(d Departure, a db.Actor) error {
	if !d.runs(a) && !(m.received && d.Receives) {
		return ErrNotYours
	}
	for _, s := range m.from {
		if s == d.State {
			return nil
		}
	}
	return m.refusal
}
