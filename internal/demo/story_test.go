package demo

import "testing"

// The stories fill what no workbook brings, and are told once.
func TestStories(t *testing.T) {
	t.Parallel()
	o, gate := staffed(t)
	for range 2 {
		if err := Stories(t.Context(), gate, o.actor); err != nil {
			t.Fatal(err)
		}
		for what, sql := range map[string]string{
			"referrals":          "SELECT count(*) FROM referral",
			"states":             "SELECT count(DISTINCT state) FROM referral",
			"worker's referrals": "SELECT count(*) FROM referral WHERE sent_role = 'worker'",
			"planned":            "SELECT count(*) FROM departure WHERE state = 'planned'",
			"left":               "SELECT count(*) FROM departure WHERE state = 'left'",
			"waiver answers":     "SELECT count(*) FROM waiver_answer",
			"enrolled":           "SELECT count(*) FROM enrolment e JOIN class c ON c.county = e.county AND c.id = e.class WHERE c.number = '演示第1期'",
			"closed months":      "SELECT count(DISTINCT month) FROM quota_freeze",
			"corrections":        "SELECT count(*) FROM request",
		} {
			if n := o.count(t, o.actor, sql); n == 0 || what == "planned" && n != 1 || what == "states" && n < 3 {
				t.Errorf("%s: %d", what, n)
			}
		}
	}
}
