package area

import (
	"slices"
	"testing"
	"time"
)

func atlas() *Atlas {
	closed := time.Date(2003, 12, 31, 0, 0, 0, 0, time.UTC)
	return New([]Area{
		{Code: "140000", Name: "山西省", Level: Province},
		{Code: "150000", Name: "内蒙古自治区", Level: Province},
		{Code: "140100", Name: "太原市", Level: Prefecture, Parent: "140000"},
		{Code: "141100", Name: "吕梁市", Level: Prefecture, Parent: "140000"},
		{Code: "150600", Name: "鄂尔多斯市", Level: Prefecture, Parent: "150000"},
		{Code: "140105", Name: "小店区", Level: County, Parent: "140100"},
		{Code: "141123", Name: "兴县", Level: County, Parent: "141100"},
		{Code: "142325", Name: "兴县", Level: County, Parent: "141100", ValidTo: &closed, Successor: "141123"},
		{Code: "150602", Name: "东胜区", Level: County, Parent: "150600"},
		{Code: "150627", Name: "伊金霍洛旗", Level: County, Parent: "150600"},
		{Code: "141123209", Name: "圪𪣻上乡", Level: Township, Parent: "141123", Aliases: []string{"圪垯上乡"}},
	})
}

func TestResolve(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{
		"内蒙古鄂尔多斯":   "150600",
		"鄂尔多斯市东胜区":  "150602",
		"鄂尔多斯伊金霍洛旗": "150627",
		"太原":        "140100",
		"太原市小店区许坦街": "140105",
		"兴县":        "141123",
		"山西省吕梁市兴县":  "141123",
		"东胜":        "150602",
		"本县工地":      "141123",
		"圪垯上乡":      "141123209",
		"兴县圪𪣻上乡":    "141123209",
		"北京市朝阳区":    "",
		"不限":        "",
		"":          "",
		"太原市东胜区":    "140100",
	} {
		got, ok := atlas().Resolve("141123", text)
		if got != want || ok != (want != "") {
			t.Errorf("Resolve(%q) = %q, %v; want %q", text, got, ok, want)
		}
	}
}

func TestInside(t *testing.T) {
	t.Parallel()
	a := atlas()
	if got := a.Path("150602"); !slices.Equal(got, []string{"150602", "150600", "150000"}) {
		t.Errorf("Path = %v", got)
	}
	if !a.Inside("142325", "141123") {
		t.Error("the old number of the county must lie in the county")
	}
	if a.Inside("150602", "141123") || !a.Inside("141123209", "141123") {
		t.Error("Inside is wrong about townships or other prefectures")
	}
}

func TestChildKeepsOldTownships(t *testing.T) {
	t.Parallel()
	got, ok := atlas().Child("141123", "圪垯上乡")
	if !ok || got.Code != "141123209" {
		t.Errorf("Child = %v, %v", got, ok)
	}
}
