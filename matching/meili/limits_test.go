package meili_test

import (
	"testing"

	"laowu/internal/db"
	"laowu/internal/db/testdb"
	"laowu/matching"
)

// The engine counts a thousand hits and a hundred values of a facet by itself.
// Ours are exact: totals, posts, and pages to the end.
func TestExactBeyondDefaults(t *testing.T) {
	t.Parallel()
	l := lexicon(t, testdb.New(t))
	e := engine(t, l)
	const n = 1250
	rebuild(t, e, documents(l, n), nil)
	q := matching.Question{Trades: []string{"cleaner"}, Hints: []string{"保洁"}, Limit: 100, WithFacets: true}
	seen := map[int64]bool{}
	for page := 0; ; page++ {
		a, err := e.SearchOpenings(t.Context(), nobody, q)
		if err != nil {
			t.Fatal(err)
		}
		if a.Total != n || a.Posts != n*(n+1)/2 || a.Facets["place"]["140105"] != n || a.Facets["wage"]["3000"] != n-1000 {
			t.Fatalf("page %d: total %d, posts %d, facets %v", page, a.Total, a.Posts, a.Facets)
		}
		for i, h := range a.Hits {
			if want := int64(n - page*100 - i); h.ID != want {
				t.Fatalf("page %d, hit %d is %d, want %d", page, i, h.ID, want)
			}
			seen[h.ID] = true
		}
		if q.Cursor = a.NextCursor; q.Cursor == "" {
			break
		}
	}
	if len(seen) != n {
		t.Errorf("%d of %d seen", len(seen), n)
	}
}

// A page that has come to lie beyond the end is empty and no error.
func TestPageBeyondTheEnd(t *testing.T) {
	t.Parallel()
	l := lexicon(t, testdb.New(t))
	e := engine(t, l)
	docs := documents(l, 6)
	rebuild(t, e, docs, nil)
	q := matching.Question{Limit: 4}
	first, err := e.SearchOpenings(t.Context(), nobody, q)
	if err != nil || first.NextCursor == "" {
		t.Fatalf("%+v, %v", first, err)
	}
	if err := e.PutOpenings(t.Context(), docs[:2], []int64{3, 4, 5, 6}); err != nil {
		t.Fatal(err)
	}
	q.Cursor = first.NextCursor
	a, err := e.SearchOpenings(t.Context(), nobody, q)
	if err != nil || len(a.Hits) != 0 || a.NextCursor != "" || a.Total != 2 {
		t.Errorf("%+v, %v", a, err)
	}
}

// A county whose roads nobody has measured finds its own openings nearest, as
// with PostgreSQL.
func TestNearestWithoutRoads(t *testing.T) {
	t.Parallel()
	l := lexicon(t, testdb.New(t))
	e := engine(t, l)
	docs := documents(l, 6)
	docs[0].Place, docs[0].Unit, docs[0].Path = "141127", l.Unit("141127"), l.Path("141127")
	rebuild(t, e, docs, nil)
	a, err := e.SearchOpenings(t.Context(), db.Actor{County: "141127", Role: db.Nobody}, matching.Question{Sort: matching.SortNear, Limit: 2})
	if err != nil || len(a.Hits) != 2 || a.Hits[0].ID != 1 || a.Hits[1].ID != 6 {
		t.Errorf("%+v, %v", a.Hits, err)
	}
}
