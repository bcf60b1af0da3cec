package web_test

import (
	"iter"
	"net/http"
	"net/url"
	"slices"
	"strings"

	"golang.org/x/net/html"
)

// slip is a form as a page drew it, and what is in its fields.
type slip struct {
	to     string
	post   bool
	files  bool
	fields url.Values
	texts  []string        // names of what one types: lines, areas, searches
	first  url.Values      // the first choice of each that none is chosen of
	short  map[string]bool // names of what a browser lets nobody type much into: codes and numbers
}

// tree is the last page as a browser reads it.
func (w *browserless) tree() *html.Node { return treeOf(w.body) }

func treeOf(body string) *html.Node {
	doc, err := html.Parse(strings.NewReader(body))
	if err != nil {
		panic(err) // a reader of strings does not fail
	}
	return doc
}

// allOf are the elements below a node of one of some names.
func allOf(n *html.Node, names ...string) iter.Seq[*html.Node] {
	return func(yield func(*html.Node) bool) {
		for d := range n.Descendants() {
			if d.Type == html.ElementNode && slices.Contains(names, d.Data) && !yield(d) {
				return
			}
		}
	}
}

func attr(n *html.Node, name string) string {
	for _, a := range n.Attr {
		if a.Key == name {
			return a.Val
		}
	}
	return ""
}

func has(n *html.Node, name string) bool {
	return slices.ContainsFunc(n.Attr, func(a html.Attribute) bool { return a.Key == name })
}

// textOf is all that stands in a node.
func textOf(n *html.Node) string {
	var b strings.Builder
	for d := range n.Descendants() {
		if d.Type == html.TextNode {
			b.WriteString(d.Data)
		}
	}
	return strings.TrimSpace(b.String())
}

// papers are the forms of the last page.
func (w *browserless) papers() []slip {
	var out []slip
	for form := range allOf(w.tree(), "form") {
		s := slip{to: attr(form, "action"), post: attr(form, "method") == "post", files: attr(form, "enctype") == "multipart/form-data", fields: url.Values{}, first: url.Values{}, short: map[string]bool{}}
		for control := range allOf(form, "input", "select", "textarea", "button") {
			s.read(control)
		}
		out = append(out, s)
	}
	return out
}

func (s *slip) read(control *html.Node) {
	name, kind := attr(control, "name"), attr(control, "type")
	s.short[name] = s.short[name] || has(control, "maxlength")
	switch {
	case name == "" || kind == "file" || control.Data == "button":
	case control.Data == "textarea":
		s.fields.Add(name, textOf(control))
		s.texts = append(s.texts, name)
	case control.Data == "select":
		s.fields.Add(name, chosenIn(control))
	case kind == "radio" || kind == "checkbox":
		if has(control, "checked") {
			s.fields.Add(name, attr(control, "value"))
		} else if !s.first.Has(name) {
			s.first.Set(name, attr(control, "value"))
		}
	default:
		s.fields.Add(name, attr(control, "value"))
		if kind == "text" || kind == "search" || kind == "" {
			s.texts = append(s.texts, name)
		}
	}
}

// chosenIn is what a select is sent with: what is chosen, or its first.
func chosenIn(n *html.Node) string {
	var options []*html.Node
	for o := range allOf(n, "option") {
		if has(o, "selected") {
			return attr(o, "value")
		}
		options = append(options, o)
	}
	if len(options) == 0 {
		return ""
	}
	return attr(options[0], "value")
}

// form is the first form of the last page that is posted to an address that
// begins so, with other values in some of its fields.
func (w *browserless) form(begins string, fields ...string) slip {
	w.Helper()
	for _, s := range w.papers() {
		if s.post && strings.HasPrefix(s.to, begins) {
			for i := 0; i < len(fields); i += 2 {
				s.fields.Set(fields[i], fields[i+1])
			}
			return s
		}
	}
	w.Fatalf("no form to %s on\n%.1500s", begins, w.body)
	return slip{}
}

// sends posts a form just as it is: its own token, its own key.
func (w *browserless) sends(s slip) *browserless {
	w.Helper()
	req, err := http.NewRequestWithContext(w.Context(), http.MethodPost, w.site+s.to, strings.NewReader(s.fields.Encode()))
	if err != nil {
		w.Fatal(err)
	}
	req.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	return w.take(w.client.Do(req))
}
