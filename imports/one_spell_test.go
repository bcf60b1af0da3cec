package imports

import (
	"slices"
	"strings"
	"testing"
	"time"

	"laowu/internal/db"
	"laowu/internal/hiring"
)

const toldByLedger = "姓名,身份证号码,用工单位,上岗时间,月工资\n{王建},示例（甲）厂,2026-11-24,3300\n"

// coach brings 王建 to the enterprise by his association, on the day.
func (d *testDesk) coach(t *testing.T) {
	t.Helper()
	association := db.Actor{County: "141123", Role: db.Association, Organisation: 1}
	err := d.service.DB.Tx(t.Context(), association, func(tx *db.Tx) error {
		ctx, today := t.Context(), time.Date(2026, time.November, 24, 0, 0, 0, 0, time.UTC)
		id, err := hiring.PlanDeparture(ctx, tx, d.service.Vault, hiring.NewDeparture{
			Opening: 1, Channel: "association", Origin: "村委会", LeavesOn: today, Transport: "coach", Seats: 3,
		})
		if err != nil {
			return err
		}
		if err := hiring.AddRiders(ctx, tx, id, []int64{1}); err != nil {
			return err
		}
		if err := hiring.SetOut(ctx, tx, id, []int64{1}); err != nil {
			return err
		}
		_, err = hiring.Arrive(ctx, tx, id, today, []int64{1})
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	d.search(t, "coach")
}

// turns are orders of some things in which each comes first and last, and before
// and after each other.
func turns(of []string) [][]string {
	var all [][]string
	for i := range of {
		order := slices.Concat(of[i:], of[:i])
		back := slices.Clone(order)
		slices.Reverse(back)
		all = append(all, order, back)
	}
	return all
}

// TestOneSpellInAnyOrder: one spell that roster, ledger, staff list, a hire on
// the page and a coach report is one placement of all of them, in whatever order
// they come; and the files sent again change nothing.
func TestOneSpellInAnyOrder(t *testing.T) {
	t.Parallel()
	for _, order := range turns([]string{"roster", "ledger", "staff", "hire", "coach"}) {
		t.Run(strings.Join(order, " "), func(t *testing.T) {
			t.Parallel()
			d := sent(t)
			for _, source := range order {
				switch source {
				case "coach":
					d.coach(t)
				case "hire":
					if slices.Index(order, "ledger") > slices.Index(order, "hire") && slices.Index(order, "staff") > slices.Index(order, "hire") {
						d.hire(t) // else the lists did it
					}
				case "ledger":
					d.csv(t, "placements", people.Replace(toldByLedger))
					d.search(t, "ledger")
				default:
					d.report(t, source)
				}
			}
			for kind, text := range map[string]string{"members": toldByRoster, "placements": toldByLedger, "hires": toldByStaff} {
				if got := summary(d.csv(t, kind, people.Replace(text))); got != "0/0/1/0" {
					t.Errorf("%s sent again: %s", kind, got)
				}
			}
			d.wants(t, "association 1 2026-11-24 3600 regular {departure,referral,roster,staff_list}", `
				SELECT concat_ws(' ', channel, association, started, ended, wage_min, form, (SELECT array_agg(s ORDER BY s) FROM unnest(sources) s)) FROM placement`)
			d.wants(t, "1 hired, 2 withdrawn, 3 withdrawn", "SELECT id, state FROM referral ORDER BY id")
		})
	}
}
