package meili_test

import (
	"encoding/json"
	"net/http"
	"reflect"
	"slices"
	"testing"

	"laowu/internal/db/testdb"
	"laowu/matching/contract"
)

// The engine itself, without our filters, is set up for Chinese.
func TestSettingsFitChinese(t *testing.T) {
	t.Parallel()
	d := testdb.New(t)
	l := lexicon(t, d)
	docs, ids := insert(t, d, l, []contract.Opening{
		{Title: "普工", Enterprise: "示例电子有限公司", Place: "150622", PlaceText: "准格尔旗"},
		{Title: "普通文员", Enterprise: "示例工业有限公司", PlaceText: "北京"},
		{Title: "木工", Enterprise: "重庆示例装饰有限公司", PlaceText: "北京"},
		{Title: "牧工", Enterprise: "示例牧业有限公司", PlaceText: "北京"},
		{Title: "护工", Enterprise: "示例康养有限公司", PlaceText: "北京", Description: "编号AB12345"},
		{Title: "安装简单家具", Enterprise: "示例家具有限公司", PlaceText: "北京"},
	})
	e, at := engineAt(t, l)
	rebuild(t, e, docs, nil)
	for _, c := range []struct {
		q    string
		want []int // which openings
	}{
		{"普工", []int{0}},                   // not 普通, not 工业
		{"木工", []int{2}}, {"牧工", []int{3}}, // homophones
		{"mugong", []int{2, 3}}, {"hugong", []int{4}}, {"hg", []int{4}}, {"chongqingshilizhuangshiyouxiangongsi", []int{2}},
		{"hugang", nil}, {"hh", nil}, // no typos
		{"ab12346", nil}, {"ab12345", []int{4}}, // nor in numbers of papers
		{"简单", []int{5}}, {"准旗", []int{0}},
	} {
		status, body := ask(t, at, at.key, http.MethodPost, "/indexes/"+at.prefix+"openings/search", map[string]any{"q": c.q, "matchingStrategy": "all"})
		var found struct {
			Hits []struct {
				ID int64 `json:"id"`
			} `json:"hits"`
		}
		if err := json.Unmarshal(body, &found); err != nil || status != http.StatusOK {
			t.Fatalf("%d %s", status, body)
		}
		var got []int
		for _, h := range found.Hits {
			got = append(got, slices.Index(ids, h.ID))
		}
		slices.Sort(got)
		if !slices.Equal(got, c.want) {
			t.Errorf("%q finds %v, want %v", c.q, got, c.want)
		}
	}
}

// What the client would drop or send as nothing has arrived as it was meant.
func TestSettingsArrive(t *testing.T) {
	t.Parallel()
	e, at := engineAt(t, lexicon(t, testdb.New(t)))
	rebuild(t, e, nil, nil)
	for _, name := range []string{"openings", "workers"} {
		var s struct {
			Localized []struct {
				Locales, AttributePatterns []string
			} `json:"localizedAttributes"`
			Typo struct {
				Enabled, DisableOnNumbers bool
				MinWordSizeForTypos       struct{ OneTypo, TwoTypos int }
			} `json:"typoTolerance"`
			Pagination  struct{ MaxTotalHits int }
			Faceting    struct{ MaxValuesPerFacet int }
			FacetSearch bool
			Prefix      string `json:"prefixSearch"`
			Dictionary  []string
		}
		if err := json.Unmarshal(get(t, at, at.master, "/indexes/"+at.prefix+name+"/settings"), &s); err != nil {
			t.Fatal(err)
		}
		if len(s.Localized) != 1 || !reflect.DeepEqual(s.Localized[0].Locales, []string{"cmn"}) {
			t.Errorf("%s: locales %+v", name, s.Localized)
		}
		if s.Typo.Enabled || !s.Typo.DisableOnNumbers || s.Typo.MinWordSizeForTypos.OneTypo != 5 {
			t.Errorf("%s: typos %+v", name, s.Typo)
		}
		if s.Pagination.MaxTotalHits < 100000 || s.Faceting.MaxValuesPerFacet < 1000 || s.FacetSearch || s.Prefix != "disabled" || len(s.Dictionary) != 0 {
			t.Errorf("%s: %+v", name, s)
		}
	}
}
