package match

import (
	"context"
	"encoding/binary"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgtype"

	"laowu/internal/db"
)

// openingsSQL reads what conditions and scores ask of openings; fill reads its
// columns. $1 today, $2 county, $3 the one that is asked for, which is read
// before its first day too; 0: all.
const openingsSQL = `
	SELECT o.id, o.place, o.trade, o.title, o.certificates, o.cert_text, o.education, greatest(o.valid_from, $1), o.age_min, o.age_max,
	       o.wage_min, o.wage_max, o.headcount, o.board, o.lodging
	FROM opening o
	WHERE o.closed_at IS NULL AND (o.valid_until IS NULL OR o.valid_until >= $1) AND (o.published_to IS NULL OR $2 = ANY (o.published_to))`

const (
	allOpenings = openingsSQL + " AND (o.valid_from IS NULL OR o.valid_from <= $1) AND $3 = 0"
	oneOpening  = openingsSQL + " AND o.id = $3"
)

// taken is how many were sent to an opening and hired, how few lately, and
// whether its enterprise is another's by now.
type taken struct {
	Opening     int64
	Hired, Sent int
	Lift        int // 0 to mostLift
	Gone        bool
}

// mostLift is the lift of an opening that nobody was sent to lately.
const mostLift = 3

// offers calls yield with every opening that the actor may see and that is open
// today, or with the one named. The record that it is given is filled anew each
// time. Reading 5,000 is most of a match's time, so the bytes are read as they
// come, without making anything of those that came before.
func (r *reader) offers(ctx context.Context, tx *db.Tx, one int64, yield func(*offer)) error {
	gone, err := r.taken(ctx, tx)
	if err != nil {
		return err
	}
	sql := allOpenings
	if one != 0 {
		sql = oneOpening
	}
	rows, err := tx.Query(ctx, sql, pgx.QueryResultFormats{pgx.BinaryFormatCode}, tx.Today(), tx.Actor.County, one)
	if err != nil {
		return fmt.Errorf("read openings to match: %w", err)
	}
	defer rows.Close()
	var o offer
	for rows.Next() {
		if err := r.fill(&o, rows.RawValues()); err != nil {
			return err
		}
		g, known := gone[o.id]
		if !known {
			g.Lift = mostLift
		}
		o.seats, o.sent, o.lift = o.seats-g.Hired, g.Sent, g.Lift*full/mostLift
		if !g.Gone {
			yield(&o)
		}
	}
	if err := rows.Err(); err != nil {
		return fmt.Errorf("read openings to match: %w", err)
	}
	return nil
}

func (r *reader) taken(ctx context.Context, tx *db.Tx) (map[int64]taken, error) {
	rows, err := tx.Query(ctx, "SELECT opening, hired, sent, lift, gone FROM access.openings_taken($1)", tx.Today())
	if err != nil {
		return nil, fmt.Errorf("read who was sent to openings: %w", err)
	}
	all, err := pgx.CollectRows(rows, pgx.RowToStructByName[taken])
	if err != nil {
		return nil, fmt.Errorf("read who was sent to openings: %w", err)
	}
	out := make(map[int64]taken, len(all))
	for _, t := range all {
		t.Gone = t.Gone || out[t.Opening].Gone
		out[t.Opening] = t
	}
	return out, nil
}

func (r *reader) fill(o *offer, v [][]byte) (err error) {
	o.id = int64(binary.BigEndian.Uint64(v[0])) //nolint:gosec // as PostgreSQL sends it
	o.place, o.trades, o.school = r.site(v[1]), r.work(v[2], v[3]), r.school(v[6])
	if o.asked, err = r.demand(v[4], v[5]); err != nil {
		return err
	}
	o.starts = epoch.AddDate(0, 0, number(v[7]))
	o.ageMin, o.ageMax, o.wageMin, o.wage = number(v[8]), number(v[9]), number(v[10]), number(v[11])
	o.wage = max(o.wage, o.wageMin)
	o.seats = number(v[12])
	o.board, o.lodging = v[13][0] != 0, v[14][0] != 0
	return nil
}

// epoch is the day from which PostgreSQL counts.
var epoch = time.Date(2000, time.January, 1, 0, 0, 0, 0, time.UTC)

// number is a whole number, or a date in days, as PostgreSQL sends it.
func number(b []byte) int { return int(int32(binary.BigEndian.Uint32(b))) } //nolint:gosec // likewise

// texts reads a list of texts as PostgreSQL sends it.
func (r *reader) texts(sent []byte) (out []string, err error) {
	if err := r.types.Scan(pgtype.TextArrayOID, pgx.BinaryFormatCode, sent, &out); err != nil {
		return nil, fmt.Errorf("read the certificates of an opening: %w", err)
	}
	return out, nil
}
