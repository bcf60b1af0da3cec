package hiring

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5"

	"laowu/internal/access"
	"laowu/internal/db"
)

// selectDepartures reads departures d with what the actor sees of who is on
// them. $1 is the county, $2 whether a station asks.
const selectDepartures = `
	SELECT d.id, d.role, coalesce(d.organisation, 0) AS organisation,
	       coalesce(access.organisation_name(d.county, d.role, d.organisation), '') AS organised_by,
	       coalesce(d.enterprise, 0) AS enterprise, coalesce(d.opening, 0) AS opening, d.employer, d.trade_text AS trade, d.form, d.channel,
	       coalesce(d.place, '') AS place, d.place_text, d.origin, d.leaves_on, d.leaves_at, d.transport, d.seats, d.contact, d.state, d.arrived_on,
	       $2 AND coalesce(d.place IN (SELECT access.places()), false) AS receives, m.*
	FROM departure d CROSS JOIN LATERAL (
		SELECT count(*)::integer AS members, count(*) FILTER (WHERE answer = 'confirmed')::integer AS confirmed,
		       count(*) FILTER (WHERE answer = 'refused')::integer AS refused, count(*) FILTER (WHERE answer = 'unreachable')::integer AS unreachable,
		       count(*) FILTER (WHERE boarded)::integer AS boarded, count(*) FILTER (WHERE arrived)::integer AS arrived
		FROM departure_member m WHERE m.county = d.county AND m.departure = d.id) m
	WHERE d.county = $1`

// Departures lists those that the actor sees: what is planned or under way
// first, then what is over, the latest first.
func Departures(ctx context.Context, tx *db.Tx, limit int) ([]Departure, error) {
	rows, err := tx.Query(ctx, selectDepartures+" ORDER BY d.state IN ('arrived', 'cancelled'), d.leaves_on DESC, d.id DESC LIMIT $3",
		tx.Actor.County, tx.Actor.Role == db.Station, limit)
	if err != nil {
		return nil, fmt.Errorf("list departures: %w", err)
	}
	all, err := pgx.CollectRows(rows, pgx.RowToStructByName[Departure])
	if err != nil {
		return nil, fmt.Errorf("list departures: %w", err)
	}
	return all, nil
}

// FindDeparture reads one; access.ErrNotFound where it is out of sight.
func FindDeparture(ctx context.Context, tx *db.Tx, id int64) (Departure, error) {
	rows, err := tx.Query(ctx, selectDepartures+" AND d.id = $3", tx.Actor.County, tx.Actor.Role == db.Station, id)
	if err != nil {
		return Departure{}, fmt.Errorf("read departure: %w", err)
	}
	d, err := pgx.CollectExactlyOneRow(rows, pgx.RowToStructByName[Departure])
	if errors.Is(err, pgx.ErrNoRows) {
		return d, access.ErrNotFound
	}
	if err != nil {
		return d, fmt.Errorf("read departure: %w", err)
	}
	return d, nil
}

// begin finds a departure for a move, alone with it until the transaction ends:
// of two who fill the last seat, one does.
func begin(ctx context.Context, tx *db.Tx, id int64) (Departure, error) {
	_, err := tx.Exec(ctx, "SELECT pg_advisory_xact_lock(hashtextextended('departure ' || $1 || ' ' || $2::bigint, 0))", tx.Actor.County, id)
	if err != nil {
		return Departure{}, fmt.Errorf("wait for departure: %w", err)
	}
	return FindDeparture(ctx, tx, id)
}

// move makes a move of the table, and notes it with what is given. on is the
// day of an arrival, nil for all other moves.
func move(ctx context.Context, tx *db.Tx, d Departure, act tripAct, on *time.Time, detail map[string]any) error {
	m := tripMoves[act]
	tag, err := tx.Exec(ctx, `
		UPDATE departure SET state = $3, arrived_on = $5::date, recorded_at = CASE WHEN $5::date IS NOT NULL THEN $6::timestamptz END
		WHERE county = $1 AND id = $2 AND state = ANY ($4)`, tx.Actor.County, d.ID, m.to, m.from, on, tx.Now)
	if err != nil {
		return fmt.Errorf("%s: %w", act, err)
	}
	if tag.RowsAffected() == 0 {
		return m.refusal
	}
	return access.Note(ctx, tx, m.noted, "departure", d.ID, detail)
}
