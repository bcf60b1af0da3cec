package training

import (
	"errors"
	"fmt"
	"os"
	"strings"
	"testing"
	"time"

	"laowu/internal/access"
	"laowu/internal/db"
	"laowu/internal/db/testdb"
)

func TestMain(m *testing.M) { os.Exit(testdb.Run(m)) }

var (
	county = db.Actor{County: "141123", Role: db.County}
	admin  = db.Actor{County: "141123", Role: db.Admin}
)

// school is a county with people 王1 to 王6 (a man born in 1980, 2 a woman of
// 1963), and the rows that a test adds.
func school(t *testing.T, rows string) *db.DB {
	t.Helper()
	d := testdb.New(t)
	within(t, d, admin, func(tx *db.Tx) error {
		_, err := tx.Exec(t.Context(), `
			INSERT INTO person (county, id, name, sex, birth, id_hash, id_sealed)
			SELECT '141123', n, '王' || n, CASE n WHEN 2 THEN 'female' ELSE 'male' END, CASE n WHEN 2 THEN '1963-03-02' ELSE '1980-01-01' END::date,
			       decode(lpad(n::text, 32, '0'), 'hex'), '' FROM generate_series(1, 6) n;`+rows)
		return err
	})
	return d
}

func within(t *testing.T, d *db.DB, a db.Actor, do func(*db.Tx) error) {
	t.Helper()
	if err := d.Tx(t.Context(), a, do); err != nil {
		t.Fatal(err)
	}
}

func date(t *testing.T, s string) time.Time {
	t.Helper()
	day, err := time.Parse(time.DateOnly, s)
	if err != nil {
		t.Fatal(err)
	}
	return day
}

const papers = `
	INSERT INTO certificate (county, id, person, kind, code, name, issued, expires, review_on, replaced_by) VALUES
	  ('141123', 290, 5, 'special_operation', 'welder_op', '新焊工证', '2026-06-01', '2032-06-01', '2029-06-01', NULL),
	  ('141123', 201, 1, 'special_operation', 'electrician_op', '电工证', '2021-02-22', '2027-02-22', '2026-12-24', NULL),
	  ('141123', 202, 2, 'skill', 'elder_care', '养老护理员', '2019-01-01', NULL, NULL, NULL),
	  ('141123', 203, 3, 'driving', 'driving_c1', 'C1', '2020-11-23', '2026-11-23', NULL, NULL),
	  ('141123', 204, 4, 'driving', 'driving_c1', 'C1', '2020-11-24', '2026-11-24', NULL, NULL),
	  ('141123', 205, 5, 'special_operation', 'welder_op', '焊工证', '2021-01-01', '2027-01-01', NULL, 290),
	  ('141123', 206, 6, 'driving', 'driving_c1', 'C1', '2021-02-23', '2027-02-23', NULL, NULL);`

// TestReminders: what is due within 90 days, to the day, and whom to tell on
// which day.
func TestReminders(t *testing.T) {
	t.Parallel()
	d := school(t, papers)
	within(t, d, county, func(tx *db.Tx) error {
		all, err := Reminders(t.Context(), tx, tx.Today())
		if got, want := due(all), "王4 0 false, 王1 30 true, 王1 90 false"; got != want {
			t.Errorf("due %s, want %s", got, want)
		}
		return err
	})
	for day, want := range map[string]string{
		"2026-11-24": "王1 30 true, 王1 90 false", "2026-11-25": "王6 90 false", "2026-11-23": "", "2026-09-25": "王1 90 true", "2027-01-24": "王6 30 false", "2027-01-23": "王1 30 false",
	} {
		within(t, d, county, func(tx *db.Tx) error {
			all, err := RemindedOn(t.Context(), tx, date(t, day))
			if got := due(all); got != want {
				t.Errorf("on %s: %s, want %s", day, got, want)
			}
			return err
		})
	}
	within(t, d, db.Actor{County: "141123", Role: db.Auditor}, func(tx *db.Tx) error {
		all, err := Reminders(t.Context(), tx, tx.Today())
		if len(all) != 3 || strings.Contains(due(all), "王4") {
			t.Errorf("the auditor reads %s", due(all))
		}
		return err
	})
}

func due(all []Reminder) string {
	var out []string
	for _, r := range all {
		out = append(out, fmt.Sprint(r.Name, " ", r.Days, " ", r.Review))
	}
	return strings.Join(out, ", ")
}

// TestRenew: the new paper stands beside the old one, and is what is reminded
// of; each refusal leaves the record as it was.
func TestRenew(t *testing.T) {
	t.Parallel()
	d := school(t, papers)
	within(t, d, county, func(tx *db.Tx) error {
		for want, r := range map[error]struct {
			old   int64
			paper Renewal
		}{
			ErrOlder:           {201, Renewal{Issued: date(t, "2021-02-22")}},
			ErrDates:           {201, Renewal{Issued: date(t, "2026-11-01"), Expires: date(t, "2026-10-01")}},
			ErrRenewed:         {205, Renewal{Issued: date(t, "2026-11-01")}},
			access.ErrNotFound: {77, Renewal{Issued: date(t, "2026-11-01")}},
		} {
			if _, err := Renew(t.Context(), tx, r.old, r.paper); !errors.Is(err, want) {
				t.Errorf("renewing %d: %v, want %v", r.old, err, want)
			}
		}
		id, err := Renew(t.Context(), tx, 201, Renewal{Number: "N2", Issued: date(t, "2026-11-20")})
		if err != nil {
			return err
		}
		all, err := Certificates(t.Context(), tx, 1)
		if err != nil || len(all) != 2 || all[0].ID != id || all[0].Number != "N2" || all[0].Code != "electrician_op" ||
			all[0].Expires.Format(time.DateOnly) != "2032-11-20" || all[0].ReviewOn.Format(time.DateOnly) != "2029-11-20" || *all[1].ReplacedBy != id {
			t.Errorf("certificates %+v, %v", all, err)
		}
		left, err := Reminders(t.Context(), tx, tx.Today())
		if got := due(left); got != "王4 0 false" {
			t.Errorf("due %s", got)
		}
		return err
	})
	within(t, d, db.Actor{County: "141123", Role: db.Worker, Person: 2}, func(tx *db.Tx) error {
		if _, err := Renew(t.Context(), tx, 202, Renewal{Issued: date(t, "2026-11-01")}); !errors.Is(err, access.ErrNotFound) {
			t.Errorf("a worker renews: %v", err)
		}
		return nil
	})
}

const classes = `
	INSERT INTO class (county, id, programme, number, institution, trade, level, starts, ends)
	SELECT '141123', n, CASE n WHEN 6 THEN 4 ELSE 1 END, '第' || n || '期', '甲校', CASE n WHEN 6 THEN '' ELSE '养老护理员' END, CASE WHEN n < 6 THEN 5 END,
	       ('2018-0' || n || '-01')::date, ('2018-0' || n || '-20')::date FROM generate_series(1, 6) n;
	INSERT INTO class (county, id, programme, number, institution, starts) VALUES ('141123', 7, 1, '旧', '甲校', '2015-01-01'), ('141123', 8, 1, '新', '甲校', '2019-01-01');`

// TestFlags: each rule by itself, and what it lets through.
func TestFlags(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct{ rows, want string }{
		"nothing to say":                {"INSERT INTO enrolment (county, person, class) VALUES ('141123', 1, 1), ('141123', 1, 2), ('141123', 1, 3)", ""},
		"retired on the day":            {"INSERT INTO enrolment (county, person, class) VALUES ('141123', 2, 3), ('141123', 2, 4)", "2 4 retired"},
		"retired by the rule's age":     {"INSERT INTO enrolment (county, person, class) VALUES ('141123', 2, 3); UPDATE person SET birth = '1963-03-01' WHERE id = 2", "2 3 retired"},
		"listed as retired":             {"INSERT INTO enrolment (county, person, class, category) VALUES ('141123', 1, 1, '退休人员')", "1 1 retired"},
		"a student":                     {"INSERT INTO enrolment (county, person, class, category) VALUES ('141123', 1, 1, '在校学生')", "1 1 student"},
		"a fourth class in the year":    {"INSERT INTO enrolment (county, person, class) SELECT '141123', 1, n FROM generate_series(2, 5) n", "1 5 too_many"},
		"a fourth that he left":         {"INSERT INTO enrolment (county, person, class, dropped) SELECT '141123', 1, n, n = 3 FROM generate_series(2, 5) n", ""},
		"the fourth in the next year":   {"INSERT INTO enrolment (county, person, class) SELECT '141123', 1, n FROM unnest('{1,2,3,8}'::int[]) n", ""},
		"paid for the same before":      {"INSERT INTO enrolment (county, person, class) VALUES ('141123', 1, 1), ('141123', 1, 2); INSERT INTO subsidy (county, person, class, occupation, level, amount, paid_on) VALUES ('141123', 1, 1, '养老护理员', 5, 900, '2018-02-01')", "1 2 paid_before"},
		"paid for by another office":    {"INSERT INTO enrolment (county, person, class) VALUES ('141123', 1, 1); INSERT INTO subsidy (county, person, occupation, level, amount, paid_on) VALUES ('141123', 1, '养老护理员', 5, 900, '2017-02-01')", "1 1 paid_before"},
		"another level":                 {"INSERT INTO enrolment (county, person, class) VALUES ('141123', 1, 2); INSERT INTO subsidy (county, person, occupation, level, amount, paid_on) VALUES ('141123', 1, '养老护理员', 4, 900, '2017-02-01')", ""},
		"not paid yet":                  {"INSERT INTO enrolment (county, person, class) VALUES ('141123', 1, 2); INSERT INTO subsidy (county, person, occupation, level, amount) VALUES ('141123', 1, '养老护理员', 5, 900)", ""},
		"a class before there was rule": {"INSERT INTO enrolment (county, person, class, category) VALUES ('141123', 1, 7, '在校学生')", ""},
		"another rule by then":          {"INSERT INTO enrolment (county, person, class, category) VALUES ('141123', 1, 8, '在校学生'), ('141123', 1, 1, '在校学生'); INSERT INTO subsidy_rule VALUES ('2019-01-01', 60, 55, true, true, 3, '新规定')", "1 1 student"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			d := school(t, classes+c.rows)
			within(t, d, county, func(tx *db.Tx) error {
				all, err := Flags(t.Context(), tx, 0)
				var out []string
				for _, f := range all {
					out = append(out, fmt.Sprint(f.Person, " ", f.Class, " ", f.Doubt))
				}
				if got := strings.Join(out, ", "); got != c.want {
					t.Errorf("flags %q, want %q", got, c.want)
				}
				for class := int64(1); class <= 8; class++ { // class by class it is the same
					one, err := Flags(t.Context(), tx, class)
					if err != nil {
						return err
					}
					for _, f := range one {
						if f.Class != class || len(all) == 0 || f != all[0] {
							t.Errorf("of class %d alone: %+v", class, f)
						}
						all = all[1:]
					}
				}
				if len(all) > 0 {
					t.Errorf("class by class is missing %+v", all)
				}
				return err
			})
		})
	}
}

// TestFlagsSayWhy: a flag tells what of the record meets what of which rule.
func TestFlagsSayWhy(t *testing.T) {
	t.Parallel()
	d := school(t, classes+`
		INSERT INTO enrolment (county, person, class, category) VALUES ('141123', 2, 4, ''), ('141123', 3, 1, '在校学生'), ('141123', 4, 1, '退休职工'), ('141123', 1, 1, ''), ('141123', 1, 2, ''), ('141123', 1, 3, ''), ('141123', 1, 4, '');
		INSERT INTO subsidy (county, person, class, occupation, level, amount, paid_on) VALUES ('141123', 1, 1, '养老护理员', 5, 900, '2018-02-01');`)
	want := map[string]string{
		"2 4 retired": "开班时 55 岁，规定不满 55 岁", "3 1 student": "名册上写的是在校学生", "4 1 retired": "名册上写的是退休职工",
		"1 2 paid_before": "养老护理员已在 2018-02-01 补贴过同一等级", "1 3 paid_before": "养老护理员已在 2018-02-01 补贴过同一等级", "1 4 paid_before": "养老护理员已在 2018-02-01 补贴过同一等级",
		"1 4 too_many": "2018 年第 4 次，规定最多 3 次",
	}
	within(t, d, county, func(tx *db.Tx) error {
		all, err := Flags(t.Context(), tx, 0)
		if len(all) != len(want) {
			t.Errorf("%d flags, want %d", len(all), len(want))
		}
		for _, f := range all {
			key := fmt.Sprint(f.Person, " ", f.Class, " ", f.Doubt)
			if f.Why != want[key] || !strings.Contains(f.Source, "就业补助资金管理办法") {
				t.Errorf("%s: %q by %q, want %q", key, f.Why, f.Source, want[key])
			}
		}
		return err
	})
}
