package hiring

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"github.com/jackc/pgx/v5"

	"laowu/internal/access"
	"laowu/internal/db"
	"laowu/internal/roster"
)

// ErrTooMany and ErrNobody refuse a list as a whole; their texts go to people as
// they are.
var (
	ErrTooMany = errors.New("一次最多办 200 人，请分几次")
	ErrNobody  = errors.New("还没有勾人，请先勾要办的人")
)

// mostPeople is how many people one form does something with.
const mostPeople = 200

// Sent is what came of one person of a list that was sent to an opening.
type Sent struct {
	Person  int64
	Refused error // nil: he was referred
}

// ReferMany sends people to one opening, each as Refer does, and says of each
// what came of it: who is refused, is alone. An opening that takes nobody, and
// whatever keeps all of them from it, refuses the list, and nobody is sent.
//
// ErrNobody, ErrTooMany, roster.ErrRole; ErrNotFound, ErrOpeningClosed,
// ErrOpeningOver, ErrOpeningFull, GoneError, ErrNoReferralDay. Of each:
// access.ErrNotFound, ErrReferUnderAge, ErrReferred.
func ReferMany(ctx context.Context, tx *db.Tx, people []int64, opening int64) ([]Sent, error) {
	people = slices.Compact(slices.Sorted(slices.Values(people)))
	switch {
	case !slices.Contains(senders, tx.Actor.Role) || tx.Actor.Role == db.Worker:
		return nil, roster.ErrRole
	case len(people) == 0:
		return nil, ErrNobody
	case len(people) > mostPeople:
		return nil, ErrTooMany
	}
	if err := Offered(ctx, tx, opening); err != nil {
		return nil, err
	}
	var out []Sent
	for _, person := range people {
		err := tx.Part(ctx, func(part *db.Tx) error {
			_, err := Refer(ctx, part, person, opening)
			return err
		})
		if err != nil && !hisAlone(err) {
			return nil, err
		}
		out = append(out, Sent{person, err})
	}
	return out, nil
}

// hisAlone says whether a refusal is about the person, and not about all.
func hisAlone(err error) bool {
	return errors.Is(err, access.ErrNotFound) || errors.Is(err, ErrReferUnderAge) || errors.Is(err, ErrReferred)
}

// ReferredTo is how far those of the people came who were sent to an opening, of
// whom the actor sees.
func ReferredTo(ctx context.Context, tx *db.Tx, opening int64, people []int64) (map[int64]ReferralState, error) {
	rows, err := tx.Query(ctx, "SELECT r.person, "+effective+` FROM referral r
		WHERE r.county = $1 AND r.opening = $3 AND r.person = ANY ($4) ORDER BY r.id`, tx.Actor.County, tx.Today(), opening, people)
	if err != nil {
		return nil, fmt.Errorf("list who was referred: %w", err)
	}
	out := map[int64]ReferralState{}
	var person int64
	var state ReferralState
	_, err = pgx.ForEachRow(rows, []any{&person, &state}, func() error {
		out[person] = state
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("list who was referred: %w", err)
	}
	return out, nil
}

// SentTo is somebody whose referral to an opening may still come to something.
type SentTo struct {
	Person int64
	State  ReferralState
}

// PendingFor are those who were sent to an opening, of whom the actor sees, in the
// order in which they were.
func PendingFor(ctx context.Context, tx *db.Tx, opening int64) ([]SentTo, error) {
	rows, err := tx.Query(ctx, `
		SELECT r.person, r.state FROM referral r
		WHERE r.county = $1 AND r.opening = $3 AND r.state IN ('new', 'seen', 'interview', 'accepted') AND r.expires_on >= $2 ORDER BY r.id`,
		tx.Actor.County, tx.Today(), opening)
	if err != nil {
		return nil, fmt.Errorf("list who was sent to an opening: %w", err)
	}
	all, err := pgx.CollectRows(rows, pgx.RowToStructByName[SentTo])
	if err != nil {
		return nil, fmt.Errorf("list who was sent to an opening: %w", err)
	}
	return all, nil
}
