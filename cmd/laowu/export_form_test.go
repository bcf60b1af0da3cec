package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

const blanks = "../../imports/testdata/forms/"

// TestExportForm fills another office's blank, sends it in again, and says what
// is wrong with what is no form.
func TestExportForm(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	o.ask(t, exitDone, "import", "associations", samples+"associations.xlsx")
	o.ask(t, exitRejected, "import", "members", samples+"members-township.xlsx")
	book := filepath.Join(t.TempDir(), "月报.xlsx")
	doc := o.ask(t, exitDone, "export", "members", "--form", blanks+"01-roster.xlsx", "--reveal", "--reason", "报市局", "--out", book)
	sheets, _ := doc["sheets"].([]any)
	if doc["kind"] != "members" || doc["rows"] != 29.0 || doc["left_out"] != 0.0 || doc["file"] != book || len(sheets) != 1 {
		t.Fatalf("filled: %v", doc)
	}
	one, _ := sheets[0].(map[string]any)
	columns, _ := one["columns"].(map[string]any)
	if one["rows"] != 29.0 || one["heading_row"] != 3.0 || columns["身份证号码"] != "id_number" || columns["年收入(元)"] != "formula" {
		t.Errorf("the sheet: %v", one)
	}
	if info, err := os.Stat(book); err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("the book is %v %v", info, err)
	}
	if again := o.ask(t, exitDone, "import", "members", book); again["rows"] != 29.0 || again["unchanged"] != 29.0 {
		t.Errorf("sent again: %v", again)
	}
	code, out, errs := o.call(t, "export", "training", "--form", blanks+"08-course.xlsx", "--out", book)
	if code != exitDone || !strings.Contains(out, "没有内容可填的列：发放签字") {
		t.Errorf("exit %d, %q %q", code, out, errs)
	}
	for _, c := range []struct {
		kind, form, says string
		code             int
	}{
		{"enterprises", blanks + "05-sum-at-top.xlsx", "没有认出企业名册的标题行", exitFailed}, {"members", "没存过的表", "也没有存过叫这个名字的表", exitFailed},
		{"members", "没有.xlsx", "没有这个文件", exitFailed}, {"members", ".", "是文件夹", exitFailed}, {"members", samples + "bad-text.xlsx", "Excel", exitFailed},
	} {
		if code, _, errs := o.call(t, "export", c.kind, "--form", c.form, "--out", book); code != c.code || !strings.Contains(errs, c.says) {
			t.Errorf("%s: exit %d, %s", c.form, code, errs)
		}
	}
	if left, _ := filepath.Glob(filepath.Dir(book) + "/.*"); len(left) > 0 { // the pattern is sound
		t.Errorf("left beside the book: %v", left)
	}
}
