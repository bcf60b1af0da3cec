package db

import (
	"context"
	"errors"
	"fmt"
	"strconv"
	"strings"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"
)

// Tx is a transaction that has told the database who asks. Now stands still
// within it.
type Tx struct {
	pgx.Tx
	Actor Actor
	Now   time.Time

	pool  *pgxpool.Pool // of a transaction that only reads: where Beside finds a second one
	keeps bool          // what steps change is kept as it was before
	whom  string        // who is asked for (Among), as an array of the database; empty: anybody
}

// Today is the day of Now in the county's own time zone, at midnight UTC as
// PostgreSQL's dates are.
func (t *Tx) Today() time.Time { return Day(t.Now) }

// Day is the calendar day of t in China, at midnight UTC.
func Day(t time.Time) time.Time {
	y, m, d := t.In(china).Date()
	return time.Date(y, m, d, 0, 0, 0, 0, time.UTC)
}

var china = time.FixedZone("UTC+8", 8*60*60)

// errActor is a programming error: an actor that states no county or role.
var errActor = errors.New("an actor needs a county of six digits and a role")

// Tx runs fn in a transaction that states county, role, organisation, account
// and person for row security, and commits when fn returns nil.
func (d *DB) Tx(ctx context.Context, actor Actor, fn func(*Tx) error) error {
	return d.tx(ctx, actor, pgx.TxOptions{}, fn)
}

// ReadTx is Tx on one unchanging snapshot and without the right to write.
func (d *DB) ReadTx(ctx context.Context, actor Actor, fn func(*Tx) error) error {
	return d.tx(ctx, actor, readOnly, fn)
}

var readOnly = pgx.TxOptions{IsoLevel: pgx.RepeatableRead, AccessMode: pgx.ReadOnly}

// SnapshotTx is Tx on one unchanging snapshot: what is counted in several
// statements and kept belongs together, whatever others write meanwhile. Of two
// that write the same at once one fails (SQLSTATE 40001) and may be tried again.
func (d *DB) SnapshotTx(ctx context.Context, actor Actor, fn func(*Tx) error) error {
	return d.tx(ctx, actor, pgx.TxOptions{IsoLevel: pgx.RepeatableRead}, fn)
}

func (d *DB) tx(ctx context.Context, actor Actor, o pgx.TxOptions, fn func(*Tx) error) error {
	begin, err := beginSQL(actor, o)
	if err != nil {
		return err
	}
	once := onceOf(ctx, actor, o)
	err = pgx.BeginTxFunc(ctx, d.pool, pgx.TxOptions{BeginQuery: begin, CommitQuery: commitSQL(ctx, o)}, func(tx pgx.Tx) error {
		t := &Tx{Tx: tx, Actor: actor, Now: d.now()}
		if o.AccessMode == pgx.ReadOnly {
			t.pool = d.pool
		}
		if once != nil {
			if err := once.enter(ctx, t); err != nil {
				return err
			}
		}
		return fn(t)
	})
	if err == nil && once != nil {
		once.written.Store(true)
	}
	return err
}

// beginSQL opens the transaction and states the actor in one round trip.
func beginSQL(a Actor, o pgx.TxOptions) (string, error) {
	if len(a.County) != 6 || !digits(a.County) || !letters(string(a.Role)) {
		return "", errActor
	}
	var b strings.Builder
	b.WriteString("BEGIN")
	if o.IsoLevel != "" {
		b.WriteString(" ISOLATION LEVEL " + strings.ToUpper(string(o.IsoLevel)))
	}
	if o.AccessMode != "" {
		b.WriteString(" " + strings.ToUpper(string(o.AccessMode)))
	}
	fmt.Fprintf(&b, "; SET LOCAL laowu.county = '%s'; SET LOCAL laowu.role = '%s'", a.County, a.Role)
	b.WriteString("; SET LOCAL laowu.organisation = '" + strconv.FormatInt(a.Organisation, 10) + "'")
	b.WriteString("; SET LOCAL laowu.account = '" + strconv.FormatInt(a.Account, 10) + "'")
	b.WriteString("; SET LOCAL laowu.person = '" + strconv.FormatInt(a.Person, 10) + "'")
	return b.String(), nil
}

func digits(s string) bool {
	return strings.IndexFunc(s, func(r rune) bool { return r < '0' || r > '9' }) < 0
}

func letters(s string) bool {
	return s != "" && strings.IndexFunc(s, func(r rune) bool { return r != '_' && (r < 'a' || r > 'z') }) < 0
}
