package imports

import (
	"strings"
	"testing"
	"time"

	"laowu/internal/db"
	"laowu/internal/hiring"
)

// The spell of one worker at one enterprise, as each source tells it.
const (
	toldByRoster = "村,姓名,身份证号码,务工单位,外出时间,月工资\n丙村,{王建},示例(甲)厂,2026.11,3000\n"
	toldByStaff  = "企业名称,统一社会信用代码,姓名,身份证号,户籍所在地,用工形式,入职时间,月工资\n示例（甲）厂,91141123MA0AL47R7J,{王建},兴县,正式,2026-11-24,3600\n"
)

// sent is a county in which 王建 was sent by his association to two openings of
// 甲厂's and one of 乙厂's, and agreed to be seen.
func sent(t *testing.T) *testDesk {
	t.Helper()
	d := copied(t, "sent", func(d *testDesk) { d.refers(t) })
	d.undoes, d.witness = true, d.watched(t)
	return d
}

func (d *testDesk) refers(t *testing.T) {
	t.Helper()
	d.play(t, act{"associations", "乡镇,协会名称,覆盖行政村\n康宁镇,丙村务工协会,丙村\n", "1/0/0/0"}, works,
		act{"members", "村,姓名,身份证号码\n丙村,{王建}\n丙村,{李英}\n", "2/0/0/0"})
	d.exportsAgain(t)
	d.exec(t, `INSERT INTO opening (id, county, enterprise, title, place, place_text, headcount, form)
		SELECT n, '141123', e.id, t, '141123', '兴县', 9, 'regular' FROM enterprise e, unnest(ARRAY[1, 2, 3], ARRAY['电工', '焊工', '护工']) o (n, t)
		WHERE e.uscc = '91141123MA0AL47R7J' AND n < 3 OR e.uscc <> '91141123MA0AL47R7J' AND n = 3`)
	association := db.Actor{County: "141123", Role: db.Association, Organisation: 1}
	err := d.service.DB.Tx(t.Context(), association, func(tx *db.Tx) error {
		for opening := int64(1); opening <= 3; opening++ {
			if _, err := hiring.Refer(t.Context(), tx, 1, opening); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	d.exec(t, "UPDATE consent SET state = 'given', answered_at = asked_at, answered_role = 'worker'")
}

// hire is what the enterprise's button does.
func (d *testDesk) hire(t *testing.T) {
	t.Helper()
	var own int64
	err := d.service.DB.Tx(t.Context(), d.actor, func(tx *db.Tx) error {
		return tx.QueryRow(t.Context(), "SELECT id FROM enterprise WHERE uscc = '91141123MA0AL47R7J'").Scan(&own)
	})
	if err != nil {
		t.Fatal(err)
	}
	enterprise := db.Actor{County: "141123", Role: db.Enterprise, Organisation: own}
	err = d.service.DB.Tx(t.Context(), enterprise, func(tx *db.Tx) error {
		started := time.Date(2026, time.November, 24, 0, 0, 0, 0, time.UTC)
		return hiring.MoveReferral(t.Context(), tx, 1, hiring.ReferralStep{To: hiring.ReferralHired, Started: started})
	})
	if err != nil {
		t.Fatal(err)
	}
	d.search(t, "hire")
}

// TestReferralIsOneSpell: what a referral, the roster and the staff list report
// is one placement of three sources, in whatever order they come, found as the
// sender says and paid as the employer says. Whichever shows the hire first, the
// other referrals are over.
func TestReferralIsOneSpell(t *testing.T) {
	t.Parallel()
	for _, order := range []string{"hire roster staff", "hire staff roster", "roster hire staff", "roster staff", "staff roster"} {
		t.Run(order, func(t *testing.T) {
			t.Parallel()
			d := sent(t)
			for source := range strings.FieldsSeq(order) {
				d.report(t, source)
			}
			d.wants(t, "association 1 2026-11-24 3600 regular {referral,roster,staff_list}", `
				SELECT concat_ws(' ', channel, association, started, wage_min, form, (SELECT array_agg(s ORDER BY s) FROM unnest(sources) s)) FROM placement`)
			d.wants(t, "1 hired true, 2 withdrawn hired_elsewhere true, 3 withdrawn hired_elsewhere true", `
				SELECT r.id, concat_ws(' ', r.state, m.reason), r.placement = (SELECT id FROM placement) FROM referral r JOIN referral_move m ON m.referral = r.id ORDER BY r.id`)
		})
	}
}

// report is one source's report, and where it is a file the same file again.
func (d *testDesk) report(t *testing.T, source string) {
	t.Helper()
	kind, text := "members", toldByRoster
	switch source {
	case "hire":
		d.hire(t)
		return
	case "staff":
		kind, text = "hires", toldByStaff
	}
	d.csv(t, kind, people.Replace(text))
	d.search(t, kind)
	if got := summary(d.csv(t, kind, people.Replace(text))); got != "0/0/1/0" {
		t.Errorf("%s sent again: %s", source, got)
	}
}

// TestReferralsOfLedgers: whom a ledger shows hired is hired; others, and work
// of before, leave referrals alone.
func TestReferralsOfLedgers(t *testing.T) {
	t.Parallel()
	const ledger = "姓名,身份证号码,用工单位,上岗时间,离岗时间\n"
	for name, c := range map[string]struct{ csv, want string }{
		"hired":           {ledger + "{王建},乙厂,2026-11-24,\n", "1 withdrawn, 2 withdrawn, 3 hired"},
		"somebody else":   {ledger + "{李英},乙厂,2026-11-24,\n", "1 new, 2 new, 3 new"},
		"work of before":  {ledger + "{王建},乙厂,2026-10-24,\n", "1 new, 2 new, 3 new"},
		"work that ended": {ledger + "{王建},乙厂,2026-11-24,2026-11-24\n", "1 new, 2 new, 3 new"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			d := sent(t)
			d.csv(t, "placements", people.Replace(c.csv))
			d.wants(t, c.want, "SELECT id, state FROM referral ORDER BY id")
		})
	}
}
