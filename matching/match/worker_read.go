package match

import (
	"context"
	"fmt"
	"slices"

	"github.com/jackc/pgx/v5"

	"laowu/internal/access"
	"laowu/internal/db"
	"laowu/training"
)

// FindWorker reads one whom the actor sees; access.ErrNotFound for others and
// for who was erased.
func FindWorker(ctx context.Context, tx *db.Tx, id int64) (Worker, error) {
	all, err := ReadWorkers(ctx, tx, []int64{id})
	if err == nil && len(all) == 0 {
		err = access.ErrNotFound
	}
	if err != nil {
		return Worker{}, err
	}
	return all[0], nil
}

// ReadWorkers reads those of the people whom the actor sees, in any order, in
// one round trip and a second for their households.
func ReadWorkers(ctx context.Context, tx *db.Tx, ids []int64) ([]Worker, error) {
	var all []Worker
	var papers []Paper
	var spells []Spell
	var lessons []Lesson
	var sent []sending
	b := &pgx.Batch{}
	county := tx.Actor.County
	into(b, &all, workersSQL, county, ids)
	into(b, &papers, papersSQL, county, ids)
	into(b, &spells, spellsSQL, county, ids)
	into(b, &lessons, lessonsSQL, county, ids, tx.Today())
	into(b, &sent, sentSQL, county, ids, tx.Today())
	if err := tx.SendBatch(ctx, b).Close(); err != nil {
		return nil, fmt.Errorf("read facts of people: %w", err)
	}
	at := make(map[int64]*Worker, len(all))
	for i := range all {
		at[all[i].ID] = &all[i]
	}
	each(papers, func(p Paper) int64 { return p.Person }, at, func(w *Worker, p Paper) { w.Papers = append(w.Papers, p) })
	each(spells, func(s Spell) int64 { return s.Person }, at, func(w *Worker, s Spell) { w.Spells = append(w.Spells, s) })
	each(lessons, func(l Lesson) int64 { return l.Person }, at, func(w *Worker, l Lesson) { w.Lesson = append(w.Lesson, l) })
	each(sent, func(s sending) int64 { return s.Person }, at, func(w *Worker, s sending) { w.Sent = append(w.Sent, s.Opening) })
	return all, idleHomes(ctx, tx, all)
}

// sending is an opening that somebody was sent to.
type sending struct{ Person, Opening int64 }

// into queues a statement whose rows go into a slice.
func into[T any](b *pgx.Batch, out *[]T, sql string, args ...any) {
	b.Queue(sql, args...).Query(func(rows pgx.Rows) (err error) {
		*out, err = pgx.CollectRows(rows, pgx.RowToStructByNameLax[T])
		return err
	})
}

// each gives rows to the people whose they are.
func each[T any](rows []T, whose func(T) int64, at map[int64]*Worker, give func(*Worker, T)) {
	for _, row := range rows {
		if w := at[whose(row)]; w != nil {
			give(w, row)
		}
	}
}

// idleHomes says of each whether anybody of his household works. Who is alone
// in his household is asked himself.
func idleHomes(ctx context.Context, tx *db.Tx, all []Worker) error {
	var homes []int64
	for _, w := range all {
		if w.Household != 0 {
			homes = append(homes, w.Household)
		}
	}
	if len(homes) > 0 {
		rows, err := tx.Query(ctx, "SELECT access.idle_households($1, $2)", homes, tx.Today())
		if err != nil {
			return fmt.Errorf("read households without work: %w", err)
		}
		if homes, err = pgx.CollectRows(rows, pgx.RowTo[int64]); err != nil {
			return fmt.Errorf("read households without work: %w", err)
		}
	}
	slices.Sort(homes)
	for i := range all {
		w := &all[i]
		_, w.NoneWorks = slices.BinarySearch(homes, w.Household)
		if w.Household == 0 {
			w.NoneWorks = w.current(tx.Today()) == nil
		}
	}
	return nil
}

// A household that the actor does not see says nothing: the person's own words
// stand where there is none.
const workersSQL = `
	SELECT p.id, p.name, coalesce(a.name, '') AS association, p.birth, coalesce(p.village, '') AS village, p.education, p.able, p.willing,
	       p.wish_trades, p.wish_places, coalesce(p.wish_wage_min, 0) AS wish_wage, coalesce(k.kind, p.household_kind, '') AS kind,
	       coalesce(h.relocated, p.relocated, false) AS relocated, coalesce(h.id, 0) AS household,
	       coalesce(m.joined, (p.created_at AT TIME ZONE 'Asia/Shanghai')::date) AS since
	FROM person p
	LEFT JOIN membership m ON m.county = p.county AND m.person = p.id AND m.left_on IS NULL
	LEFT JOIN association a ON a.county = m.county AND a.id = m.association
	LEFT JOIN household h ON h.county = p.county AND h.id = p.household
	LEFT JOIN household_kind k ON k.county = p.county AND k.household = p.household AND k.valid_to IS NULL
	WHERE p.county = $1 AND p.id = ANY ($2) AND p.erased_on IS NULL`

const papersSQL = `
	SELECT person, code, name, coalesce(level, 0) AS level, trade, expires, review_on AS review FROM certificate
	WHERE county = $1 AND person = ANY ($2) AND replaced_by IS NULL AND kind <> 'completion'`

const spellsSQL = `
	SELECT w.person, coalesce(e.name, w.employer) AS employer, w.trade_text AS trade, w.full_time, coalesce(w.started, w.reported_on) AS "from", w.ended,
	       coalesce(w.ended, w.term_ends) AS until
	FROM placement w LEFT JOIN enterprise e ON e.id = w.enterprise
	WHERE w.county = $1 AND w.person = ANY ($2) ORDER BY coalesce(w.started, w.reported_on) DESC`

var lessonsSQL = `
	SELECT e.person, g.name AS programme, c.number, c.trade
	FROM enrolment e JOIN class c ON c.county = e.county AND c.id = e.class JOIN programme g ON g.id = c.programme
	WHERE e.county = $1 AND e.person = ANY ($2) AND ` + training.Completed("e", "c", "$3") + ` ORDER BY c.ends DESC`

// What expired may be tried again; what was refused, withdrawn or is under way
// is not proposed.
const sentSQL = `
	SELECT person, opening FROM referral
	WHERE county = $1 AND person = ANY ($2) AND state <> 'expired' AND NOT (state IN ('new', 'seen', 'interview', 'accepted') AND expires_on < $3)`
