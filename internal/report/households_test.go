package report

import (
	"bytes"
	"encoding/json"
	"errors"
	"strings"
	"testing"

	"laowu/internal/db"
)

// homes is a village with relocated households: H1 poor, whose able and willing
// man works until mid-2019 and whose able and willing woman is erased on
// 2019-09-01; H2 poor, whose able and willing woman never worked but whose father,
// who is not able, has a public-welfare post since 2019; H3 poor, nobody able and
// willing (one is able, the wish is not known); H4 never poor; H5 poor and not
// relocated; H6 poor until 2019-09-01 and idle; 20 is a lone member, poor by his
// own record, able and willing, and idle.
const homes = `
	INSERT INTO area (code, name, level, parent, county) VALUES ('141123103v001', '甲村', 'village', '141123103', '141123');
	INSERT INTO household (county, id, village, number, relocated, site)
	  SELECT '141123', n, '141123103v001', 'H' || n, n <> 5, CASE WHEN n = 1 THEN '乔家沟安置点' ELSE '' END FROM generate_series(1, 6) n;
	INSERT INTO household_kind (county, household, kind, valid_to)
	  SELECT '141123', n, CASE n WHEN 4 THEN 'monitored_marginal' WHEN 2 THEN 'monitored_unstable' ELSE 'lifted' END, CASE n WHEN 6 THEN '2019-09-01'::date END
	  FROM generate_series(1, 6) n;
	INSERT INTO person (county, id, name, sex, birth, id_hash, id_sealed, household, able, willing, wish_trades, created_at)
	  SELECT '141123', id, '王' || id, sex, birth::date, decode(lpad(id::text, 32, '0'), 'hex'), '', household, able, willing, wish, '2019-03-31T17:00:00Z'
	  FROM (VALUES (1, 'male', '1980-06-30', 1, true, true, '电工'), (2, 'female', '1990-01-01', 2, true, true, '护工'), (3, 'male', '1950-01-01', 2, false, NULL, ''),
	    (4, 'male', '1980-01-01', 3, true, NULL, ''), (5, 'male', '1980-01-01', 4, true, true, ''), (6, 'male', '1980-01-01', 5, true, true, ''),
	    (7, 'male', '1980-01-01', 6, true, true, ''), (8, 'female', '1985-01-01', 1, true, true, ''), (9, 'female', '2010-01-01', 1, false, false, ''))
	    v (id, sex, birth, household, able, willing, wish);
	INSERT INTO person (county, id, name, sex, birth, id_hash, id_sealed, village, household_kind, relocated, able, willing, created_at) VALUES
	  ('141123', 20, '李四', 'male', '1970-01-01', '\x20', '', '141123103v001', 'lifted', true, true, true, '2020-02-01');
	INSERT INTO placement (county, person, channel, started, ended, reported_on, sources) VALUES
	  ('141123', 1, '', '2019-01-01', '2019-07-01', '2019-12-31', '{roster}'),
	  ('141123', 1, '', '2018-01-01', '2018-02-01', '2019-12-31', '{roster}'),
	  ('141123', 3, 'public_welfare', '2019-06-01', NULL, '2019-12-31', '{referral}'),
	  ('141123', 4, '', '2018-01-01', NULL, '2019-12-31', '{roster}');
	UPDATE person SET erased_on = '2019-09-01' WHERE id = 8;
	INSERT INTO guarantee_rule VALUES ('2019-06-01', 5, '县里核定');`

func households(t *testing.T, d *db.DB, day string) (h Households, err error) {
	t.Helper()
	err = d.ReadTx(t.Context(), county, func(tx *db.Tx) error {
		h, err = CountHouseholds(t.Context(), tx, onDay(t, day))
		return err
	})
	return h, err
}

func TestHouseholds(t *testing.T) {
	t.Parallel()
	d := tellStory(t, homes)
	for day, want := range map[string]string{
		"2019-05-31": `{"able_and_willing":4,"covered":1,"uncovered":[` +
			`{"household":"H2","village":"甲村","township":"康宁镇","site":"","since":"2019-04-01","deadline":"2019-04-21","overdue":true,` +
			`"workers":[{"id":"2","name":"王**","sex":"female","age":29,"trades":"护工","places":""}]},` +
			`{"household":"H6","village":"甲村","township":"康宁镇","site":"","since":"2019-04-01","deadline":"2019-04-21","overdue":true,` +
			`"workers":[{"id":"7","name":"王**","sex":"male","age":39,"trades":"","places":""}]},` +
			`{"household":"","village":"甲村","township":"康宁镇","site":"","since":"2019-05-31","deadline":"2019-06-20","overdue":false,` +
			`"workers":[{"id":"20","name":"李**","sex":"male","age":49,"trades":"","places":""}]}]}`,
		"2019-09-01": `{"able_and_willing":3,"covered":1,"uncovered":[` +
			`{"household":"H1","village":"甲村","township":"康宁镇","site":"乔家沟安置点","since":"2019-07-01","deadline":"2019-07-06","overdue":true,` +
			`"workers":[{"id":"1","name":"王**","sex":"male","age":39,"trades":"电工","places":""}]},` +
			`{"household":"","village":"甲村","township":"康宁镇","site":"","since":"2019-09-01","deadline":"2019-09-06","overdue":false,` +
			`"workers":[{"id":"20","name":"李**","sex":"male","age":49,"trades":"","places":""}]}]}`,
	} {
		h, err := households(t, d, day)
		if err != nil {
			t.Fatal(err)
		}
		if got, err := json.Marshal(h); err != nil || string(got) != want {
			t.Errorf("as of %s: %v\n got %s\nwant %s", day, err, got, want)
		}
		b, err := count(t, d, day)
		if err != nil {
			t.Fatal(err)
		}
		f := pick(t, b, "household_guarantee")
		if f.Value != h.Share() || *f.Part != h.Covered || *f.Of != h.Able {
			t.Errorf("as of %s the bulletin has %+v, the report %d of %d", day, f, h.Covered, h.Able)
		}
		var book bytes.Buffer
		if err := h.Write(&book); err != nil || book.Len() < 3000 {
			t.Errorf("workbook of %d bytes: %v", book.Len(), err)
		}
	}
	// The day counts on which the last work ended, and the rule of that day.
	for day, want := range map[string]string{"2019-07-01": "H1 2019-07-01 2019-07-06", "2019-06-30": "H6 2019-04-01 2019-04-21"} {
		h, err := households(t, d, day)
		got := ""
		for _, u := range h.Uncovered {
			got += u.Number + " " + u.Since + " " + u.Deadline + ";"
		}
		if err != nil || !strings.Contains(got, want+";") {
			t.Errorf("as of %s: %s, %v, want %s", day, got, err, want)
		}
	}
	if _, err := households(t, d, "2026-11-25"); !errors.Is(err, ErrFuture) {
		t.Errorf("tomorrow: %v", err)
	}
}

func pick(t *testing.T, b Bulletin, id string) Figure {
	t.Helper()
	for _, f := range b.Figures {
		if f.ID == id {
			return f
		}
	}
	t.Fatalf("the bulletin has no %s", id)
	return Figure{}
}

// TestCertifiedShare: of the four members of the story, who holds what on which
// day.
func TestCertifiedShare(t *testing.T) {
	t.Parallel()
	d := tellStory(t, story+`INSERT INTO certificate (county, person, kind, issued, expires) VALUES
	  ('141123', 1, 'skill', '2019-01-01', NULL), ('141123', 1, 'driving', '2019-01-01', NULL), ('141123', 2, 'special_operation', '2018-02-01', '2019-06-29'),
	  ('141123', 3, 'completion', '2018-02-01', NULL), ('141123', 5, 'skill', NULL, NULL);`)
	for day, want := range map[string][2]int{"2018-01-31": {0, 4}, "2018-02-01": {1, 4}, "2019-06-29": {2, 3}, "2019-06-30": {1, 3}} {
		b, err := count(t, d, day)
		if err != nil {
			t.Fatal(err)
		}
		f := pick(t, b, "certified_share")
		if *f.Part != want[0] || *f.Of != want[1] || f.Value != 100*float64(want[0])/float64(want[1]) {
			t.Errorf("as of %s: %v is %d of %d, want %v", day, f.Value, *f.Part, *f.Of, want)
		}
	}
}
