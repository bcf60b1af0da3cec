package access

import (
	"errors"
	"slices"
	"testing"
	"time"

	"laowu/internal/db"
)

// fault is what of a fault a test looks at.
type fault struct {
	what  string
	entry int64
}

// found wants 141124's chain to have just these faults.
func (c *county) found(t *testing.T, anchor Anchor, want ...fault) {
	t.Helper()
	v := c.verify(t, "141124", anchor)
	var got []fault
	for _, f := range v.Faults {
		got = append(got, fault{f.What, f.Entry})
		if f.Message == "" {
			t.Errorf("%s of %d without a word", f.What, f.Entry)
		}
	}
	if !slices.Equal(got, want) {
		t.Errorf("found %v, want %v", got, want)
	}
}

// Each change by hand is found, and called what it is. The five entries of
// 141124 are linked one after the other; e is the first one's number.
func TestChangesByHand(t *testing.T) {
	t.Parallel()
	const move = "UPDATE audit_link SET position = -position WHERE county = '141124' AND position = ANY ($1)"
	for name, x := range map[string]struct {
		by   func(t *testing.T, c *county, e int64)
		want func(e int64) []fault
	}{
		"detail": {
			func(t *testing.T, c *county, e int64) {
				c.hand(t, `UPDATE audit SET detail = '{"reason": "别的", "rows": 1}' WHERE id = $1`, e+1)
			},
			func(e int64) []fault { return []fault{{"altered", e + 1}} },
		},
		"time by a microsecond": {
			func(t *testing.T, c *county, e int64) {
				c.hand(t, "UPDATE audit SET at = at + interval '1 microsecond' WHERE id = $1", e)
			},
			func(e int64) []fault { return []fault{{"altered", e}} },
		},
		"whose it is": {
			func(t *testing.T, c *county, e int64) {
				c.hand(t, "UPDATE audit SET actor = 'li.na', account = 7 WHERE id = $1", e+4)
			},
			func(e int64) []fault { return []fault{{"altered", e + 4}} },
		},
		"two texts exchanged": {
			func(t *testing.T, c *county, e int64) {
				c.hand(t, "UPDATE audit a SET target = b.target, detail = b.detail FROM audit b WHERE (a.id = $1 AND b.id = $2) OR (a.id = $2 AND b.id = $1)", e, e+1)
			},
			func(e int64) []fault { return []fault{{"altered", e}, {"altered", e + 1}} },
		},
		"removed": {
			func(t *testing.T, c *county, e int64) { c.hand(t, "DELETE FROM audit WHERE id = $1", e+2) },
			func(e int64) []fault { return []fault{{"removed", e + 2}} },
		},
		"removed with its link": {
			func(t *testing.T, c *county, e int64) {
				c.hand(t, "DELETE FROM audit WHERE id = $1", e+2)
				c.hand(t, "DELETE FROM audit_link WHERE county = '141124' AND entry = $1", e+2)
			},
			func(int64) []fault { return []fault{{"removed", 0}} },
		},
		"removed, and the links moved up": {
			func(t *testing.T, c *county, e int64) {
				c.hand(t, "DELETE FROM audit WHERE id = $1", e+2)
				c.hand(t, "DELETE FROM audit_link WHERE county = '141124' AND entry = $1", e+2)
				c.hand(t, move, []int64{4, 5})
				c.hand(t, "UPDATE audit_link SET position = -position - 1 WHERE county = '141124' AND position < 0")
			},
			func(e int64) []fault { return []fault{{"altered", e + 3}, {"cut", 0}} },
		},
		"two links exchanged": {
			func(t *testing.T, c *county, e int64) {
				c.hand(t, move, []int64{2, 4})
				c.hand(t, "UPDATE audit_link SET position = 6 + position WHERE county = '141124' AND position < 0")
			},
			func(e int64) []fault {
				return []fault{{"reordered", e + 3}, {"reordered", e + 2}, {"reordered", e + 1}, {"reordered", e + 4}}
			},
		},
		"a link exchanged with the last": {
			func(t *testing.T, c *county, _ int64) {
				c.hand(t, move, []int64{2, 5})
				c.hand(t, "UPDATE audit_link SET position = 7 + position WHERE county = '141124' AND position < 0")
			},
			func(e int64) []fault {
				return []fault{{"reordered", e + 4}, {"reordered", e + 2}, {"reordered", e + 1}, {"cut", 0}}
			},
		},
		"neighbours exchanged": {
			func(t *testing.T, c *county, e int64) {
				c.hand(t, move, []int64{1, 2})
				c.hand(t, "UPDATE audit_link SET position = 3 + position WHERE county = '141124' AND position < 0")
			},
			func(e int64) []fault {
				return []fault{{"reordered", e + 1}, {"reordered", e}, {"reordered", e + 2}}
			},
		},
		"the entries of two links exchanged": {
			func(t *testing.T, c *county, e int64) {
				c.hand(t, "UPDATE audit_link SET entry = -entry WHERE county = '141124' AND entry IN ($1, $2)", e+1, e+3)
				c.hand(t, "UPDATE audit_link SET entry = $1 + entry WHERE county = '141124' AND entry < 0", e+1+e+3)
			},
			func(e int64) []fault { return []fault{{"reordered", e + 3}, {"reordered", e + 1}} },
		},
		"put in": {
			func(t *testing.T, c *county, _ int64) {
				c.hand(t, `INSERT INTO audit (county, at, role, actor, origin, action, noun, target, detail)
					VALUES ('141124', now(), 'county', 'zhang.wei', '', 'export', 'person', '1', '{}')`)
			},
			func(e int64) []fault { return []fault{{"unlinked", e + 5}} },
		},
		"put in with a link": {
			func(t *testing.T, c *county, e int64) {
				c.hand(t, `INSERT INTO audit (county, at, role, actor, origin, action, noun, target, detail)
					VALUES ('141124', now(), 'county', 'zhang.wei', '', 'export', 'person', '1', '{}')`)
				c.hand(t, "INSERT INTO audit_link SELECT '141124', 6, $1, mac FROM audit_link WHERE county = '141124' AND position = 5", e+5)
			},
			func(e int64) []fault { return []fault{{"altered", e + 5}} },
		},
		"cut": {
			func(t *testing.T, c *county, _ int64) { c.cut(t, 2) },
			func(int64) []fault { return []fault{{"cut", 0}} },
		},
		"all gone": {
			func(t *testing.T, c *county, _ int64) { c.cut(t, 5) },
			func(int64) []fault { return []fault{{"cut", 0}} },
		},
		"the whole chain made anew": { // by who has the keys too, but not the anchor
			func(t *testing.T, c *county, e int64) {
				c.hand(t, "DELETE FROM audit_link WHERE county = '141124'")
				c.hand(t, "UPDATE audit SET actor = 'li.na' WHERE id = $1", e)
				c.hand(t, "INSERT INTO audit_pending SELECT county, id FROM audit WHERE county = '141124'")
				c.chain(t, "")
			},
			func(int64) []fault { return []fault{{"cut", 0}} },
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			c := newCounty(t)
			anchor := Anchor(t.TempDir())
			c.notes(t, "141124", 5)
			c.chain(t, anchor)
			c.clean(t, "141124", anchor, 5, 0)
			e := read[int64](t, c, "SELECT min(id) FROM audit WHERE county = '141124'")
			x.by(t, c, e)
			c.found(t, anchor, x.want(e)...)
			c.clean(t, "141123", anchor, int64(len(c.offices)), 0)
		})
	}
}

// What waits is shown; waiting for more than a day is a fault, as no service
// runs, or somebody holds the entry back.
func TestEntriesThatWait(t *testing.T) {
	t.Parallel()
	c := newCounty(t)
	c.notes(t, "141124", 1)
	e := read[int64](t, c, "SELECT min(id) FROM audit WHERE county = '141124'")
	c.clean(t, "141124", "", 0, 1)
	c.step(24*time.Hour + time.Second)
	c.notes(t, "141124", 1)
	c.found(t, "", fault{"unlinked", e})
	if v := c.verify(t, "141124", ""); v.Pending != 2 {
		t.Errorf("%d wait", v.Pending)
	}
}

// Of a trail that was changed all over, the faults are still counted.
func TestMoreSuspectsThanAreCompared(t *testing.T) {
	t.Parallel()
	c := newCounty(t)
	c.notes(t, "141124", mostSuspects+10)
	c.chain(t, "")
	c.hand(t, "UPDATE audit SET actor = 'li.na' WHERE county = '141124'")
	v := c.verify(t, "141124", "")
	if len(v.Faults) != mostSuspects+10 || v.Faults[0].What != "altered" {
		t.Errorf("%d faults", len(v.Faults))
	}
}

// Who may not read the trail is not told that it is empty, or cut.
func TestWhoVerifies(t *testing.T) {
	t.Parallel()
	c := newCounty(t)
	anchor := Anchor(t.TempDir())
	c.chain(t, anchor)
	for _, role := range append(db.Roles(), db.Nobody) {
		err := c.db.ReadTx(t.Context(), db.Actor{County: "141123", Role: role}, func(tx *db.Tx) error {
			v, err := Verify(t.Context(), tx, c.gate.Vault, anchor)
			if len(v.Faults) > 0 {
				t.Errorf("%s finds %+v", role, v.Faults)
			}
			return err
		})
		if may := role == db.Admin || role == db.Auditor; may != (err == nil) || !may && !errors.Is(err, ErrNotFound) {
			t.Errorf("%s: %v", role, err)
		}
	}
}
