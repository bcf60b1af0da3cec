package hiring

import (
	"context"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5"

	"laowu/internal/db"
)

// Ride is a departure as one who is on its list reads it.
type Ride struct {
	Departure   int64
	OrganisedBy string
	Employer    string
	PlaceText   string
	Origin      string
	LeavesOn    time.Time
	LeavesAt    string
	State       DepartureState
	Answer      RiderAnswer
	AskedAt     *time.Time
	Boarded     *bool
	Arrived     *bool
}

// Rides lists a person's departures that the actor sees, the latest first.
func Rides(ctx context.Context, tx *db.Tx, person int64) ([]Ride, error) {
	rows, err := tx.Query(ctx, `
		SELECT d.id AS departure, coalesce(access.organisation_name(d.county, d.role, d.organisation), '') AS organised_by, d.employer, d.place_text,
		       d.origin, d.leaves_on, d.leaves_at, d.state, m.answer, m.asked_at, m.boarded, m.arrived
		FROM departure_member m JOIN departure d ON d.county = m.county AND d.id = m.departure
		WHERE m.county = $1 AND m.person = $2 ORDER BY d.leaves_on DESC, d.id DESC`, tx.Actor.County, person)
	if err != nil {
		return nil, fmt.Errorf("list rides: %w", err)
	}
	all, err := pgx.CollectRows(rows, pgx.RowToStructByName[Ride])
	if err != nil {
		return nil, fmt.Errorf("list rides: %w", err)
	}
	return all, nil
}

// Naming is that an association named a person for an enterprise that found
// nobody local.
type Naming struct {
	Association string
	Enterprise  string
	Trade       string
	At          time.Time
	RefusedBy   db.Role // enterprise or association; empty where neither refused
	Refusal     string
}

// Namings lists a person's that the actor sees, the latest first.
func Namings(ctx context.Context, tx *db.Tx, person int64) ([]Naming, error) {
	rows, err := tx.Query(ctx, `
		SELECT access.organisation_name(a.county, 'association', a.association) AS association,
		       access.organisation_name(a.county, 'enterprise', w.enterprise) AS enterprise, w.trade_text AS trade, a.answered_at AS at, a.refused_by, a.refusal
		FROM waiver_answer a JOIN waiver w ON w.county = a.county AND w.id = a.waiver
		WHERE a.county = $1 AND a.person = $2 ORDER BY a.answered_at DESC, a.id DESC`, tx.Actor.County, person)
	if err != nil {
		return nil, fmt.Errorf("list namings: %w", err)
	}
	all, err := pgx.CollectRows(rows, pgx.RowToStructByName[Naming])
	if err != nil {
		return nil, fmt.Errorf("list namings: %w", err)
	}
	return all, nil
}
