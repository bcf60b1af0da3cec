package hiring

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	"laowu/internal/area"
	"laowu/internal/db"
)

// hire makes the spell of work that a referral came to, or joins the one that
// roster or staff list reported before, and returns its number. It is a report
// like theirs, so the same steps find out whether it is the same spell.
func (r referral) hire(ctx context.Context, tx *db.Tx, started time.Time) (*int64, error) {
	switch {
	case started.IsZero():
		return nil, ErrStartNone
	case started.After(tx.Today()):
		return nil, ErrStartAhead
	case started.Before(r.madeOn):
		return nil, ErrStartEarly
	}
	if err := stood(ctx, tx, r.enterprise, started); err != nil {
		return nil, err
	}
	if err := oldEnough(ctx, tx, r.person, started); err != nil {
		return nil, err
	}
	reported, err := r.reported(ctx, tx, started)
	if err != nil {
		return nil, err
	}
	identify, write := MergeReported(tx, Referral)
	if _, err := db.Merge(ctx, tx, slices.Concat(reported, FindReported(), identify, write)...); err != nil {
		return nil, err
	}
	var spell int64
	if err := tx.QueryRow(ctx, "SELECT id FROM spell").Scan(&spell); err != nil {
		return nil, fmt.Errorf("find spell of referral: %w", err)
	}
	if _, err := tx.Exec(ctx, "DROP TABLE intake, known, spell, who, touched"); err != nil {
		return nil, fmt.Errorf("clear tables: %w", err)
	}
	return &spell, nil
}

// reported are the steps that put a hire where a merge reads reports: one row,
// as the opening describes the work.
func (r referral) reported(ctx context.Context, tx *db.Tx, started time.Time) ([]db.Step, error) {
	atlas, err := area.Load(ctx, tx)
	if err != nil {
		return nil, err
	}
	var place string
	if err := tx.QueryRow(ctx, "SELECT coalesce(place, '') FROM opening WHERE id = $1", r.opening).Scan(&place); err != nil {
		return nil, fmt.Errorf("find opening: %w", err)
	}
	away := !atlas.Inside(place, tx.Actor.County)
	columns := make([]string, 0, len(ReportColumns()))
	for _, c := range ReportColumns() {
		columns = append(columns, c.Name+" "+c.Type)
	}
	return []db.Step{
		{Name: "table of hires", SQL: "CREATE TEMP TABLE intake (seq integer, file integer, sheet integer, row integer, id_hash bytea, " + strings.Join(columns, ", ") + ") ON COMMIT DROP"},
		{Name: "table of who was hired", SQL: "CREATE TEMP TABLE known (seq integer, person bigint) ON COMMIT DROP"},
		{Name: "who was hired", Args: []any{r.person}, SQL: "INSERT INTO known VALUES (1, $1)"},
		{Name: "hire", Args: []any{tx.Actor.County, r.id, started, tx.Today(), away}, SQL: `
			INSERT INTO intake (seq, uscc, started, started_by, reported_on, trade_text, place, place_text, away, channel, association, form, special_skill)
			SELECT 1, e.uscc, $3, $3, $4, o.title, o.place, o.place_text, $5, ` + sentChannel + ", " + sentAssociation + `, o.form, o.special_skill
			FROM referral r JOIN opening o ON o.id = r.opening JOIN enterprise e ON e.id = o.enterprise WHERE r.county = $1 AND r.id = $2`},
	}, nil
}
