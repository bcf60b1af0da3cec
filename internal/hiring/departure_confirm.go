package hiring

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"github.com/jackc/pgx/v5/pgconn"

	"laowu/internal/access"
	"laowu/internal/db"
	"laowu/internal/roster"
)

// RiderAnswer is what came of asking somebody by telephone whether he goes.
type RiderAnswer string

// The answers, as they are stored.
const (
	Unasked     RiderAnswer = "unasked"
	Confirmed   RiderAnswer = "confirmed"
	Refused     RiderAnswer = "refused"
	Unreachable RiderAnswer = "unreachable"
)

// Word is what people call it.
func (a RiderAnswer) Word() string {
	return map[RiderAnswer]string{Unasked: "没问", Confirmed: "去", Refused: "不去", Unreachable: "没打通"}[a]
}

// ErrRiderAnswer refuses what is no answer.
var ErrRiderAnswer = errors.New("请记去、不去，还是没打通")

// ConfirmRide notes what somebody said when he was telephoned, when and for
// which organisation: by the organiser, or by who looks after the person where
// another organises. Whoever does not go holds no seat. access.ErrNotFound where
// the departure or the person on it is out of sight; roster.ErrRole,
// ErrRiderAnswer, ErrNotPlanned; ErrFull or ErrOtherDeparture where somebody
// changes his mind too late.
func ConfirmRide(ctx context.Context, tx *db.Tx, departure, person int64, answer RiderAnswer) error {
	if !slices.Contains(Organisers, tx.Actor.Role) {
		return roster.ErrRole
	}
	if !slices.Contains([]RiderAnswer{Confirmed, Refused, Unreachable}, answer) {
		return ErrRiderAnswer
	}
	d, err := begin(ctx, tx, departure)
	if err != nil {
		return err
	}
	if d.State != Planned {
		return ErrNotPlanned
	}
	if err := seatLeft(ctx, tx, d, person, answer); err != nil {
		return err
	}
	_, err = tx.Exec(ctx, `
		UPDATE departure_member SET answer = $4, asked_at = $5, asked_role = $6, asked_for = nullif($7, 0)
		WHERE county = $1 AND departure = $2 AND person = $3`, tx.Actor.County, departure, person, answer, tx.Now, tx.Actor.Role, tx.Actor.Organisation)
	var pg *pgconn.PgError
	if errors.As(err, &pg) && pg.ConstraintName == "departure_member_day" {
		return ErrOtherDeparture
	}
	if err != nil {
		return fmt.Errorf("note answer: %w", err)
	}
	return access.Note(ctx, tx, access.RiderAsked, "person", person, map[string]any{"departure": departure, "answer": answer})
}

// seatLeft refuses a change of mind for which no seat is left. How many are
// taken, the association of one member does not see; and the station of the
// place has the whole list, but answers for nobody whom it does not see yet.
func seatLeft(ctx context.Context, tx *db.Tx, d Departure, person int64, answer RiderAnswer) error {
	var before RiderAnswer
	var taken int
	err := tx.QueryRow(ctx, `
		SELECT m.answer, access.trip_seats_taken(m.departure) FROM departure_member m WHERE m.county = $1 AND m.departure = $2 AND m.person = $3
		  AND ($4 OR EXISTS (SELECT FROM person p WHERE p.county = m.county AND p.id = m.person))`,
		tx.Actor.County, d.ID, person, d.runs(tx.Actor)).Scan(&before, &taken)
	switch {
	case err != nil:
		return missing(err, "find on departure")
	case before == Refused && answer != Refused && taken >= d.Seats:
		return ErrFull
	}
	return nil
}
