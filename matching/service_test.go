package matching

import (
	"context"
	"errors"
	"slices"
	"testing"

	"laowu/internal/db"
)

func TestNarrow(t *testing.T) {
	t.Parallel()
	l := testLexicon(t)
	q := Question{Trades: []string{"care"}, WageMin: 4000}
	got, err := l.narrow("141123", q, Request{Place: "鄂尔多期", Occupation: "护里员", WageMin: 3000, Board: true, Age: 50, Form: "regular", Limit: 5})
	if err != nil || got.Place != "150600" || got.Occupation != "care" || got.WageMin != 4000 || !got.Board || got.Age != 50 || got.Form != "regular" || got.Limit != 5 {
		t.Errorf("%+v, %v", got, err)
	}
	if got, err = l.narrow("141123", q, Request{Place: "142325"}); err != nil || got.Place != "141123" || got.Limit != 20 {
		t.Errorf("the old number: %+v, %v", got, err)
	}
	for _, place := range []string{"火星", "东胜 康巴什", "护工 东胜", "141999", " ", "''"} {
		if _, err := l.narrow("141123", q, Request{Place: place}); !errors.Is(err, ErrPlace) {
			t.Errorf("place %q: %v", place, err)
		}
	}
}

func TestTradesOf(t *testing.T) {
	t.Parallel()
	l := testLexicon(t)
	for title, want := range map[string][]string{
		"养老护理员（包吃住）":   {"elder_care"},
		"护工（养老护理员）":    {"elder_care"},
		"月嫂、育儿嫂":       {"maternity_care", "infant_care"},
		"电子厂保安":        {"guard"},
		"电子厂":          {"electronics"},
		"急招 装载机师傅 5 名": {"loader"},
		"保安/保洁/厨师/司机":  {"guard", "cleaner", "chef"},
		"井下电工":         {"mine_electrician"},
		"宇航员":          nil,
		"":             nil,
		"<script>":     nil,
	} {
		if got := l.TradesOf(title); !slices.Equal(got, want) {
			t.Errorf("%s: %v, want %v", title, got, want)
		}
	}
}

// engine is a function as an Engine: here only what reaches it matters.
type engine func(Question) (Answer, error)

func (engine) Name() string { return "test" }

func (e engine) SearchOpenings(_ context.Context, _ db.Actor, q Question) (Answer, error) {
	return e(q)
}

// A failing engine's error reaches the caller, and failing terms do not keep
// anybody from searching.
func TestServiceFailures(t *testing.T) {
	t.Parallel()
	down := errors.New("down")
	l := testLexicon(t)
	s := NewService(l, engine(func(Question) (Answer, error) { return Answer{}, down }), func(context.Context) ([]Term, error) { return nil, down })
	if _, err := s.Search(t.Context(), db.Actor{County: "141123"}, Request{}); !errors.Is(err, down) {
		t.Errorf("%v", err)
	}
	s = NewService(l, engine(func(Question) (Answer, error) { return Answer{Total: 1}, nil }), func(context.Context) ([]Term, error) { return nil, down })
	if found, err := s.Search(t.Context(), db.Actor{County: "141123"}, Request{Text: "护工 火星"}); err != nil || found.Total != 1 {
		t.Errorf("%+v, %v", found, err)
	}
	if err := s.Refresh(t.Context()); !errors.Is(err, down) {
		t.Errorf("Refresh: %v", err)
	}
}

func TestAnswerJSON(t *testing.T) {
	t.Parallel()
	b, err := AnswerJSON(Answer{Total: 2, Posts: 9, TookMS: 3.1, Engine: "postgresql", NextCursor: "abc", Hits: []Hit{
		{ID: 9007199254740993, Title: "养老护理员", Occupation: "elder_care", Place: "150602", WageMin: 4500, WageMax: 6000, Score: 0.93, Highlights: map[string]string{"title": "<em>养老护理员</em>"}},
		{ID: 2, Title: "杂工"},
	}, Facets: map[string]map[string]int{"place": {"150602": 2}}})
	want := `{"total":2,"took_ms":3.1,"engine":"postgresql","hits":[` +
		`{"id":"9007199254740993","title":"养老护理员","occupation":"elder_care","place":"150602","wage_min":4500,"wage_max":6000,"score":0.93,"highlights":{"title":"<em>养老护理员</em>"}},` +
		`{"id":"2","title":"杂工","occupation":null,"place":null,"wage_min":null,"wage_max":null,"score":0,"highlights":{}}],` +
		`"next_cursor":"abc","facets":{"place":{"150602":2}}}` + "\n"
	if err != nil || string(b) != want {
		t.Errorf("%s%v", b, err)
	}
	if b, err = AnswerJSON(Answer{}); err != nil || string(b) != `{"total":0,"took_ms":0,"engine":"","hits":[],"next_cursor":null,"facets":{}}`+"\n" {
		t.Errorf("%s%v", b, err)
	}
}

func FuzzUnderstand(f *testing.F) {
	for _, text := range []string{"护工 鄂尔多斯", "9000-3000元", "五六千 hg", "A2驾照", "\xff护", "3,", "4-6千", "hu4 gong1'"} {
		f.Add(text)
	}
	l := testLexicon(f)
	f.Fuzz(func(t *testing.T, text string) {
		u := l.Understand("141123", text)
		if len(u.Question.Words) > mostWords || u.Question.WageMin < 0 || u.Question.WageMin > highestWage {
			t.Errorf("%q: %+v", text, u.Question)
		}
		for _, word := range u.Question.Words {
			for _, c := range word {
				if !isWord(c) {
					t.Errorf("%q leaves the word %q", text, word)
				}
			}
		}
		for _, c := range u.Chips {
			if c.Label == "" || c.Text == "" {
				t.Errorf("%q: %+v", text, c)
			}
		}
	})
}
