package hiring

import (
	"context"
	"errors"
	"path/filepath"
	"strings"
	"testing"

	"laowu/internal/access"
	"laowu/internal/db"
	"laowu/internal/roster"
	"laowu/internal/value"
)

// coach is a departure to the nursing home, four days after the tests' day.
func coach(t *testing.T) NewDeparture {
	t.Helper()
	return NewDeparture{Opening: 1, Channel: "association", Origin: "甲村村委会", LeavesOn: date(t, "2026-11-25"), LeavesAt: "早上 6 点半", Transport: "coach", Seats: 3}
}

// plan plans a departure as an actor, changed by change.
func (y yard) plan(t *testing.T, as db.Actor, change func(*NewDeparture)) (id int64, err error) {
	t.Helper()
	n := coach(t)
	if change != nil {
		change(&n)
	}
	err = y.try(t, as, func(ctx context.Context, tx *db.Tx) (err error) {
		id, err = PlanDeparture(ctx, tx, nil, n)
		return err
	})
	return id, err
}

// planned is a departure with people on it.
func (y yard) planned(t *testing.T, as db.Actor, people ...int64) int64 {
	t.Helper()
	id, err := y.plan(t, as, nil)
	if err != nil {
		t.Fatal(err)
	}
	if len(people) > 0 {
		y.must(t, as, func(ctx context.Context, tx *db.Tx) error { return AddRiders(ctx, tx, id, people) })
	}
	return id
}

// led is a coach with a leader and his telephone, and what seals it.
func (y yard) led(t *testing.T) (*access.Vault, NewDeparture) {
	t.Helper()
	vault, err := access.OpenVault(t.Context(), y.DB, clerk, filepath.Join(t.TempDir(), "keyset.json"))
	if err != nil {
		t.Fatal(err)
	}
	n := coach(t)
	n.Contact = "刘队长"
	n.Phone, _ = value.ParsePhone(value.Raw{Text: "14000000009"})
	return vault, n
}

func TestPlanDeparture(t *testing.T) {
	t.Parallel()
	y := newYard(t)
	vault, n := y.led(t)
	var id int64
	y.must(t, jia, func(ctx context.Context, tx *db.Tx) (err error) {
		if id, err = PlanDeparture(ctx, tx, vault, n); err != nil {
			return err
		}
		d, err := FindDeparture(ctx, tx, id)
		if d.Employer != "示例养老院" || d.Enterprise != 1 || d.Trade != "护工" || d.Form != Regular || d.Place != "150602" || d.PlaceText != "鄂尔多斯市东胜区" ||
			d.OrganisedBy != "甲村务工协会" || d.State != Planned || d.Seats != 3 || d.Contact != "刘队长" || d.Receives {
			t.Errorf("planned: %+v", d)
		}
		return err
	})
	if y.text(t, "SELECT phone_sealed IS NOT NULL AND position('14000000009' in encode(phone_sealed, 'escape')) = 0 FROM departure") != "true" {
		t.Error("the contact's number is not sealed")
	}
	y.wants(t, "noted", "SELECT action || ' ' || noun || ' ' || target FROM audit WHERE noun = 'departure'", "trip_planned departure "+y.text(t, "SELECT id FROM departure"))
}

// TestPlanRefused: each refusal of a plan, and nothing written.
func TestPlanRefused(t *testing.T) {
	t.Parallel()
	y := newYard(t)
	long := strings.Repeat("长", 101)
	for _, c := range []struct {
		name   string
		as     db.Actor
		change func(*NewDeparture)
		want   error
	}{
		{"enterprise", nursing, nil, roster.ErrRole},
		{"worker", worker, nil, roster.ErrRole},
		{"auditor", auditor, nil, roster.ErrRole},
		{"a closed opening", jia, func(n *NewDeparture) { n.Opening = 2 }, access.ErrNotFound},
		{"another's opening", jia, func(n *NewDeparture) { n.Enterprise = 2 }, access.ErrNotFound},
		{"no such enterprise", jia, func(n *NewDeparture) { n.Opening, n.Enterprise = 0, 99 }, access.ErrNotFound},
		{"nowhere", jia, func(n *NewDeparture) { n.Opening, n.Enterprise = 0, 1 }, ErrWhither},
		{"to nobody", jia, func(n *NewDeparture) { n.Opening, n.PlaceText = 0, "东胜" }, ErrWhither},
		{"from nowhere", jia, func(n *NewDeparture) { n.Origin = "　" }, ErrOrigin},
		{"yesterday", jia, func(n *NewDeparture) { n.LeavesOn = date(t, "2026-11-23") }, ErrLeavesOn},
		{"in two years", jia, func(n *NewDeparture) { n.LeavesOn = date(t, "2028-11-23") }, ErrLeavesOn},
		{"no day", jia, func(n *NewDeparture) { n.LeavesOn = date(t, "0001-01-01") }, ErrLeavesOn},
		{"no seat", jia, func(n *NewDeparture) { n.Seats = 0 }, ErrSeats},
		{"too many seats", jia, func(n *NewDeparture) { n.Seats = 501 }, ErrSeats},
		{"by camel", jia, func(n *NewDeparture) { n.Transport = "camel" }, ErrTransport},
		{"found by oneself", jia, func(n *NewDeparture) { n.Channel = "self" }, ErrChannel},
		{"by agreement with words", jia, func(n *NewDeparture) {
			n.Opening, n.Employer, n.PlaceText, n.Channel = 0, "某工地", "东胜", "enterprise"
		}, ErrChannel},
		{"a long word", jia, func(n *NewDeparture) { n.Origin = long }, ErrWords},
		{"a number in a word", jia, func(n *NewDeparture) { n.Contact = "刘队长14000000009" }, ErrWordNumber},
		{"a station beyond its area", taiyuan, nil, ErrNotInArea},
		{"a station to a place that nobody knows", ordos, func(n *NewDeparture) { n.Opening, n.Employer, n.PlaceText = 0, "某工地", "某处" }, ErrNotInArea},
	} {
		_, err := y.plan(t, c.as, c.change)
		refused(t, c.name, err, c.want)
	}
	y.wants(t, "written", "SELECT count(*) FROM departure", "0")
	for _, as := range []db.Actor{jia, kangning, ordos, bureau, clerk} {
		if _, err := y.plan(t, as, nil); err != nil {
			t.Errorf("%s plans: %v", as.Role, err)
		}
	}
}

// TestWhoSeesDepartures: the organiser, his township, the station at its end,
// those whose people go, and the county.
func TestWhoSeesDepartures(t *testing.T) {
	t.Parallel()
	y := newYard(t)
	own := y.planned(t, jia, 1, 2)
	of := y.planned(t, kangning, 3)
	for _, c := range []struct {
		name    string
		as      db.Actor
		own, of int // how many of its list one sees; -1: not the departure
	}{
		{"the association", jia, 2, -1}, {"another association", yi, -1, 1}, {"the township", kangning, 2, 1}, {"another township", gaojiacun, -1, -1},
		{"the station there", ordos, 2, 1}, {"another station", taiyuan, -1, -1}, {"the county", bureau, 2, 1}, {"the auditor", auditor, 2, 1},
		{"who goes", worker, 1, -1}, {"the enterprise", nursing, -1, -1}, {"another county", neighbours, -1, -1},
	} {
		y.must(t, c.as, func(ctx context.Context, tx *db.Tx) error {
			all, err := Departures(ctx, tx, 10)
			if err != nil {
				return err
			}
			seen := map[int64]int{own: -1, of: -1}
			for _, d := range all {
				seen[d.ID] = d.Members
			}
			if seen[own] != c.own || seen[of] != c.of || len(seen) != 2 {
				t.Errorf("%s sees %v, want %d and %d", c.name, seen, c.own, c.of)
			}
			if _, err := FindDeparture(ctx, tx, own); (err == nil) != (c.own >= 0) || err != nil && !errors.Is(err, access.ErrNotFound) {
				t.Errorf("%s finds: %v", c.name, err)
			}
			return nil
		})
	}
}
