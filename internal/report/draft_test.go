package report

import (
	"bytes"
	"errors"
	"strings"
	"testing"

	"laowu/internal/db"
)

// week is what happened in the homes' village in the week to 2019-07-07: 2 begins
// away on its first day and 4 at home on its last; 1 left (in homes) on the first
// of July, and has nothing else; 4's old work ends too; 6 begins on the day after,
// 7 plants trees; a class ends with 1 and 5 in it, 5 not having passed; 2 gets a
// licence and 3 a certificate of completion; 5 joins and 6 leaves the association.
const week = homes + `
	INSERT INTO enterprise (id, county, uscc, name) VALUES (1, '141123', '91141123MA0AL47R7J', '甲厂');
	INSERT INTO agreement (county, enterprise, starts) VALUES ('141123', 1, '2019-01-01');
	UPDATE person SET registered = '141123' WHERE id = 2;
	UPDATE placement SET ended = '2019-07-04' WHERE person = 4;
	INSERT INTO placement (county, person, away, enterprise, form, channel, started, ended, reported_on, sources) VALUES
	  ('141123', 2, true, 1, 'regular', 'enterprise', '2019-07-01', NULL, '2019-12-31', '{staff_list}'),
	  ('141123', 4, false, 1, 'regular', 'enterprise', '2019-07-07', NULL, '2019-12-31', '{staff_list}'),
	  ('141123', 6, true, 1, 'regular', 'enterprise', '2019-07-08', NULL, '2019-12-31', '{staff_list}'),
	  ('141123', 7, false, NULL, '', 'forestry', '2019-07-02', '2019-07-05', '2019-12-31', '{referral}');
	INSERT INTO class (county, id, programme, number, institution, ends) VALUES ('141123', 1, 1, '第1期', '甲校', '2019-07-01'), ('141123', 2, 1, '第2期', '甲校', '2019-06-30');
	INSERT INTO enrolment (county, person, class, result) VALUES ('141123', 1, 1, 'passed'), ('141123', 5, 1, 'failed'), ('141123', 6, 2, 'passed');
	INSERT INTO certificate (county, person, kind, issued) VALUES ('141123', 2, 'driving', '2019-07-07'), ('141123', 3, 'completion', '2019-07-07'), ('141123', 4, 'skill', '2019-06-30');
	INSERT INTO association (county, id, code, township, name) VALUES ('141123', 1, 'a1', '141123103', '甲村务工协会');
	INSERT INTO membership (county, person, association, joined, left_on) VALUES ('141123', 5, 1, '2019-07-03', NULL), ('141123', 6, 1, '2019-01-03', '2019-07-03');`

// drafted is a draft to 2019-07-07, held to figures; of tomorrow there is none.
func drafted(t *testing.T, d *db.DB, p Period, want map[string]float64) (got Draft) {
	t.Helper()
	err := d.ReadTx(t.Context(), county, func(tx *db.Tx) (err error) {
		if _, err := CountDraft(t.Context(), tx, p, tx.Today().AddDate(0, 0, 1)); !errors.Is(err, ErrFuture) {
			t.Errorf("tomorrow: %v", err)
		}
		got, err = CountDraft(t.Context(), tx, p, onDay(t, "2019-07-07"))
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	have := values(got.Lines())
	for id, v := range want {
		if have[id] != number(v) {
			t.Errorf("%s: %s is %s, want %v", p, id, have[id], v)
		}
	}
	return got
}

func TestDraft(t *testing.T) {
	t.Parallel()
	d := tellStory(t, week)
	for _, c := range []struct {
		period Period
		from   string
		want   map[string]float64
	}{
		{Weekly, "2019-07-01", map[string]float64{
			"placed": 2, "placed_away": 1, "placed_in_county": 1, "placed_poor": 2, "left": 2, "left_idle": 1, "joined": 1, "resigned": 1, "classes": 1,
			"trained": 1, "certified": 1, "hires": 2, "hires_local": 1, "households_cleared": 0, "households_fallen": 1, "households_uncovered": 3, "households_overdue": 1,
		}},
		{Daily, "2019-07-07", map[string]float64{
			"placed": 1, "placed_away": 0, "placed_in_county": 1, "left": 0, "joined": 0, "classes": 0, "certified": 1, "hires": 1, "hires_local": 0, "households_fallen": 0,
		}},
		{TwentyDays, "2019-06-18", map[string]float64{"placed": 2, "left": 2, "classes": 2, "trained": 2, "certified": 2, "households_fallen": 1}},
	} {
		got := drafted(t, d, c.period, c.want)
		if got.From != c.from || !strings.HasPrefix(got.Text, c.period.Word()) || (got.Ranking != nil) != (c.period == TwentyDays) {
			t.Errorf("%s from %s: %s", c.period, got.From, got.Text)
		}
		var book bytes.Buffer
		if err := got.Write(&book); err != nil || book.Len() < 3000 {
			t.Errorf("workbook of %d bytes: %v", book.Len(), err)
		}
		if c.period == Weekly && !strings.Contains(got.Text, "新增务工 2 人，其中县外 1 人、县内 1 人，脱贫户 2 人；离岗 2 人，其中目前没有工作的 1 人。") {
			t.Errorf("the draft says %s", got.Text)
		}
	}
}
