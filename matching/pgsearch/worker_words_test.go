package pgsearch_test

import (
	"testing"

	"laowu/internal/db"
	"laowu/internal/db/testdb"
	"laowu/matching"
	"laowu/matching/contract"
)

// A word that a county adds is understood of its people too, and of no other
// county's.
func TestWordsOfACountyFindPeople(t *testing.T) {
	t.Parallel()
	d := testdb.New(t)
	s, staff, _ := peopleDesk(t, d, []contract.Worker{
		{Name: "here", FullName: "王建", Born: "1974-03-08", Ready: true, WishTrades: "保洁"}, {Name: "there", County: "141124", FullName: "李英", Born: "1970-01-01", Ready: true, WishTrades: "保洁"},
	})
	s.WithAdditions(matching.CountyWords(d, "141123", "141124"))
	asks := func(county string) matching.FoundWorkers {
		t.Helper()
		if err := s.Refresh(t.Context()); err != nil {
			t.Fatal(err)
		}
		found, err := s.SearchWorkers(t.Context(), db.Actor{County: county, Role: db.County}, matching.WorkerRequest{Text: "拾掇炕 没活干"})
		if err != nil {
			t.Fatal(err)
		}
		return found
	}
	if found := asks("141123"); found.Total != 0 {
		t.Fatalf("before anybody added the word: %+v", found.Hits)
	}
	err := d.Tx(t.Context(), clerk, func(tx *db.Tx) error {
		return matching.AddWord(t.Context(), tx, s.Lexicon(), "拾掇炕", matching.AddTrade, "保洁")
	})
	if err != nil {
		t.Fatal(err)
	}
	if found := asks("141123"); found.Total != 1 || found.Hits[0].ID != staff.IDs[0] || len(found.Chips) != 2 || found.Chips[0].Label != "工种：保洁员" {
		t.Errorf("here: %+v %+v", found.Hits, found.Chips)
	}
	if found := asks("141124"); found.Total != 0 {
		t.Errorf("in another county: %+v", found.Hits)
	}
}
