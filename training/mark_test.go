package training

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"laowu/internal/access"
	"laowu/internal/db"
)

// attending: 王1 and 王2 are in class 22, which has ended and has 80 hours; 王3
// is in 20, which has not begun.
const attending = yard + "INSERT INTO enrolment (county, person, class) VALUES ('141123', 1, 22), ('141123', 2, 22), ('141123', 3, 20);"

// roll is a class with its roll, as the institution sees them.
func roll(t *testing.T, tx *db.Tx, class int64) (Class, []Trainee) {
	t.Helper()
	c, err := FindClass(t.Context(), tx, class)
	if err != nil {
		t.Fatal(err)
	}
	all, err := Roll(t.Context(), tx, class)
	if err != nil {
		t.Fatal(err)
	}
	return c, all
}

func TestMarks(t *testing.T) {
	t.Parallel()
	d := school(t, attending)
	save := func(by db.Actor, class int64, fields map[string]string) error {
		return d.Tx(t.Context(), by, func(tx *db.Tx) error {
			c, all := roll(t, tx, class)
			marks, err := ReadMarks(c, all, reader(fields))
			if err != nil {
				return err
			}
			return SaveMarks(t.Context(), tx, c, marks)
		})
	}
	read := func() (out string) {
		within(t, d, county, func(tx *db.Tx) error {
			_, all := roll(t, tx, 22)
			for _, r := range all {
				out += r.Name + " " + r.Category
				if r.Attended != nil {
					out += fmt.Sprint(" ", *r.Attended)
				}
				if r.Score != nil {
					out += fmt.Sprint(" ", *r.Score)
				}
				out += fmt.Sprint(" ", r.Result, " ", r.Dropped, "; ")
			}
			return nil
		})
		return out
	}
	if err := save(firstSchool, 22, map[string]string{"attended-1": "80", "result-1": "合格", "score-1": "77.5", "category-1": "农村劳动力", "attended-2": "12", "dropped-2": "yes"}); err != nil {
		t.Fatal(err)
	}
	const first = "王1 农村劳动力 80 77.5 passed false; 王2  12  true; "
	if got := read(); got != first {
		t.Errorf("marked %s", got)
	}
	for name, c := range map[string]struct {
		field, text, want string
		more              string
	}{
		"more hours than the class has": {"attended-1", "81", "填 0 到 80 的数", ""},
		"no result":                     {"result-1", "还行", "不是可以填的内容", ""},
		"no number":                     {"score-1", "高", "看不懂这个数", ""},
		"too high a mark":               {"score-1", "1000", "成绩填 0 到 999.99", ""},
		"left and passed":               {"result-2", "优秀", "中途退出的不能算合格", "dropped-2"},
		"a number where words belong":   {"category-1", "14000000001", "不要写身份证号码", ""},
	} {
		err := save(firstSchool, 22, map[string]string{c.field: c.text, c.more: "yes"})
		var wrong Refusals
		if !errors.As(err, &wrong) || len(wrong) != 1 || !strings.Contains(wrong.Of(c.field), c.want) {
			t.Errorf("%s: %v", name, err)
		}
	}
	if err := save(firstSchool, 20, map[string]string{"attended-3": "8"}); err == nil || !strings.Contains(err.Error(), "还没有开课") {
		t.Errorf("before it began: %v", err)
	}
	if err := save(firstSchool, 20, map[string]string{"dropped-3": "yes"}); err != nil {
		t.Errorf("who does not come after all: %v", err)
	}
	if got := read(); got != first {
		t.Errorf("refused forms changed it to %s", got)
	}
	if err := save(firstSchool, 22, nil); err != nil {
		t.Fatal(err)
	}
	if got := read(); got != "王1   false; 王2   false; " {
		t.Errorf("emptied, it is %s", got)
	}
}

// Who does not hold the class writes nothing into its roll, whatever marks he
// brings.
func TestMarksOfOthers(t *testing.T) {
	t.Parallel()
	d := school(t, attending)
	for _, by := range []db.Actor{secondSchool, firstVillage, auditor} {
		_ = d.Tx(t.Context(), by, func(tx *db.Tx) error {
			c := Class{ID: 22, Starts: ptr(date(t, "2026-11-01"))}
			return SaveMarks(t.Context(), tx, c, []Mark{{Person: 1, Result: "passed"}})
		})
	}
	within(t, d, county, func(tx *db.Tx) error {
		if _, all := roll(t, tx, 22); all[0].Result != "" {
			t.Errorf("it is marked %s", all[0].Result)
		}
		return nil
	})
	within(t, d, secondSchool, func(tx *db.Tx) error {
		if _, err := FindClass(t.Context(), tx, 22); !errors.Is(err, access.ErrNotFound) {
			t.Errorf("another institution finds it: %v", err)
		}
		all, err := Roll(t.Context(), tx, 22)
		if len(all) != 0 {
			t.Errorf("another institution reads %d of its roll", len(all))
		}
		return err
	})
	within(t, d, auditor, func(tx *db.Tx) error {
		if _, all := roll(t, tx, 22); all[0].Name != "王**" {
			t.Errorf("the auditor reads %s", all[0].Name)
		}
		return nil
	})
	within(t, d, firstVillage, func(tx *db.Tx) error {
		c, all := roll(t, tx, 20)
		if len(all) != 0 || c.Taken != 1 || c.Enrolled != 0 {
			t.Errorf("the association reads %d of other people, of %+v", len(all), c)
		}
		return nil
	})
}

// TestRowsOfOthers: past the pages, an institution changes its own classes'
// rows and what they gave, not what its trainees hold besides; an association
// sees classes and changes none.
func TestRowsOfOthers(t *testing.T) {
	t.Parallel()
	d := school(t, attending+`
		INSERT INTO certificate (county, id, person, class, kind) VALUES ('141123', 901, 1, 22, 'skill'), ('141123', 902, 1, NULL, 'driving'), ('141123', 903, 3, 21, 'skill');
		INSERT INTO subsidy (county, person, class, amount) VALUES ('141123', 1, 22, 900);`)
	for _, c := range []struct {
		by   db.Actor
		sql  string
		rows int64
	}{
		{firstSchool, "UPDATE certificate SET number = 'x'", 1}, {secondSchool, "UPDATE certificate SET number = 'x'", 0}, {firstVillage, "UPDATE certificate SET number = 'x'", 0}, {county, "UPDATE certificate SET number = 'x'", 3},
		{firstSchool, "UPDATE class SET seats = 9", 3}, {secondSchool, "UPDATE class SET seats = 9", 1}, {firstVillage, "UPDATE class SET seats = 9", 0}, {auditor, "UPDATE class SET seats = 9", 0},
		{firstSchool, "UPDATE enrolment SET result = 'passed'", 3}, {secondSchool, "UPDATE enrolment SET result = 'passed'", 0}, {firstVillage, "UPDATE enrolment SET result = 'passed'", 0}, {auditor, "UPDATE enrolment SET result = 'passed'", 0},
		{firstSchool, "UPDATE subsidy SET amount = 1", 0}, {county, "UPDATE subsidy SET amount = 1", 1},
		{firstVillage, "DELETE FROM enrolment", 0}, {firstSchool, "DELETE FROM enrolment", 0},
	} {
		err := d.Tx(t.Context(), c.by, func(tx *db.Tx) error {
			tag, err := tx.Exec(t.Context(), c.sql)
			if tag.RowsAffected() != c.rows {
				t.Errorf("%s of %d: %s touches %d rows, want %d", c.by.Role, c.by.Organisation, c.sql, tag.RowsAffected(), c.rows)
			}
			return errors.Join(err, errUndo)
		})
		if !errors.Is(err, errUndo) {
			t.Error(err)
		}
	}
}

func ptr[T any](v T) *T { return &v }

// Who had left comes back while there is a seat, and not beyond the last one.
func TestBackToAFullClass(t *testing.T) {
	t.Parallel()
	d := school(t, yard+`INSERT INTO enrolment (county, person, class, dropped) VALUES ('141123', 1, 22, false), ('141123', 2, 22, false), ('141123', 3, 22, true), ('141123', 4, 22, true);`)
	back := func(people ...int64) error {
		return d.Tx(t.Context(), firstSchool, func(tx *db.Tx) error {
			c, _ := roll(t, tx, 22)
			var marks []Mark
			for _, p := range people {
				marks = append(marks, Mark{Person: p})
			}
			return SaveMarks(t.Context(), tx, c, marks)
		})
	}
	var wrong Refusals
	if err := back(3, 4); !errors.As(err, &wrong) || !strings.Contains(err.Error(), "已经满了") {
		t.Errorf("two to one seat: %v", err)
	}
	if err := back(3); err != nil {
		t.Errorf("to the last seat: %v", err)
	}
	if err := back(4); !errors.As(err, &wrong) {
		t.Errorf("to none: %v", err)
	}
}
