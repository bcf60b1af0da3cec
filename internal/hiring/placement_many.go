package hiring

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"time"
	"unicode/utf8"

	"laowu/internal/access"
	"laowu/internal/db"
	"laowu/internal/roster"
	"laowu/internal/value"
)

// NewWork is work that several people began on one day at one place. With an
// opening, its employer, trade, form, place and wage are the work's; else Enterprise
// or Employer and PlaceText say where it is.
type NewWork struct {
	People     []int64
	Opening    int64 // 0: none
	Enterprise int64 // 0: an employer in words alone
	Employer   string
	Trade      string
	Place      string // division code, empty where the place lies outside areas.csv
	PlaceText  string
	WageMin    int // yuan a month; 0: none given
	WageMax    int
	Channel    Channel // association, or enterprise with one that is on record
	Started    time.Time
	form       Form
}

// The refusals of work of several; their texts go to people as they are.
var (
	ErrWorkWhere   = errors.New("请写清楚在哪家单位、什么地方，或者填岗位号")
	ErrWorkWage    = errors.New("工资写每月多少元，从小到大，最多 100 万")
	ErrAtWork      = errors.New("那天他还在别处干着全日制的活：先记离岗，或者这次不勾他")
	ErrSomeRefused = errors.New("有人记不成，下面写着是谁、为什么。去掉他们再记，一个也还没有记")
)

// mostWage is the highest wage that is written, yuan a month.
const mostWage = 1_000_000

// Begun is what came of one person of a list that began to work. Either all of a
// list are written or none: where one is refused, the others are not written
// either, so that nobody has to look who was.
type Begun struct {
	Person  int64
	Refused error // nil: he was written, or could have been
	Joined  bool  // roster, ledger or staff list had reported the work before
}

// PlaceMany writes the work of all people of a list as an association's ledger
// would: what is on record of the same employer and day is joined, what they were
// sent to is settled. No import of the county is under way meanwhile.
//
// roster.ErrRole; ErrNobody, ErrTooMany, ErrStartNone, ErrStartAhead, ErrWorkWhere,
// ErrWorkWage, ErrChannel, ErrWords, ErrWordNumber; access.ErrNotFound where
// enterprise or opening is out of sight or closed; a GoneError; ErrSomeRefused with
// the refusals of each: access.ErrNotFound, ErrReferUnderAge, ErrAtWork.
func PlaceMany(ctx context.Context, tx *db.Tx, n NewWork) ([]Begun, error) {
	if !slices.Contains(placers, tx.Actor.Role) {
		return nil, roster.ErrRole
	}
	if err := roster.Alone(ctx, tx); err != nil {
		return nil, err
	}
	n.People = slices.Compact(slices.Sorted(slices.Values(n.People)))
	if err := n.target(ctx, tx); err != nil {
		return nil, err
	}
	if err := n.check(tx.Today()); err != nil {
		return nil, err
	}
	if err := stood(ctx, tx, n.Enterprise, n.Started); err != nil {
		return nil, err
	}
	all, err := n.each(ctx, tx)
	if err != nil {
		return all, err
	}
	return all, n.write(ctx, tx, all)
}

// placers may write work of people whom they see.
var placers = []db.Role{db.Association, db.Township, db.County, db.Admin}

// target fills in what enterprise and opening say.
func (n *NewWork) target(ctx context.Context, tx *db.Tx) error {
	switch {
	case n.Opening != 0:
		err := tx.QueryRow(ctx, `
			SELECT e.id, e.name, o.title, o.form, coalesce(o.place, ''), o.place_text,
			       CASE WHEN $2 = 0 AND $3 = 0 THEN coalesce(o.wage_min, 0) ELSE $2 END, CASE WHEN $2 = 0 AND $3 = 0 THEN coalesce(o.wage_max, 0) ELSE $3 END
			FROM opening o JOIN enterprise e ON e.id = o.enterprise WHERE o.id = $1`, n.Opening, n.WageMin, n.WageMax).
			Scan(&n.Enterprise, &n.Employer, &n.Trade, &n.form, &n.Place, &n.PlaceText, &n.WageMin, &n.WageMax)
		return missing(err, "find opening")
	case n.Enterprise != 0:
		err := tx.QueryRow(ctx, "SELECT name FROM enterprise WHERE id = $1", n.Enterprise).Scan(&n.Employer)
		return missing(err, "find enterprise")
	}
	return nil
}

// check tidies what was written, and refuses what cannot be.
func (n *NewWork) check(today time.Time) error {
	for _, word := range []*string{&n.Employer, &n.Trade, &n.PlaceText} {
		*word = value.Clean(*word)
		switch {
		case utf8.RuneCountInString(*word) > longestWord:
			return ErrWords
		case value.Redact(*word) != *word:
			return ErrWordNumber
		}
	}
	switch {
	case len(n.People) == 0:
		return ErrNobody
	case len(n.People) > mostPeople:
		return ErrTooMany
	case n.Employer == "" || n.PlaceText == "":
		return ErrWorkWhere
	case n.Started.IsZero():
		return ErrStartNone
	case n.Started.After(today):
		return ErrStartAhead
	case n.WageMin < 0 || n.WageMax < 0 || n.WageMax > mostWage || n.WageMin > mostWage || n.WageMax != 0 && n.WageMax < n.WageMin:
		return ErrWorkWage
	case n.Channel != "association" && (n.Channel != "enterprise" || n.Enterprise == 0):
		return ErrChannel
	}
	return nil
}

// each looks at every person of the list.
func (n *NewWork) each(ctx context.Context, tx *db.Tx) ([]Begun, error) {
	busy, err := n.busy(ctx, tx)
	if err != nil {
		return nil, err
	}
	var all []Begun
	refused := false
	for _, person := range n.People {
		err := oldEnough(ctx, tx, person, n.Started)
		if err == nil && slices.Contains(busy, person) {
			err = ErrAtWork
		}
		if err != nil && !hisAlone(err) && !errors.Is(err, ErrAtWork) {
			return nil, err
		}
		refused = refused || err != nil
		all = append(all, Begun{Person: person, Refused: err})
	}
	if refused {
		return all, ErrSomeRefused
	}
	return all, nil
}

// busy are those who were at full-time work for somebody else on the first day.
func (n *NewWork) busy(ctx context.Context, tx *db.Tx) (out []int64, err error) {
	err = tx.QueryRow(ctx, `
		SELECT coalesce(array_agg(DISTINCT p.person), '{}') FROM placement p
		WHERE p.county = $1 AND (p.ended IS NULL OR p.ended > $2) AND coalesce(p.started, p.reported_on) <= $2 AND p.person = ANY ($3) AND p.full_time
		  AND NOT coalesce(p.enterprise = nullif($4::bigint, 0) OR (p.enterprise IS NULL OR $4 = 0) AND name_key(p.employer) = name_key($5), false)`,
		tx.Actor.County, n.Started, n.People, n.Enterprise, n.Employer).Scan(&out)
	if err != nil {
		return nil, fmt.Errorf("look who is at work: %w", err)
	}
	return out, nil
}

// write is the same merge as a ledger's, of rows that one form says.
func (n *NewWork) write(ctx context.Context, tx *db.Tx, all []Begun) error {
	identify, write := MergeReported(tx, Referral)
	steps := slices.Concat(n.reported(tx), FindReported(), identify, []db.Step{FindReferred(tx)}, write, []db.Step{SettleReferrals(tx)})
	if _, err := db.Merge(ctx, tx, steps...); err != nil {
		return err
	}
	var joined []int64
	err := tx.QueryRow(ctx, "SELECT coalesce(array_agg(person), '{}') FROM spell JOIN known USING (seq) WHERE NOT spell.is_new").Scan(&joined)
	if err != nil {
		return fmt.Errorf("count placements: %w", err)
	}
	for i := range all {
		all[i].Joined = slices.Contains(joined, all[i].Person)
		err := access.Note(ctx, tx, access.Placed, "person", all[i].Person, map[string]any{"enterprise": n.Enterprise, "opening": n.Opening, "joined": all[i].Joined})
		if err != nil {
			return err
		}
	}
	if _, err := tx.Exec(ctx, "DROP TABLE intake, known, spell, who, touched"); err != nil {
		return fmt.Errorf("clear up: %w", err)
	}
	return nil
}

// reported are the steps that put the list where a merge reads reports. What lies
// outside areas.csv lies outside the county.
func (n *NewWork) reported(tx *db.Tx) []db.Step {
	return []db.Step{
		{Name: "table of work", SQL: "CREATE TEMP TABLE intake (seq integer, file integer, sheet integer, row integer, id_hash bytea, " + reportTypes() + ") ON COMMIT DROP"},
		{Name: "who began", Args: []any{n.People}, SQL: `
			CREATE TEMP TABLE known ON COMMIT DROP AS SELECT n.seq::integer AS seq, n.person FROM unnest($1::bigint[]) WITH ORDINALITY n (person, seq)`},
		{Name: "work", Args: []any{
			tx.Actor.County, n.Enterprise, n.Employer, n.Started, tx.Today(), n.Trade, n.Place, n.PlaceText, n.Channel, n.WageMin, n.WageMax, n.form, n.Opening,
			tx.Actor.Role, tx.Actor.Organisation,
		}, SQL: `
			INSERT INTO intake (seq, file, sheet, row, enterprise, employer, association, started, started_by, reported_on, trade_text, place, place_text,
			       away, channel, wage_min, wage_max, form, special_skill)
			SELECT k.seq, 0, 0, k.seq, nullif($2::bigint, 0), $3, CASE WHEN $14 = 'association' THEN $15 ELSE (SELECT m.association FROM membership m
			         WHERE m.county = $1 AND m.person = k.person AND m.left_on IS NULL) END,
			       $4::date, $4::date, $5::date, nullif($6, ''), nullif($7, ''), $8, NOT coalesce(starts_with(nullif($7, ''), $1), false),
			       $9, nullif($10, 0), nullif($11, 0), nullif($12, ''), (SELECT o.special_skill FROM opening o WHERE o.id = $13)
			FROM known k`},
	}
}
