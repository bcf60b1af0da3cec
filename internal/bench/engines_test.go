package bench

import (
	"testing"
	"time"

	"laowu/internal/db"
	"laowu/internal/db/testdb"
	"laowu/matching"
	"laowu/matching/meili"
	"laowu/matching/meili/meilitest"
)

// engineNamed is an engine to be measured: open makes it, with documents of
// all openings, or skips the test loudly where there is none.
type engineNamed struct {
	name string
	open func(testing.TB) matching.Engine
}

// engines are all that answer searches.
func (o *offers) engines() []engineNamed {
	return []engineNamed{
		{"postgresql", func(testing.TB) matching.Engine { return o.engine }},
		{"meilisearch", o.meilisearch},
	}
}

// meilisearch fills indexes of the test's own on a real Meilisearch.
func (o *offers) meilisearch(tb testing.TB) matching.Engine {
	tb.Helper()
	url, key, prefix := meilitest.Open(tb)
	e := meili.New(meili.Options{URL: url, Key: key, Prefix: prefix, Lexicon: o.lexicon, Now: func() time.Time { return testdb.Now }})
	tb.Cleanup(e.Close)
	b, err := e.Rebuild(tb.Context())
	if err != nil {
		tb.Fatal(err)
	}
	if err := b.PutOpenings(tb.Context(), o.documents(tb), nil); err != nil {
		tb.Fatal(err)
	}
	if err := b.Swap(tb.Context()); err != nil {
		tb.Fatal(err)
	}
	return e
}

// documents are those of the openings to judge.
func (o *offers) documents(tb testing.TB) (docs []matching.OpeningDocument) {
	tb.Helper()
	ids := make([]int64, len(o.openings))
	for i := range o.openings {
		ids[i] = o.openings[i].ID
	}
	err := o.db.ReadTx(tb.Context(), admin, func(tx *db.Tx) (err error) {
		docs, err = matching.NewOpeningReader(o.lexicon).Read(tb.Context(), tx, ids)
		return err
	})
	if err != nil {
		tb.Fatal(err)
	}
	return docs
}
