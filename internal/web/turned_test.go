package web_test

import (
	"slices"
	"strings"
	"testing"

	"golang.org/x/net/html"
)

// turns is a mark that turns the direction of what stands after it on its line.
const turns = "\u202e"

// TestNamesTurnNothing: on the pages that show people, employers, openings and
// associations, a mark in a name that turns the line ends with the name.
func TestNamesTurnNothing(t *testing.T) {
	t.Parallel()
	b := newBureau(t)
	b.claim(t, wang, "271828")
	for _, column := range []string{"person SET name", "enterprise SET name", "opening SET title", "association SET name", "login SET holder"} {
		of := strings.Fields(column)[2]
		b.owner(t, "UPDATE "+column+" = overlay("+of+" placing '"+turns+"' from 2 for 0)")
	}
	site, me, found := serve(t, b.Deps), b.person(wang), 0
	for login, pages := range map[string][]string{
		"association": {"/association", "/people", me, "/referrals", "/transfers"}, "station": {"/station", "/people", me}, "enterprise": {"/enterprise", "/candidates", "/referrals"},
		"county": {"/people", me, "/associations", "/enterprises", "/stale"}, "worker": {"/me", "/me/data"}, "": {"/", "/openings/1", "/openings/1/poster"},
	} {
		var w *browserless
		switch login {
		case "":
			w = b.visitor(t, site)
		case "worker":
			w = b.workerLogin(t, site, "271828")
		default:
			w = b.login(t, site, login)
		}
		for _, path := range pages {
			w.get(path).wants(200)
			for _, text := range turning(treeOf(w.body), &found) {
				t.Errorf("%s %s: %q turns what stands beside it", login, path, text)
			}
		}
	}
	if found < 40 {
		t.Errorf("only %d names with the mark were shown", found)
	}
}

// turning are the texts with the mark that something stands beside, neither in a
// bdi of their own nor alone in their block; an option and a title hold nothing
// but text.
func turning(doc *html.Node, found *int) (out []string) {
	for n := range doc.Descendants() {
		if n.Type != html.TextNode || !strings.Contains(n.Data, turns) || within(n, "title", "option", "textarea") {
			continue
		}
		*found++
		if !within(n, "bdi") && textOf(blockOf(n)) != strings.TrimSpace(n.Data) {
			out = append(out, textOf(blockOf(n)))
		}
	}
	return out
}

func within(n *html.Node, names ...string) bool {
	for at := n.Parent; at != nil; at = at.Parent {
		if at.Type == html.ElementNode && slices.Contains(names, at.Data) {
			return true
		}
	}
	return false
}

// blockOf is the nearest element that begins lines of its own.
func blockOf(n *html.Node) *html.Node {
	at := n.Parent
	for at.Parent != nil && slices.Contains([]string{"a", "b", "span", "small", "q", "bdi", "strong", "i"}, at.Data) {
		at = at.Parent
	}
	return at
}
