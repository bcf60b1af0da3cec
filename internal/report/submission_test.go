package report

import (
	"errors"
	"reflect"
	"strings"
	"testing"

	"laowu/internal/db"
)

// TestSubmission submits a bulletin, changes the records and corrects it: what
// was submitted stays, and each figure that differs says why.
func TestSubmission(t *testing.T) {
	t.Parallel()
	d := tell(t)
	day := onDay(t, "2019-06-30")
	do := func(fn func(tx *db.Tx, now []Line) error) error {
		t.Helper()
		return d.Tx(t.Context(), county, func(tx *db.Tx) error {
			b, err := Count(t.Context(), tx, day)
			if err != nil {
				return err
			}
			return fn(tx, b.Lines())
		})
	}
	submit := func(tx *db.Tx, now []Line) error { return Submit(t.Context(), tx, "bulletin", day, now) }
	correct := func(why string) func(*db.Tx, []Line) error {
		return func(tx *db.Tx, now []Line) error { return CorrectReport(t.Context(), tx, "bulletin", day, now, why) }
	}
	change := func(sql string) {
		t.Helper()
		err := do(func(tx *db.Tx, _ []Line) error { _, err := tx.Exec(t.Context(), sql); return err })
		if err != nil {
			t.Fatal(err)
		}
	}
	for _, step := range []struct {
		what   string
		do     func(*db.Tx, []Line) error
		want   error
		before string // changes the records
	}{
		{"correct before", correct("核对"), ErrNotSubmitted, ""},
		{"submit", submit, nil, ""},
		{"submit twice", submit, ErrSubmitted, ""},
		{"correct without a change", correct("核对"), ErrUnchanged, ""},
		{"correct with a long story", correct(strings.Repeat("长", 501)), ErrReasonLong, ""},
		{"correct without a reason", correct(""), ErrNoReason, "UPDATE placement SET wage_min = 5000, wage_max = 5000 WHERE person = 1"},
		{"correct with a number", correct("14000000001 打来电话"), ErrNumberInWords, ""},
		{"correct", correct("工资报错"), nil, ""},
		{"correct again", correct("核对"), ErrUnchanged, ""},
		{"correct another", correct("漏报一人"), nil, "UPDATE membership SET left_on = '2019-01-01' WHERE person = 3"},
		{"nothing more", correct("核对"), ErrUnchanged, "UPDATE class SET number = '第9期' WHERE id = 1"},
	} {
		if step.before != "" {
			change(step.before)
		}
		if err := do(step.do); !errors.Is(err, step.want) {
			t.Errorf("%s: %v, want %v", step.what, err, step.want)
		}
	}
	change("UPDATE association SET founded = '2019-12-01' WHERE id = 1")
	err := do(func(tx *db.Tx, now []Line) error {
		s, err := Submitted(t.Context(), tx, "bulletin", day)
		if err != nil {
			return err
		}
		want := []Difference{
			{"associations", "务工协会", "1", "0", ""},
			{"members", "参会农民", "3", "2", "漏报一人"},
			{"members_mean_wage", "会员人均月工资", "3000", "3750", "工资报错"},
			{"certified_share_of", "会员持证率（人人持证）：分母", "3", "2", "漏报一人"},
		}
		if got := s.Differences(now); !reflect.DeepEqual(got, want) {
			t.Errorf("differences %+v\nwant %+v", got, want)
		}
		if len(s.Corrections) != 2 || values(s.Lines)["members"] != "3" {
			t.Errorf("submitted %+v", s)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

// TestWhoSubmits: nobody but the county, and no day that has not come.
func TestWhoSubmits(t *testing.T) {
	t.Parallel()
	d := tell(t)
	for role, want := range map[db.Role]error{db.Auditor: ErrSubmitter, db.Township: ErrSubmitter, db.Admin: nil} {
		err := d.Tx(t.Context(), db.Actor{County: "141123", Role: role}, func(tx *db.Tx) error {
			if err := Submit(t.Context(), tx, "bulletin", tx.Today().AddDate(0, 0, 1), nil); role == db.Admin && !errors.Is(err, ErrFuture) {
				t.Errorf("tomorrow: %v", err)
			}
			return Submit(t.Context(), tx, "bulletin", tx.Today(), []Line{})
		})
		if !errors.Is(err, want) {
			t.Errorf("%s: %v, want %v", role, err, want)
		}
	}
}
