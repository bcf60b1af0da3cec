package report

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5"

	"laowu/internal/access"
	"laowu/internal/db"
)

// ErrNoFigure is for an id that the bulletin does not know.
var ErrNoFigure = errors.New("公报里没有这个指标")

// Counted is one line of the list behind a figure: a person, or a household,
// village or enterprise. It holds no ID or telephone number.
type Counted struct {
	Key      int64      // where the next page goes on
	Person   int64      // 0: no person
	Name     string     // of a person masked for the auditor
	Village  string     // its name; of an erased person too
	Part     bool       // of a share: counts in the numerator
	Note     string     // what else makes it count: a class, an association, the household's people
	Employer string     // of the work that makes him count, as the next four
	Trade    string     // may be empty
	Started  *time.Time // nil: nobody wrote it down
	Ended    *time.Time
	Wage     *float64 // yuan a month, of a range the middle; nil: none on record
	Erased   bool     // the person's record was erased
}

// Behind is a page of the list behind a figure.
type Behind struct {
	Total int // lines of all pages; of a share, the denominator
	Part  int // those of the numerator; of other figures all
	Lines []Counted
	Next  int64 // After of the next page, 0 where this is the last
}

// Cut says which part of a list is asked for.
type Cut struct {
	Part  bool  // of a share the numerator alone
	After int64 // the last line of the page before
	Limit int
}

// List opens a figure: who or what is counted in it as of a day, in the order
// in which they came on record. Of a mean it lists those whose wage is in it.
// ErrNoFigure; ErrFuture.
func List(ctx context.Context, tx *db.Tx, figure string, asOf time.Time, c Cut) (b Behind, err error) {
	a, ok := abouts()[figure]
	switch {
	case !ok:
		return b, ErrNoFigure
	case asOf.After(tx.Today()):
		return b, ErrFuture
	}
	if err := prepare(ctx, tx); err != nil {
		return b, err
	}
	err = tx.QueryRow(ctx, a.lines()+"SELECT count(*), count(*) FILTER (WHERE part) FROM line WHERE $2::date IS NOT NULL AND $1::text IS NOT NULL",
		tx.Actor.County, asOf).Scan(&b.Total, &b.Part)
	if err != nil {
		return b, fmt.Errorf("count the list of %s: %w", figure, err)
	}
	rows, err := tx.Query(ctx, a.page(), tx.Actor.County, asOf, c.After, c.Part, c.Limit+1)
	if err != nil {
		return b, fmt.Errorf("list %s: %w", figure, err)
	}
	if b.Lines, err = pgx.CollectRows(rows, pgx.RowToStructByName[Counted]); err != nil {
		return b, fmt.Errorf("list %s: %w", figure, err)
	}
	for i, l := range b.Lines {
		if l.Person != 0 && !l.Erased {
			b.Lines[i].Name = access.NameFor(tx, l.Name)
		}
	}
	if len(b.Lines) > c.Limit {
		b.Lines = b.Lines[:c.Limit]
		b.Next = b.Lines[c.Limit-1].Key
	}
	return b, nil
}

// lines are all of a figure, as line.
func (a about) lines() string {
	with := "WITH"
	if a.with != "" {
		with = a.with + ","
	}
	const number, text = "NULL::bigint", "NULL::text"
	return with + " line AS (SELECT " + a.key + " AS key, " + cmp.Or(a.who, number) + " AS who, " + cmp.Or(a.spell, number) + " AS spell, " +
		cmp.Or(a.name, text) + " AS name, " + cmp.Or(a.place, text) + " AS place, " + cmp.Or(a.part, "true") + " AS part " + a.from + ") "
}

// page is a page of the lines with what is known of each: $1 is the county, $2
// the day, $3 the last line of the page before, $4 whether the numerator alone
// is asked for, $5 how many lines.
func (a about) page() string {
	return a.lines() + `
		SELECT l.key, coalesce(l.who, 0) AS person, coalesce(w.name, l.name, '') AS name, coalesce(v.name, w.village, '') AS village, l.part,
		       coalesce(` + cmp.Or(a.note, "''") + `, '') AS note, coalesce(nullif(s.employer, ''), e.name, '') AS employer, coalesce(s.trade_text, '') AS trade,
		       s.started, s.ended, ((coalesce(s.wage_min, s.wage_max) + coalesce(s.wage_max, s.wage_min)) / 2.0)::float8 AS wage, w.erased_on IS NOT NULL AS erased
		FROM (SELECT * FROM line WHERE key > $3 AND (part OR NOT $4::boolean) AND $2::date IS NOT NULL ORDER BY key LIMIT $5) l
		LEFT JOIN person w ON w.county = $1 AND w.id = l.who
		LEFT JOIN area v ON v.code = coalesce(l.place, w.village)
		LEFT JOIN placement s ON s.county = $1 AND s.id = l.spell
		LEFT JOIN enterprise e ON e.id = s.enterprise
		ORDER BY l.key`
}
