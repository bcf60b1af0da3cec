package matching

import (
	"errors"
	"slices"
	"strings"
	"testing"
)

// TestReadAddition: a county's word is held to what the lexicon's files are.
func TestReadAddition(t *testing.T) {
	t.Parallel()
	l := testLexicon(t)
	for _, c := range []struct {
		word   string
		kind   AdditionKind
		target string
		want   string // word and code, or part of the refusal
	}{
		{"捏糖人嘞", AddTrade, "养老护理员", "捏糖人嘞 elder_care"}, {"ＺＨＡＯＧＵ", AddTrade, "护工", "zhaogu care"}, {"照護嘞", AddTrade, "护工", "照护嘞 care"},
		{"羊城那边", AddPlace, "鄂尔多斯", "羊城那边 150600"}, {"老县", AddPlace, "142325", "没有这个名称"}, {"护本本", AddCertificate, "焊工证", "护本本 "},
		{"护", AddTrade, "护工", "2 到 20 个字"}, {"", AddTrade, "护工", "2 到 20 个字"}, {strings.Repeat("羊", 21), AddTrade, "护工", "2 到 20 个字"},
		{"捏 糖人", AddTrade, "护工", "只写汉字"}, {"捏糖人1", AddTrade, "护工", "只写汉字"}, {"捏糖人<b>", AddTrade, "护工", "只写汉字"}, {"捏糖人", "", "护工", "工种、地点还是证书"},
		{"捏糖人", AddTrade, "宇航员", "没有这个名称"}, {"捏糖人", AddTrade, "太原", "没有这个名称"}, {"捏糖人", AddPlace, "护工", "没有这个名称"}, {"捏糖人", AddTrade, "", "没有这个名称"},
		{"保姆", AddTrade, "护工", "已经有意思了：工种："}, {"太原保洁", AddTrade, "护工", "地点：太原市，工种：保洁"}, {"包吃住", AddTrade, "护工", "包吃住"},
		{"师傅", AddTrade, "护工", "说了等于没说"}, {"招聘", AddTrade, "护工", "说了等于没说"}, {"公务员", AddTrade, "护工", "本身没有错"},
	} {
		a, err := l.ReadAddition("141123", c.word, c.kind, c.target)
		got := a.Word + " " + a.Code
		if err != nil {
			got = err.Error()
		}
		if !strings.Contains(got, c.want) {
			t.Errorf("%q for %q: %s, want %s", c.word, c.target, got, c.want)
		}
	}
	var means MeansError
	if _, err := l.ReadAddition("141123", "保姆", AddTrade, "护工"); !errors.As(err, &means) {
		t.Errorf("%v is no MeansError", err)
	}
}

// TestAdditionsAreUnderstood in their county alone, before titles that say the
// same, and no longer where the lexicon has lost what they mean.
func TestAdditionsAreUnderstood(t *testing.T) {
	t.Parallel()
	l := testLexicon(t)
	v := l.learnTerms([]Term{{Text: "捏糖人"}})
	l.learnAdditions(v, []Addition{
		{"141123", "捏糖人", AddTrade, "care"}, {"141123", "羊城", AddPlace, "150600"}, {"141123", "羊本", AddCertificate, "welder"}, {"141123", "羊皮", AddTrade, "gone"}, {"141123", "保姆", AddTrade, "welder"},
	})
	u := l.understand("141123", "羊城 捏糖人 羊皮", v)
	if !slices.Equal(u.Question.Trades, []string{"care"}) || !slices.Equal(u.Question.Places, []string{"150600"}) || !slices.Equal(u.Question.Words, []string{"羊皮"}) {
		t.Errorf("%+v", u.Question)
	}
	if len(u.Chips) != 3 || u.Chips[1].Text != "捏糖人" || u.Chips[1].Label != "工种：护工" {
		t.Errorf("%+v", u.Chips)
	}
	if u := l.understand("141123", "保姆", v); slices.Contains(u.Question.Trades, "welder") {
		t.Errorf("a word of the lexicon means what a county said: %+v", u.Question)
	}
	if u := l.understand("141124", "羊城 捏糖人", v); len(u.Question.Trades)+len(u.Question.Places) != 0 || !slices.Equal(u.Question.Words, []string{"捏糖人", "羊城"}) {
		t.Errorf("in another county: %+v", u.Question)
	}
}
