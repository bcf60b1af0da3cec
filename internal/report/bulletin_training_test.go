package report

import "testing"

// lessons adds training to the story: 1 (poor until 2020-06-01) completed
// caregivers' classes 1 and 2 and went away for work on the first one's last day; 2 is no
// household's and was not poor, completed class 1 and changed his work half a
// year later; 3 passed but left before the end, and learned to drive; 4 (poor by
// his own record) failed; 5 (of 1's household) completed class 2, when the
// household was not poor any more, and drives since 2019.
const lessons = `
	INSERT INTO class (county, id, programme, number, institution, starts, ends)
	SELECT '141123', v.id, p.id, '第' || v.id || '期', '甲校', v.starts::date, v.ends::date FROM (VALUES
	  (1, '吕梁山护工', '2018-11-01', '2019-01-01'), (2, '吕梁山护工', '2020-05-01', '2020-07-01'), (3, '驾驶员', '2019-05-01', '2019-06-30'),
	  (4, '新型职业农民', '2017-05-01', '2017-06-30')) v (id, name, starts, ends) JOIN programme p ON p.name = v.name;
	UPDATE person SET household_kind = 'lifted' WHERE id = 4;
	INSERT INTO enrolment (county, person, class, result, dropped) VALUES
	  ('141123', 1, 1, 'passed', false), ('141123', 1, 2, 'good', false), ('141123', 2, 1, 'excellent', false), ('141123', 3, 1, 'passed', true),
	  ('141123', 4, 1, 'failed', false), ('141123', 5, 2, 'passed', false), ('141123', 3, 3, 'passed', false), ('141123', 5, 3, 'passed', false),
	  ('141123', 4, 4, 'passed', false), ('141123', 1, 4, '', false);`

func TestTrainingFigures(t *testing.T) {
	t.Parallel()
	d := tell(t)
	for day, want := range map[string]map[string]float64{
		"2017-06-29": {"trained": 0, "caregivers_trained": 0, "caregivers_trained_poor_share": 0, "caregivers_employed_poor_share": 0, "drivers_trained_poor_share": 0},
		"2017-06-30": {"trained": 1},
		"2018-12-31": {"trained": 1, "caregivers_trained": 0, "caregivers_employed": 0, "drivers_trained": 0},
		"2019-01-01": {"trained": 3, "caregivers_trained": 2, "caregivers_trained_poor_share": 50, "caregivers_employed": 1, "caregivers_employed_poor": 1, "caregivers_employed_poor_share": 100},
		"2019-06-30": {"caregivers_employed": 1, "drivers_trained": 2, "drivers_trained_poor": 1, "drivers_trained_poor_share": 50, "trained": 5},
		"2019-07-01": {"caregivers_employed": 2, "caregivers_employed_poor": 1, "caregivers_employed_poor_share": 50},
		"2020-07-01": {"caregivers_trained": 3, "caregivers_trained_poor_share": 33, "caregivers_employed": 2},
	} {
		b, err := count(t, d, day)
		if err != nil {
			t.Fatal(err)
		}
		have := map[string]Figure{}
		for _, f := range b.Figures {
			have[f.ID] = f
		}
		for id, v := range want {
			if f, ok := have[id]; !ok || f.Value != v {
				t.Errorf("%s as of %s: %v, want %v", id, day, f.Value, v)
			}
		}
		if f := have["caregivers_trained_poor_share"]; day == "2020-07-01" && (f.Part == nil || *f.Part != 1 || *f.Of != 3) {
			t.Errorf("the share does not say of what it is: %+v", f)
		}
	}
}
