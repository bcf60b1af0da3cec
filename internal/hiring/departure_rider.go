package hiring

import (
	"context"
	"errors"
	"fmt"
	"time"

	"laowu/internal/access"
	"laowu/internal/db"
	"laowu/internal/notice"
)

// The refusals of who is put on a list; their texts go to people as they are.
var (
	ErrFull           = errors.New("座位不够了")
	ErrUnderAge       = errors.New("出发那天还不满 16 周岁，不能去务工")
	ErrAboard         = errors.New("已经在这趟的名单里")
	ErrOtherDeparture = errors.New("同一天已经排在另一趟里")
	ErrNotAboard      = errors.New("不在这趟的名单里")
	ErrNobodyPicked   = errors.New("请先选人")
)

// RiderError is why somebody cannot go, with his name.
type RiderError struct {
	Name string
	Err  error
}

func (e RiderError) Error() string { return e.Name + "：" + e.Err.Error() }

// Unwrap gives the reason.
func (e RiderError) Unwrap() error { return e.Err }

// AddRiders puts people on a planned departure: all of them, or with an error
// nobody. access.ErrNotFound where the departure or a person is out of sight or
// erased; ErrNotYours, ErrNotPlanned, ErrFull, or a RiderError with ErrUnderAge
// (劳动法 article 15), ErrAboard or ErrOtherDeparture.
func AddRiders(ctx context.Context, tx *db.Tx, departure int64, people []int64) error {
	d, err := begin(ctx, tx, departure)
	if err != nil {
		return err
	}
	if err := tripMoves[setOut].refuses(d, tx.Actor); err != nil {
		return err
	}
	if len(people) == 0 {
		return ErrNobodyPicked
	}
	if d.Members-d.Refused+len(people) > d.Seats {
		return ErrFull
	}
	for _, person := range people {
		if err := addRider(ctx, tx, d, person); err != nil {
			return err
		}
	}
	return tellRiders(ctx, tx, notice.TripPlanned, d.trip(), people...)
}

func addRider(ctx context.Context, tx *db.Tx, d Departure, person int64) error {
	var name string
	var birth time.Time
	var aboard bool
	err := tx.QueryRow(ctx, `
		SELECT p.name, p.birth, EXISTS (SELECT FROM departure_member m WHERE m.county = p.county AND m.departure = $3 AND m.person = p.id)
		FROM person p WHERE p.county = $1 AND p.id = $2 AND p.erased_on IS NULL`, tx.Actor.County, person, d.ID).Scan(&name, &birth, &aboard)
	switch {
	case err != nil:
		return missing(err, "find person")
	case aboard:
		return RiderError{name, ErrAboard}
	case birth.AddDate(leastAge, 0, 0).After(d.LeavesOn):
		return RiderError{name, ErrUnderAge}
	}
	// Another's departure may be out of sight: the index says that there is one.
	tag, err := tx.Exec(ctx, `
		INSERT INTO departure_member (county, departure, person, leaves_on) VALUES ($1, $2, $3, $4)
		ON CONFLICT (county, person, leaves_on) WHERE answer <> 'refused' AND NOT off DO NOTHING`, tx.Actor.County, d.ID, person, d.LeavesOn)
	if err != nil {
		return fmt.Errorf("add to departure: %w", err)
	}
	if tag.RowsAffected() == 0 {
		return RiderError{name, ErrOtherDeparture}
	}
	return access.Note(ctx, tx, access.RiderAdded, "person", person, map[string]any{"departure": d.ID})
}

// leastAge is from how many years on one may work (劳动法 article 15).
const leastAge = 16

// DropRider takes somebody off a planned departure's list. access.ErrNotFound
// where the departure is out of sight; ErrNotYours, ErrNotPlanned, ErrNotAboard.
func DropRider(ctx context.Context, tx *db.Tx, departure, person int64) error {
	d, err := begin(ctx, tx, departure)
	if err != nil {
		return err
	}
	if err := tripMoves[setOut].refuses(d, tx.Actor); err != nil {
		return err
	}
	tag, err := tx.Exec(ctx, "DELETE FROM departure_member WHERE county = $1 AND departure = $2 AND person = $3", tx.Actor.County, departure, person)
	if err != nil {
		return fmt.Errorf("take off departure: %w", err)
	}
	if tag.RowsAffected() == 0 {
		return ErrNotAboard
	}
	if err := tellRiders(ctx, tx, notice.TripChanged, d.trip()+"：您不在名单里了", person); err != nil {
		return err
	}
	return access.Note(ctx, tx, access.RiderDropped, "person", person, map[string]any{"departure": departure})
}
