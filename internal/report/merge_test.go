package report

import (
	"fmt"
	"reflect"
	"testing"

	"laowu/internal/db"
	"laowu/internal/roster"
)

// TestMergedCountOnce: two records of one person count once, as of every day,
// and twice again when the merge is undone.
func TestMergedCountOnce(t *testing.T) {
	t.Parallel()
	d := tell(t)
	figures := func(day string) (b Bulletin, some string) {
		b, err := count(t, d, day)
		if err != nil {
			t.Fatal(err)
		}
		for _, f := range b.Figures {
			switch f.ID {
			case "members", "members_working_away", "members_working_in_county", "relocated_households", "relocated_persons":
				some += fmt.Sprint(f.Value, " ")
			}
		}
		return b, some
	}
	const early, late = "2019-06-30", "2019-12-31"
	before, was := figures(early)
	if was != "3 1 1 2 3 " {
		t.Errorf("as of %s, before: %s", early, was)
	}
	err := d.Tx(t.Context(), county, func(tx *db.Tx) error {
		_, err := tx.Exec(t.Context(), "SELECT access.join_people(1, 2, '{phone}', '看过户口本', '', now())")
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	for day, want := range map[string]string{early: "2 1 0 1 2 ", late: "2 1 0 1 2 "} {
		if _, got := figures(day); got != want {
			t.Errorf("as of %s: %s, want %s", day, got, want)
		}
	}
	err = d.Tx(t.Context(), county, func(tx *db.Tx) error {
		all, err := roster.Merges(t.Context(), tx, 5)
		if err != nil || len(all) != 1 {
			return fmt.Errorf("%d merges: %w", len(all), err)
		}
		return roster.Part(t.Context(), tx, all[0].ID, "认错了人")
	})
	if err != nil {
		t.Fatal(err)
	}
	if after, _ := figures(early); !reflect.DeepEqual(after, before) {
		t.Errorf("undone:\n got %+v\nwant %+v", after.Figures, before.Figures)
	}
}
