package imports

import (
	"bytes"
	"errors"
	"os"
	"slices"
	"testing"

	"laowu/internal/access"
	"laowu/internal/db"
)

func (d *testDesk) do(t *testing.T, do func(tx *db.Tx) error) error {
	t.Helper()
	return d.service.DB.Tx(t.Context(), d.actor, do)
}

func (d *testDesk) keep(t *testing.T, name, form string) (id int64, err error) {
	t.Helper()
	data, err := os.ReadFile("testdata/forms/" + form + ".xlsx") //nolint:gosec // the test's own
	if err != nil {
		t.Fatal(err)
	}
	k, _ := ByName("members")
	err = d.do(t, func(tx *db.Tx) (err error) {
		id, err = KeepForm(t.Context(), tx, d.service.Vault, k, name, Blank{Name: form + ".xlsx", Data: data})
		return err
	})
	return id, err
}

func (d *testDesk) kept(t *testing.T) map[string]bool {
	t.Helper()
	out := map[string]bool{}
	err := d.do(t, func(tx *db.Tx) error {
		all, err := Forms(t.Context(), tx)
		for _, f := range all {
			out[f.Name] = f.Own
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// fillKept fills a kept form and says what became of it.
func (d *testDesk) fillKept(t *testing.T, name string, q Export) *filledForm {
	t.Helper()
	f := &filledForm{T: t}
	var out bytes.Buffer
	err := d.do(t, func(tx *db.Tx) error {
		kept, blank, err := FormCalled(t.Context(), tx, d.service.Vault, name)
		if err != nil {
			return err
		}
		q.Kind = kept.Kind
		f.said, err = q.Fill(t.Context(), tx, d.service.Vault, blank, &out)
		return err
	})
	if err != nil {
		t.Fatalf("fill %s: %v", name, err)
	}
	f.data = out.Bytes()
	return f
}

// TestKeptForms: the county's forms are there for all, each fills them with the
// people it sees and changes its own alone.
func TestKeptForms(t *testing.T) {
	t.Parallel()
	d := roles(t)
	own, other, town := d.as(t, db.Association, "甲村务工协会"), d.as(t, db.Association, "戊村务工协会"), d.as(t, db.Township, "康宁镇政府")
	shared, err := d.keep(t, "县里的月报", "01-roster")
	if err != nil {
		t.Fatal(err)
	}
	mine, err := own.keep(t, "本会名单", "05-sum-at-top")
	if err != nil {
		t.Fatal(err)
	}
	for desk, want := range map[*testDesk]map[string]bool{
		d: {"县里的月报": true, "本会名单": true}, own: {"县里的月报": false, "本会名单": true}, other: {"县里的月报": false}, town: {"县里的月报": false},
		d.as(t, db.Enterprise, "甲厂"): {"县里的月报": false},
	} {
		if got := desk.kept(t); len(got) != len(want) || got["县里的月报"] != want["县里的月报"] || got["本会名单"] != want["本会名单"] {
			t.Errorf("%s has %v, want %v", desk.actor.Role, got, want)
		}
	}
	for _, c := range []struct {
		about string
		want  error
		do    func(tx *db.Tx) error
		desk  *testDesk
	}{
		{"changes the county's", ErrNoForm, func(tx *db.Tx) error { return ChangeForm(t.Context(), tx, shared, "我的", FormMapping{}) }, own},
		{"drops another's", ErrNoForm, func(tx *db.Tx) error { return DropForm(t.Context(), tx, mine) }, other},
		{"finds another's", ErrNoForm, func(tx *db.Tx) error { _, _, err := FindForm(t.Context(), tx, d.service.Vault, mine); return err }, other},
		{"no name", ErrFormName, func(tx *db.Tx) error { return ChangeForm(t.Context(), tx, mine, " x ", FormMapping{}) }, own},
		{"a number for a name", ErrFormName, func(tx *db.Tx) error { return ChangeForm(t.Context(), tx, mine, "王建14000000001", FormMapping{}) }, own},
		{"reveals", ErrReveal, func(tx *db.Tx) error {
			_, err := Export{Kind: members(), Reveal: true}.Fill(t.Context(), tx, d.service.Vault, Blank{}, nil)
			return err
		}, own},
		{"changes its own", nil, func(tx *db.Tx) error { return ChangeForm(t.Context(), tx, mine, "本会名单", FormMapping{}) }, own},
	} {
		if err := c.desk.do(t, c.do); !errors.Is(err, c.want) {
			t.Errorf("%s: %v, want %v", c.about, err, c.want)
		}
	}
	if _, err := own.keep(t, "本会名单", "01-roster"); !errors.Is(err, ErrFormTaken) {
		t.Errorf("kept twice: %v", err)
	}
	if f := other.fillKept(t, "县里的月报", Export{}); f.said.Rows != 1 {
		t.Errorf("the other association has %d rows", f.said.Rows)
	}
	if f := town.fillKept(t, "县里的月报", Export{}); f.said.Rows != 0 {
		t.Errorf("a township without members has %d rows", f.said.Rows)
	}
	if err := own.do(t, func(tx *db.Tx) error { return DropForm(t.Context(), tx, mine) }); err != nil {
		t.Error(err)
	}
	if got := d.tell(t, "SELECT count(*) FROM audit WHERE action = ANY ('{form_kept,form_changed,form_dropped}')"); got != "4" {
		t.Errorf("%s entries in the audit trail", got)
	}
}

// TestCorrectedForm: what somebody says of a column counts from then on, and is
// refused where it says nothing; the blank stays sealed.
func TestCorrectedForm(t *testing.T) {
	t.Parallel()
	d := roles(t)
	id, err := d.keep(t, "月报", "01-roster")
	if err != nil {
		t.Fatal(err)
	}
	err = d.do(t, func(tx *db.Tx) error {
		kept, blank, err := FindForm(t.Context(), tx, d.service.Vault, id)
		if err != nil {
			return err
		}
		form, err := blank.OpenForm(t.Context(), tx, kept.Kind)
		if err != nil {
			return err
		}
		defer form.Close() //nolint:errcheck // read only
		form.Set(0, 9, "", "已核对")
		form.Set(0, 5, "village", "")
		form.Set(0, 2, "", "")
		form.Set(0, 8, "name", "")    // a formula stays
		form.Set(0, 4, "nothing", "") // no fact of the kind
		form.Set(7, 1, "name", "")    // no sheet
		form.Set(0, 99, "name", "")   // no column
		form.Set(0, -1, "", "王")      // neither
		return ChangeForm(t.Context(), tx, id, "月报", form.Mapping())
	})
	if err != nil {
		t.Fatal(err)
	}
	f := d.fillKept(t, "月报", Export{})
	want := map[string]string{"序号": "serial", "姓名": "name", "身份证号码": "id_number", "务工地点": "village", "月工资(元)": "wage", "外出时间": "started", "年收入(元)": "formula", "备注": "fixed"}
	s := f.said.Sheets[0]
	if len(s.Columns) != len(want) || len(s.Empty) != 2 {
		t.Errorf("columns %v, empty %v", s.Columns, s.Empty)
	}
	for heading, fact := range want {
		if s.Columns[heading] != fact {
			t.Errorf("%s is filled with %q, want %q", heading, s.Columns[heading], fact)
		}
	}
	if data, err := os.ReadFile("testdata/forms/01-roster.xlsx"); err != nil || d.tell(t, "SELECT position('xl/workbook.xml'::bytea IN sealed) FROM form") != "0" || len(data) == 0 {
		t.Errorf("the blank lies open: %v", err)
	}
	if !slices.ContainsFunc(Sealed(), func(s access.Sealed) bool { return s.Table == "form" && s.Field == access.File }) {
		t.Error("a change of keys would pass the blank over")
	}
}
