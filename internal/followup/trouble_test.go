package followup

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"

	"laowu/internal/access"
	"laowu/internal/db"
)

// TestReport: who may say what went wrong, of which work.
func TestReport(t *testing.T) {
	t.Parallel()
	d := town(t, "")
	alone := db.Actor{County: "141123", Role: db.Worker, Person: 4}
	for _, c := range []struct {
		name string
		as   db.Actor
		give Trouble
		want error
	}{
		{"work of another", worker, Trouble{Placement: 2, Kind: Arrears}, access.ErrNotFound},
		{"a station", ordos, Trouble{Placement: 1, Kind: Arrears}, ErrRole},
		{"nobody", db.Actor{County: "141123", Role: db.Nobody}, Trouble{Employer: "砖厂", Kind: Arrears}, ErrRole},
		{"no kind", worker, Trouble{Placement: 1}, ErrIssue},
		{"no employer", worker, Trouble{Employer: "  ", Kind: Arrears}, ErrEmployer},
		{"a long employer", worker, Trouble{Employer: strings.Repeat("厂", 101), Kind: Arrears}, ErrEmployer},
		{"a number for an employer", worker, Trouble{Employer: "14000002019", Kind: Arrears}, ErrNumber},
		{"too many words", worker, Trouble{Placement: 1, Kind: Arrears, Said: strings.Repeat("字", 501)}, ErrLong},
		{"a number among words", worker, Trouble{Placement: 1, Kind: Arrears, Said: "找 14000002019"}, ErrNumber},
		{"owed less than nothing", worker, Trouble{Placement: 1, Kind: Arrears, Amount: -1}, ErrAmount},
		{"a period to come", worker, Trouble{Placement: 1, Kind: Arrears, To: date("2026-11-25")}, ErrPeriod},
		{"wages, in words as long as may be", worker, Trouble{Placement: 1, Kind: Arrears, Amount: 9000, Said: strings.Repeat("字", 500)}, nil},
		{"wages twice", worker, Trouble{Placement: 1, Kind: Arrears}, ErrReported},
		{"another thing", worker, Trouble{Placement: 1, Kind: Injury}, nil},
		{"work that is not on record", worker, Trouble{Employer: "砖厂", Kind: Arrears}, nil},
		{"the same twice", worker, Trouble{Employer: " 砖厂 ", Kind: Arrears}, ErrReported},
		{"another employer", worker, Trouble{Employer: "饭店", Kind: Arrears}, nil},
		{"nobody's member", alone, Trouble{Employer: "饭店", Kind: OtherKind}, nil},
	} {
		err := d.Tx(t.Context(), c.as, func(tx *db.Tx) error { _, err := Report(t.Context(), tx, c.give); return err })
		if !errors.Is(err, c.want) {
			t.Errorf("%s: %v, want %v", c.name, err, c.want)
		}
	}
}

// TestReportOwner: the station of the area handles it, else his association, else
// the county; they see it, with who reported it, and can close it.
func TestReportOwner(t *testing.T) {
	t.Parallel()
	d := town(t, "")
	for _, c := range []struct {
		as    db.Actor
		give  Trouble
		owner string
		sees  db.Actor
		blind db.Actor
	}{
		{worker, Trouble{Placement: 1, Kind: Arrears, Amount: 6000, Said: "两个月没发"}, "鄂尔多斯站", ordos, taiyuan},
		{worker, Trouble{Employer: "砖厂", Kind: Arrears}, "甲村务工协会", association, ordos},
		{db.Actor{County: "141123", Role: db.Worker, Person: 4}, Trouble{Employer: "饭店", Kind: Dispute}, "人社局", county, association},
	} {
		var got Taken
		within(t, d, c.as, func(tx *db.Tx) (err error) { got, err = Report(t.Context(), tx, c.give); return err })
		if got.Owner.Name != c.owner || got.Deadline.Before(date("2026-12-01")) {
			t.Errorf("%+v is handled by %+v until %s", c.give, got.Owner, got.Deadline)
		}
		within(t, d, c.sees, func(tx *db.Tx) error {
			k, err := FindCase(t.Context(), tx, got.Case)
			if err != nil || !strings.HasSuffix(k.OwnerName, c.owner) || k.Employer == "" || k.Person != c.as.Person {
				t.Errorf("the owner reads %+v, %v", k, err)
			}
			steps, err := Steps(t.Context(), tx, got.Case)
			if err != nil || len(steps) != 1 || steps[0].Role != db.Worker {
				t.Errorf("steps %+v, %v", steps, err)
			}
			return CloseCase(t.Context(), tx, got.Case, Settled, "补发了")
		})
		if err := tried(t, d, c.blind, func(ctx context.Context, tx *db.Tx) error { _, err := FindCase(ctx, tx, got.Case); return err }); !errors.Is(err, access.ErrNotFound) {
			t.Errorf("%s reads it: %v", c.blind.Role, err)
		}
		within(t, d, c.as, func(tx *db.Tx) error {
			all, err := CasesOf(t.Context(), tx, c.as.Person)
			if err != nil || len(all) == 0 || !strings.Contains(fmt.Sprint(all[0].Outcome), "settled") {
				t.Errorf("he reads %+v, %v", all, err)
			}
			return err
		})
	}
}
