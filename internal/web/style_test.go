package web_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"golang.org/x/net/html"
)

// notOnStyle are the pieces that cannot stand within a page.
var notOnStyle = map[string]string{
	"Layout": "it is around every page, this one too",
	"Empty":  "it is a page's own heading; EmptyPart shows the same",
}

// TestStyleShowsEveryPiece: what templates offer to pages stands on /style, drawn
// by the piece of that name.
func TestStyleShowsEveryPiece(t *testing.T) {
	t.Parallel()
	pieces, drawn := piecesOf(t), drawnByStyle(t)
	if len(pieces) < 35 {
		t.Fatalf("only %d pieces were found", len(pieces))
	}
	doc := treeOf(get(t, serve(t, stack(t))+"/style").body)
	shown := map[string]*html.Node{}
	for section := range allOf(doc, "section") {
		shown[attr(section, "id")] = section
	}
	for _, name := range pieces {
		switch section := shown[name]; {
		case notOnStyle[name] != "":
		case section == nil:
			t.Errorf("%s is not on /style", name)
		case !slices.Contains(drawn, name):
			t.Errorf("what /style shows as %s is not drawn by it", name)
		case piecesIn(section) < 1:
			t.Errorf("%s shows nothing", name)
		}
	}
	for name := range notOnStyle {
		if !slices.Contains(pieces, name) {
			t.Errorf("%s is no piece any more", name)
		}
	}
}

// piecesOf are the components that pages are made of; whole pages are called so.
func piecesOf(t *testing.T) (names []string) {
	t.Helper()
	files, err := filepath.Glob("templates/*.templ")
	if err != nil {
		t.Fatal(err)
	}
	head := regexp.MustCompile(`(?m)^templ ([A-Z]\w*)\(`)
	for _, f := range files {
		text, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range head.FindAllStringSubmatch(string(text), -1) {
			if !strings.HasSuffix(m[1], "Page") {
				names = append(names, m[1])
			}
		}
	}
	return names
}

// drawnByStyle are the templates that the files of /style call.
func drawnByStyle(t *testing.T) (names []string) {
	t.Helper()
	files, err := filepath.Glob("style_*.go")
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range files {
		if strings.HasSuffix(f, "_test.go") {
			continue
		}
		file, err := parser.ParseFile(token.NewFileSet(), f, nil, 0)
		if err != nil {
			t.Fatal(err)
		}
		ast.Inspect(file, func(n ast.Node) bool {
			call, ok := n.(*ast.CallExpr)
			if !ok {
				return true
			}
			if of, ok := call.Fun.(*ast.SelectorExpr); ok && textOfIdent(of.X) == "templates" {
				names = append(names, of.Sel.Name)
			}
			return true
		})
	}
	return names
}

func textOfIdent(e ast.Expr) string {
	if name, ok := e.(*ast.Ident); ok {
		return name.Name
	}
	return ""
}

// piecesIn are the elements of a section below its heading.
func piecesIn(section *html.Node) (n int) {
	for stack := range allOf(section, "div") {
		if classed(stack, "stack") {
			for range allOf(stack, "p", "span", "ul", "ol", "dl", "table", "form", "section", "svg", "figure", "nav", "div", "details", "article", "input") {
				n++
			}
		}
	}
	return n
}

// A button on it saves nothing and says so; charts come with a script that is
// loaded only for who asks.
func TestStyleIsASample(t *testing.T) {
	t.Parallel()
	w := newBureau(t)
	visitor := w.visitor(t, serve(t, w.Deps))
	visitor.get("/style").wants(200, `href="#Rows"`, "样子都在这里").lacks("/charts.")
	visitor.sends(visitor.form("/style")).wants(303)
	visitor.get("/style").wants(200, "没有保存什么")
	visitor.get("/style?charts=yes").wants(200, "/charts.")
	seen := map[string]bool{}
	for n := range treeOf(visitor.body).Descendants() {
		if id := attr(n, "id"); n.Type == html.ElementNode && id != "" {
			if seen[id] {
				t.Errorf("%s is twice on the page", id)
			}
			seen[id] = true
		}
	}
	if size := len(visitor.body); size > 90<<10 {
		t.Errorf("%d bytes", size)
	}
}
