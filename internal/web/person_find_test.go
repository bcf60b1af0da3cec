package web_test

import (
	"html"
	"strings"
	"testing"

	"laowu/internal/db"
	"laowu/matching"
	"laowu/matching/pgsearch"
)

// index writes the search documents of the bureau's people.
func (b *bureau) index(t *testing.T) {
	t.Helper()
	l, err := matching.NewLexicon(b.Atlas())
	if err != nil {
		t.Fatal(err)
	}
	b.tx(t, admin, func(tx *db.Tx) error {
		var ids []int64
		for _, id := range b.people {
			ids = append(ids, id)
		}
		_, err := pgsearch.New(b.DB, l).PutPeople(t.Context(), tx, ids)
		return err
	})
}

// askOf is the question behind the button that says a text.
func askOf(t *testing.T, w *browserless, text string) string {
	t.Helper()
	for _, button := range strings.Split(w.body, "<button")[1:] {
		tag, rest, _ := strings.Cut(button, ">")
		inner, _, _ := strings.Cut(rest, "</button>")
		_, value, ok := strings.Cut(tag, `name="ask" value="`)
		if ok && strings.Contains(inner, ">"+text+"<") {
			value, _, _ = strings.Cut(value, `"`)
			return html.UnescapeString(value)
		}
	}
	t.Fatalf("no button says %s", text)
	return ""
}

// People are found by what they do, narrowed by buttons that post, and each
// condition falls away alone.
func TestPeopleByWords(t *testing.T) {
	t.Parallel()
	b := newBureau(t)
	b.index(t)
	w := b.login(t, serve(t, b.Deps), "county")
	w.get("/people").wants(200, "空闲的人", "王建", "张平")
	w.post("/people", "q", "护工").wants(200, "找到 1 人", "王建", "工种：护工", "会或想干：护工", "护工也包括").lacks("张平", "?q=")
	w.post("/people", "ask", askOf(t, w, "工种：护工")).wants(200, "3 人", "张平")
	w.post("/people", "q", "兴县").wants(200, "找到 3 人", "王建", "李英", "张平")
	w.post("/people", "ask", askOf(t, w, "保安员")).wants(200, "找到 1 人", "张平", "地点：兴县", "工种：保安员").lacks("王建")
	w.post("/people", "ask", askOf(t, w, "地点：兴县")).wants(200, "找到 1 人", "张平", "工种：保安员").lacks("地点：兴县")
	w.post("/people", "q", "张平 护工").wants(200, "没有找到", "姓名：张平", "工种：护工")
	w.post("/people", "ask", askOf(t, w, "工种：护工")).wants(200, "找到 1 人", "张平")
	w.post("/people", "q", "欧阳无人").wants(200, "没有找到", "没有叫“欧阳无人”的人")
	w.post("/people", "q", "护工 "+zhang).wants(200, "没有找到", "一个号码")
	w.post("/people", "ask", "place=火星").wants(422, "没有这个地点")
	w.post("/people", "ask", "%zz").wants(200, "3 人")
	w.post("/people", "ask", "q=护工&cursor=x").wants(422)
}

// Each finds by words whom he looks after, and the enterprise nobody.
func TestPeopleByWordsAndRole(t *testing.T) {
	t.Parallel()
	b := newBureau(t)
	b.index(t)
	site := serve(t, b.Deps)
	for login, sees := range map[string]string{"association": "王建李英", "association2": "张平", "township": "王建李英", "station": "王建", "auditor": "王建李英张平"} {
		w := b.login(t, site, login)
		w.get("/people")
		for name, words := range map[string]string{"王建": "护工", "张平": "保安"} {
			found := strings.Contains(w.post("/people", "q", words).wants(200).body, ">"+name+"<")
			if found != strings.Contains(sees, name) {
				t.Errorf("%s finds %s by %s: %v", login, name, words, found)
			}
		}
	}
	for _, login := range []string{"enterprise", "trainer"} {
		b.login(t, site, login).get("/").post("/people", "q", "护工").wants(403)
	}
}
