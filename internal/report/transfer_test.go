package report

import (
	"reflect"
	"testing"

	"laowu/internal/db"
	"laowu/internal/roster"
)

// TestTransferKeepsFigures: whoever goes to another association, no figure of
// the county changes, as of an earlier day or today; the one association counts
// a member less from today on, and the other one more.
func TestTransferKeepsFigures(t *testing.T) {
	t.Parallel()
	d := tellStory(t, story+lessons)
	at := func(days ...string) map[string]Bulletin {
		out := map[string]Bulletin{}
		for _, day := range days {
			b, err := count(t, d, day)
			if err != nil {
				t.Fatal(err)
			}
			out[day] = b
		}
		return out
	}
	days := []string{"2018-06-01", "2019-12-31", "2026-11-23", "2026-11-24"}
	before := at(days...)
	err := d.Tx(t.Context(), county, func(tx *db.Tx) error {
		var hash []byte
		if err := tx.QueryRow(t.Context(), "SELECT id_hash FROM person WHERE id = 1").Scan(&hash); err != nil {
			return err
		}
		asked, err := roster.AskTransfers(t.Context(), tx, 0, []roster.Wanted{{Hash: hash, Name: "王1", Association: 2}})
		if err != nil || asked.New != 1 {
			t.Fatalf("asked %+v, %v", asked, err)
		}
		var id int64
		if err := tx.QueryRow(t.Context(), "SELECT id FROM transfer").Scan(&id); err != nil {
			return err
		}
		return roster.AnswerTransfer(t.Context(), tx, id, true, "")
	})
	if err != nil {
		t.Fatal(err)
	}
	for day, after := range at(days...) {
		if !reflect.DeepEqual(after, before[day]) {
			t.Errorf("as of %s:\n got %+v\nwant %+v", day, after.Figures, before[day].Figures)
		}
	}
	for day, want := range map[string][2]int{"2026-11-23": {3, 0}, "2026-11-24": {2, 1}} {
		var got [2]int
		err := d.ReadTx(t.Context(), county, func(tx *db.Tx) error {
			return tx.QueryRow(t.Context(), "SELECT count(*) FILTER (WHERE association = 1), count(*) FILTER (WHERE association = 2) FROM membership WHERE "+counts, "141123", day).
				Scan(&got[0], &got[1])
		})
		if err != nil || got != want {
			t.Errorf("as of %s the associations count %v, %v; want %v", day, got, err, want)
		}
	}
}
