package training

import (
	"fmt"
	"strings"
	"testing"

	"laowu/internal/db"
)

// follow: class 1 ended on 2018-01-20, class 2 on 2018-02-20. 1 passed both, has
// a certificate of the second, and works since the end of the first; 2 passed
// and works for 89 days; 3 passed, works since before; 4 failed and works; 5
// passed and works in the forest alone; 6 passed, his work has just begun.
const follow = `
	INSERT INTO enrolment (county, person, class, result) VALUES
	  ('141123', 1, 1, 'passed'), ('141123', 1, 2, 'good'), ('141123', 2, 1, 'passed'), ('141123', 3, 1, 'passed'), ('141123', 4, 1, 'failed'),
	  ('141123', 5, 1, 'passed'), ('141123', 6, 2, 'passed');
	INSERT INTO certificate (county, person, class, kind) VALUES ('141123', 1, 2, 'skill'), ('141123', 2, 1, 'completion'), ('141123', 4, 1, 'skill');
	INSERT INTO placement (county, person, started, ended, channel, reported_on, sources) VALUES
	  ('141123', 1, '2018-01-20', NULL, 'association', '2018-12-31', '{roster}'), ('141123', 2, '2018-03-01', '2018-05-29', '', '2018-12-31', '{roster}'),
	  ('141123', 3, '2018-01-19', NULL, '', '2018-12-31', '{roster}'), ('141123', 4, '2018-03-01', NULL, '', '2018-12-31', '{roster}'),
	  ('141123', 5, '2018-03-01', NULL, 'forestry', '2018-12-31', '{roster}'), ('141123', 6, '2018-09-01', NULL, '', '2018-12-31', '{roster}');`

func TestOutcomes(t *testing.T) {
	t.Parallel()
	d := school(t, classes+follow)
	line := func(all []Outcome) string {
		var out []string
		for _, o := range all {
			out = append(out, fmt.Sprint(o.Programme, o.Number, " ", o.Enrolled, " ", o.Completed, " ", o.Certified, " ", o.Placed, " ", o.Ripe, " ", o.Stayed))
		}
		return strings.Join(out, ", ")
	}
	for day, want := range map[string][2]string{
		"2018-09-30": {"吕梁山护工 6 5 1 3 2 1", "吕梁山护工第1期 5 4 0 2 2 1, 吕梁山护工第2期 2 2 1 1 0 0"},
		"2018-11-30": {"吕梁山护工 6 5 1 3 3 2", "吕梁山护工第1期 5 4 0 2 2 1, 吕梁山护工第2期 2 2 1 1 1 1"},
		"2018-01-25": {"吕梁山护工 5 4 0 1 0 0", "吕梁山护工第1期 5 4 0 1 0 0"},
	} {
		within(t, d, county, func(tx *db.Tx) error {
			byProgramme, err := OutcomesByProgramme(t.Context(), tx, date(t, day))
			if err != nil {
				return err
			}
			byClass, err := OutcomesByClass(t.Context(), tx, date(t, day))
			if got := [2]string{line(byProgramme), line(byClass)}; got != want {
				t.Errorf("as of %s\n%q, want\n%q", day, got, want)
			}
			return err
		})
	}
}

// TestDemands: what is asked for beside who has it: a licence covers lower
// classes, one that has ended or was not reviewed in time covers nothing, and
// who has full-time work is not free. Classes that have not ended bring more.
func TestDemands(t *testing.T) {
	t.Parallel()
	d := school(t, `
		INSERT INTO enterprise (id, county, uscc, name) VALUES (1, '141123', '91141123MA0AL47R7J', '示例铝业有限公司');
		INSERT INTO opening (county, enterprise, title, trade, place_text, headcount, form, certificates, valid_until) VALUES
		  ('141123', 1, '护理员', 'care', '甲', 30, 'regular', '{elder_care}', NULL), ('141123', 1, '司机', 'driver', '甲', 5, 'regular', '{driving_c1}', '2026-11-24'),
		  ('141123', 1, '司机', 'driver', '乙', 4, 'regular', '{driving_c1,freight}', NULL), ('141123', 1, '司机', 'driver', '丙', 90, 'regular', '{driving_c1}', '2026-11-23'),
		  ('141123', 1, '小工', 'labour', '甲', 50, 'regular', '{}', NULL);
		INSERT INTO certificate (county, person, kind, code, issued, expires) VALUES
		  ('141123', 1, 'driving', 'driving_a2', '2024-01-01', '2030-01-01'), ('141123', 1, 'skill', 'elder_care', '2019-01-01', NULL),
		  ('141123', 2, 'driving', 'driving_c1', '2020-01-01', '2026-01-01'), ('141123', 3, 'driving', 'driving_c2', '2024-01-01', NULL),
		  ('141123', 4, 'driving', 'driving_c1', '2024-01-01', NULL), ('141123', 4, 'driving', 'driving_b2', '2025-01-01', NULL);
		INSERT INTO placement (county, person, full_time, started, reported_on, sources) VALUES
		  ('141123', 4, true, '2024-01-01', '2024-02-01', '{roster}'), ('141123', 1, false, '2024-01-01', '2024-02-01', '{roster}');
		INSERT INTO certificate (county, person, kind, code, issued, review_on) VALUES
		  ('141123', 5, 'qualification', 'freight', '2020-01-01', '2026-11-23'), ('141123', 6, 'qualification', 'freight', '2020-01-01', '2026-11-24');
		INSERT INTO class (county, programme, number, institution, trade, ends, seats) VALUES
		  ('141123', 1, '第1期', '甲校', '养老护理员', '2026-11-24', 20), ('141123', 1, '第2期', '甲校', '养老护理员', '2026-11-23', 40), ('141123', 4, '第1期', '甲校', 'B2驾照', '2026-12-31', 5),
		  ('141123', 1, '第3期', '甲校', '手工编织', '2026-12-31', 7), ('141123', 1, '第4期', '甲校', '养老护理员', NULL, 80);`)
	within(t, d, county, func(tx *db.Tx) error {
		all, err := Demands(t.Context(), tx, register(t), tx.Today())
		var out []string
		for _, one := range all {
			out = append(out, fmt.Sprint(one.Name, " ", one.Trade, " ", one.Posts, " ", one.Holders, " ", one.Free, " ", one.Coming, " ", one.Missing()))
		}
		if got, want := strings.Join(out, ", "), "养老护理员证 care 30 1 1 20 9, C1 驾驶证 driver 9 2 1 5 3, 货运从业资格证 driver 4 1 1 0 3"; got != want {
			t.Errorf("got  %s\nwant %s", got, want)
		}
		return err
	})
}
