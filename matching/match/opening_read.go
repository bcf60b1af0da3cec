package match

import (
	"context"
	"encoding/binary"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5"

	"laowu/internal/db"
)

// openingsSQL asks search.match_openings (033_match.sql), whose columns fill
// reads.
const openingsSQL = `
	SELECT id, place, trades, asked, education, starts, age_min, age_max, wage_min, wage_max, seats, sent, board, lodging
	FROM search.match_openings($1, $2)`

// offers calls yield with every opening that the actor may see and that is open
// today, or with the one named. The record that it is given is filled anew each
// time. Reading 5,000 is most of a match's time, so the bytes are read as they
// come, without making anything of those that came before.
func (r *reader) offers(ctx context.Context, tx *db.Tx, only *int64, yield func(*offer)) error {
	rows, err := tx.Query(ctx, openingsSQL, pgx.QueryResultFormats{pgx.BinaryFormatCode}, tx.Today(), only)
	if err != nil {
		return fmt.Errorf("read openings to match: %w", err)
	}
	defer rows.Close()
	var o offer
	for rows.Next() {
		r.fill(&o, rows.RawValues())
		yield(&o)
	}
	if err := rows.Err(); err != nil {
		return fmt.Errorf("read openings to match: %w", err)
	}
	return nil
}

func (r *reader) fill(o *offer, v [][]byte) {
	o.id = int64(binary.BigEndian.Uint64(v[0])) //nolint:gosec // as PostgreSQL sends it
	o.place, o.trades, o.asked, o.school = r.site(v[1]), r.work(v[2]), r.demand(v[3]), r.school(v[4])
	o.starts = epoch.AddDate(0, 0, number(v[5]))
	o.ageMin, o.ageMax, o.wageMin, o.wage = number(v[6]), number(v[7]), number(v[8]), number(v[9])
	o.wage = max(o.wage, o.wageMin)
	o.seats, o.sent = number(v[10]), number(v[11])
	o.board, o.lodging = v[12][0] != 0, v[13][0] != 0
}

// epoch is the day from which PostgreSQL counts.
var epoch = time.Date(2000, time.January, 1, 0, 0, 0, 0, time.UTC)

// number is a whole number, or a date in days, as PostgreSQL sends it.
func number(b []byte) int { return int(int32(binary.BigEndian.Uint32(b))) } //nolint:gosec // likewise
