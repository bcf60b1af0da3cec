package report

import (
	"reflect"
	"testing"

	"laowu/internal/db"
	"laowu/internal/roster"
)

// TestErasureKeepsFigures: whoever is erased, no figure as of an earlier day
// changes, and from that day on he is no member and not at work.
func TestErasureKeepsFigures(t *testing.T) {
	t.Parallel()
	d := tellStory(t, story+lessons+`
		UPDATE person SET able = true, willing = true;
		INSERT INTO certificate (county, person, kind, issued) VALUES ('141123', 1, 'skill', '2019-01-01');`)
	days := []string{"2017-01-01", "2018-06-01", "2019-01-01", "2019-06-30", "2019-12-31", "2020-06-01", "2026-01-01", "2026-11-23"}
	before := map[string]Bulletin{}
	for _, day := range days {
		b, err := count(t, d, day)
		if err != nil {
			t.Fatal(err)
		}
		before[day] = b
	}
	for person := int64(1); person <= 5; person++ {
		err := d.Tx(t.Context(), county, func(tx *db.Tx) error { return roster.Erase(t.Context(), tx, person) })
		if err != nil {
			t.Fatal(err)
		}
		for _, day := range days {
			after, err := count(t, d, day)
			if err != nil || !reflect.DeepEqual(after, before[day]) {
				t.Errorf("without %d, as of %s: %v\n got %+v\nwant %+v", person, day, err, after.Figures, before[day].Figures)
			}
		}
	}
	if f := pick(t, before["2019-12-31"], "household_guarantee"); f.Value != 100 || *f.Of != 1 {
		t.Errorf("the guarantee rests on nobody: %+v", f)
	}
	today, err := count(t, d, "2026-11-24")
	if err != nil {
		t.Fatal(err)
	}
	if f := pick(t, today, "household_guarantee"); *f.Of != 0 {
		t.Errorf("today somebody erased is able and willing: %+v", f)
	}
	for _, f := range today.Figures {
		want := map[string]float64{"members": 0, "members_working_away": 0, "members_working_in_county": 0, "relocated_households": 2, "relocated_persons": 3, "household_guarantee": 0, "certified_share": 0}
		if v, ok := want[f.ID]; ok && f.Value != v {
			t.Errorf("today %s: %v, want %v", f.ID, f.Value, v)
		}
	}
}
