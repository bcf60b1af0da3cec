package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestTemplate writes every kind's blank form; sent as it is, it has no row.
func TestTemplate(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	for _, kind := range []string{"associations", "members", "households", "enterprises", "openings", "training", "placements", "hires", "followups"} {
		book := filepath.Join(t.TempDir(), kind+".xlsx")
		doc := o.ask(t, exitDone, "template", kind, "--out", book)
		if doc["kind"] != kind || doc["file"] != book || len(doc) != 2 {
			t.Errorf("template: %v", doc)
		}
		answer := o.ask(t, exitFailed, "import", kind, book)
		if e, _ := answer["error"].(map[string]any); e["code"] != "empty" {
			t.Errorf("a blank form of %s: %v", kind, answer)
		}
	}
}

// The words of a call that mean nothing are refused, and nothing is written.
func TestTemplateUsage(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	dir := t.TempDir()
	for words, said := range map[string]string{
		"template":              "用法",
		"template 会员":           "members（会员花名册）",
		"template members":      "--out",
		"template members more": "用法",
		"template members --out " + dir + "/a.xls": "以 .xlsx 结尾",
		"template members --nothing":               "没有这个选项",
	} {
		code, out, errs := o.call(t, strings.Fields(words)...)
		if code != exitUsage || out != "" || !strings.Contains(errs, said) {
			t.Errorf("%s: exit %d, %q %q", words, code, out, errs)
		}
	}
	if code, _, errs := o.call(t, "template", "members", "--out", filepath.Join(dir, "no", "a.xlsx")); code != exitFailed || !strings.Contains(errs, "不能写") {
		t.Errorf("a folder that is none: exit %d %s", code, errs)
	}
	if left, err := os.ReadDir(dir); err != nil || len(left) > 0 {
		t.Errorf("left behind: %v %v", left, err)
	}
}
