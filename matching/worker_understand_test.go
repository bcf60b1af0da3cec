package matching

import (
	"fmt"
	"testing"
)

// Each word of free.csv asks for who is free, of people alone.
func TestEveryFreeWord(t *testing.T) {
	t.Parallel()
	l := testLexicon(t)
	rows, err := table("free.csv", 1)
	if err != nil {
		t.Fatal(err)
	}
	for _, row := range rows {
		u := l.understand("141123", row[0]+" 保洁", l.ofPeople)
		if !u.free || len(u.Question.Words) > 0 || len(u.Question.Trades) != 1 || len(u.Chips) != 2 {
			t.Errorf("%s: %+v", row[0], u)
		}
		if l.Understand("141123", row[0]).free {
			t.Errorf("%s narrows openings", row[0])
		}
	}
}

func TestWorkersWish(t *testing.T) {
	t.Parallel()
	l := testLexicon(t)
	for text, want := range map[string]int{
		"护工 4500": 4500, "护工 4000-5000": 5000, "5千以下 护工": 5000, "护工 3000 2800": 2800, "护工": 0, "200一天 护工": 0,
	} {
		if u := l.understand("141123", text, l.ofPeople); u.most != want || u.Question.WageMin != 0 || len(u.Question.Words) > 0 {
			t.Errorf("%s: at most %d, %+v", text, u.most, u.Question)
		}
	}
}

func TestPlacesIn(t *testing.T) {
	t.Parallel()
	l := testLexicon(t)
	for text, want := range map[string]string{"鄂尔多斯、太原": "[150600 140100]", "鄂尔多斯市东胜区": "[150602]", "本县": "[141123]", "薛家湾": "[150622]", "不限": "[]", "": "[]"} {
		if got := l.placesIn("141123", text); fmt.Sprint(got) != want {
			t.Errorf("%s: %v, want %s", text, got, want)
		}
	}
}
