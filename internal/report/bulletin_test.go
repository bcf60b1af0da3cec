package report

import (
	"errors"
	"os"
	"testing"
	"time"

	"laowu/internal/db"
	"laowu/internal/db/testdb"
)

func TestMain(m *testing.M) { os.Exit(testdb.Run(m)) }

var county = db.Actor{County: "141123", Role: db.County}

// story is a small county: an association of two villages; member 1 away, 2 in
// the county until mid-2019, then away, 3 without work, 4 left in 2018; a
// relocated household of two that was poor until 2020, and a relocated member
// alone.
const story = `
	INSERT INTO area (code, name, level, parent, county) VALUES
	  ('141123103v001', '甲村', 'village', '141123103', '141123'), ('141123103v002', '乙村', 'village', '141123103', '141123'),
	  ('141123103v003', '丙村', 'village', '141123103', '141123');
	INSERT INTO association (county, id, code, township, name, founded) VALUES
	  ('141123', 1, '141123103001', '141123103', '甲村务工协会', '2017-05-01'), ('141123', 2, '141123103002', '141123103', '丙村务工协会', '2020-01-01');
	INSERT INTO association_village (county, association, village, valid_from, valid_to) VALUES
	  ('141123', 1, '141123103v001', '2017-05-01', NULL), ('141123', 1, '141123103v002', '2017-05-01', '2019-06-30');
	INSERT INTO household (county, id, village, number, relocated, site) VALUES ('141123', 1, '141123103v001', 'H1', true, '乔家沟安置点');
	INSERT INTO household_kind (county, household, kind, valid_to) VALUES ('141123', 1, 'lifted', '2020-06-01');
	INSERT INTO household_kind (county, household, kind, valid_from) VALUES ('141123', 1, 'general', '2020-06-01');
	INSERT INTO person (county, id, name, sex, birth, id_hash, id_sealed, household, relocated)
	  SELECT '141123', n, '王' || n, 'male', '1980-01-01', decode(lpad(n::text, 32, '0'), 'hex'), '', CASE WHEN n IN (1, 5) THEN 1 END, CASE WHEN n = 2 THEN true END
	  FROM generate_series(1, 5) n;
	INSERT INTO membership (county, person, association, joined, left_on) VALUES
	  ('141123', 1, 1, '2018-01-01', NULL), ('141123', 2, 1, '2018-01-01', NULL), ('141123', 3, 1, '2018-01-01', NULL), ('141123', 4, 1, '2018-01-01', '2018-12-31');
	INSERT INTO placement (county, person, away, wage_min, wage_max, started, ended, reported_on, sources) VALUES
	  ('141123', 1, true, 3000, 4000, '2019-01-01', NULL, '2019-12-31', '{roster}'),
	  ('141123', 2, false, 2500, 2500, '2018-03-01', '2019-07-01', '2019-12-31', '{roster}'),
	  ('141123', 2, true, NULL, NULL, '2019-07-01', NULL, '2019-12-31', '{roster}'),
	  ('141123', 4, true, 9000, 9000, '2018-03-01', NULL, '2019-12-31', '{roster}');
	INSERT INTO enterprise (id, county, uscc, name) VALUES (1, '141123', '91141123MA0AL47R7J', '示例铝业有限公司');
	INSERT INTO agreement (county, enterprise, starts, ends) VALUES ('141123', 1, '2019-01-01', '2019-12-31');`

func tell(t *testing.T) *db.DB {
	t.Helper()
	return tellStory(t, story+lessons)
}

func tellStory(t *testing.T, story string) *db.DB {
	t.Helper()
	d := testdb.New(t)
	err := d.Tx(t.Context(), county, func(tx *db.Tx) error {
		_, err := tx.Exec(t.Context(), story)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return d
}

func count(t *testing.T, d *db.DB, day string) (Bulletin, error) {
	t.Helper()
	asOf, err := time.Parse(time.DateOnly, day)
	if err != nil {
		t.Fatal(err)
	}
	var b Bulletin
	err = d.ReadTx(t.Context(), county, func(tx *db.Tx) error {
		var err error
		b, err = Count(t.Context(), tx, asOf)
		return err
	})
	return b, err
}

func TestBulletin(t *testing.T) {
	t.Parallel()
	d := tell(t)
	for day, want := range map[string]map[string]float64{
		"2019-06-30": {
			"townships": 17, "villages": 3, "villages_covered": 1, "associations": 1, "members": 3, "members_working_away": 1,
			"members_working_in_county": 1, "members_mean_wage": 3000, "relocated_households": 2, "relocated_persons": 3,
			"relocated_poor_households": 1, "relocated_poor_persons": 2, "agreement_enterprises": 1, "resettlement_sites": 1,
		},
		"2019-12-31": {"members": 3, "members_working_away": 2, "members_working_in_county": 0, "members_mean_wage": 3500, "agreement_enterprises": 1},
		"2018-06-01": {"villages_covered": 2, "members": 4, "members_working_away": 1, "members_working_in_county": 1, "members_mean_wage": 5750, "agreement_enterprises": 0},
		"2026-01-01": {"townships": 15, "associations": 2, "relocated_poor_households": 0, "relocated_poor_persons": 0},
	} {
		b, err := count(t, d, day)
		if err != nil {
			t.Fatal(err)
		}
		have := map[string]float64{}
		for _, f := range b.Figures {
			have[f.ID] = f.Value
		}
		for id, v := range want {
			if got, ok := have[id]; !ok || got != v {
				t.Errorf("%s as of %s: %v, want %v", id, day, got, v)
			}
		}
	}
}

func TestBulletinOfAnotherCounty(t *testing.T) {
	t.Parallel()
	d := tell(t)
	err := d.ReadTx(t.Context(), db.Actor{County: "141124", Role: db.County}, func(tx *db.Tx) error {
		b, err := Count(t.Context(), tx, tx.Today())
		for _, f := range b.Figures {
			if f.Value != 0 {
				t.Errorf("%s: %v", f.ID, f.Value)
			}
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}

func TestNoBulletinOfTomorrow(t *testing.T) {
	t.Parallel()
	if _, err := count(t, testdb.New(t), "2026-11-25"); !errors.Is(err, ErrFuture) {
		t.Errorf("error %v", err)
	}
}

// TestMeanWage: the mean and the middle of the wages on record, and how many they
// are of, for an odd and an even number.
func TestMeanWage(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		wages         string
		n             int
		value, median float64
		services      float64
	}{
		{"(2000), (2000), (3000), (4001), (NULL)", 4, 2750.25, 2500, 5},
		{"(5000), (2000), (2001)", 3, 3000.33, 2001, 3},
		{"(NULL), (NULL)", 0, 0, 0, 2},
	} {
		d := tellStory(t, `
			INSERT INTO association (county, id, code, township, name) VALUES ('141123', 1, 'x', '141123103', '甲村务工协会');
			CREATE TEMP TABLE paid ON COMMIT DROP AS SELECT row_number() OVER () AS id, wage::integer FROM (VALUES `+c.wages+`) v (wage);
			INSERT INTO person (county, id, name, sex, birth, id_hash, id_sealed) SELECT '141123', id, '王', 'male', '1980-01-01', decode(lpad(id::text, 32, '0'), 'hex'), '' FROM paid;
			INSERT INTO membership (county, person, association, joined) SELECT '141123', id, 1, '2018-01-01' FROM paid;
			INSERT INTO placement (county, person, away, trade_text, wage_min, started, reported_on, sources)
			  SELECT '141123', id, true, '护工', wage, '2018-01-01', '2019-12-31', '{roster}' FROM paid;`)
		b, err := count(t, d, "2019-12-31")
		if err != nil {
			t.Fatal(err)
		}
		if f := pick(t, b, "members_mean_wage"); f.Value != c.value || *f.N != c.n || *f.Median != c.median {
			t.Errorf("of %s: %v, %d, %v", c.wages, f.Value, *f.N, *f.Median)
		}
		if f := pick(t, b, "service_jobs"); f.Value != c.services {
			t.Errorf("of %s: %v service jobs", c.wages, f.Value)
		}
	}
}
