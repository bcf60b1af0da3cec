package report

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"laowu/internal/db"
	"laowu/internal/db/testdb"
)

// needs is the property of Needed: the least of all that meet the share, found
// by trying one after the other.
func needs(local, hires, points int) *int {
	for n := 0; n <= 20_000; n++ {
		if whole*(local+n) >= points*(hires+n) {
			return &n
		}
	}
	return nil
}

func TestNeeded(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		hires := rapid.IntRange(0, 400).Draw(t, "hires")
		local := rapid.IntRange(0, hires).Draw(t, "local")
		points := rapid.OneOf(rapid.SampledFrom([]int{0, 5000, 6000, 9000, whole}), rapid.IntRange(0, 9800)).Draw(t, "points")
		exempt := rapid.IntRange(0, 5).Draw(t, "exempt")
		q := Quota{Hires: hires + exempt, Local: local, exempt: exempt, points: points}
		q.settle()
		got, want := q.Needed, needs(local, hires, points)
		if (got == nil) != (want == nil) || got != nil && *got != *want {
			t.Fatalf("%d of %d at %d: needs %v, want %v", local, hires, points, got, want)
		}
		if q.Met != (whole*local >= points*hires) || (q.Share == nil) != (hires == 0) || q.Share != nil && *q.Share != float64(local)/float64(hires) {
			t.Fatalf("%d of %d: %+v", local, hires, q)
		}
		left := q.OutsidersLeft()
		if q.Met && points > 0 && (whole*local < points*(hires+left) || whole*local >= points*(hires+left+1)) || !q.Met && left != 0 {
			t.Fatalf("%d of %d at %d: %d more from elsewhere", local, hires, points, left)
		}
	})
}

func TestForecast(t *testing.T) {
	t.Parallel()
	for want, q := range map[string]Quota{
		"再招 1 个外地人，占比降到 58%":               {Hires: 30, Local: 18, points: 6000},
		"再招 1 个外地人，占比降到 60%，仍然达标":          {Hires: 50, Local: 31, points: 6000},
		"还差 3 个本地人":                        {Hires: 20, Local: 11, points: 6000},
		"已经招了外地人，再招本地人也达不到 100%，请核对特殊技能岗位": {Hires: 6, Local: 5, points: whole},
	} {
		q.settle()
		if got := q.Forecast(); got != want {
			t.Errorf("%d of %d: %s, want %s", q.Local, q.Hires, got, want)
		}
	}
	q := Quota{Hires: 1000, Local: 599, points: 6000}
	if q.settle(); q.Percent() != "59.9%" {
		t.Errorf("599 of 1000 is %s", q.Percent())
	}
}

// hired is an enterprise with an agreement from 2019 and its list: who counts
// and who does not is written beside each.
const hired = `
	INSERT INTO enterprise (id, county, uscc, name) VALUES (1, '141123', '91141123MA0AL47R7J', '甲厂'), (2, '141123', '91150602MA0FAG439B', '乙厂'),
	  (3, '141123', '91150622MA05H59J07', '丙厂');
	INSERT INTO agreement (county, enterprise, starts, ends) VALUES ('141123', 1, '2019-01-01', NULL), ('141123', 3, '2018-01-01', '2018-12-31');
	INSERT INTO opening (county, enterprise, title, place_text, headcount, form, valid_until) VALUES ('141123', 1, '电工', '兴县', 4, 'regular', '2020-12-31');
	INSERT INTO person (county, id, name, sex, birth, id_hash, id_sealed, registered, registered_source, household_kind)
	  SELECT '141123', n, '王' || n, 'male', '1980-01-01', decode(lpad(n::text, 32, '0'), 'hex'), '',
	         CASE WHEN n IN (1, 2, 3, 8, 9) THEN '141123' WHEN n = 5 THEN NULL ELSE '140109' END, 'roster', CASE WHEN n = 3 THEN 'lifted' END
	  FROM generate_series(1, 10) n;
	INSERT INTO placement (county, person, enterprise, form, post, special_skill, started, ended, reported_on, sources) VALUES
	  ('141123', 1, 1, 'regular', 'new', false, '2019-03-01', NULL, '2019-12-31', '{staff_list}'),
	  ('141123', 2, 1, 'regular', '', false, '2019-04-01', '2019-05-01', '2019-12-31', '{roster,staff_list}'), -- who left counts
	  ('141123', 3, 1, 'regular', 'vacant', false, '2019-05-01', NULL, '2019-12-31', '{staff_list}'),
	  ('141123', 4, 1, 'regular', '', false, '2019-06-01', NULL, '2019-12-31', '{staff_list}'),
	  ('141123', 5, 1, 'regular', '', false, '2019-07-01', NULL, '2019-12-31', '{staff_list}'), -- nobody says where from: not local
	  ('141123', 6, 1, 'regular', 'existing', false, '2019-07-01', NULL, '2019-12-31', '{staff_list}'), -- no new post
	  ('141123', 7, 1, 'regular', '', false, '2018-12-31', NULL, '2019-12-31', '{staff_list}'), -- before the agreement
	  ('141123', 8, 1, 'regular', '', false, '2019-07-01', NULL, '2019-12-31', '{referral}'), -- not on the list
	  ('141123', 8, 1, 'temporary', '', false, '2019-08-01', NULL, '2019-12-31', '{staff_list}'),
	  ('141123', 9, 1, 'temporary', '', true, '2019-08-02', NULL, '2019-12-31', '{staff_list}'), -- exempt: no part of the share
	  ('141123', 10, 1, 'temporary', '', true, '2019-08-03', NULL, '2019-12-31', '{staff_list}'),
	  ('141123', 1, 2, 'regular', '', false, '2019-08-01', NULL, '2019-12-31', '{staff_list}');`

func withHires(t *testing.T, fn func(*db.Tx) error) {
	t.Helper()
	err := testdb.New(t).Tx(t.Context(), county, func(tx *db.Tx) error {
		if _, err := tx.Exec(t.Context(), hired); err != nil {
			return err
		}
		return fn(tx)
	})
	if err != nil {
		t.Fatal(err)
	}
}

func onDay(t *testing.T, text string) time.Time {
	t.Helper()
	d, err := time.Parse(time.DateOnly, text)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

func TestQuotas(t *testing.T) {
	t.Parallel()
	withHires(t, func(tx *db.Tx) error {
		for day, want := range map[string]string{
			"2018-06-01": `{"enterprises":[{"uscc":"91150622MA05H59J07","name":"丙厂","regular":{"hires":0,"local":0,"share":null,"required":0.6,"met":true,"local_hires_needed":0},` +
				`"temporary":{"hires":0,"local":0,"share":null,"required":1,"met":true,"local_hires_needed":0,"exempt":0}}]}`,
			"2019-05-31": `{"enterprises":[{"uscc":"91141123MA0AL47R7J","name":"甲厂","regular":{"hires":3,"local":3,"share":1,"required":0.6,"met":true,"local_hires_needed":0},` +
				`"temporary":{"hires":0,"local":0,"share":null,"required":1,"met":true,"local_hires_needed":0,"exempt":0}}]}`,
			"2019-12-31": `{"enterprises":[{"uscc":"91141123MA0AL47R7J","name":"甲厂","regular":{"hires":5,"local":3,"share":0.6,"required":0.6,"met":true,"local_hires_needed":0},` +
				`"temporary":{"hires":3,"local":1,"share":1,"required":1,"met":true,"local_hires_needed":0,"exempt":2}}]}`,
		} {
			q, err := CountQuotas(t.Context(), tx, onDay(t, day))
			if err != nil {
				return err
			}
			got, err := json.Marshal(q)
			if err != nil || string(got) != want {
				t.Errorf("as of %s: %v\n%s, want\n%s", day, err, got, want)
			}
		}
		list, err := QuotaHires(t.Context(), tx, 1, onDay(t, "2019-12-31"))
		got := ""
		for _, h := range list {
			got += fmt.Sprint(h.Name, h.Form[:1], h.Local, h.Poor, h.Exempt, ";")
		}
		if want := "王3rtruetruefalse;王1rtruefalsefalse;王2rtruefalsefalse;王4rfalsefalsefalse;王5rfalsefalsefalse;王8ttruefalsefalse;王9ttruefalsetrue;王10tfalsefalsetrue;"; strings.ReplaceAll(got, " ", "") != want {
			t.Errorf("list %s", got)
		}
		if _, err := CountQuotas(t.Context(), tx, tx.Today().AddDate(0, 0, 1)); !errors.Is(err, ErrFuture) {
			t.Errorf("tomorrow: %v", err)
		}
		q, _ := CountQuotas(t.Context(), tx, onDay(t, "2019-12-31"))
		if q.Enterprises[0].Regular.PostsLeft() != 4 {
			t.Errorf("posts left %d", q.Enterprises[0].Regular.PostsLeft())
		}
		var book bytes.Buffer
		if err := WriteQuotas(t.Context(), tx, q, &book); err != nil || book.Len() < 3000 {
			t.Errorf("workbook of %d bytes: %v", book.Len(), err)
		}
		return err
	})
}

// TestWaiverChangesNoQuota: what the county grants stands beside the shares, and
// is no part of them; and neither is who a departure brought.
func TestWaiverChangesNoQuota(t *testing.T) {
	t.Parallel()
	withHires(t, func(tx *db.Tx) error {
		count := func() string {
			q, err := CountQuotas(t.Context(), tx, onDay(t, "2019-12-31"))
			if err != nil {
				t.Fatal(err)
			}
			got, err := json.Marshal(q)
			if err != nil {
				t.Fatal(err)
			}
			return string(got)
		}
		before := count()
		_, err := tx.Exec(t.Context(), `
			SET LOCAL laowu.role = 'enterprise'; SET LOCAL laowu.organisation = '1';
			INSERT INTO waiver (county, enterprise, trade_text, form, posts, reason, stated_on, answer_by) SELECT '141123', 1, '工种' || f, f, 9, '没有人', '2019-06-01', '2019-06-08'
			  FROM unnest(ARRAY['regular', 'temporary']) f;
			SET LOCAL laowu.role = 'county';
			UPDATE waiver SET state = 'granted', decision = '属实', decided_on = '2019-06-09';
			INSERT INTO placement (county, person, enterprise, form, started, reported_on, sources) VALUES ('141123', 10, 1, 'regular', '2019-09-01', '2019-09-01', '{departure}')`)
		if err != nil {
			return err
		}
		var granted int
		if err := tx.QueryRow(t.Context(), "SELECT count(*) FROM waiver WHERE state = 'granted'").Scan(&granted); err != nil || granted != 2 {
			t.Errorf("granted: %d, %v", granted, err)
		}
		if after := count(); after != before {
			t.Errorf("quotas\n%s, were\n%s", after, before)
		}
		return nil
	})
}

func TestFrozenQuota(t *testing.T) {
	t.Parallel()
	withHires(t, func(tx *db.Tx) error {
		may := onDay(t, "2019-05-10")
		if _, err := Frozen(t.Context(), tx, 1, may); !errors.Is(err, ErrNotFrozen) {
			t.Errorf("before: %v", err)
		}
		if n, err := FreezeQuotas(t.Context(), tx, may); n != 1 || err != nil {
			t.Fatalf("frozen %d, %v", n, err)
		}
		if _, err := FreezeQuotas(t.Context(), tx, tx.Today()); !errors.Is(err, ErrMonthRuns) {
			t.Errorf("this month: %v", err)
		}
		if err := CorrectQuota(t.Context(), tx, 1, may, "没有变动"); !errors.Is(err, ErrNoChange) {
			t.Errorf("no change: %v", err)
		}
		if _, err := tx.Exec(t.Context(), "UPDATE person SET registered = '140109' WHERE id = 2"); err != nil {
			return err
		}
		if err := CorrectQuota(t.Context(), tx, 1, may, ""); !errors.Is(err, ErrNoReason) {
			t.Errorf("no reason: %v", err)
		}
		if err := CorrectQuota(t.Context(), tx, 1, may, "户籍核对后更正"); err != nil {
			return err
		}
		f, err := Frozen(t.Context(), tx, 1, may)
		if err != nil {
			return err
		}
		if f.Was.Regular.Local != 3 || f.Is.Regular.Local != 2 || !f.Differs() || len(f.Corrections) != 1 || f.Corrections[0].Reason != "户籍核对后更正" ||
			f.Corrections[0].Figures.Regular.Local != 2 {
			t.Errorf("frozen %+v", f)
		}
		if err := CorrectQuota(t.Context(), tx, 1, may, "再来一次"); !errors.Is(err, ErrNoChange) {
			t.Errorf("corrected twice: %v", err)
		}
		if _, err = FreezeQuotas(t.Context(), tx, may); !errors.Is(err, ErrFrozen) {
			t.Errorf("frozen twice: %v", err)
		}
		return nil
	})
}
