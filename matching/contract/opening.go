// Package contract asks an engine the questions that every engine must answer
// the same way (contract section 5).
package contract

import (
	"context"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5"
)

// Opening is an opening of the suite. Zero values are the database's own.
type Opening struct {
	Name        string // what the suite calls it
	Title       string
	Enterprise  string
	Place       string // division code; empty: outside the known divisions
	PlaceText   string
	Headcount   int
	Temporary   bool
	WageMin     int
	WageMax     int
	Board       bool
	Lodging     bool
	AgeMin      int
	AgeMax      int
	Certs       []string
	CertText    string
	Description string
	Until       string // 2026-12-31; empty: open-ended
	From        string
	To          []string // counties it is published to; nil: everywhere
	Closed      bool
	Published   time.Time
	Sunk        int // how much less than 3 its lift is (matching.OpeningDocument)
}

// Insert writes openings and their enterprises, and returns the openings' ids
// in order. It writes no search document.
func Insert(ctx context.Context, tx pgx.Tx, county string, openings []Opening) ([]int64, error) {
	employers := map[string]int64{}
	var ids []int64
	for i, o := range openings {
		employer, ok := employers[o.Enterprise]
		if !ok {
			uscc := fmt.Sprintf("91141123MA%07dX", len(employers))
			err := tx.QueryRow(ctx, `
				INSERT INTO enterprise (county, uscc, name) VALUES ($1, $2, $3)
				ON CONFLICT (uscc) DO UPDATE SET name = excluded.name RETURNING id`, county, uscc, o.Enterprise).Scan(&employer)
			if err != nil {
				return nil, fmt.Errorf("insert enterprise: %w", err)
			}
			employers[o.Enterprise] = employer
		}
		id, err := insert(ctx, tx, county, employer, o)
		if err == nil && o.Sunk > 0 {
			_, err = tx.Exec(ctx, "INSERT INTO opening_care (county, opening, lift) VALUES ($1, $2, $3)", county, id, 3-o.Sunk)
		}
		if err != nil {
			return nil, fmt.Errorf("insert opening %d: %w", i, err)
		}
		ids = append(ids, id)
	}
	return ids, nil
}

func insert(ctx context.Context, tx pgx.Tx, county string, employer int64, o Opening) (int64, error) {
	form := "regular"
	if o.Temporary {
		form = "temporary"
	}
	if o.Published.IsZero() {
		o.Published = time.Date(2026, 11, 1, 0, 0, 0, 0, time.UTC)
	}
	var id int64
	err := tx.QueryRow(ctx, `
		INSERT INTO opening (county, enterprise, title, place, place_text, headcount, form, wage_min, wage_max, board, lodging,
			age_min, age_max, certificates, cert_text, description, valid_from, valid_until, published_to, closed_at, created_at)
		VALUES ($1, $2, $3, nullif($4, ''), $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19,
			CASE WHEN $20 THEN $21::timestamptz END, $21) RETURNING id`,
		county, employer, o.Title, o.Place, o.PlaceText, max(o.Headcount, 1), form, o.WageMin, o.WageMax, o.Board, o.Lodging,
		max(o.AgeMin, 16), o.AgeMax, append([]string{}, o.Certs...), o.CertText, o.Description, day(o.From), day(o.Until), o.To,
		o.Closed, o.Published).Scan(&id)
	return id, err
}

func day(text string) *time.Time {
	if d, err := time.Parse(time.DateOnly, text); err == nil {
		return &d
	}
	return nil
}
