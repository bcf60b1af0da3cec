package imports

import "testing"

// TestOpeningsSentAgainStand: what was closed for want of a confirmation is open
// again when its list is sent again, and counts as changed; what was closed for
// another reason stays closed. Taken back, it is closed as before.
func TestOpeningsSentAgainStand(t *testing.T) {
	t.Parallel()
	const plant = "示例铝业有限公司,91141123MA0AL47R7J,"
	const list = offer + "\n" + plant + "电工,3,长期,兴县\n" + plant + "焊工,3,长期,兴县\n" + plant + "厨师,3,长期,兴县\n" + plant + "保安,3,长期,兴县\n"
	d := story(t, act{"openings", list, "4/0/0/0"})
	d.exec(t, `UPDATE opening SET closed_at = '2026-11-20' WHERE title IN ('焊工', '厨师')`)
	d.exec(t, `INSERT INTO opening_care (county, opening, asked_on, closed_why) SELECT county, id, CASE title WHEN '电工' THEN '2026-11-10'::date END,
		CASE title WHEN '焊工' THEN 'stale' WHEN '厨师' THEN 'same' ELSE '' END FROM opening WHERE title <> '保安'`)
	if got := summary(d.csv(t, "openings", list)); got != "0/1/3/0" {
		t.Errorf("sent again: %s", got)
	}
	d.wants(t, "电工 true, 焊工 true, 厨师 false, 保安 true", "SELECT title, closed_at IS NULL FROM opening ORDER BY id")
	if got := summary(d.csv(t, "openings", list)); got != "0/0/4/0" {
		t.Errorf("sent once more: %s", got)
	}
}
