package report

import (
	"slices"
	"testing"
)

// placed is work of every channel: 1 to 3 are poor until 2020, 4 and 5 never
// were, 6 is registered elsewhere.
const placed = `
	INSERT INTO enterprise (id, county, uscc, name, place) VALUES (1, '141123', '91141123MA0AL47R7J', '甲厂', '141123100'), (2, '141123', '91150602MA0FAG439B', '乙厂', '150602');
	INSERT INTO agreement (county, enterprise, starts) VALUES ('141123', 1, '2019-01-01');
	INSERT INTO household (county, id, village, number) VALUES ('141123', 1, '141123103', 'H1');
	INSERT INTO household_kind (county, household, kind, valid_to) VALUES ('141123', 1, 'lifted', '2020-06-01');
	INSERT INTO person (county, id, name, sex, birth, id_hash, id_sealed, household, registered) SELECT '141123', n, '王' || n, 'male', '1980-01-01',
	  decode(lpad(n::text, 32, '0'), 'hex'), '', CASE WHEN n < 4 THEN 1 END, CASE WHEN n < 6 THEN '141123' ELSE '140109' END FROM generate_series(1, 6) n;
	INSERT INTO association (county, id, code, township, name) VALUES ('141123', 1, 'x', '141123103', '甲村务工协会');
	INSERT INTO membership (county, person, association, joined) SELECT '141123', n, 1, '2018-01-01' FROM generate_series(1, 5) n;
	INSERT INTO placement (county, person, enterprise, employer, channel, brand, trade_text, form, full_time, wage_min, wage_max, started, ended, reported_on, sources) VALUES
	  ('141123', 1, NULL, '项目部', 'brand', '太原铁路安检员', '铁路安检员', '', true, 3000, 3000, '2018-03-01', '2019-02-01', '2019-12-31', '{referral}'),
	  ('141123', 2, NULL, '项目部', 'brand', '太原铁路安检员', '铁路安检员', '', true, 3000, 3000, '2019-03-01', NULL, '2019-12-31', '{referral}'),
	  ('141123', 3, NULL, '云呼叫中心', 'workshop', '', '话务员', '', true, 3000, 5000, '2019-03-01', NULL, '2019-12-31', '{referral}'),
	  ('141123', 4, NULL, '服装加工厂', 'workshop', '', '缝纫工', '', true, 2500, 2500, '2019-03-01', NULL, '2019-12-31', '{roster}'),
	  ('141123', 5, NULL, '服装加工厂', 'workshop', '', '缝纫工', '', true, NULL, NULL, '2019-03-01', '2019-09-01', '2019-12-31', '{roster}'),
	  ('141123', 1, NULL, '村委会', 'public_welfare', '', '护林员', '', false, 1500, 1500, '2019-04-01', NULL, '2019-12-31', '{referral}'),
	  ('141123', 5, NULL, '村委会', 'public_welfare', '', '保洁员', '', false, 1600, 1600, '2019-09-01', NULL, '2019-12-31', '{referral}'),
	  ('141123', 4, NULL, '村委会', 'public_welfare', '', '保洁员', '', false, 1600, 1600, '2018-01-01', '2018-03-01', '2019-12-31', '{referral}'),
	  ('141123', 4, 1, '甲厂', 'enterprise', '', '电工', 'regular', true, 4000, 4000, '2019-01-02', '2019-02-28', '2019-12-31', '{staff_list}'),
	  ('141123', 6, 1, '甲厂', 'enterprise', '', '电工', 'regular', true, 4000, 4000, '2019-01-03', NULL, '2019-12-31', '{staff_list}'),
	  ('141123', 4, 2, '乙厂', 'enterprise', '', '电工', 'regular', true, 4000, 4000, '2018-01-02', '2018-02-28', '2019-12-31', '{staff_list}'),
	  ('141123', 3, 1, '甲厂', 'enterprise', '', '小工', 'temporary', true, 2000, 2000, '2019-05-03', '2019-10-01', '2019-12-31', '{staff_list}'),
	  ('141123', 2, NULL, '造林社', 'forestry', '', '造林工', '', false, 2400, 2400, '2019-03-10', '2019-05-01', '2019-12-31', '{referral}'),
	  ('141123', 2, NULL, '造林社', 'forestry', '', '护林员', '', false, 1200, 1200, '2019-10-10', '2019-11-10', '2019-12-31', '{referral}'),
	  ('141123', 4, NULL, '造林社', 'forestry', '', '造林工', '', false, 2400, 2400, '2019-03-10', '2019-05-01', '2019-12-31', '{referral}');`

func TestPlacementFigures(t *testing.T) {
	t.Parallel()
	d := tellStory(t, placed)
	for day, want := range map[string]map[string]float64{
		"2018-06-01": {"brands": 1, "brand_placed": 1, "workshops": 0, "public_welfare_posts": 0, "resident_enterprise_local_hires": 0, "agreement_regular_local_share": 0},
		"2019-06-01": {
			"brands": 1, "brand_placed": 2, "workshops": 2, "call_centre_employed": 1, "call_centre_mean_wage": 4000, "garment_employed": 2, "garment_mean_wage": 2500,
			"public_welfare_posts": 1, "public_welfare_poor": 1, "public_welfare_mean_wage": 1500, "resident_enterprise_local_hires": 1, "temporary_posts": 1,
			"temporary_posts_poor": 1, "temporary_mean_wage": 2000, "agreement_regular_local_share": 50, "agreement_temporary_local_share": 100,
			"service_jobs": 1, "forestry_labourers": 1, "forest_guard_engagements": 1,
		},
		"2019-12-31": {
			"brand_placed": 2, "garment_employed": 1, "public_welfare_posts": 2, "public_welfare_poor": 1, "public_welfare_mean_wage": 1550, "resident_enterprise_local_hires": 1,
			"temporary_posts": 0, "temporary_posts_poor": 0, "service_jobs": 3, "forestry_labourers": 1, "forest_guard_engagements": 2,
		},
		"2020-03-01": {"public_welfare_poor": 1, "forestry_labourers": 0, "forest_guard_engagements": 1},
		"2020-12-31": {"public_welfare_poor": 0, "forestry_labourers": 0, "forest_guard_engagements": 0},
	} {
		b, err := count(t, d, day)
		if err != nil {
			t.Fatal(err)
		}
		for id, v := range want {
			if i := slices.IndexFunc(b.Figures, func(f Figure) bool { return f.ID == id }); i < 0 || b.Figures[i].Value != v {
				t.Errorf("%s as of %s: %v, want %v", id, day, b.Figures[i], v)
			}
		}
	}
}

// TestOrder: the figures come in the order in which the county prints them.
func TestOrder(t *testing.T) {
	t.Parallel()
	printed := []string{
		"members_working_in_county", "brands", "brand_placed", "workshops", "call_centre_employed", "call_centre_mean_wage", "garment_employed", "garment_mean_wage",
		"public_welfare_posts", "public_welfare_poor", "public_welfare_mean_wage", "resident_enterprise_local_hires", "temporary_posts", "temporary_posts_poor",
		"temporary_mean_wage", "agreement_regular_local_share", "agreement_temporary_local_share", "relocated_households", "relocated_persons",
		"relocated_poor_households", "relocated_poor_persons", "agreement_enterprises", "resettlement_sites", "service_jobs", "forestry_labourers", "forest_guard_engagements",
	}
	at := -1
	all := figures()
	for _, id := range printed {
		i := slices.IndexFunc(all, func(f figure) bool { return f.id == id })
		if i <= at {
			t.Errorf("%s stands at %d, after %d", id, i, at)
		}
		at = i
	}
}
