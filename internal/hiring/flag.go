package hiring

import (
	"context"
	"fmt"
	"slices"
	"time"

	"github.com/jackc/pgx/v5"

	"laowu/internal/access"
	"laowu/internal/db"
)

// A flag is something on record that cannot well be, or not for long: somebody
// looks at it and puts it right. It is read from the records each time and kept
// nowhere.

// FlagKind is what is the matter.
type FlagKind string

// The kinds, the gravest first. Lawful ages and terms are those of welfare_rule
// on the day on which the post began.
const (
	Young        FlagKind = "young"         // work begun before the 16th birthday (劳动法第十五条)
	TermOver     FlagKind = "term_over"     // a public-welfare post longer than its term
	Retired      FlagKind = "retired"       // a public-welfare post of who is past retirement
	WelfareTwice FlagKind = "welfare_twice" // two public-welfare posts at once
	TwoFullTime  FlagKind = "two_full_time" // two full-time spells at once
	TermNear     FlagKind = "term_near"     // a term that ends within ninety days
)

// FlagKinds are all of them, the gravest first.
func FlagKinds() []FlagKind {
	return []FlagKind{Young, TermOver, Retired, WelfareTwice, TwoFullTime, TermNear}
}

// Word is what people call it.
func (k FlagKind) Word() string {
	return map[FlagKind]string{
		Young: "不满 16 岁上岗", TermOver: "公益岗到期未退", Retired: "公益岗超退休年龄", WelfareTwice: "同时两个公益岗",
		TwoFullTime: "同时两份全职", TermNear: "公益岗快到期",
	}[k]
}

// Flag is one of them.
type Flag struct {
	Kind     FlagKind
	Person   int64
	Name     string // masked for the auditor
	Employer string
	Other    string    // the other employer of two spells at once
	On       time.Time // the day since when, or until when, it is so
}

// termNotice is how many days before its end a term is spoken of.
const termNotice = 90

// flagged finds all but the terms, of the spells p that a condition chooses. $1
// is the county, $2 today. Spells are read once, and each kind first leaves out
// whom it cannot be about: who has one spell alone, who was sixteen before the
// first spell on record, and who is in no public-welfare post.
// A start on the first of a month may only be known by its month, and an end on
// the last: within that month nothing is said to overlap.
func flagged(which string) string {
	return `
	WITH run AS MATERIALIZED (
		SELECT p.id, p.person, p.full_time, p.channel = 'public_welfare' AS welfare, p.started, p.ended, coalesce(p.started, least(p.reported_on, p.ended)) AS since, p.employer, p.enterprise
		FROM placement p WHERE p.county = $1` + which + `),
	twice AS (SELECT person FROM run WHERE full_time OR welfare GROUP BY person HAVING count(*) > 1),
	dated AS MATERIALIZED (SELECT r.*, w.name, d.days FROM run r JOIN person w ON w.county = $1 AND w.id = r.person, ` + runDays + `
		WHERE w.erased_on IS NULL AND r.person IN (SELECT person FROM twice))
	SELECT CASE WHEN a.welfare AND b.welfare THEN 'welfare_twice' ELSE 'two_full_time' END AS kind, a.person, a.name, ` + employerOf("a") + ` AS employer, ` + employerOf("b") + ` AS other,
	       lower(a.days * b.days) AS on
	FROM dated a JOIN dated b ON b.person = a.person AND b.id > a.id AND b.days && a.days AND (a.full_time AND b.full_time OR a.welfare AND b.welfare)
	UNION ALL
	SELECT 'young', person, name, ` + employerOf("y") + `, '', coalesce(started, lower(days))
	FROM (SELECT r.*, w.name, w.birth, d.days FROM run r JOIN person w ON w.county = $1 AND w.id = r.person, ` + runDays + `
		WHERE w.erased_on IS NULL AND w.birth > (SELECT min(since) FROM run) - interval '16 years') y
	WHERE lower(days) < birth + interval '16 years'
	UNION ALL
	SELECT 'retired', r.person, w.name, ` + employerOf("r") + `, '', d.retires
	FROM run r JOIN person w ON w.county = $1 AND w.id = r.person AND w.erased_on IS NULL,
	LATERAL (SELECT * FROM welfare_rule u WHERE u.valid_from <= r.started ORDER BY u.valid_from DESC LIMIT 1) u,
	LATERAL (SELECT (w.birth + make_interval(years => CASE w.sex WHEN 'male' THEN u.retirement_men ELSE u.retirement_women END))::date AS retires) d
	WHERE r.welfare AND r.started <= $2 AND (r.ended IS NULL OR r.ended > $2) AND d.retires <= $2`
}

// runDays are the days of a spell r, without its last, as d.days.
const runDays = `LATERAL (SELECT CASE WHEN r.started = date_trunc('month', r.started) THEN (r.started + interval '1 month - 1 day')::date ELSE r.since END AS first,
		  CASE WHEN r.ended + 1 = date_trunc('month', r.ended + 1) THEN date_trunc('month', r.ended)::date ELSE r.ended END AS last) f,
		LATERAL (SELECT daterange(f.first, CASE WHEN f.last < f.first THEN f.first ELSE f.last END, '[)') AS days) d`

// employerOf is how the employer of a spell is called.
func employerOf(spell string) string {
	return "coalesce(nullif(" + spell + ".employer, ''), access.organisation_name($1, 'enterprise', " + spell + ".enterprise), '')"
}

// whose is the condition of one person's spells p, and its argument after others;
// nothing for 0.
func whose(of int64, args ...any) (string, []any) {
	if of == 0 {
		return "", args
	}
	return fmt.Sprintf(" AND p.person = $%d", len(args)+1), append(args, of)
}

// Flags lists those of the people whom the actor sees, or of one of them where
// of is not 0: the gravest first, then the latest.
func Flags(ctx context.Context, tx *db.Tx, of int64) ([]Flag, error) {
	which, args := whose(of, tx.Actor.County, tx.Today())
	rows, err := tx.Query(ctx, flagged(which), args...)
	if err != nil {
		return nil, fmt.Errorf("list flags: %w", err)
	}
	all, err := pgx.CollectRows(rows, pgx.RowToStructByName[Flag])
	if err != nil {
		return nil, fmt.Errorf("list flags: %w", err)
	}
	terms, err := termFlags(ctx, tx, of)
	if err != nil {
		return nil, err
	}
	all = append(all, terms...)
	for i, f := range all {
		all[i].Name = access.NameFor(tx, f.Name)
	}
	kinds := FlagKinds()
	slices.SortStableFunc(all, func(a, b Flag) int {
		if a.Kind != b.Kind {
			return slices.Index(kinds, a.Kind) - slices.Index(kinds, b.Kind)
		}
		return b.On.Compare(a.On)
	})
	return all, nil
}

func termFlags(ctx context.Context, tx *db.Tx, of int64) ([]Flag, error) {
	terms, err := welfareTerms(ctx, tx, tx.Today(), tx.Today().AddDate(0, 0, termNotice), of)
	if err != nil {
		return nil, err
	}
	var all []Flag
	for _, w := range terms {
		f := Flag{Kind: TermNear, Person: w.Person, Name: w.Name, Employer: w.Employer, On: w.Ends}
		if w.Over(tx.Today()) {
			f.Kind = TermOver
		}
		all = append(all, f)
	}
	return all, nil
}
