package access

import (
	"errors"
	"os"
	"slices"
	"sync"
	"testing"

	"laowu/internal/db"
)

// notes adds some entries to a county's trail.
func (c *county) notes(t *testing.T, county string, some int) {
	t.Helper()
	c.tx(t, db.Actor{County: county, Role: db.County, Organisation: 1, Name: "zhang.wei"}, func(tx *db.Tx) error {
		for i := range some {
			if err := Note(t.Context(), tx, Exported, "person", int64(i+1), map[string]any{"reason": "核对", "rows": i}); err != nil {
				return err
			}
		}
		return nil
	})
}

func (c *county) chain(t *testing.T, anchor Anchor) int {
	t.Helper()
	n, err := Chain(t.Context(), c.db, c.gate.Vault, actor(), anchor)
	if err != nil {
		t.Fatal(err)
	}
	return n
}

func (c *county) verify(t *testing.T, county string, anchor Anchor) (v Verdict) {
	t.Helper()
	err := c.db.ReadTx(t.Context(), db.Actor{County: county, Role: db.Auditor, Organisation: 1}, func(tx *db.Tx) (err error) {
		v, err = Verify(t.Context(), tx, c.gate.Vault, anchor)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return v
}

// clean wants a county's chain to hold, and counts it.
func (c *county) clean(t *testing.T, county string, anchor Anchor, linked, pending int64) {
	t.Helper()
	if v := c.verify(t, county, anchor); v.Faults == nil || len(v.Faults) > 0 || v.Linked != linked || v.Pending != pending {
		t.Errorf("%s: %+v, want %d linked and %d pending", county, v, linked, pending)
	}
}

func TestChain(t *testing.T) {
	t.Parallel()
	c := newCounty(t)
	anchor := Anchor(t.TempDir())
	own := int64(len(c.offices))
	c.clean(t, "141123", anchor, 0, own)
	c.notes(t, "141123", 3)
	c.notes(t, "141124", 2)
	if n := c.chain(t, anchor); n != int(own)+5 {
		t.Errorf("linked %d", n)
	}
	if n := c.chain(t, anchor); n != 0 {
		t.Errorf("linked %d again", n)
	}
	c.clean(t, "141123", anchor, own+3, 0)
	c.clean(t, "141124", anchor, 2, 0)
	c.notes(t, "141124", 1)
	c.clean(t, "141124", anchor, 2, 1)
	c.chain(t, anchor)
	c.clean(t, "141124", anchor, 3, 0)
	if got := read[[]int64](t, c, "SELECT array_agg(position ORDER BY position) FROM audit_link WHERE county = '141124'"); !slices.Equal(got, []int64{1, 2, 3}) {
		t.Errorf("positions %v", got)
	}
	for _, county := range []string{"141123", "141124"} {
		if info, err := os.Stat(anchor.path(county)); err != nil || info.Mode().Perm() != 0o600 {
			t.Errorf("anchor of %s: %v, %v", county, info, err)
		}
	}
}

// More than one batch, and one transaction's entries in between others'.
func TestChainOfManyEntries(t *testing.T) {
	t.Parallel()
	c := newCounty(t)
	c.notes(t, "141124", chainBatch+17)
	anchor := Anchor(t.TempDir())
	c.chain(t, anchor)
	c.clean(t, "141124", anchor, chainBatch+17, 0)
}

// Several chain at once, and entries come meanwhile: each is linked once.
func TestChainersAtOnce(t *testing.T) {
	t.Parallel()
	c := newCounty(t)
	anchor := Anchor(t.TempDir())
	var all sync.WaitGroup
	for range 3 {
		all.Go(func() {
			for range 5 {
				c.notes(t, "141124", 20)
				if _, err := Chain(t.Context(), c.db, c.gate.Vault, actor(), anchor); err != nil {
					t.Error(err)
				}
			}
		})
	}
	all.Wait()
	c.chain(t, anchor)
	c.clean(t, "141124", anchor, 300, 0)
	if n := read[int](t, c, "SELECT count(DISTINCT entry) FROM audit_link WHERE county = '141124'"); n != 300 {
		t.Errorf("%d entries are linked", n)
	}
	if at, err := anchor.last("141124"); err != nil || at.Position != 300 {
		t.Errorf("remembered %d, %v", at.Position, err)
	}
}

// While one links a county's entries, another passes it over.
func TestChainerPassesOver(t *testing.T) {
	t.Parallel()
	c := newCounty(t)
	c.notes(t, "141124", 2)
	own := len(c.offices)
	c.tx(t, actor(), func(tx *db.Tx) error {
		_, err := tx.Exec(t.Context(), "SELECT pg_advisory_xact_lock("+chainLock+")", "141124")
		if n := c.chain(t, ""); n != own {
			t.Errorf("linked %d, want 141123's %d", n, own)
		}
		return err
	})
	if n := c.chain(t, ""); n != 2 {
		t.Errorf("linked %d of 141124 afterwards", n)
	}
}

// The anchor that a cut chain does not hold is kept, though entries come and
// are linked: else the next entry would cover the cut.
func TestAnchorOutlivesACut(t *testing.T) {
	t.Parallel()
	c := newCounty(t)
	anchor := Anchor(t.TempDir())
	c.notes(t, "141124", 5)
	c.notes(t, "141125", 1)
	c.chain(t, anchor)
	c.cut(t, 2)
	c.notes(t, "141124", 3)
	c.notes(t, "141125", 1)
	n, err := Chain(t.Context(), c.db, c.gate.Vault, actor(), anchor)
	if n != 4 || !errors.Is(err, ErrCut) {
		t.Errorf("linked %d, %v", n, err)
	}
	c.found(t, anchor, fault{"cut", 0})
	c.clean(t, "141125", anchor, 2, 0)
}

// cut takes the last entries of 141124 away as if they had never been.
func (c *county) cut(t *testing.T, entries int) {
	t.Helper()
	c.hand(t, `WITH gone AS (DELETE FROM audit_link WHERE county = '141124'
		AND position > (SELECT max(position) - $1 FROM audit_link WHERE county = '141124') RETURNING entry)
		DELETE FROM audit WHERE id IN (SELECT entry FROM gone)`, entries)
}

// Without a folder to remember it in, a chain is as good as its entries.
func TestNoAnchor(t *testing.T) {
	t.Parallel()
	c := newCounty(t)
	c.notes(t, "141124", 3)
	c.chain(t, "")
	c.clean(t, "141124", "", 3, 0)
	c.clean(t, "141124", Anchor(t.TempDir()), 3, 0)
}

func TestDamagedAnchor(t *testing.T) {
	t.Parallel()
	c := newCounty(t)
	anchor := Anchor(t.TempDir())
	if err := os.WriteFile(anchor.path("141124"), []byte("{"), 0o600); err != nil {
		t.Fatal(err)
	}
	c.notes(t, "141124", 1)
	if _, err := Chain(t.Context(), c.db, c.gate.Vault, actor(), anchor); err == nil {
		t.Error("a damaged anchor was written over")
	}
	err := c.db.ReadTx(t.Context(), actor(), func(tx *db.Tx) error {
		tx.Actor.County = "141124"
		_, err := Verify(t.Context(), tx, c.gate.Vault, anchor)
		return err
	})
	if err == nil {
		t.Error("verified by a damaged anchor")
	}
}
