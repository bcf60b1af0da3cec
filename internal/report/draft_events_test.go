package report

import (
	"strings"
	"testing"
)

// busy is what people did about four persons' work in the week to 2019-07-07.
// What lies on a boundary says on which side: moments are of the day in China.
const busy = `
	INSERT INTO enterprise (id, county, uscc, name) VALUES (1, '141123', '91141123MA0AL47R7J', '甲厂');
	INSERT INTO opening (id, county, enterprise, title, place_text, headcount, form) VALUES (1, '141123', 1, '电工', '兴县', 4, 'regular'), (2, '141123', 1, '焊工', '兴县', 4, 'regular');
	INSERT INTO person (county, id, name, sex, birth, id_hash, id_sealed)
	  SELECT '141123', n, '王' || n, 'male', '1980-01-01', decode(lpad(n::text, 32, '0'), 'hex'), '' FROM generate_series(1, 4) n;
	INSERT INTO placement (county, id, person, enterprise, started, reported_on, sources)
	  SELECT '141123', n, n, 1, '2019-01-01', '2019-01-01', '{roster}' FROM generate_series(1, 4) n;
	INSERT INTO referral (county, id, person, opening, sent_role, state, made_at, moved_at, expires_on) VALUES
	  ('141123', 1, 1, 1, 'county', 'new', '2019-06-30 15:59Z', now(), '2019-12-31'), -- the evening before
	  ('141123', 2, 2, 1, 'county', 'new', '2019-06-30 16:00Z', now(), '2019-12-31'), -- midnight
	  ('141123', 3, 2, 2, 'county', 'new', '2019-07-07 15:59Z', now(), '2019-12-31'),
	  ('141123', 4, 3, 1, 'county', 'new', '2019-07-07 16:00Z', now(), '2019-12-31'); -- the day after
	INSERT INTO referral_move (county, referral, from_state, to_state, side, reason, role, at) VALUES
	  ('141123', 1, 'new', 'seen', 'employer', NULL, 'county', '2019-07-01 04:00Z'), ('141123', 1, 'seen', 'hired', 'employer', NULL, 'county', '2019-07-02 04:00Z'),
	  ('141123', 2, 'new', 'refused', 'employer', 'filled', 'county', '2019-07-07 15:59Z'), ('141123', 3, 'new', 'refused', 'employer', 'filled', 'county', '2019-07-07 16:00Z');
	INSERT INTO departure (county, id, role, employer, channel, place_text, origin, leaves_on, seats, state, arrived_on, planned_at) VALUES
	  ('141123', 1, 'county', '甲厂', 'association', '东胜', '城关', '2019-06-30', 40, 'arrived', '2019-07-01', now()),
	  ('141123', 2, 'county', '甲厂', 'association', '东胜', '城关', '2019-07-07', 40, 'arrived', '2019-07-07', now()),
	  ('141123', 3, 'county', '甲厂', 'association', '东胜', '城关', '2019-07-05', 40, 'left', NULL, now()), -- under way, or taken back
	  ('141123', 4, 'county', '甲厂', 'association', '东胜', '城关', '2019-06-29', 40, 'arrived', '2019-06-30', now());
	INSERT INTO departure_member (county, departure, person, leaves_on, boarded, arrived) VALUES
	  ('141123', 1, 1, '2019-06-30', true, true), ('141123', 1, 2, '2019-06-30', true, true), ('141123', 1, 3, '2019-06-30', true, false),
	  ('141123', 2, 1, '2019-07-07', true, true), ('141123', 3, 3, '2019-07-05', true, NULL), ('141123', 4, 4, '2019-06-29', true, true);
	INSERT INTO visit (county, id, person, placement, visited_on, outcome, end_reason, source, recorded_at)
	  SELECT '141123', n, person, person, on_day::date, outcome, CASE outcome WHEN 'left' THEN 'family' ELSE '' END, 'page', now() FROM (VALUES
	    (1, 1, '2019-06-28', 'no_answer'), (2, 1, '2019-06-30', 'no_answer'), (3, 1, '2019-07-01', 'no_answer'), -- the third in a row
	    (4, 1, '2019-07-06', 'in_post'), (5, 2, '2019-07-03', 'no_answer'), (6, 2, '2019-07-07', 'left'), (7, 3, '2019-07-02', 'no_answer'),
	    (8, 4, '2019-06-30', 'in_post'), (9, 4, '2019-07-08', 'in_post')) v (n, person, on_day, outcome);
	INSERT INTO followup_case (county, person, placement, kind, owner_role, opened_on, deadline, state, closed_on, outcome) VALUES
	  ('141123', 1, 1, 'arrears', 'county', '2019-06-20', '2019-06-27', 'closed', '2019-07-01', 'settled'),
	  ('141123', 2, 2, 'arrears', 'county', '2019-06-29', '2019-07-06', 'closed', '2019-07-08', 'settled'), -- open and overdue on the last day
	  ('141123', 3, 3, 'arrears', 'county', '2019-06-30', '2019-07-07', 'open', NULL, ''), -- due on it
	  ('141123', 1, 1, 'injury', 'county', '2019-07-07', '2019-08-06', 'open', NULL, ''), ('141123', 4, 4, 'other', 'county', '2019-07-08', '2019-07-23', 'open', NULL, '');
	SET LOCAL laowu.role = 'enterprise'; SET LOCAL laowu.organisation = '1';
	INSERT INTO waiver (county, id, enterprise, trade_text, form, posts, reason, stated_on, answer_by) VALUES
	  ('141123', 1, 1, '电工', 'regular', 1, '没有人', '2019-06-20', '2019-06-27'), ('141123', 2, 1, '焊工', 'regular', 1, '没有人', '2019-07-01', '2019-07-02'),
	  ('141123', 3, 1, '司机', 'regular', 1, '没有人', '2019-07-07', '2019-07-14'), ('141123', 4, 1, '厨师', 'regular', 1, '没有人', '2019-06-01', '2019-06-08');
	SET LOCAL laowu.role = 'county';
	UPDATE waiver SET state = 'granted', decision = '属实', decided_on = '2019-07-01' WHERE id = 1;
	UPDATE waiver SET state = 'refused', decision = '有人', decided_on = '2019-07-07' WHERE id = 2;
	UPDATE waiver SET state = 'withdrawn', decided_on = '2019-07-07' WHERE id = 3; -- nobody decided it
	UPDATE waiver SET state = 'granted', decision = '属实', decided_on = '2019-06-30' WHERE id = 4;`

func TestDraftOfWhatWasDone(t *testing.T) {
	t.Parallel()
	d := tellStory(t, busy)
	for _, c := range []struct {
		period Period
		want   map[string]float64
		text   string
	}{
		{Weekly, map[string]float64{
			"referrals": 2, "referrals_hired": 1, "referrals_refused": 1, "departures": 2, "departure_people": 2, "visits": 5, "visits_reached": 2, "visits_unreachable": 1,
			"cases_opened": 1, "cases_closed": 1, "cases_open": 3, "cases_overdue": 1, "waivers_stated": 2, "waivers_decided": 2, "waivers_granted": 1,
		}, "推荐 2 人次，推荐上岗 1 人次，被单位拒绝 1 人次；点对点到达 2 趟 2 人。"},
		{Daily, map[string]float64{
			"referrals": 1, "referrals_hired": 0, "referrals_refused": 1, "departures": 1, "departure_people": 1, "visits": 1, "visits_reached": 1, "visits_unreachable": 0,
			"cases_opened": 1, "cases_closed": 0, "cases_open": 3, "cases_overdue": 1, "waivers_stated": 1, "waivers_decided": 1, "waivers_granted": 0,
		}, "维权登记 1 件，结案 0 件，期末在办 3 件，其中逾期 1 件。"},
		{TwentyDays, map[string]float64{
			"referrals": 3, "referrals_hired": 1, "referrals_refused": 1, "departures": 3, "departure_people": 3, "visits": 8, "visits_reached": 3, "visits_unreachable": 1,
			"cases_opened": 4, "cases_closed": 1, "cases_open": 3, "cases_overdue": 1, "waivers_stated": 3, "waivers_decided": 3, "waivers_granted": 2,
		}, "企业说明招不到本地人 3 份，认定 3 份，其中属实 2 份。"},
	} {
		got := drafted(t, d, c.period, c.want)
		if !strings.Contains(got.Text, c.text) {
			t.Errorf("%s says %s", c.period, got.Text)
		}
	}
}
