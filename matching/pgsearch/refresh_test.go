package pgsearch_test

import (
	"sync"
	"testing"

	"laowu/internal/db/testdb"
	"laowu/matching"
	"laowu/matching/contract"
	"laowu/matching/pgsearch"
)

// A title that came after the service started is known as soon as a question
// needs it.
func TestServiceLearnsTitles(t *testing.T) {
	t.Parallel()
	d := testdb.New(t)
	l := lexicon(t, d)
	e := pgsearch.New(d, l)
	s := matching.NewService(l, e, e.Terms)
	put(t, d, e, []contract.Opening{{Title: "云数据讲评助手", Enterprise: "示例云数据有限公司", PlaceText: "兴县"}})
	found, err := s.Search(t.Context(), nobody, matching.Request{Text: "云数据讲瓶助手"})
	if err != nil || found.Total != 1 || found.Note == "" {
		t.Errorf("%+v, %v", found, err)
	}
}

// Many may search while the terms are read anew.
func TestServiceIsSafe(t *testing.T) {
	t.Parallel()
	d, e, _ := desk(t, cleaner)
	l := lexicon(t, d)
	s := matching.NewService(l, e, e.Terms)
	var wait sync.WaitGroup
	for i := range 8 {
		wait.Go(func() {
			for range 10 {
				if i == 0 {
					if err := s.Refresh(t.Context()); err != nil {
						t.Error(err)
					}
				}
				found, err := s.Search(t.Context(), nobody, matching.Request{Text: "baojie taiyuan 保结员", Facets: true})
				if err != nil || found.Total != 1 {
					t.Errorf("%d found, %v", found.Total, err)
				}
			}
		})
	}
	wait.Wait()
}
