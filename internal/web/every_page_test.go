package web_test

import (
	"fmt"
	"net/http"
	"slices"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"laowu/internal/access"
	"laowu/internal/db"
	"laowu/internal/web"
)

// drawn is a page of the table of routes as a role sees it.
type drawn struct {
	role db.Role
	path string // of the route, with its parameters
	body string
}

func (d drawn) String() string { return string(d.role) + " " + d.path }

// everyPage asks each GET line of the table of routes as each role that may come,
// for a record of one's own, in a county with one of everything.
func everyPage(t *testing.T, g *gatekeeper) []drawn {
	t.Helper()
	g.tx(t, admin, func(tx *db.Tx) error {
		_, err := g.Gate.AddLogin(t.Context(), tx, access.NewLogin{Name: "admin2", Role: db.Admin, Organisation: g.offices["兴县人力资源和社会保障局"], Password: staffSecret})
		return err
	})
	g.send(t)
	var out []drawn
	for _, role := range append([]db.Role{db.Nobody, web.Entering}, db.Roles()...) {
		w := g.as(t, role)
		for _, line := range web.Lines() {
			before, param, after := split(line.Path)
			if line.Method != http.MethodGet || !slices.Contains(line.Roles, role) || strings.HasSuffix(line.Path, "/progress") {
				continue
			}
			w.get(before + g.named(t, param, role).own + after)
			if w.status == http.StatusOK && strings.HasPrefix(w.header.Get("Content-Type"), "text/html") {
				out = append(out, drawn{role, line.Path, w.body})
			}
		}
		for _, gone := range []string{"/nowhere", "/people/900009", "/cases/900009"} {
			if w.get(gone); w.status != http.StatusSeeOther {
				out = append(out, drawn{role, gone, w.body})
			}
		}
	}
	return out
}

// TestEveryPage holds each page of each role to what a reader, by eye or by ear,
// goes by: one main heading, headings that leave no step out, one main button a
// form, at most six entries in the header, one main part. Those that differ are
// then looked at in Chromium, on a telephone.
func TestEveryPage(t *testing.T) {
	t.Parallel()
	axe := axeOf(t)
	g := newGatekeeper(t)
	pages := everyPage(t, g)
	if len(pages) < 150 {
		t.Errorf("only %d pages were drawn", len(pages))
	}
	for _, p := range pages {
		for _, wrong := range disorder(treeOf(p.body)) {
			t.Errorf("%s: %s", p, wrong)
		}
	}
	inChromium(t, still(t, g, append(different(pages), badPage)), axe)
}

// disorder is what is wrong with a page's outline.
func disorder(doc *html.Node) (wrong []string) {
	count := func(n *html.Node, names ...string) (all int) {
		for range allOf(n, names...) {
			all++
		}
		return all
	}
	for name, want := range map[string]int{"h1": 1, "main": 1, "title": 1, "header": 1, "footer": 1} {
		if n := count(doc, name); n != want {
			wrong = append(wrong, fmt.Sprintf("%d <%s>", n, name))
		}
	}
	level := 0
	for h := range allOf(doc, "h1", "h2", "h3", "h4", "h5", "h6") {
		at := int(h.Data[1] - '0')
		if at > level+1 {
			wrong = append(wrong, fmt.Sprintf("<%s> %q after <h%d>", h.Data, textOf(h), level))
		}
		if textOf(h) == "" {
			wrong = append(wrong, "<"+h.Data+"> is empty")
		}
		level = at
	}
	for form := range allOf(doc, "form") {
		if n := mains(form); n > 1 {
			wrong = append(wrong, fmt.Sprintf("the form to %s has %d main buttons", attr(form, "action"), n))
		}
	}
	for nav := range allOf(doc, "nav") {
		n := count(nav, "li")
		if classed(nav, "nav") && n > 6+lasts(nav) {
			wrong = append(wrong, fmt.Sprintf("%d entries in the header", n))
		}
	}
	return wrong
}

// lasts are the entries that lead to another identity, beside the six.
func lasts(nav *html.Node) (n int) {
	for li := range allOf(nav, "li") {
		if classed(li, "last") {
			n++
		}
	}
	return n
}

// mains are the main buttons of a form.
func mains(form *html.Node) (n int) {
	for b := range allOf(form, "button") {
		if classed(b, "main") {
			n++
		}
	}
	return n
}

func classed(n *html.Node, class string) bool {
	return slices.Contains(strings.Fields(attr(n, "class")), class)
}

// TestDisorder: what the walk looks for, it finds.
func TestDisorder(t *testing.T) {
	t.Parallel()
	page := func(main string) string {
		return "<title>x</title><header></header><main>" + main + "</main><footer></footer>"
	}
	for main, want := range map[string]int{
		"<h1>甲</h1><h2>乙</h2><h3>丙</h3><h2>丁</h2>": 0, "<h2>乙</h2>": 2, "<h1>甲</h1><h3>丙</h3>": 1, "<h1>甲</h1><h1>乙</h1>": 1, "<h1>甲</h1><h2></h2>": 1,
		`<h1>甲</h1><form><button class="btn main">一</button><button class="btn main">二</button></form>`:               1,
		`<h1>甲</h1><form><button class="btn main">一</button><button class="btn">二</button></form>`:                    0,
		`<h1>甲</h1><nav class="nav"><ul>` + `<li class="last"></li>` + strings.Repeat("<li></li>", 7) + `</ul></nav>`: 1,
	} {
		if got := disorder(treeOf(page(main))); len(got) != want {
			t.Errorf("%s: %q", main, got)
		}
	}
}
