package access

import (
	"encoding/json"
	"errors"
	"testing"
	"time"

	"laowu/internal/db"
)

// An entry says who did it, from the transaction's own actor, and stands or
// falls with what it says.
func TestNote(t *testing.T) {
	t.Parallel()
	c := newCounty(t)
	as := db.Actor{County: "141123", Role: db.Township, Organisation: c.offices["township"], Account: 9, Name: "zhang.wei", Origin: "192.0.2.7"}
	c.tx(t, as, func(tx *db.Tx) error {
		return Note(t.Context(), tx, Revealed, "person", 7, map[string]any{"reason": "核对工资卡"})
	})
	gone := errors.New("gone")
	if err := c.db.Tx(t.Context(), as, func(tx *db.Tx) error {
		return errors.Join(Note(t.Context(), tx, Revealed, "person", 8, nil), gone)
	}); !errors.Is(err, gone) {
		t.Fatal(err)
	}
	var e Entry
	if err := c.owner.QueryRow(t.Context(), "SELECT "+entryColumns+" FROM audit a WHERE action = 'reveal'").Scan(e.fields()...); err != nil {
		t.Fatal(err)
	}
	var detail map[string]string
	if err := json.Unmarshal(e.Detail, &detail); err != nil {
		t.Fatal(err)
	}
	if e.Role != "township" || *e.Organisation != c.offices["township"] || *e.Account != 9 || e.Actor != "zhang.wei" || e.Origin != "192.0.2.7" ||
		e.Noun != "person" || e.Target != "7" || detail["reason"] != "核对工资卡" || !e.At.Equal(c.Now()) {
		t.Errorf("entry %+v", e)
	}
	if n := read[int](t, c, "SELECT count(*) FROM audit_pending p JOIN audit a ON a.id = p.entry WHERE a.action = 'reveal'"); n != 1 {
		t.Errorf("%d wait to be linked", n)
	}
}

func TestActionsHaveWords(t *testing.T) {
	t.Parallel()
	seen := map[Action]bool{}
	for _, a := range Actions() {
		if a.Word == "" || a.Action.Word() != a.Word || seen[a.Action] {
			t.Errorf("%s: %q", a.Action, a.Word)
		}
		seen[a.Action] = true
	}
	if got := Action("something else").Word(); got != "something else" {
		t.Errorf("a word for an unknown action: %s", got)
	}
}

// The bytes that are hashed do not depend on how the database writes JSON, or
// on the time zone that it answers in.
func TestFormOfAnEntry(t *testing.T) {
	t.Parallel()
	at := time.Date(2026, 11, 24, 10, 0, 0, 123456000, time.FixedZone("UTC+8", 8*60*60))
	one := Entry{ID: 1, At: at, Action: Revealed, Detail: []byte(`{"b": 12345678901234567890, "a": "<x>"}`)}
	other := Entry{ID: 1, At: at.UTC(), Action: Revealed, Detail: []byte(`{"a":"\u003cx\u003e","b":12345678901234567890}`)}
	x, err := one.form("141123")
	if err != nil {
		t.Fatal(err)
	}
	if y, err := other.form("141123"); err != nil || string(x) != string(y) {
		t.Errorf("%s and %s, %v", x, y, err)
	}
	if z, err := other.form("141124"); err != nil || string(x) == string(z) {
		t.Errorf("another county's entry has the same form, %v", err)
	}
	other.Detail = []byte(`{"a":"<x>","b":12345678901234567891}`)
	if z, err := other.form("141123"); err != nil || string(x) == string(z) {
		t.Errorf("another number has the same form, %v", err)
	}
}
