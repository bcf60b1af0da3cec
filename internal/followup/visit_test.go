package followup

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"

	"laowu/internal/access"
	"laowu/internal/db"
	"laowu/internal/hiring"
)

func ptr[T any](v T) *T { return &v }

// TestRecordRefused: each bad visit has its refusal and leaves no trace; work 3
// ran from 10 January to 1 October 2026, work 1 runs since 1 November.
func TestRecordRefused(t *testing.T) {
	t.Parallel()
	d := town(t, "")
	sound := Visit{Placement: 1, On: date("2026-11-08"), Way: Phone, Outcome: InPost}
	for name, c := range map[string]struct {
		as     db.Actor
		change func(*Visit)
		want   error
	}{
		"sound":                          {ordos, func(*Visit) {}, nil},
		"by the association":             {association, func(*Visit) {}, nil},
		"by the township":                {township, func(*Visit) {}, nil},
		"by the county":                  {county, func(*Visit) {}, nil},
		"another station":                {taiyuan, func(*Visit) {}, access.ErrNotFound},
		"another association":            {stranger, func(*Visit) {}, access.ErrNotFound},
		"the worker himself":             {worker, func(*Visit) {}, ErrRole},
		"the employer":                   {employer, func(*Visit) {}, ErrRole},
		"the auditor":                    {auditor, func(*Visit) {}, ErrRole},
		"no such work":                   {county, func(v *Visit) { v.Placement = 77 }, access.ErrNotFound},
		"the first day":                  {ordos, func(v *Visit) { v.On = date("2026-11-01") }, nil},
		"before the first day":           {ordos, func(v *Visit) { v.On = date("2026-10-31") }, ErrEarly},
		"today":                          {ordos, func(v *Visit) { v.On = date("2026-11-24") }, nil},
		"tomorrow":                       {ordos, func(v *Visit) { v.On = date("2026-11-25") }, ErrFuture},
		"the last day":                   {ordos, func(v *Visit) { v.Placement, v.On = 3, date("2026-10-01") }, nil},
		"in post after the end":          {ordos, func(v *Visit) { v.Placement, v.On = 3, date("2026-10-02") }, ErrEnded},
		"no answer after the end":        {ordos, func(v *Visit) { v.Placement, v.On, v.Outcome = 3, date("2026-10-02"), NoAnswer }, ErrEnded},
		"left, as was known":             {ordos, func(v *Visit) { v.Placement, v.On, v.Outcome, v.Reason = 3, date("2026-10-02"), Left, "family" }, nil},
		"no outcome":                     {ordos, func(v *Visit) { v.Outcome = "" }, ErrOutcome},
		"unreachable at once":            {ordos, func(v *Visit) { v.Outcome = Unreachable }, ErrOutcome},
		"an unknown way":                 {ordos, func(v *Visit) { v.Way = "pigeon" }, ErrWay},
		"an unknown issue":               {ordos, func(v *Visit) { v.Issue = "rain" }, ErrIssue},
		"left without a reason":          {ordos, func(v *Visit) { v.Outcome = Left }, ErrWhyLeft},
		"left for an unknown reason":     {ordos, func(v *Visit) { v.Outcome, v.Reason = Left, "bored" }, ErrWhyLeft},
		"left before the first day":      {ordos, func(v *Visit) { v.Outcome, v.Reason, v.LeftOn = Left, "wage", date("2026-10-31") }, ErrLeftOn},
		"left after the visit":           {ordos, func(v *Visit) { v.Outcome, v.Reason, v.LeftOn = Left, "wage", date("2026-11-09") }, ErrLeftOn},
		"in post with a reason":          {ordos, func(v *Visit) { v.Reason = "wage" }, ErrNotLeft},
		"in post with a day of leaving":  {ordos, func(v *Visit) { v.LeftOn = v.On }, ErrNotLeft},
		"no answer that tells of wages":  {ordos, func(v *Visit) { v.Outcome, v.PaidOnTime = NoAnswer, ptr(true) }, ErrNoAnswered},
		"no answer that tells of issues": {ordos, func(v *Visit) { v.Outcome, v.Issue = NoAnswer, Arrears }, ErrNoAnswered},
		"wages from high to low":         {ordos, func(v *Visit) { v.WageMin, v.WageMax = ptr(5000), ptr(4000) }, ErrWage},
		"a number among words":           {ordos, func(v *Visit) { v.Asked = "打 14000000001 找我" }, ErrNumber},
		"a novel":                        {ordos, func(v *Visit) { v.Done = strings.Repeat("长", 501) }, ErrLong},
	} {
		got := tried(t, d, c.as, func(ctx context.Context, tx *db.Tx) error {
			v := sound
			c.change(&v)
			_, _, err := Record(ctx, tx, v)
			return err
		})
		if !errors.Is(got, c.want) {
			t.Errorf("%s: %v, want %v", name, got, c.want)
		}
	}
}

// told is what the records say of work 1 and its person.
func told(t *testing.T, d *db.DB) (out string) {
	t.Helper()
	within(t, d, county, func(tx *db.Tx) error {
		return tx.QueryRow(t.Context(), `
			SELECT coalesce(p.ended::text, '…') || ' ' || p.end_reason || ' ' || array_to_string(p.sources, '+') || ' ' || coalesce(w.willing::text, '?')
			FROM placement p JOIN person w ON w.id = p.person WHERE p.id = 1`).Scan(&out)
	})
	return out
}

// TestLeft: who left is at work no more and wants, or does not want, to work
// again; whoever looks for free people finds him.
func TestLeft(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		as    db.Actor
		visit Visit
		want  string
	}{
		"on the visit's day": {ordos, Visit{Reason: "term_over"}, "2026-11-20 term_over roster+visit ?"},
		"on an earlier day":  {association, Visit{Reason: "arrears", LeftOn: date("2026-11-15")}, "2026-11-15 arrears roster+visit ?"},
		"wants to work":      {ordos, Visit{Reason: "family", Willing: ptr(true)}, "2026-11-20 family roster+visit true"},
		"does not":           {township, Visit{Reason: "retired", Willing: ptr(false)}, "2026-11-20 retired roster+visit false"},
		"died":               {county, Visit{Reason: "died"}, "2026-11-20 died roster+visit false"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			d := town(t, "")
			c.visit.Placement, c.visit.On, c.visit.Outcome = 1, date("2026-11-20"), Left
			within(t, d, c.as, func(tx *db.Tx) error {
				_, _, err := Record(t.Context(), tx, c.visit)
				return err
			})
			if got := told(t, d); got != c.want {
				t.Errorf("the records say %s, want %s", got, c.want)
			}
			within(t, d, county, func(tx *db.Tx) error {
				work, err := hiring.CurrentWork(t.Context(), tx, []int64{1, 2})
				if _, busy := work[1]; busy || len(work) != 1 {
					t.Errorf("at work are %v", work)
				}
				return err
			})
		})
	}
}

// TestEndSpells: the function ends what the asker sees and nothing else, and no
// work twice.
func TestEndSpells(t *testing.T) {
	t.Parallel()
	d := town(t, "")
	for as, want := range map[db.Actor]string{county: "1,2", ordos: "1", taiyuan: "2", township: "1", association: "1", stranger: "", worker: "denied", employer: "denied", auditor: "denied"} {
		var got string
		refusal := tried(t, d, as, func(ctx context.Context, tx *db.Tx) error {
			return tx.QueryRow(ctx, `
				SELECT coalesce(string_agg(s::text, ',' ORDER BY s), '') FROM access.end_spells('{1,2,3}', '{2026-11-20,2026-11-20,2026-11-20}', '{"","",""}', '{null,null,null}') s`).Scan(&got)
		})
		if refusal != nil {
			got = "denied"
		}
		if got != want {
			t.Errorf("%s ends %q, want %q (%v)", as.Role, got, want, refusal)
		}
	}
}

// TestSameDay: an answer takes the place of a failed try; nothing else is
// recorded twice a day.
func TestSameDay(t *testing.T) {
	t.Parallel()
	d := town(t, "")
	day := date("2026-11-20")
	for i, c := range []struct {
		outcome Outcome
		want    error
	}{{NoAnswer, nil}, {NoAnswer, ErrAgain}, {InPost, nil}, {InPost, ErrAgain}, {NoAnswer, ErrAgain}} {
		err := d.Tx(t.Context(), ordos, func(tx *db.Tx) error {
			_, _, err := Record(t.Context(), tx, Visit{Placement: 1, On: day, Outcome: c.outcome, By: "老任"})
			return err
		})
		if !errors.Is(err, c.want) {
			t.Errorf("record %d: %v, want %v", i+1, err, c.want)
		}
	}
	within(t, d, worker, func(tx *db.Tx) error {
		all, err := Visits(t.Context(), tx, 1)
		if len(all) != 1 || all[0].Result != InPost || all[0].VisitedBy != "老任" || all[0].Source != "page" || all[0].Employer != "示例服务公司" {
			t.Errorf("the worker reads %+v", all)
		}
		return err
	})
}

// TestUnreachable: the third try in a row is an outcome, and the count begins
// anew.
func TestUnreachable(t *testing.T) {
	t.Parallel()
	d := town(t, "")
	for n := range 4 {
		within(t, d, ordos, func(tx *db.Tx) error {
			_, _, err := Record(t.Context(), tx, Visit{Placement: 1, On: date("2026-11-10").AddDate(0, 0, n), Outcome: NoAnswer})
			return err
		})
	}
	within(t, d, ordos, func(tx *db.Tx) error {
		all, err := Visits(t.Context(), tx, 1)
		if err != nil {
			return err
		}
		var got []string
		for _, v := range all {
			got = append(got, fmt.Sprint(v.VisitedOn.Day(), " ", v.Result, " ", *v.Try))
		}
		if text := strings.Join(got, ", "); text != "13 no_answer 4, 12 unreachable 3, 11 no_answer 2, 10 no_answer 1" {
			t.Errorf("visits %s", text)
		}
		k, err := CountKept(t.Context(), tx, date("2026-11-01"), tx.Today())
		if k != (Kept{Due: 1, Unreachable: 1}) {
			t.Errorf("kept %+v", k)
		}
		return err
	})
}
