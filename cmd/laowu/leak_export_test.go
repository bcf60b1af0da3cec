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
	h.fills(dir, id, phone)
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

// fills are another office's form, filled masked and whole, and calls that name
// none.
func (h *hunt) fills(dir, id, phone string) {
	h.Helper()
	blank, err := filepath.Abs(blanks + "01-roster.xlsx")
	if err != nil {
		h.Fatal(err)
	}
	masked := filepath.Join(dir, "form.xlsx")
	h.command(exitDone, "export", "members", "--form", blank, "--out", masked)
	h.keepBook(masked)
	h.command(exitDone, "export", "members", "--form", blank, "--reveal", "--reason", "电话 "+phone, "--out", filepath.Join(dir, "whole.xlsx"))
	data, err := os.ReadFile(blank)
	if err != nil {
		h.Fatal(err)
	}
	named := filepath.Join(dir, id+".xlsx")
	if err := os.WriteFile(named, data, 0o600); err != nil {
		h.Fatal(err)
	}
	h.command(exitDone, "export", "members", "--form", named, "--out", filepath.Join(dir, "whole.xlsx"), "--json")
	h.command(exitFailed, "export", "enterprises", "--form", named, "--out", filepath.Join(dir, "whole.xlsx"))
	h.command(exitFailed, "export", "members", "--form", phone, "--out", filepath.Join(dir, "whole.xlsx"))
	h.command(exitFailed, "export", "members", "--form", phone+".xlsx", "--out", filepath.Join(dir, "whole.xlsx"))
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

// ledgers are every kind as the pages give it, and forms with numbers where none
// belong.
func (h *hunt) ledgers(county *visitor, m member) {
	h.Helper()
	county.get("/exports").wants(200)
	for _, k := range imports.Kinds() {
		county.get("/exports/new/" + k.Name).wants(200)
		county.post("/exports/new/" + k.Name)
		if county.status != 200 && county.status != 422 { // of some kinds there is nothing
			h.Errorf("%s is exported with %d", k.Name, county.status)
		}
	}
	county.get("/exports/new/members").wants(200)
	county.shows(m.id, m.phone).post("/exports/new/members", "village", m.phone, "since", m.id, "whole", "yes", "why", "电话"+m.phone).wants(422)
	county.shows().get("/exports/new/members").wants(200)
	county.shows(m.phone).post("/exports/new/members", "since", "2090-01-01", "whole", "yes", "why", "电话"+m.phone).wants(422)
	county.shows()
	for _, path := range []string{"/exports/new/" + m.phone, "/exports/" + m.id, "/exports/" + m.phone + "/file", "/exports?q=" + m.id} {
		county.get(path)
	}
}
