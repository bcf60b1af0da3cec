package hiring

import (
	"context"
	"testing"

	"laowu/internal/db"
)

// TestStatementsOfGroups: what the program's rules refuse of departures and
// waivers, the database refuses too.
func TestStatementsOfGroups(t *testing.T) {
	t.Parallel()
	y := newYard(t)
	y.planned(t, jia, 1)
	y.stated(t)
	const (
		plan   = "INSERT INTO departure (county, role, organisation, employer, channel, place_text, origin, leaves_on, seats, planned_at) "
		trip   = plan + "VALUES ('141123', 'association', 1, '某工地', 'association', '东胜', '甲村', '2026-12-01', 9, now())"
		rider  = "INSERT INTO departure_member (county, departure, person, leaves_on) SELECT county, id, 2, leaves_on FROM departure"
		stated = "INSERT INTO waiver (county, enterprise, trade_text, form, posts, reason, stated_on, answer_by) VALUES ('141123', 1, '厨师', 'regular', 1, '没有人', '2026-11-24', '2026-12-01')"
		grant  = "UPDATE waiver SET state = 'granted', decision = '属实', decided_on = '2026-11-24'"
		nobody = "INSERT INTO waiver_answer (county, waiver, association, late, answered_at) SELECT county, id, 1, false, now() FROM waiver"
		named  = "INSERT INTO waiver_answer (county, waiver, association, person, late, answered_at) SELECT county, id, 1, 3, false, now() FROM waiver"
	)
	for _, c := range []struct {
		name, sql string
		as        db.Actor
		want      string
	}{
		{"an association plans", trip, jia, "INSERT 0 1"}, {"another in its name", trip, yi, "42501"}, {"the township in its name", trip, kangning, "42501"},
		{"an enterprise plans", trip, nursing, "42501"}, {"the auditor plans", trip, auditor, "42501"},
		{"an association adds to its own", rider, jia, "INSERT 0 1"}, {"the township to its association's", rider, kangning, "42501"},
		{"the station there", rider, ordos, "42501"}, {"the worker himself", rider, worker, "42501"}, {"the county", rider, bureau, "INSERT 0 1"},
		{"the worker changes what he said", "UPDATE departure_member SET answer = 'refused'", worker, "UPDATE 0"},
		{"the auditor changes it", "UPDATE departure_member SET answer = 'refused'", auditor, "UPDATE 0"},
		{"an enterprise states", stated, nursing, "INSERT 0 1"}, {"another in its name", stated, aluminium, "42501"}, {"the county for it", stated, bureau, "42501"},
		{"the enterprise grants its own", grant, nursing, "42501"}, {"an association grants", grant, jia, "UPDATE 0"}, {"the county grants", grant, bureau, "UPDATE 1"},
		{"an association answers", nobody, jia, "INSERT 0 1"}, {"another in its name", nobody, yi, "42501"}, {"the enterprise for it", nobody, nursing, "42501"},
		{"an association names another's member", named, jia, "42501"},
	} {
		if got := y.did(t, c.as, c.sql); got != c.want {
			t.Errorf("%s: %s, want %s", c.name, got, c.want)
		}
	}
	y.named(t, jia, y.waiver(t))
	for name, c := range map[string]struct {
		as   db.Actor
		sql  string
		want string
	}{
		"the enterprise refuses":             {nursing, "UPDATE waiver_answer SET refused_by = 'enterprise', refused_on = '2026-11-24'", "UPDATE 1"},
		"the enterprise in another's name":   {nursing, "UPDATE waiver_answer SET refused_by = 'association', refused_on = '2026-11-24'", "42501"},
		"another enterprise":                 {aluminium, "UPDATE waiver_answer SET late = true", "UPDATE 0"},
		"an association names somebody else": {jia, "UPDATE waiver_answer SET person = 3", "42501"},
	} {
		if got := y.did(t, c.as, c.sql); got != c.want {
			t.Errorf("%s: %s, want %s", name, got, c.want)
		}
	}
}

// waiver is the number of the one that was stated.
func (y yard) waiver(t *testing.T) (id int64) {
	t.Helper()
	y.must(t, clerk, func(ctx context.Context, tx *db.Tx) error {
		return tx.QueryRow(ctx, "SELECT id FROM waiver").Scan(&id)
	})
	return id
}
