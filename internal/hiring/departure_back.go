package hiring

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"

	"laowu/internal/db"
	"laowu/internal/roster"
	"laowu/internal/work"
)

// RestsError refuses to take an arrival back, because something later rests on
// it: a few words each.
type RestsError struct{ On []string }

func (e RestsError) Error() string {
	return "到达以后又记了别的，不能整趟撤回：" + strings.Join(e.On, "；") + "。请先改那里，或者一个人一个人地更正"
}

// TakenBack counts what taking an arrival back did.
type TakenBack struct {
	Removed int // placements that the arrival alone reported
	Kept    int // spells that others report too, which it reports no more
}

// TakeBackArrival takes an arrival back as one: placements that it alone
// reported go, from those that others report too it takes itself and what it
// changed and nobody changed since. The departure is on the way again, with who
// got on. As for Arrive, no import is under way meanwhile. access.ErrNotFound where it is out of sight; ErrNotYours,
// ErrNotArrived, ErrReason and its kind, ErrRiderMoved, RestsError.
func TakeBackArrival(ctx context.Context, tx *db.Tx, departure int64, reason string) (back TakenBack, err error) {
	if err := roster.Alone(ctx, tx); err != nil {
		return back, err
	}
	d, err := begin(ctx, tx, departure)
	if err != nil {
		return back, err
	}
	if err := tripMoves[takeBack].refuses(d, tx.Actor); err != nil {
		return back, err
	}
	if reason, err = checkReason(reason); err != nil {
		return back, err
	}
	if err := rests(ctx, tx, d); err != nil {
		return back, err
	}
	const landed = "SELECT person FROM departure_member WHERE county = $1 AND departure = $2 AND placement IS NOT NULL"
	if err := work.ChangedAmong(ctx, tx, work.Worker, landed, tx.Actor.County, d.ID); err != nil {
		return back, err
	}
	if back, err = unland(ctx, tx, d.ID); err != nil {
		return back, err
	}
	return back, move(ctx, tx, d, takeBack, nil, map[string]any{"reason": reason, "removed": back.Removed, "kept": back.Kept})
}

// rests is a RestsError where something rests on what the arrival wrote.
func rests(ctx context.Context, tx *db.Tx, d Departure) error {
	var missing bool
	err := tx.QueryRow(ctx, `
		SELECT EXISTS (SELECT FROM departure_member m WHERE m.county = $1 AND m.departure = $2 AND m.placement IS NOT NULL
		       AND NOT EXISTS (SELECT FROM placement p WHERE p.county = m.county AND p.id = m.placement))`, tx.Actor.County, d.ID).Scan(&missing)
	if err != nil {
		return fmt.Errorf("look for placements: %w", err)
	}
	if missing {
		return ErrRiderMoved
	}
	rows, err := tx.Query(ctx, restingOn, tx.Actor.County, d.ID)
	if err != nil {
		return fmt.Errorf("look what rests on arrival: %w", err)
	}
	on, err := pgx.CollectRows(rows, pgx.RowTo[string])
	if err != nil {
		return fmt.Errorf("look what rests on arrival: %w", err)
	}
	if len(on) > 0 {
		return RestsError{on}
	}
	return nil
}

// restingOn lists what rests on an arrival: spells that ended since (but for who
// was erased: that ended them), visits, and months of the employer's quota that
// were frozen since and count its spells.
const restingOn = `
	WITH landed AS (
		SELECT m.person, coalesce(w.name, '') AS name, p.started, p.ended, p.sources, p.enterprise, w.erased_on, d.recorded_at,
		       p.ended IS DISTINCT FROM (m.changed->'ended'->>1)::date AS ends,
		       'visit' = ANY (p.sources) AND NOT coalesce(m.changed->'sources'->0 ? 'visit', false) AS visited
		FROM departure d JOIN departure_member m ON m.county = d.county AND m.departure = d.id
		JOIN placement p ON p.county = m.county AND p.id = m.placement
		LEFT JOIN person w ON w.county = m.county AND w.id = m.person
		WHERE d.county = $1 AND d.id = $2)
	SELECT * FROM (
		SELECT name || ' 已经记了 ' || ended || ' 离岗' FROM landed WHERE ends AND ended IS NOT NULL AND erased_on IS NULL ORDER BY person) a
	UNION ALL SELECT * FROM (
		SELECT name || ' 已经回访过' FROM landed WHERE visited AND erased_on IS NULL ORDER BY person) b
	UNION ALL SELECT DISTINCT to_char(f.month, 'YYYY 年 FMMM 月') || '的用工比例已经封存'
		FROM (SELECT enterprise, min(started) AS started, min(recorded_at) AS at FROM landed WHERE 'staff_list' = ANY (sources) GROUP BY enterprise) l,
		LATERAL access.frozen_since(l.enterprise, l.at) f (month)
		WHERE f.month >= date_trunc('month', l.started)`

// unland undoes what land did.
func unland(ctx context.Context, tx *db.Tx, departure int64) (back TakenBack, err error) {
	both, county := []any{tx.Actor.County, departure}, []any{tx.Actor.County}
	for _, s := range []struct {
		db.Step
		counts *int
	}{
		{db.Step{Name: "landed", Args: both, SQL: landed}, nil},
		{db.Step{Name: "let go", Args: both, SQL: `
			UPDATE departure_member SET arrived = NULL, placement = NULL, joined = false, changed = NULL WHERE county = $1 AND departure = $2`}, nil},
		{db.Step{Name: "put back", Args: county, SQL: putBack()}, &back.Kept},
		{db.Step{Name: "remove", Args: county, SQL: `
			DELETE FROM placement p USING landed l WHERE p.county = $1 AND p.id = l.id AND p.sources = '{departure}' AND NOT l.shared`}, &back.Removed},
		{db.Step{Name: "clear up", SQL: "DROP TABLE landed"}, nil},
	} {
		tag, err := tx.Exec(ctx, s.SQL, s.Args...)
		if err != nil {
			return back, hangs(err, s.Name)
		}
		if s.counts != nil {
			*s.counts = int(tag.RowsAffected())
		}
	}
	return back, nil
}

// landed are the spells of an arrival; shared says that another departure
// reports it too.
const landed = `
	CREATE TEMP TABLE landed ON COMMIT DROP AS
	SELECT m.placement AS id, coalesce(m.changed, '{}') AS changed, EXISTS (SELECT FROM departure_member o
	       WHERE o.county = m.county AND o.placement = m.placement AND o.departure <> m.departure) AS shared
	FROM departure_member m WHERE m.county = $1 AND m.departure = $2 AND m.placement IS NOT NULL`

// putBack gives spells that others report too the values that the arrival
// changed, where nobody changed them since, and takes the source from them.
func putBack() string {
	columns := []string{"sources"}
	for _, c := range ReportColumns() {
		if !slices.Contains([]string{"uscc", "started_by", "reported_on"}, c.Name) {
			columns = append(columns, c.Name)
		}
	}
	return `
	UPDATE placement p SET (` + strings.Join(columns, ", ") + `) = (
		SELECT n.` + strings.Join(columns, ", n.") + `
		FROM jsonb_populate_record(p, coalesce((
			SELECT jsonb_object_agg(c.key, c.value->0) FROM jsonb_each(l.changed) c
			WHERE c.key <> 'sources' AND to_jsonb(p)->c.key = c.value->1), '{}')
			|| jsonb_build_object('sources', CASE WHEN l.shared THEN p.sources ELSE array_remove(p.sources, 'departure') END)) n)
	FROM landed l WHERE p.county = $1 AND p.id = l.id AND p.sources <> '{departure}'`
}

// hangs turns a record of another kind that hangs on a placement into a
// RestsError.
func hangs(err error, what string) error {
	const foreignKey = "23503"
	var pg *pgconn.PgError
	if errors.As(err, &pg) && pg.Code == foreignKey {
		return RestsError{[]string{"有" + hanging(pg.TableName) + "靠着这次到达记的务工"}}
	}
	return fmt.Errorf("take arrival back: %s: %w", what, err)
}

// hanging is what people call the records of a table.
func hanging(table string) string {
	word := map[string]string{"visit": "回访", "referral": "推荐", "departure_member": "另一趟的到达", "followup_case": "个案"}[table]
	if word == "" {
		return "别的记录"
	}
	return word
}
