package followup

import (
	"context"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5"

	"laowu/internal/access"
	"laowu/internal/db"
)

// Due is a visit that is due.
type Due struct {
	Placement int64
	Person    int64
	Name      string // masked for the auditor
	Employer  string
	Trade     string
	PlaceText string
	Begun     time.Time  // the spell's first day, as far as known
	On        time.Time  // the last day on which a visit was due, or the next where none was missed
	Late      int        // days since; negative: so many are left
	Tries     int        // without an answer since somebody last answered or was given up
	Last      *time.Time // the last visit, whatever it came to
}

// Day is how many days after the spell's first day the visit is due.
func (d Due) Day() int { return int(d.On.Sub(d.Begun) / (24 * time.Hour)) }

// Which says which of the visits that are due are asked for.
type Which struct {
	By           time.Time // due by this day
	Employer     string    // as lists name it; empty: any
	Tried, Fresh bool      // two tries or more without an answer; never visited
	Rested       bool      // nobody tried today
}

// hardTries is how many tries without an answer make somebody hard to reach.
const hardTries = 2

// Waiting is the beginning of a queue.
type Waiting struct {
	List  []Due
	Total int // due by the day asked for
	Late  int // of them, due by today
}

// Queue lists what is due of the spells that the actor sees and that
// run today: those at the beginning of their work first, as most who come home
// do so in the first weeks, and of one day of the rule the latest first; so many
// after the first, and beyond the last nothing and no total. Whoever
// was reached, or given up as unreachable, is due again on the next day of the
// rule. Of several days missed the last is what is due: one visit makes up for
// all, and nobody is visited for a week that is years ago.
func Queue(ctx context.Context, tx *db.Tx, q Which, after, limit int) (w Waiting, err error) {
	g, err := groups(ctx, tx, q, after, limit)
	if err != nil || len(g) == 0 {
		return w, err
	}
	w.Total, w.Late = g[0].Total, g[0].Overdue
	if w.List, err = lineUp(ctx, tx, q, g, after-g[0].Before, limit); err != nil {
		return w, err
	}
	return w, nameDue(ctx, tx, w.List)
}

// lineUp reads the spells of some groups in their order, so many after the first.
func lineUp(ctx context.Context, tx *db.Tx, q Which, g []group, after, limit int) ([]Due, error) {
	ids, days, on := make([]int64, len(g)), make([]time.Time, len(g)), make([]time.Time, len(g))
	tries, last := make([]int, len(g)), make([]*time.Time, len(g))
	for i, one := range g {
		ids[i], days[i], on[i], tries[i], last[i] = one.ID, one.Begun, one.On, one.Tries, one.Last
	}
	rows, err := tx.Query(ctx, `
		SELECT p.id AS placement, p.person, '' AS name, `+employerOf+` AS employer, p.trade_text AS trade, p.place_text,
		       g.begun, g."on", $2::date - g."on" AS late, g.tries, g.last
		FROM unnest($4::bigint[], $5::date[], $6::date[], $7::integer[], $8::date[]) AS g (id, begun, "on", tries, last)
		JOIN placement p ON p.county = $1 AND `+begun+` = g.begun
		WHERE `+runs+area(tx.Actor)+asked(q)+` AND `+begunKey+` = ANY ($5) AND (p.id = g.id OR g.id = 0 AND p.id <> ALL (coalesce($11::bigint[], '{}')))
		ORDER BY g."on" - g.begun, g."on", p.id LIMIT $9 OFFSET $10`,
		tx.Actor.County, tx.Today(), q.Employer, ids, days, on, tries, last, limit, after, g[0].Seen)
	if err != nil {
		return nil, fmt.Errorf("list due visits: %w", err)
	}
	list, err := pgx.CollectRows(rows, pgx.RowToStructByName[Due])
	if err != nil {
		return nil, fmt.Errorf("list due visits: %w", err)
	}
	return list, nil
}

// nameDue fills in who they are. Nobody who was erased is among them: erasing
// ends the work (roster.Erase).
func nameDue(ctx context.Context, tx *db.Tx, list []Due) error {
	people := make([]int64, len(list))
	for i, d := range list {
		people[i] = d.Person
	}
	if err := tx.Among(ctx, people); err != nil {
		return err
	}
	names := map[int64]string{}
	var id int64
	var name string
	rows, err := tx.Query(ctx, "SELECT id, name FROM person WHERE county = $1 AND id = ANY ($2)", tx.Actor.County, people)
	if err != nil {
		return fmt.Errorf("name who is due: %w", err)
	}
	if _, err := pgx.ForEachRow(rows, []any{&id, &name}, func() error { names[id] = name; return nil }); err != nil {
		return fmt.Errorf("name who is due: %w", err)
	}
	for i := range list {
		list[i].Name = access.NameFor(tx, names[list[i].Person])
	}
	return nil
}
