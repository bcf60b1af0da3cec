package web_test

import (
	"fmt"
	"net/http"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"unicode/utf8"

	"golang.org/x/net/html"

	"laowu/internal/db"
	"laowu/internal/web"
)

// mostPasted is as much as anybody pastes; oddWords are words that look after
// themselves badly: a mark that turns the line, people joined to one sign, a
// character beyond the first plane, a tag.
const (
	mostPasted = 5000
	oddWords   = "\u202e倒着写👨\u200d👩\u200d👧𪣻<script>alert(1)</script>"
)

// pasted is so many characters, of which the last tell which text it is.
func pasted(n int) string {
	end := fmt.Sprintf("尾%05d", n)
	return strings.Repeat("话", mostPasted-utf8.RuneCountInString(end)) + end
}

// typist types into every field of every form that is posted, as who may.
type typist struct {
	*gatekeeper
	done  map[string]bool   // of a form's address and field
	taken map[string]string // texts that were taken, by where
	n     int
}

// TestTyping types far too much and odd characters into each field for words of
// each form: nothing breaks, nothing is lost, and who wrote too much reads at
// the field how much would do.
func TestTyping(t *testing.T) {
	t.Parallel()
	g := newGatekeeper(t)
	g.send(t)
	y := typist{gatekeeper: g, done: map[string]bool{}, taken: map[string]string{}}
	for _, role := range append([]db.Role{db.Nobody}, db.Roles()...) {
		for _, line := range web.Lines() {
			before, param, after := split(line.Path)
			if line.Method == http.MethodGet && slices.Contains(line.Roles, role) && !strings.HasSuffix(line.Path, "/progress") && line.Path != "/static/:name" {
				y.page(t, role, before+g.named(t, param, role).own+after)
			}
		}
	}
	if y.n < 60 {
		t.Errorf("only %d fields were typed into", y.n)
	}
	y.kept(t)
}

// page types into the forms of a page that no page before had.
func (y *typist) page(t *testing.T, role db.Role, path string) {
	t.Helper()
	w := y.as(t, role)
	w.get(path)
	for area := range allOf(w.tree(), "textarea") {
		if has(area, "maxlength") {
			t.Errorf("%s: what is pasted into %s is cut short", path, attr(area, "name"))
		}
	}
	for _, form := range w.papers() {
		if !form.post || form.files || form.to == "/style" {
			continue
		}
		for name, values := range form.first {
			if !form.fields.Has(name) {
				form.fields[name] = values
			}
		}
		for _, field := range form.texts {
			if key := lineOf(form.to) + " " + field; !y.done[key] {
				y.done[key] = true
				y.types(t, role, form, field)
			}
		}
	}
}

// types types too much, then what is odd.
func (y *typist) types(t *testing.T, role db.Role, form slip, field string) {
	t.Helper()
	y.n++
	w := y.as(t, role)
	if field == "other" { // a reason that is not among those offered
		form.fields.Set("reason", "other")
	}
	send := func(text string) {
		before := form.fields[field]
		form.fields.Set(field, text)
		w.sends(form)
		form.fields[field] = before
	}
	at := string(role) + " " + form.to + " " + field
	text := pasted(y.n)
	switch send(text); {
	case w.status >= 500:
		t.Errorf("%s: %d", at, w.status)
	case w.status == http.StatusSeeOther:
		y.taken[text] = at
	case w.status == http.StatusOK && slices.Contains([]string{"q", "word"}, field):
	case form.short[field]:
	default:
		if fault := refusedLong(treeOf(w.body), field, text); fault != "" {
			t.Errorf("%s: %d: %s", at, w.status, fault)
		}
	}
	if send(oddWords); w.status >= 500 {
		t.Errorf("%s: %d to what is odd", at, w.status)
	}
	if strings.Contains(w.body, "<script>alert") {
		t.Errorf("%s: a tag that was typed is one", at)
	}
	if w.status == http.StatusUnprocessableEntity && !form.short[field] && valueIn(treeOf(w.body), field, oddWords) == nil {
		t.Errorf("%s: what was odd is lost", at)
	}
}

// refusedLong is what is wrong with the answer to too long a text: the whole of
// it is in its field, and the field's error says the limit and the length.
func refusedLong(doc *html.Node, field, text string) string {
	control := valueIn(doc, field, text)
	if control == nil {
		return "the text is lost, and the page says " + heads(doc)
	}
	described := strings.Fields(attr(control, "aria-describedby"))
	for e := range doc.Descendants() {
		if e.Type == html.ElementNode && classed(e, "error") && slices.Contains(described, attr(e, "id")) {
			if said := textOf(e); !regexp.MustCompile(`最多 \d+ 个字`).MatchString(said) || !strings.Contains(said, strconv.Itoa(mostPasted)) {
				return "its error says " + said
			}
			return ""
		}
	}
	return "its field has no error"
}

func heads(doc *html.Node) (said string) {
	for e := range doc.Descendants() {
		if e.Type == html.ElementNode && (e.Data == "h1" || classed(e, "alert")) {
			said += textOf(e) + " / "
		}
	}
	return said
}

// valueIn is the control of a name that holds a text.
func valueIn(doc *html.Node, name, text string) *html.Node {
	for control := range allOf(doc, "input", "textarea") {
		if attr(control, "name") == name && (attr(control, "value") == text || textOf(control) == strings.TrimSpace(text)) {
			return control
		}
	}
	return nil
}

// lineOf is the line of the table that an address is of.
func lineOf(to string) string {
	to, _, _ = strings.Cut(to, "?")
	steps := strings.Split(to, "/")
	for _, l := range web.Lines() {
		of := strings.Split(l.Path, "/")
		if l.Method == http.MethodPost && slices.EqualFunc(of, steps, func(a, b string) bool { return a == b || strings.HasPrefix(a, ":") }) {
			return l.Path
		}
	}
	return to
}

// kept looks for what was taken, whole, in every table.
func (y *typist) kept(t *testing.T) {
	t.Helper()
	for text, at := range y.taken {
		found := y.ownerCount(t, `SELECT count(*) FROM information_schema.tables i, LATERAL query_to_xml(format('SELECT 1 FROM %I.%I r WHERE r::text LIKE ''%%`+text+`%%'' LIMIT 1', i.table_schema, i.table_name), true, false, '') x
			WHERE i.table_schema = 'public' AND i.table_type = 'BASE TABLE' AND x::text <> ''`)
		if found == 0 {
			t.Errorf("%s: what was taken is not kept", at)
		}
	}
}
