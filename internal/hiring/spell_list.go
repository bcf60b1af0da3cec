package hiring

import (
	"context"
	"fmt"

	"github.com/jackc/pgx/v5"

	"laowu/internal/db"
)

// running is the condition of a spell p that runs on the day $2 in the county
// $1.
const running = `p.county = $1 AND (p.ended IS NULL OR p.ended > $2) AND coalesce(p.started, p.reported_on) <= $2`

// CurrentWork is the main spell that runs today of each person who has one:
// full time before part time, then the one begun last.
func CurrentWork(ctx context.Context, tx *db.Tx, people []int64) (map[int64]Spell, error) {
	rows, err := tx.Query(ctx, "SELECT DISTINCT ON (p.person) p.person AS of, "+spellColumns+" FROM placement p WHERE "+running+` AND p.person = ANY ($3)
		ORDER BY p.person, p.full_time DESC, p.started DESC NULLS LAST, p.id DESC`, tx.Actor.County, tx.Today(), people)
	if err != nil {
		return nil, fmt.Errorf("list current work: %w", err)
	}
	type line struct {
		Of int64
		Spell
	}
	all, err := pgx.CollectRows(rows, pgx.RowToStructByName[line])
	if err != nil {
		return nil, fmt.Errorf("list current work: %w", err)
	}
	found := make(map[int64]Spell, len(all))
	for _, l := range all {
		found[l.Of] = l.Spell
	}
	return found, nil
}

// AreaSpell is a spell that runs in a station's area, with whose it is.
type AreaSpell struct {
	Person int64
	Name   string
	Spell
}

// AreaSpells lists what runs today where the actor sees it, by employer.
func AreaSpells(ctx context.Context, tx *db.Tx, limit int) ([]AreaSpell, error) {
	rows, err := tx.Query(ctx, "SELECT w.id AS person, w.name, "+spellColumns+` FROM placement p JOIN person w ON w.county = p.county AND w.id = p.person
		WHERE `+running+" ORDER BY employer, w.name LIMIT $3", tx.Actor.County, tx.Today(), limit)
	if err != nil {
		return nil, fmt.Errorf("list work in the area: %w", err)
	}
	all, err := pgx.CollectRows(rows, pgx.RowToStructByName[AreaSpell])
	if err != nil {
		return nil, fmt.Errorf("list work in the area: %w", err)
	}
	return all, nil
}
