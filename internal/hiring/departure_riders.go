package hiring

import (
	"context"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5"

	"laowu/internal/access"
	"laowu/internal/db"
	"laowu/internal/value"
)

// Rider is somebody on a departure's list.
type Rider struct {
	Person    int64
	Name      string // masked for the auditor, empty where the person is out of sight by now
	Sex       value.Sex
	Birth     time.Time
	Village   string // its name
	Answer    RiderAnswer
	AskedAt   *time.Time
	AskedBy   string // which organisation telephoned
	Boarded   *bool  // nil until it left
	Arrived   *bool  // nil until it arrived
	Placement int64  // the spell that the arrival made or joined; 0: none
	Joined    bool   // it was on record already
	Overlaps  bool   // other full-time work runs beside it
	phone     []byte
}

// Riders lists those on a departure whom the actor sees, village by village,
// and whoever is out of sight by now at the end.
func Riders(ctx context.Context, tx *db.Tx, departure int64) (all []Rider, err error) {
	rows, err := tx.Query(ctx, "SELECT person FROM departure_member WHERE county = $1 AND departure = $2", tx.Actor.County, departure)
	if err != nil {
		return nil, fmt.Errorf("find riders: %w", err)
	}
	people, err := pgx.CollectRows(rows, pgx.RowTo[int64])
	if err != nil {
		return nil, fmt.Errorf("find riders: %w", err)
	}
	err = tx.Within(ctx, people, func() (err error) {
		all, err = riders(ctx, tx, departure)
		return err
	})
	return all, err
}

func riders(ctx context.Context, tx *db.Tx, departure int64) ([]Rider, error) {
	rows, err := tx.Query(ctx, `
		SELECT m.person, coalesce(p.name, '') AS name, coalesce(p.sex, '') AS sex, coalesce(p.birth, '1900-01-01') AS birth,
		       coalesce((SELECT v.name FROM area v WHERE v.code = p.village), p.village, '') AS village, m.answer, m.asked_at,
		       coalesce(access.organisation_name(m.county, m.asked_role, m.asked_for), '') AS asked_by, m.boarded, m.arrived,
		       coalesce(m.placement, 0), m.joined, o.overlaps, p.phone_sealed
		FROM departure_member m LEFT JOIN person p ON p.county = m.county AND p.id = m.person
		CROSS JOIN LATERAL (SELECT EXISTS (`+besideWork+`) AS overlaps) o
		WHERE m.county = $1 AND m.departure = $2 ORDER BY p.id IS NULL, p.village, p.name, m.person`, tx.Actor.County, departure)
	if err != nil {
		return nil, fmt.Errorf("list departure: %w", err)
	}
	all, err := pgx.CollectRows(rows, func(row pgx.CollectableRow) (r Rider, err error) {
		err = row.Scan(&r.Person, &r.Name, &r.Sex, &r.Birth, &r.Village, &r.Answer, &r.AskedAt, &r.AskedBy, &r.Boarded, &r.Arrived, &r.Placement, &r.Joined, &r.Overlaps, &r.phone)
		return r, err
	})
	if err != nil {
		return nil, fmt.Errorf("list departure: %w", err)
	}
	for i, r := range all {
		all[i].Name = access.NameFor(tx, r.Name)
	}
	return all, nil
}

// besideWork is full-time work that runs beside the spell of a member m.
const besideWork = `
	WITH run AS (SELECT p.id, d.days FROM placement p, ` + spellDays + ` WHERE p.county = m.county AND p.person = m.person AND p.full_time)
	SELECT FROM run a JOIN run b ON b.id <> a.id AND b.days && a.days WHERE a.id = m.placement`
