package main

import (
	"bytes"
	"os"
	"path/filepath"

	"laowu/imports"
	"laowu/imports/sheet"
)

// exports are every kind masked, whose cells are kept, and whole, of which only
// what the program says of it is; and calls with numbers where none belong.
func (h *hunt) exports(id, phone string) {
	h.Helper()
	dir := h.TempDir()
	for _, k := range imports.Kinds() {
		masked := filepath.Join(dir, k.Name+".xlsx")
		h.command(exitDone, "export", k.Name, "--out", masked)
		h.keepBook(masked)
		h.command(exitDone, "export", k.Name, "--reveal", "--reason", "电话 "+phone, "--out", filepath.Join(dir, "whole.xlsx"))
		h.command(exitDone, "template", k.Name, "--out", masked)
		h.keepBook(masked)
	}
	h.command(exitUsage, "template", id, "--out", filepath.Join(dir, "blank.xlsx"))
	h.command(exitUsage, "template", "members", "--out", filepath.Join(dir, phone))
	out := filepath.Join(dir, phone+".xlsx")
	h.command(exitDone, "export", "members", "--where", "since=2019", "--out", out)
	h.command(exitUsage, "export", "members", "--where", "township="+phone, "--out", out)
	h.command(exitUsage, "export", "members", "--where", id+"=1", "--out", out)
	h.command(exitUsage, "export", "members", "--where", "association="+id, "--out", out, "--json")
	h.command(exitUsage, "export", "hires", "--where", "enterprise="+phone, "since="+id, "--out", out)
	h.command(exitUsage, "export", id, "--out", out)
	h.command(exitFailed, "export", "members", "--out", filepath.Join(dir, id, phone+".xlsx"))
	if left, _ := filepath.Glob(dir + "/.*"); len(left) > 0 { // the pattern is sound
		h.Errorf("beside the exports are left %v", left)
	}
}

// keepBook keeps what stands in a workbook's cells.
func (h *hunt) keepBook(path string) {
	h.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		h.Fatal(err)
	}
	book, err := sheet.Open(filepath.Base(path), bytes.NewReader(data), int64(len(data)))
	if err != nil {
		h.Fatal(err)
	}
	defer book.Close()
	var cells bytes.Buffer
	for r, err := range book.Rows(0) {
		if err != nil {
			h.Fatal(err)
		}
		for _, c := range r.Cells {
			cells.WriteString(c.Text + "\n")
		}
	}
	h.keep("the cells of "+filepath.Base(path), cells.Bytes())
}
