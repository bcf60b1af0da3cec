package training

import (
	"errors"
	"maps"
	"testing"

	"laowu/internal/access"
	"laowu/internal/db"
)

// planned is a form that is right.
func planned() map[string]string {
	return map[string]string{
		"programme": "1", "number": "24", "institution": "甲校", "trade": "养老护理员", "level": "5", "starts": "2026-12-01", "ends": "2026-12-20", "hours": "80", "seats": "30",
	}
}

func reader(fields map[string]string) func(string) string {
	return func(field string) string { return fields[field] }
}

// TestReadPlan: each mistake is told at its field, all at once.
func TestReadPlan(t *testing.T) {
	t.Parallel()
	if p, err := ReadPlan(reader(planned())); err != nil || p.Number != "第24期" || p.Hours != 80 || p.Seats != 30 || p.Level != 5 || p.Ends.Sub(p.Starts).Hours() != 19*24 {
		t.Fatalf("%+v, %v", p, err)
	}
	for field, c := range map[string]struct{ text, want string }{
		"programme":   {"", "选一个培训项目"},
		"number":      {"", "写第几期"},
		"institution": {"甲校 14000000001", "不要写身份证号码和电话号码"},
		"starts":      {"2026.12", "写到哪一天，例如 2026-12-01"},
		"ends":        {"2026-11-30", "结业日期早于开班日期，请核对这两个日期"},
		"hours":       {"0", "填 1 到 5000 的数"},
		"seats":       {"三十", "看不懂这个数，请用阿拉伯数字填写，如 30、3500 或 3500-4500"},
		"level":       {"6", "填 1 到 5 的数"},
	} {
		form := planned()
		form[field] = c.text
		_, err := ReadPlan(reader(form))
		var wrong Refusals
		if !errors.As(err, &wrong) || len(wrong) != 1 || wrong.Of(field) != c.want {
			t.Errorf("%s %q: %v", field, c.text, err)
		}
	}
	var wrong Refusals
	if _, err := ReadPlan(reader(nil)); !errors.As(err, &wrong) || len(wrong) != 7 {
		t.Errorf("an empty form: %v", wrong)
	}
}

// TestOpenClass: a class is its institution's, whoever opens it; the same one
// twice, an unknown programme and whoever may not are refused.
func TestOpenClass(t *testing.T) {
	t.Parallel()
	d := school(t, yard)
	plan := func(change map[string]string) Plan {
		form := planned()
		maps.Copy(form, change)
		p, err := ReadPlan(reader(form))
		if err != nil {
			t.Fatal(err)
		}
		return p
	}
	var id int64
	within(t, d, county, func(tx *db.Tx) (err error) {
		id, err = OpenClass(t.Context(), tx, plan(nil))
		return err
	})
	within(t, d, firstSchool, func(tx *db.Tx) error {
		c, err := FindClass(t.Context(), tx, id)
		if c.Number != "第24期" || c.Programme != "吕梁山护工" || *c.Seats != 30 || c.Taken != 0 {
			t.Errorf("the institution sees %+v", c)
		}
		return err
	})
	within(t, d, secondSchool, func(tx *db.Tx) error {
		if _, err := FindClass(t.Context(), tx, id); !errors.Is(err, access.ErrNotFound) {
			t.Errorf("another institution: %v", err)
		}
		own, err := OpenClass(t.Context(), tx, plan(map[string]string{"institution": "甲校"}))
		if err != nil {
			return err
		}
		c, err := FindClass(t.Context(), tx, own)
		if c.Institution != "乙校" {
			t.Errorf("it opened one of %s", c.Institution)
		}
		return err
	})
	for name, c := range map[string]struct {
		by    db.Actor
		plan  Plan
		field string
		want  error
	}{
		"twice":             {county, plan(nil), "number", nil},
		"no such programme": {county, plan(map[string]string{"programme": "99"}), "programme", nil},
		"by an association": {firstVillage, plan(map[string]string{"number": "25", "institution": "村里"}), "", ErrRole},
		"by the auditor":    {auditor, plan(map[string]string{"number": "25", "institution": "村里"}), "", ErrRole},
	} {
		err := d.Tx(t.Context(), c.by, func(tx *db.Tx) error {
			_, err := OpenClass(t.Context(), tx, c.plan)
			return err
		})
		var wrong Refusals
		if c.want != nil && !errors.Is(err, c.want) || c.field != "" && (!errors.As(err, &wrong) || wrong.Of(c.field) == "") {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// TestChangeClass: what the form says is what the class is; not below the seats
// that are taken, not onto another one's number, not by others.
func TestChangeClass(t *testing.T) {
	t.Parallel()
	d := school(t, yard+"INSERT INTO enrolment (county, person, class) VALUES ('141123', 1, 20), ('141123', 2, 20)")
	change := func(by db.Actor, id int64, field, text string) error {
		form := planned()
		form[field] = text
		p, err := ReadPlan(reader(form))
		if err != nil {
			t.Fatal(err)
		}
		return d.Tx(t.Context(), by, func(tx *db.Tx) error { return ChangeClass(t.Context(), tx, id, p) })
	}
	var wrong Refusals
	if err := change(firstSchool, 20, "seats", "1"); !errors.As(err, &wrong) || wrong.Of("seats") != "已经报名 2 人，计划人数不能比这少" {
		t.Errorf("fewer seats than people: %v", err)
	}
	if err := change(firstSchool, 20, "number", "23"); !errors.As(err, &wrong) || wrong.Of("number") == "" {
		t.Errorf("another one's number: %v", err)
	}
	if err := change(secondSchool, 20, "seats", "9"); !errors.Is(err, access.ErrNotFound) {
		t.Errorf("another institution: %v", err)
	}
	if err := change(firstVillage, 20, "institution", "村里"); !errors.Is(err, ErrRole) {
		t.Errorf("an association: %v", err)
	}
	if err := change(firstSchool, 20, "seats", "2"); err != nil {
		t.Fatal(err)
	}
	within(t, d, county, func(tx *db.Tx) error {
		c, err := FindClass(t.Context(), tx, 20)
		if c.Number != "第24期" || *c.Seats != 2 || c.Taken != 2 {
			t.Errorf("the class is %+v", c)
		}
		return err
	})
}
