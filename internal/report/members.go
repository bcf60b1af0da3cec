package report

import (
	"context"
	"fmt"
	"slices"
	"time"

	"github.com/jackc/pgx/v5"

	"laowu/internal/db"
	"laowu/internal/roster"
	"laowu/internal/value"
)

// WorkState is whether somebody is at work today, and where.
type WorkState string

// The states, as the database names them (access.members).
const (
	AtHome    WorkState = ""     // no work on record
	Away      WorkState = "away" // at work outside the county
	Here      WorkState = "here" // within it
	SomeWhere WorkState = "work" // at work, nobody said where
)

// Member is somebody whom an association or a township looks after, with what a
// list of them is cut by.
type Member struct {
	Person      int64
	Village     string // division code, empty where none is on record
	VillageName string
	Kind        value.HouseholdKind // empty where nobody said
	Work        WorkState
	Willing     *bool      // to go to work; nil where nobody said
	Certified   bool       // holds a certificate that is in force
	Ends        *time.Time // the first day within 90 on which one ends or is reviewed
	Waits       *time.Time // since when he has been without work, referral and visit; nil for who works or cannot or will not
	Paused      *time.Time // the mark that he is without a solution is cleared until this day
	Claimed     bool       // can log in himself
	Asked       bool       // an enterprise waits for his answer
}

// Unplaced says whether he is marked as without a solution on a day, by the rule
// of so many days.
func (m Member) Unplaced(today time.Time, days int) bool {
	return m.Waits != nil && m.Paused == nil && !m.Waits.After(today.AddDate(0, 0, -days))
}

// EndsWithin says whether a certificate ends, or is reviewed, within so many days.
func (m Member) EndsWithin(today time.Time, days int) bool {
	return m.Ends != nil && !m.Ends.After(today.AddDate(0, 0, days))
}

// Members are all of the actor's, an association or a township, in the order in
// which they came on record; nobody else has any.
type Members struct {
	Today time.Time
	Days  int // after which one is marked as without a solution
	All   []Member
}

// FindMembers reads them as of today.
func FindMembers(ctx context.Context, tx *db.Tx) (m Members, err error) {
	m.Today = tx.Today()
	if m.Days, err = roster.UnplacedDays(ctx, tx); err != nil {
		return m, err
	}
	rows, err := tx.Query(ctx, `
		SELECT person, village, village_name, kind, work, willing, certified, ends, waits, paused, claimed, asked FROM access.members($1)`, m.Today)
	if err != nil {
		return m, fmt.Errorf("list members: %w", err)
	}
	m.All, err = pgx.CollectRows(rows, func(row pgx.CollectableRow) (o Member, err error) {
		err = row.Scan(&o.Person, &o.Village, &o.VillageName, &o.Kind, &o.Work, &o.Willing, &o.Certified, &o.Ends, &o.Waits, &o.Paused, &o.Claimed, &o.Asked)
		return o, err
	})
	if err != nil {
		return m, fmt.Errorf("list members: %w", err)
	}
	slices.SortFunc(m.All, func(a, b Member) int { return int(a.Person - b.Person) })
	return m, nil
}

// LongestFirst are those of them who wait for work and whose mark is not cleared,
// who has waited longest first.
func LongestFirst(all []Member) []Member {
	waiting := slices.DeleteFunc(slices.Clone(all), func(m Member) bool { return m.Waits == nil || m.Paused != nil })
	slices.SortStableFunc(waiting, func(a, b Member) int { return a.Waits.Compare(*b.Waits) })
	return waiting
}
