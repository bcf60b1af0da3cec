package contract

import (
	"errors"
	"slices"
	"strings"
	"testing"

	"laowu/matching"
)

func (s suite) facets(t *testing.T) {
	f := s.search(t, matching.Request{Text: "护工 鄂尔多斯", Facets: true}).Facets
	for facet, want := range map[string]map[string]int{
		"place":          {"150600": 5, "150602": 2, "150627": 1, "150603": 1, "150621": 1},
		"occupation":     {"care": 4, "elder_care": 2, "hospital_care": 1, "care_family": 1, "maternity_care": 1},
		"wage":           {"3000": 5, "4000": 5, "5000": 3, "6000": 2, "8000": 2},
		"board":          {"true": 2},
		"lodging":        {"true": 5},
		"no_certificate": {"true": 2},
		"form":           {"regular": 4, "temporary": 1},
	} {
		same(t, facet, f[facet], want)
	}
	// What is picked on a facet does not narrow that facet, only the others.
	f = s.search(t, matching.Request{Text: "护工 鄂尔多斯", Place: "150602", WageMin: 5000, Facets: true}).Facets
	same(t, "place, one picked", f["place"], map[string]int{"150600": 3, "150602": 2, "150627": 1})
	same(t, "wage, one picked", f["wage"], map[string]int{"3000": 2, "4000": 2, "5000": 2, "6000": 2, "8000": 2})
	same(t, "form, place picked", f["form"], map[string]int{"regular": 1, "temporary": 1})
}

func same(t *testing.T, facet string, got, want map[string]int) {
	t.Helper()
	for value := range got {
		if got[value] != want[value] {
			t.Errorf("%s: %v, want %v", facet, got, want)
			return
		}
	}
	if len(got) != len(want) {
		t.Errorf("%s: %v, want %v", facet, got, want)
	}
}

// pages walks through all openings by each order, few at a time.
func (s suite) pages(t *testing.T) {
	for _, sort := range []matching.Sort{matching.SortFit, matching.SortWage, matching.SortNew, matching.SortNear} {
		whole := s.named(s.search(t, matching.Request{Sort: sort, Limit: 100}).Hits)
		var got []string
		r := matching.Request{Sort: sort, Limit: 4}
		for range len(whole) {
			found := s.search(t, r)
			got = append(got, s.named(found.Hits)...)
			if found.Total != len(whole) {
				t.Errorf("by %q: total %d on a later page, want %d", sort, found.Total, len(whole))
			}
			if r.Cursor = found.NextCursor; r.Cursor == "" {
				break
			}
		}
		if !slices.Equal(got, whole) {
			t.Errorf("by %q: pages %v, whole %v", sort, got, whole)
		}
	}
}

// marks holds what is marked, as HTML.
func (s suite) marks(t *testing.T) {
	for text, want := range map[string]string{
		"护工 东胜":      "<em>养老护理员</em>",
		"医院":         "<em>医院</em>陪护（先培训）",
		"普工":         "&lt;b&gt;<em>普工</em>&lt;/b&gt; &amp; &#39;Q2&#39; <em>操作工</em>",
		"q2":         "&lt;b&gt;普工&lt;/b&gt; &amp; &#39;<em>Q2</em>&#39; 操作工",
		"云数据 讲解":     "<em>云数据讲解</em>助手",
		"装载机 东胜":     "<em>装载机司机</em>",
		"示例铁路服务":     "",
		"保洁 离石":      "保安、<em>保洁</em>",
		"东胜 6000":    "",
		"焊工证 准格尔":    "",
		"hugong 达拉特": "<em>护工</em>",
	} {
		hits := s.search(t, matching.Request{Text: text}).Hits
		if len(hits) == 0 || hits[0].Highlights["title"] != want {
			t.Errorf("%q: %+v, want %q", text, hits, want)
		}
	}
	if got := s.search(t, matching.Request{Text: "示例铁路服务"}).Hits[0].Highlights["enterprise"]; got != "<em>示例铁路服务</em>有限公司" {
		t.Errorf("employer: %q", got)
	}
}

// ends asks for pages that end just where the hits do.
func (s suite) ends(t *testing.T) {
	all := s.search(t, matching.Request{Text: "护工 鄂尔多斯"})
	exact := s.search(t, matching.Request{Text: "护工 鄂尔多斯", Limit: all.Total})
	if len(exact.Hits) != all.Total || exact.NextCursor != "" {
		t.Errorf("%d of %d hits, next %q", len(exact.Hits), all.Total, exact.NextCursor)
	}
	last := s.search(t, matching.Request{Text: "护工 鄂尔多斯", Limit: all.Total, Cursor: s.search(t, matching.Request{Text: "护工 鄂尔多斯", Limit: all.Total - 1}).NextCursor})
	if len(last.Hits) != 1 || last.NextCursor != "" || last.Hits[0].ID != all.Hits[all.Total-1].ID {
		t.Errorf("last page: %+v", last.Answer)
	}
}

func (s suite) refuses(t *testing.T) {
	cursor := s.search(t, matching.Request{Text: "护工", Limit: 1}).NextCursor
	flipped := []byte(cursor)
	flipped[3] ^= 1
	for _, c := range []struct {
		request matching.Request
		want    error
	}{
		{matching.Request{Place: "火星"}, matching.ErrPlace},
		{matching.Request{Place: "999999"}, matching.ErrPlace},
		{matching.Request{Place: "护工"}, matching.ErrPlace},
		{matching.Request{Occupation: "宇航员"}, matching.ErrOccupation},
		{matching.Request{Occupation: "太原"}, matching.ErrOccupation},
		{matching.Request{WageMin: -1}, matching.ErrWage},
		{matching.Request{WageMin: 2000000000}, matching.ErrWage},
		{matching.Request{Age: 12}, matching.ErrAge},
		{matching.Request{Form: "x"}, matching.ErrForm},
		{matching.Request{Sort: "x"}, matching.ErrSort},
		{matching.Request{Limit: 101}, matching.ErrLimit},
		{matching.Request{Limit: -1}, matching.ErrLimit},
		{matching.Request{Text: "护工", Cursor: string(flipped)}, matching.ErrCursor},
		{matching.Request{Text: "护工", Cursor: cursor + "x"}, matching.ErrCursor},
		{matching.Request{Text: "护工", Cursor: "'; DROP TABLE opening --"}, matching.ErrCursor},
		{matching.Request{Text: "保洁", Cursor: cursor}, matching.ErrCursor},
		{matching.Request{Text: "护工", Sort: matching.SortWage, Cursor: cursor}, matching.ErrCursor},
	} {
		if _, err := s.Service.Search(t.Context(), visitor, c.request); !errors.Is(err, c.want) {
			t.Errorf("%+v: %v, want %v", c.request, err, c.want)
		}
	}
}

// hostile is what nobody should ask.
var hostile = []string{
	"", "   ", "\x00\x01\x02", "😀😀😀", "'\"\\`", "& | ! ( ) : * <-> <2>", "护工' OR 1=1 --", "%", "_", "%护工%", "\\'", "护工:*", "!护工",
	"护工\x00鄂尔多斯", "\xff\xfe护工", strings.Repeat("护工", 5000), strings.Repeat("张", 10000), strings.Repeat("a", 10000),
	strings.Repeat("1", 10000), strings.Repeat("护 ", 5000), strings.Repeat("龘", 150), "V:*", "T:care", "B:1", "<script>alert(1)</script>",
	"ａｂｃ１２３", "𪣻𪣻𪣻", "-护工", "\"护工", "护工 OR 保洁 AND NOT", "see = '*'", "' OR id > 0 OR title = '", "\\' OR cuts EXISTS", "laowu", "\"laowu\"", "[护工]{}()", "title:护工^2~",
	strings.Repeat("天地玄黄宇宙洪荒日月盈昃辰宿列张寒来暑往秋收冬藏闰余成岁律吕调阳云腾致雨露结为霜金生丽水玉出昆冈剑号巨阙珠称夜光果珍李柰菜重芥姜海咸河淡鳞潜羽翔龙师火帝鸟官人皇始制文字乃服衣裳推位让国有虞陶唐吊民伐罪周发殷汤坐朝问道垂拱平章爱育黎首臣伏戎羌遐迩一体率宾归王鸣凤在竹白驹食场化被草木赖及万方盖此身发四大五常恭惟鞠养岂敢毁伤", 1), "ﷺ", "e\u0301e\u0301", "wage from 9000 to 3000", "９０００－３０００",
}

// bears asks what nobody should ask; each is answered and none is an error.
func (s suite) bears(t *testing.T) {
	for _, text := range hostile {
		found := s.search(t, matching.Request{Text: text, Facets: true})
		if found.Total < len(found.Hits) {
			t.Errorf("%.20q: total %d, %d hits", text, found.Total, len(found.Hits))
		}
	}
	if all := s.search(t, matching.Request{Text: "!!!"}); all.Total == 0 {
		t.Error("a question of signs must find everything")
	}
	if got := s.search(t, matching.Request{Text: "V:*"}); got.Total != 0 {
		t.Errorf("a code of the index written by hand finds %d", got.Total)
	}
}
