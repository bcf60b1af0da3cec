package web_test

import (
	"slices"
	"strings"
	"testing"
)

// check holds a page to what a screen reader and a strict browser need.
func (m markup) check(t *testing.T) {
	t.Helper()
	ids := m.ids(t)
	m.guarded(t)
	headings, focused := 0, 0
	for _, e := range m {
		if e.name == "h1" {
			headings++
		}
		if _, has := e.attrs["autofocus"]; has {
			focused++
		}
		e.nests(t)
		if slices.Contains([]string{"input", "select", "textarea"}, e.name) {
			m.labelled(t, e)
		}
		for by := range strings.FieldsSeq(e.attrs["aria-describedby"]) {
			if ids[by] == "" {
				t.Errorf("<%s> is described by %q, which is not there", e.name, by)
			}
		}
		if id, isError := strings.CutSuffix(e.attrs["id"], "-error"); isError && e.attrs["class"] == "error" {
			m.tied(t, id)
		}
		if to := e.attrs["href"]; e.name == "a" && (to == "" || strings.HasPrefix(to, "#") && ids[to[1:]] == "") {
			t.Errorf("a link leads to %q", to)
		}
	}
	if headings != 1 || focused > 1 {
		t.Errorf("%d main headings, %d places to begin", headings, focused)
	}
}

// ids are the elements' names by id; each is on a page once.
func (m markup) ids(t *testing.T) map[string]string {
	t.Helper()
	ids := map[string]string{}
	for _, e := range m {
		id, has := e.attrs["id"]
		if !has {
			continue
		}
		if ids[id] != "" || id == "" {
			t.Errorf("the id %q is there twice, or empty", id)
		}
		ids[id] = e.name
	}
	return ids
}

// nests refuses what a browser would take apart: blocks in a paragraph or
// button, a form in a form.
func (e element) nests(t *testing.T) {
	t.Helper()
	blocks := []string{"div", "form", "details", "ul", "ol", "dl", "p", "table", "section", "fieldset", "h1", "h2", "h3"}
	for _, in := range []string{"p", "button", "a", "summary", "label", "h1", "h2", "h3"} {
		if slices.Contains(blocks, e.name) && slices.Contains(e.parents, in) {
			t.Errorf("<%s> stands in <%s>", e.name, in)
		}
	}
	for _, alone := range []string{"form", "a", "button", "label"} {
		if e.name == alone && slices.Contains(e.parents, alone) {
			t.Errorf("<%s> stands in another", alone)
		}
	}
}

func (m markup) labelled(t *testing.T, control element) {
	t.Helper()
	if control.attrs["type"] == "hidden" {
		return
	}
	id := control.attrs["id"]
	if !slices.ContainsFunc(m, func(e element) bool { return e.name == "label" && e.attrs["for"] == id && id != "" }) {
		t.Errorf("no label for %v", control.attrs)
	}
}

// tied holds that an error is told with its control.
func (m markup) tied(t *testing.T, id string) {
	t.Helper()
	at := slices.IndexFunc(m, func(e element) bool { return slices.Contains(strings.Fields(e.attrs["aria-describedby"]), id+"-error") })
	if at < 0 || m[at].attrs["aria-invalid"] != "true" {
		t.Errorf("the error of %q belongs to no control", id)
	}
}

// guarded holds that what is posted carries the token, and what is asked for
// by its address does not show it there. Forms stand beside each other, so
// what follows a form before the next is its own.
func (m markup) guarded(t *testing.T) {
	t.Helper()
	for i, form := range m {
		if form.name != "form" {
			continue
		}
		rest := m[i+1:]
		if next := slices.IndexFunc(rest, func(e element) bool { return e.name == "form" }); next >= 0 {
			rest = rest[:next]
		}
		token := slices.ContainsFunc(rest, func(e element) bool {
			return e.attrs["name"] == "_csrf" && e.attrs["value"] == "token" && slices.Contains(e.parents, "form")
		})
		if posted := form.attrs["method"] == "post"; posted != token || form.attrs["action"] == "" {
			t.Errorf("the form %v carries the token: %v", form.attrs, token)
		}
	}
}
