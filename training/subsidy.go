package training

import (
	"context"
	"fmt"

	"github.com/jackc/pgx/v5"

	"laowu/internal/access"
	"laowu/internal/db"
)

// Doubt is why somebody's training is looked at before it is paid for.
type Doubt string

// The doubts: flags, no refusals.
const (
	Retired    Doubt = "retired"     // past the rule's age on the first day, or listed as retired
	Student    Doubt = "student"     // listed as one
	PaidBefore Doubt = "paid_before" // the same occupation and level was paid for in another class
	TooMany    Doubt = "too_many"    // more classes of the calendar year than the rule pays for
)

// Word is what people call it.
func (d Doubt) Word() string {
	return map[Doubt]string{Retired: "已到退休年龄", Student: "在校学生", PaidBefore: "同一职业同一等级已补贴过", TooMany: "当年培训次数超过规定"}[d]
}

// Flag is a doubt about one enrolment.
type Flag struct {
	Person int64
	Name   string // masked for the auditor
	Class  int64
	Doubt  Doubt
	Why    string // what of the record meets what of the rule: 开班时 62 岁，规定不满 60 岁
	Source string // of the rule that was in force on the first day
}

// Flags lists the doubts about the enrolments that the actor sees, of one class
// or of all where class is 0. The rule is the one in force on the first day of
// the class; a class without a day has none. Of more classes a year than are
// paid for the last ones are flagged; who dropped out does not count.
func Flags(ctx context.Context, tx *db.Tx, class int64) ([]Flag, error) {
	of := "true"
	if class != 0 {
		of = "e.person = ANY (" + inClass + ") AND p.id = ANY (" + inClass + ")"
	}
	rows, err := tx.Query(ctx, fmt.Sprintf(flags, of), tx.Actor.County, class)
	if err != nil {
		return nil, fmt.Errorf("check training: %w", err)
	}
	all, err := pgx.CollectRows(rows, pgx.RowToStructByName[Flag])
	if err != nil {
		return nil, fmt.Errorf("check training: %w", err)
	}
	for i := range all {
		all[i].Name = access.NameFor(tx, all[i].Name)
	}
	return all, nil
}

// inClass are who sat in class $2 of county $1, found before what else they sat
// in.
const inClass = "ARRAY (SELECT k.person FROM enrolment k WHERE k.county = $1 AND k.class = $2)"

// flags: $1 is the county, $2 the class, %s whose classes are counted. An
// occupation is the class's trade, or its programme where no trade is written.
const flags = `
	WITH sat AS (
		SELECT e.person, p.name, p.sex, p.birth, e.class, e.category, e.dropped, c.starts, coalesce(nullif(c.trade, ''), g.name) AS occupation, c.level,
		       row_number() OVER (PARTITION BY e.person, date_trunc('year', c.starts), e.dropped ORDER BY c.starts, c.id) AS nth
		FROM enrolment e JOIN class c ON c.county = e.county AND c.id = e.class JOIN programme g ON g.id = c.programme
		JOIN person p ON p.county = e.county AND p.id = e.person
		WHERE e.county = $1 AND c.starts IS NOT NULL AND p.erased_on IS NULL
		  AND %s),
	ruled AS (
		SELECT s.*, r.men_below, r.women_below, r.students, r.once, r.per_year, r.source FROM sat s
		JOIN LATERAL (SELECT * FROM subsidy_rule r WHERE r.valid_from <= s.starts ORDER BY r.valid_from DESC LIMIT 1) r ON true
		WHERE $2::bigint = 0 OR s.class = $2)
	SELECT r.person, r.name, r.class, d.doubt, d.why, r.source FROM (
		SELECT r.*, extract(year FROM age(r.starts, r.birth))::integer AS years, CASE r.sex WHEN 'male' THEN r.men_below ELSE r.women_below END AS below
		FROM ruled r) r
	LEFT JOIN LATERAL (
		SELECT s.paid_on FROM subsidy s
		WHERE s.county = $1 AND s.person = r.person AND s.class IS DISTINCT FROM r.class AND s.paid_on IS NOT NULL
		  AND s.occupation = r.occupation AND s.level IS NOT DISTINCT FROM r.level
		  AND NOT EXISTS (SELECT FROM subsidy own WHERE own.county = $1 AND own.person = r.person AND own.class = r.class AND own.paid_on < s.paid_on)
		ORDER BY s.paid_on LIMIT 1) paid ON true
	CROSS JOIN LATERAL (VALUES
		('retired', r.years >= r.below, '开班时 ' || r.years || ' 岁，规定不满 ' || r.below || ' 岁'),
		('retired', r.years < r.below AND r.category LIKE '%%退休%%', '名册上写的是' || r.category),
		('student', NOT r.students AND (r.category LIKE '%%学生%%' OR r.category LIKE '%%在校%%'), '名册上写的是' || r.category),
		('paid_before', r.once AND paid.paid_on IS NOT NULL, r.occupation || '已在 ' || to_char(paid.paid_on, 'YYYY-MM-DD') || ' 补贴过同一等级'),
		('too_many', NOT r.dropped AND r.nth > r.per_year, extract(year FROM r.starts) || ' 年第 ' || r.nth || ' 次，规定最多 ' || r.per_year || ' 次')) d (doubt, holds, why)
	WHERE d.holds ORDER BY r.class, r.person, d.doubt`
