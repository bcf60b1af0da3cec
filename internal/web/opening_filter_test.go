package web

import (
	"testing"

	"laowu/internal/web/templates"
	"laowu/matching"
)

func texts(rows [][]templates.Choice) []string {
	var out []string
	for _, row := range rows {
		for _, c := range row {
			out = append(out, c.Text)
		}
		out = append(out, "|")
	}
	return out
}

func TestPlacesStandUnderTheirPrefecture(t *testing.T) {
	t.Parallel()
	n := narrowing{answer: matching.Answer{Total: 9, Facets: map[string]map[string]int{
		"place": {"150602": 2, "150622": 3, "150600": 6, "141123": 3, "141100": 3},
	}}}
	got := texts(n.places(smallAtlas()))
	want := []string{"鄂尔多斯市", "准格尔旗", "东胜区", "|", "吕梁市", "兴县", "|"}
	if len(got) != len(want) {
		t.Fatalf("places = %q, want %q", got, want)
	}
	for i := range want {
		if got[i] != want[i] {
			t.Fatalf("places = %q, want %q", got, want)
		}
	}
}

// What finds nothing, or no less than now, is no choice; what is picked stays,
// so that one sees it.
func TestChoicesNarrow(t *testing.T) {
	t.Parallel()
	n := narrowing{query: openingQuery{wage: 4000}, answer: matching.Answer{Total: 5, Facets: map[string]map[string]int{
		"wage": {"3000": 8, "4000": 5, "5000": 2, "6000": 0}, "form": {"regular": 5},
	}}}
	wages := n.wages()
	if len(wages) != 3 || !wages[1].Chosen || wages[1].Count != 5 || wages[2].To != "/?wage=5000" {
		t.Errorf("wages = %+v", wages)
	}
	if forms := n.forms(); len(forms) != 0 {
		t.Errorf("a form that all have is offered: %+v", forms)
	}
	// A wage below the one that was typed would not narrow.
	typed := narrowing{query: openingQuery{q: "6000以上"}, answer: matching.Answer{Total: 5, Facets: map[string]map[string]int{"wage": {"5000": 8}, "board": {"true": 3}}}}
	if quick := (&Server{}).quick(typed); len(quick) != 1 || quick[0].Text != "包吃" {
		t.Errorf("quick = %+v", quick)
	}
}

// An order that was chosen does not silence how the words were taken.
func TestNoteSaysOrderAndWords(t *testing.T) {
	t.Parallel()
	found := matching.Found{Note: "工资写反了"}
	for q, want := range map[openingQuery]string{{}: "工资写反了", {sort: matching.SortFit}: "工资写反了", {sort: matching.SortWage}: "工资高的排在前面；工资写反了"} {
		if got := note(q, found); got != want {
			t.Errorf("%v: %s, want %s", q.sort, got, want)
		}
	}
}

func TestAgeFormKeepsTheOtherConditions(t *testing.T) {
	t.Parallel()
	a := narrowing{query: openingQuery{q: "护工 东胜", age: 52, board: true}}.age()
	if a.Age != "52" || len(a.Keep) != 2 || a.Keep[0] != (templates.Pair{Name: "q", Value: "护工 东胜"}) || a.Keep[1] != (templates.Pair{Name: "board", Value: "1"}) {
		t.Errorf("the form holds %+v", a)
	}
}

func TestAddressOfAQuery(t *testing.T) {
	t.Parallel()
	if got := (openingQuery{}).link(); got != "/" {
		t.Errorf("no conditions: %q", got)
	}
	q := openingQuery{q: "护工 & 司机", place: "150602", wage: 4000, sort: matching.SortWage, cursor: "x", page: 2}
	want := "/?q=%E6%8A%A4%E5%B7%A5+%26+%E5%8F%B8%E6%9C%BA&place=150602&wage=4000&sort=wage"
	if got := q.link(); got != want {
		t.Errorf("link = %q, want %q", got, want)
	}
	if got := q.next("y"); got != want+"&cursor=y&page=3" {
		t.Errorf("next = %q", got)
	}
}
