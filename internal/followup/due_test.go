package followup

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"laowu/internal/db"
)

// TestQueue: what is due today, 24 November 2026, and in a week, and what visits
// make of it.
func TestQueue(t *testing.T) {
	t.Parallel()
	visit := func(placement int, outcome string, days ...string) string {
		var out strings.Builder
		for _, day := range days {
			left := ""
			if outcome == "left" {
				left = "other"
			}
			fmt.Fprintf(&out, "INSERT INTO visit (county, person, placement, visited_on, outcome, end_reason, source, recorded_at) SELECT county, person, id, '%s', '%s', '%s', 'page', now() FROM placement WHERE id = %d;",
				day, outcome, left, placement)
		}
		return out.String()
	}
	for name, c := range map[string]struct{ rows, today, soon string }{
		"nobody was there":         {"", "1 7 16 0, 2 90 25 0", "1 7 16 0, 2 90 25 0"},
		"who was reached":          {visit(1, "in_post", "2026-11-10"), "2 90 25 0", "1 30 -7 0, 2 90 25 0"},
		"three days early":         {visit(1, "in_post", "2026-11-05"), "2 90 25 0", "1 30 -7 0, 2 90 25 0"},
		"four days early":          {visit(1, "in_post", "2026-11-04"), "1 7 16 0, 2 90 25 0", "1 7 16 0, 2 90 25 0"},
		"one visit makes up":       {visit(2, "in_post", "2026-10-28"), "1 7 16 0", "1 7 16 0"},
		"two tries":                {visit(1, "no_answer", "2026-11-08", "2026-11-12"), "1 7 16 2, 2 90 25 0", "1 7 16 2, 2 90 25 0"},
		"three tries":              {visit(1, "no_answer", "2026-11-08", "2026-11-12", "2026-11-13"), "2 90 25 0", "1 30 -7 0, 2 90 25 0"},
		"a fourth try":             {visit(1, "no_answer", "2026-11-08", "2026-11-12", "2026-11-13", "2026-11-20"), "2 90 25 0", "1 30 -7 1, 2 90 25 0"},
		"an answer between tries":  {visit(1, "no_answer", "2026-11-08", "2026-11-12", "2026-11-14") + visit(1, "in_post", "2026-11-13"), "2 90 25 0", "1 30 -7 1, 2 90 25 0"},
		"found left, still listed": {visit(1, "left", "2026-11-10") + "UPDATE placement SET ended = '2026-11-10' WHERE id = 1", "2 90 25 0", "2 90 25 0"},
		"a rule of another day":    {"INSERT INTO visit_rule VALUES ('2026-10-01', '{20}', 10, 0, 3, '新')", "1 20 3 0, 2 90 25 0", "1 20 3 0, 2 90 25 0"},
		"no rule":                  {"DELETE FROM visit_rule", "", ""},
		"a start that nobody knows": {
			"UPDATE placement SET started = NULL, reported_on = '2026-11-20' WHERE id = 1", "2 90 25 0", "1 7 -3 0, 2 90 25 0",
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			d := town(t, c.rows)
			if got := queue(t, d, county, "2026-11-24"); got != c.today {
				t.Errorf("today %q, want %q", got, c.today)
			}
			if got := queue(t, d, county, "2026-12-01"); got != c.soon {
				t.Errorf("in a week %q, want %q", got, c.soon)
			}
		})
	}
}

// life is a made-up spell of work with its visits, for the brute force.
type life struct {
	begun, ended time.Time
	visits       []struct {
		on      time.Time
		outcome Outcome
	}
}

// plan is the rule as a list of days until the day given.
func plan(days []int, every int, begun, until time.Time) []time.Time {
	var out []time.Time
	for _, n := range days {
		out = append(out, begun.AddDate(0, 0, n))
	}
	for last := out[len(out)-1]; !last.After(until); {
		last = last.AddDate(0, 0, every)
		out = append(out, last)
	}
	return out
}

// walked goes through the visits one by one: those that settled something, and
// the failed tries since.
func (l life) walked(tries int) (settled []time.Time, came []Outcome, failed int) {
	for _, v := range l.visits {
		o := v.outcome
		if o == NoAnswer {
			if failed++; failed < tries {
				continue
			}
			o = Unreachable
		}
		failed, settled, came = 0, append(settled, v.on), append(came, o)
	}
	return settled, came, failed
}

// made draws a rule and spells with visits.
func made(rt *rapid.T, today time.Time) (days []int, every, early, tries int, lives []life) {
	days = rapid.SliceOfNDistinct(rapid.IntRange(1, 90), 1, 4, rapid.ID[int]).Draw(rt, "days")
	slices.Sort(days)
	every, early, tries = rapid.IntRange(1, 60).Draw(rt, "every"), rapid.IntRange(0, 5).Draw(rt, "early"), rapid.IntRange(1, 3).Draw(rt, "tries")
	for range rapid.IntRange(1, 4).Draw(rt, "spells") {
		age := rapid.IntRange(0, 300).Draw(rt, "age")
		l := life{begun: today.AddDate(0, 0, -age)}
		if rapid.Bool().Draw(rt, "over") {
			l.ended = l.begun.AddDate(0, 0, rapid.IntRange(0, age+20).Draw(rt, "lasted"))
		}
		for _, n := range rapid.SliceOfNDistinct(rapid.IntRange(0, age), 0, min(age, 6), rapid.ID[int]).Draw(rt, "visits") {
			l.visits = append(l.visits, struct {
				on      time.Time
				outcome Outcome
			}{l.begun.AddDate(0, 0, n), rapid.SampledFrom([]Outcome{InPost, NoAnswer, NoAnswer}).Draw(rt, "outcome")})
		}
		slices.SortFunc(l.visits, func(x, y struct {
			on      time.Time
			outcome Outcome
		},
		) int {
			return x.on.Compare(y.on)
		})
		if !l.ended.IsZero() && rapid.Bool().Draw(rt, "found") {
			on := l.ended.AddDate(0, 0, rapid.IntRange(0, 30).Draw(rt, "found after"))
			l.visits = slices.DeleteFunc(l.visits, func(v struct {
				on      time.Time
				outcome Outcome
			},
			) bool {
				return !v.on.Before(on)
			})
			if !on.After(today) {
				l.visits = append(l.visits, struct {
					on      time.Time
					outcome Outcome
				}{on, Left})
			}
		}
		lives = append(lives, l)
	}
	return days, every, early, tries, lives
}

// write puts the spells into the county instead of what is there.
func write(ctx context.Context, tx *db.Tx, days []int, every, early, tries int, lives []life) error {
	_, err := tx.Exec(ctx, "RESET ROLE; DELETE FROM placement; DELETE FROM visit_rule")
	if err != nil {
		return err
	}
	if _, err := tx.Exec(ctx, "INSERT INTO visit_rule VALUES ('2000-01-01', $1, $2, $3, $4, '')", days, every, early, tries); err != nil {
		return err
	}
	for i, l := range lives {
		_, err := tx.Exec(ctx, "INSERT INTO placement (county, id, person, started, ended, reported_on, sources) VALUES ('141123', $1, 1, $2, $3, $2, '{roster}')",
			i+1, l.begun, given(l.ended))
		if err != nil {
			return err
		}
		for _, v := range l.visits {
			_, err := tx.Exec(ctx, "INSERT INTO visit (county, person, placement, visited_on, outcome, source, recorded_at) VALUES ('141123', 1, $1, $2, $3, 'page', now())",
				i+1, v.on, v.outcome)
			if err != nil {
				return err
			}
		}
	}
	_, err = tx.Exec(ctx, "SET ROLE "+db.ServiceRole)
	return err
}

// TestDueDays compares the queue with a walk through the days.
func TestDueDays(t *testing.T) {
	t.Parallel()
	d := town(t, "")
	rapid.Check(t, func(rt *rapid.T) {
		var got, want []string
		refusal := tried(t, d, county, func(ctx context.Context, tx *db.Tx) error {
			today := tx.Today()
			days, every, early, tries, lives := made(rt, today)
			by := today.AddDate(0, 0, rapid.IntRange(0, 40).Draw(rt, "by"))
			if err := write(ctx, tx, days, every, early, tries, lives); err != nil {
				return err
			}
			w, err := Queue(ctx, tx, Which{By: by}, 0, 100)
			for _, one := range w.List {
				got = append(got, fmt.Sprint(one.Placement, " ", one.On.Format(time.DateOnly), " ", one.Tries))
			}
			for i, l := range lives {
				if l.begun.After(today) || !l.ended.IsZero() && !l.ended.After(today) {
					continue
				}
				settled, _, failed := l.walked(tries)
				var next time.Time
				for _, due := range plan(days, every, l.begun, by.AddDate(0, 0, early)) {
					if len(settled) > 0 && !due.After(settled[len(settled)-1].AddDate(0, 0, early)) {
						continue
					}
					if next.IsZero() || !due.After(today) {
						next = due
					}
				}
				if !next.After(by) {
					want = append(want, fmt.Sprint(i+1, " ", next.Format(time.DateOnly), " ", failed))
				}
			}
			return err
		})
		slices.Sort(got)
		slices.Sort(want)
		if refusal != nil || !slices.Equal(got, want) {
			rt.Fatalf("due %v, want %v: %v", got, want, refusal)
		}
	})
}

// TestKept compares the checks with a walk through the days.
func TestKept(t *testing.T) {
	t.Parallel()
	d := town(t, "")
	rapid.Check(t, func(rt *rapid.T) {
		var got, want Kept
		refusal := tried(t, d, county, func(ctx context.Context, tx *db.Tx) error {
			to := tx.Today()
			days, every, early, tries, lives := made(rt, to)
			from := to.AddDate(0, 0, -rapid.IntRange(0, 200).Draw(rt, "from"))
			if err := write(ctx, tx, days, every, early, tries, lives); err != nil {
				return err
			}
			for _, l := range lives {
				want = want.plus(l.checked(plan(days, every, l.begun, to.AddDate(0, 0, 1)), early, tries, from, to))
			}
			var err error
			got, err = CountKept(ctx, tx, from, to)
			return err
		})
		if refusal != nil || got != want {
			rt.Fatalf("kept %+v, want %+v: %v", got, want, refusal)
		}
		if part, whole := got.Share(); part > whole || got.Due != got.InPost+got.Left+got.Unreachable+got.Missed {
			rt.Fatalf("the parts of %+v do not make the whole", got)
		}
	})
}

func (k Kept) plus(o Kept) Kept {
	return Kept{k.Due + o.Due, k.InPost + o.InPost, k.Left + o.Left, k.Unreachable + o.Unreachable, k.Missed + o.Missed}
}

// checked goes through the checks of one spell until one finds it over.
func (l life) checked(due []time.Time, early, tries int, from, to time.Time) (k Kept) {
	settled, came, _ := l.walked(tries)
	for i, day := range due {
		if day.After(to) {
			return k
		}
		var one Outcome
		for j, on := range settled {
			inWindow := !on.Before(day.AddDate(0, 0, -early)) && (i+1 == len(due) || on.Before(due[i+1].AddDate(0, 0, -early)))
			if inWindow && (came[j] != Unreachable || one == "") {
				one = came[j]
			}
		}
		if !l.ended.IsZero() && !l.ended.After(day) {
			one = Left
		}
		if gone := slices.Index(came, Left); gone >= 0 && settled[gone].Before(day.AddDate(0, 0, -early)) {
			return k // before the first check was due
		}
		if !day.Before(from) {
			k = k.plus(Kept{Due: 1, InPost: is(one, InPost), Left: is(one, Left), Unreachable: is(one, Unreachable), Missed: is(one, "")})
		}
		if one == Left {
			return k
		}
	}
	return k
}

func is(o, what Outcome) int { return 1 - min(1, max(cmp.Compare(o, what), -cmp.Compare(o, what))) }
