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

// TestOpenCaseRefused: each bad case has its refusal.
func TestOpenCaseRefused(t *testing.T) {
	t.Parallel()
	d := town(t, "INSERT INTO followup_case (county, person, placement, kind, owner_role, opened_on, deadline) VALUES ('141123', 1, 1, 'injury', 'county', '2026-11-01', '2026-12-01')")
	for name, c := range map[string]struct {
		as   db.Actor
		give Case
		want error
	}{
		"sound":                    {ordos, Case{Placement: 1, Kind: Arrears, From: date("2026-09-01"), To: date("2026-10-31"), Amount: 9000, Said: "两个月没发"}, nil},
		"of work that ended":       {ordos, Case{Placement: 3, Kind: Arrears}, nil},
		"another station":          {taiyuan, Case{Placement: 1, Kind: Arrears}, access.ErrNotFound},
		"the worker":               {worker, Case{Placement: 1, Kind: Arrears}, ErrRole},
		"the employer":             {employer, Case{Placement: 1, Kind: Arrears}, ErrRole},
		"no kind":                  {ordos, Case{Placement: 1}, ErrIssue},
		"open already":             {ordos, Case{Placement: 1, Kind: Injury}, ErrOpenCase},
		"a period from end to end": {ordos, Case{Placement: 1, Kind: Arrears, From: date("2026-10-31"), To: date("2026-09-01")}, ErrPeriod},
		"a period to come":         {ordos, Case{Placement: 1, Kind: Arrears, To: date("2026-11-25")}, ErrPeriod},
		"owed less than nothing":   {ordos, Case{Placement: 1, Kind: Arrears, Amount: -1}, ErrAmount},
		"a deadline gone by":       {ordos, Case{Placement: 1, Kind: Arrears, Deadline: date("2026-11-23")}, ErrDeadline},
		"a number among words":     {ordos, Case{Placement: 1, Kind: Arrears, Evidence: "142325197603089998"}, ErrNumber},
	} {
		got := tried(t, d, c.as, func(ctx context.Context, tx *db.Tx) error {
			_, err := OpenCase(ctx, tx, c.give)
			return err
		})
		if !errors.Is(got, c.want) {
			t.Errorf("%s: %v, want %v", name, got, c.want)
		}
	}
	got := tried(t, d, ordos, func(ctx context.Context, tx *db.Tx) error {
		if _, err := tx.Exec(ctx, "DELETE FROM case_rule"); err != nil {
			return err
		}
		_, err := OpenCase(ctx, tx, Case{Placement: 1, Kind: Arrears})
		return err
	})
	if !errors.Is(got, ErrCaseRule) {
		t.Errorf("without a rule: %v", got)
	}
}

// reported is a case of unpaid wages that a visit of the Ordos station brought
// up.
func reported(t *testing.T, d *db.DB) (id int64) {
	t.Helper()
	within(t, d, ordos, func(tx *db.Tx) (err error) {
		_, id, err = Record(t.Context(), tx, Visit{Placement: 1, On: date("2026-11-20"), Outcome: InPost, PaidOnTime: ptr(false), Issue: Arrears, Asked: "两个月没发"})
		return err
	})
	return id
}

// TestCase: a case from a visit to its end, with its steps; the deadline comes
// from the rule of its kind, and a later rule is a later case's.
func TestCase(t *testing.T) {
	t.Parallel()
	d := town(t, "INSERT INTO case_rule VALUES ('arrears', '2026-11-25', 3, '新')")
	id := reported(t, d)
	within(t, d, ordos, func(tx *db.Tx) error {
		k, err := FindCase(t.Context(), tx, id)
		if k.Kind != Arrears || k.State != Open || k.OwnerName != "鄂尔多斯站" || k.Employer != "示例服务公司" || k.USCC != "91141123MA0AL47R7J" || k.Said != "两个月没发" ||
			!k.Deadline.Equal(date("2026-12-01")) || !k.OpenedOn.Equal(date("2026-11-24")) || k.Name != "王1" {
			t.Errorf("the case is %+v", k)
		}
		if err == nil {
			err = AddStep(t.Context(), tx, id, "打了 12333")
		}
		if err == nil {
			err = HandOver(t.Context(), tx, id, Owner{Role: db.County}, "请县里出面")
		}
		return err
	})
	within(t, d, county, func(tx *db.Tx) error {
		if err := CloseCase(t.Context(), tx, id, Settled, "补发了两个月"); err != nil {
			return err
		}
		for what, err := range map[string]error{
			"a step":      AddStep(t.Context(), tx, id, "再打"),
			"a hand-over": HandOver(t.Context(), tx, id, Owner{Role: db.Station, ID: 901}, ""),
			"an end":      CloseCase(t.Context(), tx, id, Partly, "x"),
		} {
			if !errors.Is(err, ErrClosed) {
				t.Errorf("%s after the end: %v", what, err)
			}
		}
		return nil
	})
	within(t, d, association, func(tx *db.Tx) error {
		steps, err := Steps(t.Context(), tx, id)
		var out []string
		for _, s := range steps {
			out = append(out, strings.TrimSpace(fmt.Sprint(s.Organisation, " ", s.Kind, " ", s.Said, " ", s.To)))
		}
		if got, want := strings.Join(out, ", "), "鄂尔多斯站 opened, 鄂尔多斯站 noted 打了 12333, 鄂尔多斯站 handed 请县里出面 县人社局, 人社局 closed 补发了两个月"; got != want {
			t.Errorf("steps\n%s\nwant\n%s", got, want)
		}
		closed, err2 := Cases(t.Context(), tx, WhichCases{State: Closed}, 0, 10)
		if len(closed) != 1 || closed[0].Outcome != Settled || closed[0].ClosedOn == nil {
			t.Errorf("closed are %+v", closed)
		}
		return errors.Join(err, err2)
	})
}

// TestCaseRefused: bad steps are refused, and the case stays as it was.
func TestCaseRefused(t *testing.T) {
	t.Parallel()
	d := town(t, "")
	id := reported(t, d)
	for name, c := range map[string]struct {
		as   db.Actor
		do   func(context.Context, *db.Tx) error
		want error
	}{
		"an empty step":       {ordos, func(ctx context.Context, tx *db.Tx) error { return AddStep(ctx, tx, id, " ") }, ErrStep},
		"a number in a step":  {ordos, func(ctx context.Context, tx *db.Tx) error { return AddStep(ctx, tx, id, "找 14000000001") }, ErrNumber},
		"a step out of sight": {taiyuan, func(ctx context.Context, tx *db.Tx) error { return AddStep(ctx, tx, id, "x") }, access.ErrNotFound},
		"a worker's step":     {worker, func(ctx context.Context, tx *db.Tx) error { return AddStep(ctx, tx, id, "x") }, ErrRole},
		"an auditor's step":   {auditor, func(ctx context.Context, tx *db.Tx) error { return AddStep(ctx, tx, id, "x") }, ErrRole},
		"handed to who sees none": {ordos, func(ctx context.Context, tx *db.Tx) error {
			return HandOver(ctx, tx, id, Owner{Role: db.Station, ID: 902}, "")
		}, ErrOwner},
		"handed to an employer": {ordos, func(ctx context.Context, tx *db.Tx) error {
			return HandOver(ctx, tx, id, Owner{Role: db.Enterprise, ID: 920}, "")
		}, ErrOwner},
		"handed to oneself": {ordos, func(ctx context.Context, tx *db.Tx) error {
			return HandOver(ctx, tx, id, Owner{Role: db.Station, ID: 901}, "")
		}, ErrOwner},
		"handed to nobody":     {ordos, func(ctx context.Context, tx *db.Tx) error { return HandOver(ctx, tx, id, Owner{}, "") }, ErrOwner},
		"ended without a how":  {ordos, func(ctx context.Context, tx *db.Tx) error { return CloseCase(ctx, tx, id, "", "x") }, ErrEnding},
		"ended without a word": {ordos, func(ctx context.Context, tx *db.Tx) error { return CloseCase(ctx, tx, id, Settled, "") }, ErrEnding},
		"another issue, same case": {ordos, func(ctx context.Context, tx *db.Tx) error {
			_, err := OpenCase(ctx, tx, Case{Placement: 1, Kind: Arrears})
			return err
		}, ErrOpenCase},
	} {
		if got := tried(t, d, c.as, c.do); !errors.Is(got, c.want) {
			t.Errorf("%s: %v, want %v", name, got, c.want)
		}
	}
	within(t, d, ordos, func(tx *db.Tx) error {
		n, err := CountCases(t.Context(), tx)
		if n != (CaseCount{Open: 1, Mine: 1}) {
			t.Errorf("counted %+v", n)
		}
		return err
	})
}

// TestOwners: whom a case can be handed to is who sees it.
func TestOwners(t *testing.T) {
	t.Parallel()
	d := town(t, "")
	for placement, want := range map[int64]string{
		1: "鄂尔多斯站 甲村务工协会 康宁镇政府 人社局", 2: "太原站 人社局", 77: "",
	} {
		within(t, d, county, func(tx *db.Tx) error {
			all, err := Owners(t.Context(), tx, placement, placement)
			var names []string
			for _, o := range all {
				names = append(names, o.Name)
			}
			if got := strings.Join(names, " "); got != want {
				t.Errorf("of %d: %s, want %s", placement, got, want)
			}
			return err
		})
	}
}

// TestSight: who sees which visits, cases and steps, and that steps are never
// changed, whatever a statement asks.
func TestSight(t *testing.T) {
	t.Parallel()
	d := town(t, "")
	id := reported(t, d)
	for as, want := range map[db.Actor]int{
		county: 1, auditor: 1, ordos: 1, association: 1, township: 1, worker: 1, taiyuan: 0, stranger: 0, employer: 0,
		{County: "141123", Role: db.Nobody}: 0, {County: "141123", Role: db.Trainer, Organisation: 905}: 0, {County: "141123", Role: db.Worker, Person: 2}: 0,
		{County: "141124", Role: db.County}: 0,
	} {
		for _, table := range []string{"visit", "followup_case", "case_step"} {
			var n int
			err := d.ReadTx(t.Context(), as, func(tx *db.Tx) error {
				return tx.QueryRow(t.Context(), "SELECT count(*) FROM "+table).Scan(&n)
			})
			if err != nil || n != want {
				t.Errorf("%s of %d sees %d of %s, want %d: %v", as.Role, as.Organisation, n, table, want, err)
			}
		}
		refusal := tried(t, d, as, func(ctx context.Context, tx *db.Tx) error {
			tag, err := tx.Exec(ctx, "UPDATE case_step SET said = 'x' WHERE of_case = $1", id)
			if err == nil && tag.RowsAffected() == 0 {
				tag, err = tx.Exec(ctx, "DELETE FROM case_step WHERE of_case = $1", id)
			}
			if err == nil && tag.RowsAffected() > 0 {
				err = errors.New("steps were changed")
			}
			return err
		})
		if refusal != nil {
			t.Errorf("%s: %v", as.Role, refusal)
		}
	}
}
