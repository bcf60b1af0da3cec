package access

import (
	"fmt"
	"slices"
	"testing"
	"time"

	"laowu/internal/db"
)

// noteAt adds an entry as somebody, so many hours before now.
func (c *county) noteAt(t *testing.T, hours int, as db.Actor, action Action, noun string, target int64) {
	t.Helper()
	c.hand(t, `INSERT INTO audit (county, at, role, organisation, account, actor, origin, action, noun, target, detail)
		VALUES ($1, $2, $3, nullif($4, 0), NULL, $5, '', $6, $7, $8, '{}')`,
		as.County, c.Now().Add(-time.Duration(hours)*time.Hour), string(as.Role), as.Organisation, as.Name, string(action), noun, fmt.Sprint(target))
}

// An entry is found by who, for whom, what, on whom and when, a page after the
// other; another county's is not.
func TestFindEntries(t *testing.T) {
	t.Parallel()
	c := newCounty(t)
	c.hand(t, "TRUNCATE audit CASCADE; UPDATE office SET name = '康宁镇政府' WHERE kind = 'township'")
	town := db.Actor{County: "141123", Role: db.Township, Organisation: c.offices["township"], Name: "zhang.wei"}
	bureau := db.Actor{County: "141123", Role: db.County, Organisation: c.offices["county"], Name: "ju"}
	c.noteAt(t, 50, town, Revealed, "person", 7)   // 1
	c.noteAt(t, 30, bureau, Exported, "ledger", 0) // 2
	c.noteAt(t, 3, town, LoggedIn, "login", 5)     // 3
	c.noteAt(t, 2, bureau, Revealed, "person", 8)  // 4
	c.noteAt(t, 4, town, LoginFailed, "login", 5)  // 5, written later
	c.noteAt(t, 1, db.Actor{County: "141124", Role: db.County, Name: "lin"}, Revealed, "person", 7)
	first := read[int64](t, c, "SELECT min(id) - 1 FROM audit")
	for _, f := range []struct {
		EntryFilter
		want string // numbers, and the total
	}{
		{EntryFilter{}, "[4 3 5 2 1] of 5"},
		{EntryFilter{Limit: 2}, "[4 3] of 5, then 3"},
		{EntryFilter{Limit: 2, Before: first + 3}, "[5 2] of 5, then 2"},
		{EntryFilter{Limit: 2, Before: first + 2}, "[1] of 5"},
		{EntryFilter{Actor: "zhang.wei"}, "[3 5 1] of 3"},
		{EntryFilter{Organisation: "康宁"}, "[3 5 1] of 3"},
		{EntryFilter{Organisation: "没有"}, "[] of 0"},
		{EntryFilter{Actions: []Action{Revealed}}, "[4 1] of 2"},
		{EntryFilter{Actions: []Action{Exported, LoginFailed}}, "[5 2] of 2"},
		{EntryFilter{Person: 7}, "[1] of 1"},
		{EntryFilter{Login: 5}, "[3 5] of 2"},
		{EntryFilter{From: c.Now().Add(-4 * time.Hour), To: c.Now().Add(-2 * time.Hour)}, "[3 5] of 2"},
	} {
		if f.Limit == 0 {
			f.Limit = 10
		}
		c.tx(t, db.Actor{County: "141123", Role: db.Auditor, Organisation: c.offices["county"]}, func(tx *db.Tx) error {
			found, err := FindEntries(t.Context(), tx, f.EntryFilter)
			numbers := []int64{}
			for _, e := range found.Entries {
				numbers = append(numbers, e.ID-first)
			}
			got := fmt.Sprintf("%v of %d", numbers, found.Total)
			if found.Next > 0 {
				got += fmt.Sprintf(", then %d", found.Next-first)
			}
			if got != f.want {
				t.Errorf("%+v: %s, want %s", f.EntryFilter, got, f.want)
			}
			return err
		})
	}
}

// Of more than ten thousand entries it is said that they are many.
func TestManyEntries(t *testing.T) {
	t.Parallel()
	c := newCounty(t)
	c.hand(t, `INSERT INTO audit (county, at, role, actor, origin, action, noun, target, detail)
		SELECT '141123', now(), 'county', 'ju', '', 'login', 'login', '1', '{}' FROM generate_series(1, $1)`, mostCounted+1)
	c.tx(t, actor(), func(tx *db.Tx) error {
		found, err := FindEntries(t.Context(), tx, EntryFilter{Limit: 1, Actions: []Action{LoggedIn}})
		if found.Total != mostCounted || !found.More {
			t.Errorf("%d, more: %v", found.Total, found.More)
		}
		return err
	})
}

// What an auditor looks at is counted by the county's own days, and days without
// any are there.
func TestCountWatched(t *testing.T) {
	t.Parallel()
	c := newCounty(t)
	c.hand(t, "TRUNCATE audit CASCADE")
	midnight := time.Date(c.Now().Year(), c.Now().Month(), c.Now().Day(), 0, 0, 0, 0, china8)
	since := int(c.Now().Sub(midnight).Hours())
	who := db.Actor{County: "141123", Role: db.County, Organisation: 1, Name: "ju"}
	for _, n := range []struct {
		hours  int
		action Action
	}{{0, Revealed}, {0, OriginalTaken}, {0, LoggedIn}, {since + 1, LoginFailed}, {since + 25, AccountTaken}, {since + 26, Exported}, {since + 24*5, Revealed}} {
		c.noteAt(t, n.hours, who, n.action, "login", 1)
	}
	c.tx(t, actor(), func(tx *db.Tx) error {
		days, err := CountWatched(t.Context(), tx, 3)
		var got []string
		for _, d := range days {
			got = append(got, fmt.Sprint(d.Day.Format(time.DateOnly), d.Counts))
		}
		today := tx.Today()
		want := []string{
			fmt.Sprint(today.Format(time.DateOnly), []int{2, 0, 0, 0}), fmt.Sprint(today.AddDate(0, 0, -1).Format(time.DateOnly), []int{0, 0, 1, 0}),
			fmt.Sprint(today.AddDate(0, 0, -2).Format(time.DateOnly), []int{0, 1, 0, 1}),
		}
		if !slices.Equal(got, want) {
			t.Errorf("%v, want %v", got, want)
		}
		return err
	})
}

var china8 = time.FixedZone("UTC+8", 8*60*60)

// A look at the chain is kept with how far it went and what it found; the admin
// alone looks.
func TestCheck(t *testing.T) {
	t.Parallel()
	c := newCounty(t)
	last := func() (found *Checked) {
		c.tx(t, db.Actor{County: "141123", Role: db.Auditor, Organisation: 1}, func(tx *db.Tx) (err error) {
			found, err = LastCheck(t.Context(), tx)
			return err
		})
		return found
	}
	if last() != nil {
		t.Error("a check that nobody made")
	}
	c.notes(t, "141123", 3)
	c.chain(t, "")
	c.notes(t, "141123", 1)
	if _, err := Check(t.Context(), c.db, c.gate.Vault, actor(), ""); err != nil {
		t.Fatal(err)
	}
	linked, entry := read[int64](t, c, "SELECT count(*) FROM audit_link"), read[int64](t, c, "SELECT max(entry) FROM audit_link")
	if got := last(); got == nil || got.Linked != linked || got.Entry != entry || got.Pending != 1 || got.Faults != 0 || !got.At.Equal(c.Now()) {
		t.Errorf("checked: %+v, of %d to entry %d", got, linked, entry)
	}
	c.hand(t, "UPDATE audit SET actor = 'somebody' WHERE id = $1", entry)
	if _, err := Check(t.Context(), c.db, c.gate.Vault, actor(), ""); err != nil {
		t.Fatal(err)
	}
	if got := last(); got.Faults != 1 || got.Said != fmt.Sprintf("第 %d 条记录被改动", entry) {
		t.Errorf("an entry was altered: %+v", got)
	}
	if _, err := Check(t.Context(), c.db, c.gate.Vault, db.Actor{County: "141123", Role: db.Auditor}, ""); err == nil {
		t.Error("an auditor keeps a check")
	}
}
