package followup

import (
	"context"
	"errors"
	"slices"
	"time"

	"laowu/internal/access"
	"laowu/internal/db"
	"laowu/internal/hiring"
)

// Leave is the end of the work of several people at once: a team that came home.
type Leave struct {
	People  []int64
	On      time.Time // the day on which they left
	Reason  Reason
	Willing *bool  // whether they want to work again; nil where nobody said
	Done    string // what is to be known of it; may be empty
}

// The refusals of a list; their texts go to people as they are.
var (
	ErrNoWork      = errors.New("今天没有在岗的记录，不用记离岗")
	ErrLeaveDay    = errors.New("请写哪天离岗的，不能晚于今天")
	ErrSomeRefused = errors.New("有人记不成，下面写着是谁、为什么。去掉他们再记，一个也还没有记")
)

// HasLeft is what came of one person of a list.
type HasLeft struct {
	Person  int64
	Refused error // nil: he was written, or could have been
}

// LeaveMany ends the work that each of several people has today, as a visit of
// today that found them gone: each is found again by who looks for free people.
// Where one is refused, none is written: the transaction must be given up.
//
// hiring.ErrNobody, hiring.ErrTooMany, ErrRole, ErrLeaveDay, ErrWhyLeft, ErrLong,
// ErrNumber; ErrSomeRefused with the refusals of each: access.ErrNotFound, ErrNoWork,
// ErrLeftOn, ErrAgain.
func LeaveMany(ctx context.Context, tx *db.Tx, l Leave) ([]HasLeft, error) {
	l.People = slices.Compact(slices.Sorted(slices.Values(l.People)))
	switch {
	case !slices.Contains(visitors, tx.Actor.Role):
		return nil, ErrRole
	case len(l.People) == 0:
		return nil, hiring.ErrNobody
	case len(l.People) > mostPeople:
		return nil, hiring.ErrTooMany
	case l.On.IsZero() || l.On.After(tx.Today()):
		return nil, ErrLeaveDay
	case l.Reason.Word() == "":
		return nil, ErrWhyLeft
	}
	if err := tidy(&l.Done); err != nil {
		return nil, err
	}
	work, err := hiring.CurrentWork(ctx, tx, l.People)
	if err != nil {
		return nil, err
	}
	var all []HasLeft
	refused := false
	for _, person := range l.People {
		err := l.one(ctx, tx, work[person].ID)
		if err != nil && !hisAlone(err) {
			return nil, err
		}
		refused = refused || err != nil
		all = append(all, HasLeft{person, err})
	}
	if refused {
		return all, ErrSomeRefused
	}
	return all, nil
}

// mostPeople is how many one form does something with, as hiring has it.
const mostPeople = 200

// one ends a spell, in a part of the transaction: a refusal of the database would
// otherwise keep the others from being looked at.
func (l Leave) one(ctx context.Context, tx *db.Tx, placement int64) error {
	if placement == 0 {
		return ErrNoWork
	}
	return tx.Part(ctx, func(part *db.Tx) error {
		_, _, err := Record(ctx, part, Visit{Placement: placement, On: tx.Today(), Outcome: Left, LeftOn: l.On, Reason: l.Reason, Willing: l.Willing, Done: l.Done})
		return err
	})
}

// hisAlone says whether a refusal is about the person, and not about all.
func hisAlone(err error) bool {
	for _, known := range []error{access.ErrNotFound, ErrNoWork, ErrLeftOn, ErrAgain, ErrEarly, ErrEnded} {
		if errors.Is(err, known) {
			return true
		}
	}
	return false
}
