package meili_test

import (
	"testing"
	"time"

	"laowu/internal/area"
	"laowu/internal/db"
	"laowu/internal/db/testdb"
	"laowu/matching"
	"laowu/matching/contract"
	"laowu/matching/meili"
	"laowu/matching/meili/meilitest"
	"laowu/matching/pgsearch"
)

var (
	nobody = db.Actor{County: "141123", Role: db.Nobody}
	clerk  = db.Actor{County: "141123", Role: db.Admin}
)

func TestContract(t *testing.T) {
	t.Parallel()
	contract.Run(t, func(t *testing.T, all []contract.Opening) contract.Desk {
		e, d, ids := desk(t, all...)
		l := lexicon(t, d)
		s := matching.NewService(l, e, pgsearch.New(d, l).Terms)
		if err := s.Refresh(t.Context()); err != nil {
			t.Fatal(err)
		}
		return contract.Desk{Service: s, IDs: ids}
	})
}

func lexicon(tb testing.TB, d *db.DB) *matching.Lexicon {
	tb.Helper()
	var l *matching.Lexicon
	err := d.Tx(tb.Context(), clerk, func(tx *db.Tx) error {
		atlas, err := area.Load(tb.Context(), tx)
		if err != nil {
			return err
		}
		l, err = matching.NewLexicon(atlas)
		return err
	})
	if err != nil {
		tb.Fatal(err)
	}
	return l
}

// engine is one over indexes of the test's own, by a restricted key.
func engine(tb testing.TB, l *matching.Lexicon) *meili.Engine {
	tb.Helper()
	e, _ := engineAt(tb, l)
	return e
}

// address is where an engine is, and with which keys.
type address struct{ url, key, master, prefix string }

func engineAt(tb testing.TB, l *matching.Lexicon) (*meili.Engine, address) {
	tb.Helper()
	at := address{}
	at.url, at.master, at.prefix = meilitest.Open(tb)
	var err error
	if at.key, err = meili.RestrictedKey(tb.Context(), at.url, at.master, at.prefix); err != nil {
		tb.Fatal(err)
	}
	e := meili.New(meili.Options{URL: at.url, Key: at.key, Prefix: at.prefix, Lexicon: l, Now: func() time.Time { return testdb.Now }, Scope: sees})
	tb.Cleanup(e.Close)
	return e, at
}

// desk is an engine rebuilt from openings in a database.
func desk(tb testing.TB, all ...contract.Opening) (*meili.Engine, *db.DB, []int64) {
	tb.Helper()
	d := testdb.New(tb)
	l := lexicon(tb, d)
	docs, ids := insert(tb, d, l, all)
	e := engine(tb, l)
	rebuild(tb, e, docs, nil)
	return e, d, ids
}

// insert writes openings and reads their documents, those of pgsearch among
// them: it knows the titles.
func insert(tb testing.TB, d *db.DB, l *matching.Lexicon, all []contract.Opening) (docs []matching.OpeningDocument, ids []int64) {
	tb.Helper()
	err := d.Tx(tb.Context(), clerk, func(tx *db.Tx) error {
		var err error
		if ids, err = contract.Insert(tb.Context(), tx, "141123", all); err != nil {
			return err
		}
		if _, err = pgsearch.New(d, l).Put(tb.Context(), tx, ids); err != nil {
			return err
		}
		docs, err = matching.NewOpeningReader(l).Read(tb.Context(), tx, ids)
		return err
	})
	if err != nil {
		tb.Fatal(err)
	}
	return docs, ids
}

func rebuild(tb testing.TB, e *meili.Engine, docs []matching.OpeningDocument, people []matching.WorkerDocument) {
	tb.Helper()
	b, err := e.Rebuild(tb.Context())
	if err != nil {
		tb.Fatal(err)
	}
	if err := b.PutOpenings(tb.Context(), docs, nil); err != nil {
		tb.Fatal(err)
	}
	if err := b.PutWorkers(tb.Context(), people, nil); err != nil {
		tb.Fatal(err)
	}
	if err := b.Swap(tb.Context()); err != nil {
		tb.Fatal(err)
	}
}
