package main

import (
	"encoding/json"
	"net/url"
	"strings"
	"testing"
)

// hostileSearches are questions that nobody should ask: what of an address is
// asked, and the status that answers it, page and interface alike.
func hostileSearches() []struct {
	ask    url.Values
	status int
} {
	q := func(pairs ...string) url.Values {
		v := url.Values{}
		for i := 0; i < len(pairs); i += 2 {
			v.Set(pairs[i], pairs[i+1])
		}
		return v
	}
	type one = struct {
		ask    url.Values
		status int
	}
	all := []one{
		{q("q", "", "place", "火星"), 422}, {q("place", "141999"), 422}, {q("place", "' OR 1=1 --"), 422},
		{q("occupation", "\x00"), 422}, {q("occupation", "没有的工种"), 422}, {q("wage_min", "-1"), 422}, {q("wage_min", "9999999999"), 422},
		{q("wage_min", "九千"), 422}, {q("cursor", "x"), 422}, {q("cursor", "m"), 422}, {q("cursor", "p"), 422}, {q("cursor", "pAAAA"), 422},
		{q("cursor", "mAAAA"), 422}, {q("cursor", "p'; DROP TABLE opening --"), 422},
		{q("page", "999999"), 200}, {q("page", "-1"), 200}, {q("page", "x"), 200}, {q("q", "护工", "page", "77"), 200},
		{q("q", "9000到3000"), 200}, {q("q", "工资 9000-3000 元"), 200}, {q("q", "3000以下", "wage_min", "9000"), 200},
	}
	for _, text := range []string{
		"", " ", "　", "😀👨‍👩‍👧🇨🇳", "\x01\x02\x1b[31m", "护工\r\nX: y", "\u202e护工\u200b", `"护工`, `'"\` + "`", "& | ! ( ) : * <-> ~", "-护工", "护工 OR 1=1; --",
		"cuts = 'x' OR id EXISTS", "' OR see = '*", "{\"q\":1}", "<script>alert(1)</script>", "%", "_", "\\", "\xff\xfe", "𪣻龘", "ﷺ", strings.Repeat("a ", 50),
	} {
		all = append(all, one{q("q", text), 200})
	}
	return all
}

// On both engines each is answered sensibly or refused by name, on the page and
// by the interface, and no engine fails by it.
func TestHostileSearches(t *testing.T) {
	t.Parallel()
	for _, engine := range []string{"postgresql", "meilisearch"} {
		t.Run(engine, func(t *testing.T) {
			t.Parallel()
			o := newOffice(t)
			o.env["LAOWU_MEILI_URL"] = "http://127.0.0.1:1" // where nobody answers
			if engine == "meilisearch" {
				o.env["LAOWU_MEILI_URL"], o.env["LAOWU_MEILI_KEY"] = newCutServer(t).URL(), cutKey
			}
			o.stock(t)
			service := o.start(t)
			l := newLoad(t, service)
			l.until(t, engine, "")
			for _, h := range hostileSearches() {
				l.bears(t, h.ask, h.status)
			}
			for text, want := range map[string]int{strings.Repeat("护", 1700): 422, strings.Repeat("a", 10000): 422, strings.Repeat("护", 10000): 431} {
				l.bearsLong(t, text, want)
			}
			l.until(t, engine, "")
			service.stop()
			<-service.code
			if said := service.out.String(); strings.Contains(said, "does not take a question") || strings.Contains(said, "request failed") {
				t.Errorf("the log: %s", said)
			}
		})
	}
}

func (l *load) bears(t *testing.T, ask url.Values, want int) {
	t.Helper()
	page := url.Values{}
	for name, v := range ask {
		if own, ok := map[string]string{"occupation": "trade", "wage_min": "wage"}[name]; ok {
			name = own
		}
		page[name] = v
	}
	if status, body := l.get(t, "/?"+page.Encode()); status != want || !strings.Contains(body, "</html>") {
		t.Errorf("page %v: %d, want %d", ask, status, want)
	}
	status, body := l.get(t, "/api/v1/openings?"+ask.Encode())
	var doc struct {
		Total  *int
		Hits   []any
		Title  string
		Detail string
	}
	err := json.Unmarshal([]byte(body), &doc)
	switch {
	case err != nil || status != want:
		t.Errorf("interface %v: %d, want %d: %.300s", ask, status, want, body)
	case want == 200 && (doc.Total == nil || *doc.Total < len(doc.Hits)):
		t.Errorf("interface %v: %.300s", ask, body)
	case want == 422 && (doc.Title == "" || doc.Detail == ""):
		t.Errorf("interface %v does not say what is wrong: %.300s", ask, body)
	}
}

// bearsLong asks what is too long for a page, which says so; the interface takes
// it as far as an address goes.
func (l *load) bearsLong(t *testing.T, text string, want int) {
	t.Helper()
	says := map[int]string{422: "写得太长了", 431: "</html>"}[want]
	if status, body := l.get(t, "/?q="+url.QueryEscape(text)); status != want || !strings.Contains(body, says) {
		t.Errorf("page, %d bytes: %d %.200s", len(text), status, body)
	}
	if want == 422 {
		want = 200
	}
	if status, body := l.get(t, "/api/v1/openings?q="+url.QueryEscape(text)); status != want {
		t.Errorf("interface, %d bytes: %d %.200s", len(text), status, body)
	}
}
