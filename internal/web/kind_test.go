package web_test

import (
	"bytes"
	"net/url"
	"strings"
	"testing"

	"laowu/imports"
	"laowu/imports/sheet"
	"laowu/internal/db"
)

// Each role takes the blank forms of what it may send, and no other's.
func TestKindTemplates(t *testing.T) {
	t.Parallel()
	b := newBureau(t)
	site := serve(t, b.Deps)
	for _, role := range []db.Role{db.Association, db.Township, db.Station, db.Trainer, db.Enterprise, db.County} {
		w := b.login(t, site, string(role))
		for _, k := range imports.Kinds() {
			w.get("/templates/" + k.Name)
			if !k.Allows(role) {
				if w.status != 404 {
					t.Errorf("%s takes the form of %s: %d", role, k.Name, w.status)
				}
				continue
			}
			if got, want := w.header.Get("Content-Disposition"), "attachment; filename*=UTF-8''"+url.PathEscape(k.Title+"空白表.xlsx"); w.status != 200 || got != want {
				t.Errorf("%s: the form of %s: %d %q, want %q", role, k.Name, w.status, got, want)
			}
			book, err := sheet.Open("a.xlsx", bytes.NewReader([]byte(w.body)), int64(len(w.body)))
			if err != nil || book.Sheets()[0].Name != k.Title {
				t.Errorf("%s: the form of %s: %v", role, k.Name, err)
			}
		}
	}
}

// Help says of every column how it is filled in, and all headings under which it
// is known; who may send the kind finds its blank form there.
func TestKindHelp(t *testing.T) {
	t.Parallel()
	b := newBureau(t)
	site := serve(t, b.Deps)
	visitor, association := b.visitor(t, site), b.login(t, site, string(db.Association))
	list := visitor.get("/help/imports").body
	ours := association.get("/help/imports").body
	for _, k := range imports.Kinds() {
		path := "/help/imports/" + k.Name
		if !strings.Contains(list, `href="`+path+`"`) {
			t.Errorf("no way to the help on %s", k.Name)
		}
		page := visitor.get(path).body
		for _, c := range k.Columns() {
			for _, want := range append([]string{c.Title, c.Hint, c.Example}, append(c.Others, c.Choices...)...) {
				if !strings.Contains(page, want) {
					t.Errorf("%s says nothing of %q", path, want)
				}
			}
		}
		to := `href="/templates/` + k.Name + `"`
		if strings.Contains(list, to) || strings.Contains(ours, to) != k.Allows(db.Association) || strings.Contains(page, to) || strings.Contains(association.get(path).body, to) != k.Allows(db.Association) {
			t.Errorf("%s: the way to the blank form", path)
		}
	}
	if w := visitor.get("/help/imports/nothing"); w.status != 404 {
		t.Errorf("help on no kind: %d", w.status)
	}
}
