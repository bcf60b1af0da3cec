package report

import (
	"reflect"
	"testing"

	"laowu/internal/db"
)

// flowStory is two townships: five members of the one go to 东胜区, 小店区, 离石区,
// a place in Shaanxi and nowhere, and one works at home; of the other one works
// in 东胜区 and of one nobody wrote down where. Who left counts nowhere.
const flowStory = `
	INSERT INTO association (county, id, code, township, name) VALUES ('141123', 1, 'a', '141123103', '甲村务工协会'), ('141123', 2, 'b', '141123102', '乙村务工协会');
	INSERT INTO person (county, id, name, sex, birth, id_hash, id_sealed)
	  SELECT '141123', n, '王' || n, 'male', '1980-01-01', decode(lpad(n::text, 32, '0'), 'hex'), '' FROM generate_series(1, 9) n;
	INSERT INTO membership (county, person, association, joined, left_on)
	  SELECT '141123', n, CASE WHEN n <= 6 THEN 1 ELSE 2 END, '2018-01-01', CASE n WHEN 9 THEN date '2019-01-01' END FROM generate_series(1, 9) n;
	INSERT INTO placement (county, person, away, place, place_text, trade_text, wage_min, wage_max, started, ended, reported_on, sources) VALUES
	  ('141123', 1, true, '150602', '东胜区', '护工', 3000, 4000, '2019-01-01', NULL, '2019-06-30', '{roster}'),
	  ('141123', 1, false, '141123', '兴县', '门卫', 900, 900, '2018-01-01', '2018-12-31', '2019-06-30', '{roster}'),
	  ('141123', 2, true, '140105', '小店区', '护工', 3000, NULL, '2019-01-01', NULL, '2019-06-30', '{roster}'),
	  ('141123', 3, true, '141102', '离石区', '保安', NULL, NULL, '2019-01-01', NULL, '2019-06-30', '{roster}'),
	  ('141123', 4, true, NULL, '陕西神木', '司机', 6000, 6000, '2019-01-01', NULL, '2019-06-30', '{roster}'),
	  ('141123', 5, false, '141123103', '康宁镇', '护工', 2000, 2000, '2019-01-01', NULL, '2019-06-30', '{roster}'),
	  ('141123', 7, true, '150600', '鄂尔多斯市', '护工', 4500, 4500, '2019-01-01', NULL, '2019-06-30', '{roster}'),
	  ('141123', 8, NULL, NULL, '', '护工', 100, 100, '2019-01-01', NULL, '2019-06-30', '{roster}'),
	  ('141123', 9, true, '150602', '东胜区', '护工', 9000, 9000, '2019-01-01', NULL, '2019-06-30', '{roster}');`

func flowOn(t *testing.T, d *db.DB, day string) (f Flow) {
	t.Helper()
	err := d.ReadTx(t.Context(), county, func(tx *db.Tx) (err error) {
		f, err = CountFlow(t.Context(), tx, onDay(t, day))
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return f
}

// TestFlow: every member goes to one destination, counted by hand.
func TestFlow(t *testing.T) {
	t.Parallel()
	f := flowOn(t, tellStory(t, flowStory), "2019-12-31")
	var goes []string
	var people []int
	var pay []Pay
	for _, d := range f.Destinations {
		goes, people, pay = append(goes, d.Name), append(people, d.People), append(pay, d.Pay)
	}
	if want := []string{"鄂尔多斯市", "太原市", "省内其他", "其他省", "县内", "没写在哪里", "没有工作"}; !reflect.DeepEqual(goes, want) {
		t.Errorf("destinations %v, want %v", goes, want)
	}
	if want := []int{2, 1, 1, 1, 1, 1, 1}; !reflect.DeepEqual(people, want) || f.Members != 8 {
		t.Errorf("%v of %d, want %v of 8", people, f.Members, want)
	}
	if want := []Pay{{2, 4000, 4000}, {1, 3000, 3000}, {}, {1, 6000, 6000}, {1, 2000, 2000}, {1, 100, 100}, {}}; !reflect.DeepEqual(pay, want) {
		t.Errorf("wages %v, want %v", pay, want)
	}
	want := []TownshipFlow{{"141123103", "康宁镇", 6, []int{1, 1, 1, 1, 1, 0, 1}}, {"141123102", "瓦塘镇", 2, []int{1, 0, 0, 0, 0, 1, 0}}}
	if !reflect.DeepEqual(f.Townships, want) {
		t.Errorf("townships %v, want %v", f.Townships, want)
	}
	if f.Away != 5 || f.Home != 1 {
		t.Errorf("%d away and %d at home, want 5 and 1", f.Away, f.Home)
	}
	if len(f.Trades) != 0 {
		t.Errorf("trades of fewer than %d are shown: %v", TradeLeast, f.Trades)
	}
}

// TestFlowIsTheBulletins: members, away, at home and the mean wage are those of
// the bulletin, on each of some days, and rows and columns sum to the members.
func TestFlowIsTheBulletins(t *testing.T) {
	t.Parallel()
	d := tell(t)
	for _, day := range []string{"2018-06-01", "2019-06-30", "2019-12-31", "2026-11-24"} {
		b, err := count(t, d, day)
		if err != nil {
			t.Fatal(err)
		}
		f := flowOn(t, d, day)
		if got, want := []float64{float64(f.Members), float64(f.Away), float64(f.Home), f.Pay.Mean, f.Pay.Median},
			[]float64{pick(t, b, "members").Value, pick(t, b, "members_working_away").Value, pick(t, b, "members_working_in_county").Value,
				pick(t, b, "members_mean_wage").Value, *pick(t, b, "members_mean_wage").Median}; !reflect.DeepEqual(got, want) {
			t.Errorf("as of %s: %v, the bulletin has %v", day, got, want)
		}
		rows, columns := 0, 0
		for _, one := range f.Townships {
			for _, n := range one.To {
				rows += n
			}
		}
		for _, one := range f.Destinations {
			columns += one.People
		}
		if rows != f.Members || columns != f.Members {
			t.Errorf("as of %s: rows sum to %d and columns to %d of %d", day, rows, columns, f.Members)
		}
	}
}

// TestToldApart: what the table lists stands apart, a county within a prefecture
// too, in the table's order.
func TestToldApart(t *testing.T) {
	t.Parallel()
	d := tellStory(t, flowStory+`DELETE FROM flow_destination; INSERT INTO flow_destination (county, place, position, source) VALUES ('141123', '141102', 1, ''), ('141123', '150602', 2, '');`)
	f := flowOn(t, d, "2019-12-31")
	var got []any
	for _, one := range f.Destinations[:4] {
		got = append(got, one.Name, one.People)
	}
	if want := []any{"离石区", 1, "东胜区", 1, "省内其他", 1, "其他省", 2}; !reflect.DeepEqual(got, want) {
		t.Errorf("%v, want %v", got, want)
	}
}
