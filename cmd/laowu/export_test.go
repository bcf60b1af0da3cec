package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestExport takes members out, masked and whole, mends nothing and sends them
// in again.
func TestExport(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	o.ask(t, exitDone, "import", "associations", samples+"associations.xlsx")
	o.ask(t, exitRejected, "import", "members", samples+"members-township.xlsx")
	book := filepath.Join(t.TempDir(), "会员.xlsx")
	doc := o.ask(t, exitDone, "export", "members", "--reveal", "--reason", "核对名册", "--out", book)
	if doc["kind"] != "members" || doc["rows"] != 29.0 || doc["file"] != book || len(doc) != 3 {
		t.Errorf("export: %v", doc)
	}
	if info, err := os.Stat(book); err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("the book is %v %v", info, err)
	}
	again := o.ask(t, exitDone, "import", "members", book)
	if again["rows"] != 29.0 || again["unchanged"] != 29.0 {
		t.Errorf("sent again: %v", again)
	}
	before, err := os.ReadFile(book)
	if err != nil {
		t.Fatal(err)
	}
	code, out, errs := o.call(t, "export", "members", "--where", "township=东京", "--out", book)
	if code != exitUsage || out != "" || !strings.Contains(errs, "康宁镇") {
		t.Errorf("a township that is none: exit %d, %q %q", code, out, errs)
	}
	if after, err := os.ReadFile(book); err != nil || string(after) != string(before) {
		t.Errorf("a refused export changed the book: %v", err)
	}
	none := o.ask(t, exitDone, "export", "members", "--where", "since=2019-01-01", "until=2018-01-01", "--out", book)
	if none["rows"] != 0.0 {
		t.Errorf("between no days: %v", none)
	}
	bare := o.ask(t, exitDone, "export", "associations", "--reveal", "--out", book)
	if bare["rows"] == 0.0 {
		t.Errorf("revealed without a reason: %v", bare)
	}
	masked := o.ask(t, exitDone, "export", "members", "--out", book)
	again = o.ask(t, exitRejected, "import", "members", book)
	if masked["rows"] != 29.0 || again["rejected"] != 29.0 {
		t.Errorf("masked and sent again: %v", again)
	}
	if left, _ := filepath.Glob(filepath.Dir(book) + "/.*"); len(left) > 0 { // the pattern is sound
		t.Errorf("left beside the book: %v", left)
	}
	if code, _, errs := o.call(t, "export", "members", "--out", filepath.Join(book, "a.xlsx")); code != exitFailed || !strings.Contains(errs, "不能写") {
		t.Errorf("a folder that is none: exit %d, %s", code, errs)
	}
}
