package followup

import (
	"context"
	"errors"
	"testing"

	"laowu/internal/db"
)

// by is an actor with an account of its own.
func by(a db.Actor, account int64) db.Actor {
	a.Account = account
	return a
}

// TestRecordAgain: who recorded that somebody left, or the county, says it anew,
// and the work goes on as before unless anything else speaks of its end by now.
func TestRecordAgain(t *testing.T) {
	t.Parallel()
	gone := Visit{Placement: 1, On: date("2026-11-20"), Outcome: Left, Reason: "family", Willing: ptr(true)}
	there := Visit{Placement: 1, On: gone.On, Outcome: InPost}
	for name, c := range map[string]struct {
		before string // of the records
		since  string
		as     db.Actor
		say    Visit
		err    error
		want   string
	}{
		"who recorded it":       {"", "", by(ordos, 5), there, nil, "…  roster ?"},
		"the county":            {"", "", by(county, 6), there, nil, "…  roster ?"},
		"not reached after all": {"", "", by(ordos, 5), Visit{Placement: 1, On: gone.On, Outcome: NoAnswer}, nil, "…  roster ?"},
		"another of the office": {"", "", by(ordos, 7), there, ErrAgain, "2026-11-20 family roster+visit true"},
		"the association":       {"", "", by(association, 8), there, ErrAgain, "2026-11-20 family roster+visit true"},
		"left earlier, for another reason": {"", "", by(ordos, 5), Visit{Placement: 1, On: gone.On, Outcome: Left, Reason: "wage", LeftOn: date("2026-11-18")}, nil,
			"2026-11-18 wage roster+visit ?"},
		"the end that stood before":    {"UPDATE placement SET ended = '2026-12-31', end_reason = 'term_over' WHERE id = 1; UPDATE person SET willing = false WHERE id = 1", "", by(ordos, 5), there, nil, "2026-12-31 term_over roster false"},
		"a wish of later":              {"", "UPDATE person SET willing = false WHERE id = 1", by(ordos, 5), there, nil, "…  roster false"},
		"a list that says so too":      {"", "UPDATE placement SET sources = sources || '{staff_list}' WHERE id = 1", by(ordos, 5), there, nil, "2026-11-20 family roster+visit+staff_list true"},
		"another reason since":         {"", "UPDATE placement SET end_reason = 'closed' WHERE id = 1", by(county, 6), there, nil, "2026-11-20 closed roster+visit true"},
		"an earlier end since":         {"", "UPDATE placement SET ended = '2026-11-19' WHERE id = 1", by(ordos, 5), there, ErrEnded, "2026-11-19 family roster+visit true"},
		"another visit that says so":   {"", "INSERT INTO visit (county, person, placement, visited_on, outcome, end_reason, source, recorded_at) VALUES ('141123', 1, 1, '2026-11-23', 'left', 'family', 'page', now())", by(ordos, 5), there, nil, "2026-11-20 family roster+visit true"},
		"work that had ended before":   {"UPDATE placement SET ended = '2026-11-19' WHERE id = 1", "", by(ordos, 5), Visit{Placement: 1, On: gone.On, Outcome: Left, Reason: "wage"}, nil, "2026-11-19  roster true"},
		"what no visit can have found": {"", "", by(ordos, 5), Visit{Placement: 1, On: gone.On, Outcome: InPost, Reason: "wage"}, ErrNotLeft, "2026-11-20 family roster+visit true"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			d := town(t, c.before)
			record := func(a db.Actor, v Visit) error {
				return d.Tx(t.Context(), a, func(tx *db.Tx) error {
					_, _, err := Record(t.Context(), tx, v)
					return err
				})
			}
			if err := record(by(ordos, 5), gone); err != nil {
				t.Fatal(err)
			}
			within(t, d, county, func(tx *db.Tx) error {
				_, err := tx.Exec(t.Context(), c.since)
				return err
			})
			if err := record(c.as, c.say); !errors.Is(err, c.err) {
				t.Errorf("recorded again: %v, want %v", err, c.err)
			}
			if got := told(t, d); got != c.want {
				t.Errorf("the records say %s, want %s", got, c.want)
			}
			want := c.say.Outcome
			if c.err != nil {
				want = Left
			}
			within(t, d, by(county, 6), func(tx *db.Tx) error {
				all, err := Visits(t.Context(), tx, 1)
				if last := all[len(all)-1]; last.Result != want || !last.Again {
					t.Errorf("on record is %+v, want %s", last, want)
				}
				return err
			})
		})
	}
}

// TestIssueAgain: an issue that a visit told opens no second case when the visit
// is recorded again; another one does.
func TestIssueAgain(t *testing.T) {
	t.Parallel()
	d := town(t, "")
	for i, c := range []struct {
		issue Kind
		opens bool
	}{{Arrears, true}, {Arrears, false}, {Injury, true}, {"", false}} {
		within(t, d, by(ordos, 5), func(tx *db.Tx) error {
			_, opened, err := Record(t.Context(), tx, Visit{Placement: 1, On: date("2026-11-20"), Outcome: InPost, Issue: c.issue})
			if (opened != 0) != c.opens {
				t.Errorf("record %d opens %d", i+1, opened)
			}
			return err
		})
	}
}

// TestReopenSpells: the function opens the work of one's own visits, and asks who
// calls it.
func TestReopenSpells(t *testing.T) {
	t.Parallel()
	d := town(t, "")
	within(t, d, by(ordos, 5), func(tx *db.Tx) error {
		_, _, err := Record(t.Context(), tx, Visit{Placement: 1, On: date("2026-11-20"), Outcome: Left, Reason: "family"})
		return err
	})
	for as, want := range map[db.Actor]int{by(county, 6): 1, by(ordos, 5): 1, by(ordos, 7): 0, by(taiyuan, 5): 0, by(association, 8): 0, ordos: 0, worker: -1, employer: -1, auditor: -1} {
		got := 0
		refusal := tried(t, d, as, func(ctx context.Context, tx *db.Tx) error {
			return tx.QueryRow(ctx, "SELECT count(*) FROM access.reopen_spells(ARRAY[1::bigint])").Scan(&got)
		})
		if refusal != nil {
			got = -1
		}
		if got != want {
			t.Errorf("%s %d reopens %d, want %d (%v)", as.Role, as.Account, got, want, refusal)
		}
	}
}
