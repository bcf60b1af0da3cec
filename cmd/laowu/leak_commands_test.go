package main

import "path/filepath"

// importAll imports a small demonstration and the samples, as they are and as
// they should not be sent.
func (h *hunt) importAll() {
	h.Helper()
	books := h.TempDir()
	h.command(exitDone, "demo", "--scale", "0.01", "--out", books)
	for _, dir := range []string{books, sample("")} {
		files, _ := filepath.Glob(dir + "/*") // the pattern is sound
		for _, f := range files {
			h.secrets.addBook(h.T, f)
		}
	}
	back := filepath.Join(h.TempDir(), "退回.xlsx")
	for _, one := range []struct {
		want       int
		kind, file string
		more       []string
	}{
		{exitDone, "associations", "associations.xlsx", nil},
		{exitRejected, "members", "members-township.xlsx", []string{"--dry-run"}},
		{exitRejected, "members", "members-township.xlsx", []string{"--errors", back}},
		{exitRejected, "members", "members-villages.xlsx", []string{"--json"}},
		{exitDone, "members", "members-gbk.csv", nil},
		{exitDone, "members", "members-legacy.xls", nil},
		{exitDone, "members", "members-update.xlsx", nil},
		{exitRejected, "members", "members-conflict.xlsx", nil},
		{exitDone, "enterprises", "enterprises.xlsx", nil},
		{exitRejected, "openings", "openings.xlsx", nil},
		{exitRejected, "training", "training.xlsx", nil},
		{exitDone, "hires", "hires.xlsx", nil},
		{exitRejected, "placements", "placements.xlsx", nil},
		{exitDone, "followups", "followups.xlsx", nil},
		{exitFailed, "members", "bad-heading.xlsx", nil},
		{exitFailed, "members", "bad-text.xlsx", nil},
	} {
		h.command(one.want, append([]string{"import", one.kind, sample(one.file)}, one.more...)...)
	}
}

// commands are all other commands, called rightly and with numbers where none
// belong.
func (h *hunt) commands() {
	h.Helper()
	const id, phone = "142325198512099976", "14000000140"
	h.secrets.add(id + "," + phone + ",14000000141,14000000142,14000000143,14000000144,14000000145,14000000146,14000000147,14000000148,14000000149")
	h.command(exitDone, "search", "openings", "护工", id)
	h.command(exitDone, "search", "openings", phone, "--json")
	h.command(exitUsage, "search", "openings", "护工", "--place", id)
	h.command(exitDone, "reindex")
	h.command(exitDone, "search", "workers", id)
	h.command(exitDone, "search", "workers", "护工 "+phone)
	h.command(exitDone, "search", "workers", phone, "--json")
	h.command(exitUsage, "search", "workers", "护工", "--place", phone)
	h.command(exitUsage, "search", "openings", "护工", "--wage-min", phone+"元")
	h.command(exitDone, "match", "worker", "1", "--json")
	h.command(exitFailed, "match", "worker", id)
	h.command(exitUsage, "match", "worker", id+"元")
	h.command(exitFailed, "match", "opening", phone, "--json")
	h.command(exitUsage, phone)
	h.command(exitUsage, "import", id, "a.xlsx")
	h.command(exitFailed, "import", "members", id+".xlsx")
	h.command(exitUsage, "report", "bulletin", "--as-of", id)
	h.command(exitFailed, "report", "bulletin", "--correct", "多报了 "+id)
	h.command(exitFailed, "report", "comment", "141123103", "请打 "+phone)
	h.command(exitFailed, "report", "comment", id, "外出返乡")
	h.command(exitUsage, "demo", "--scale", phone)
	h.command(exitUsage, "report", "bulletin", "--"+phone)
	h.command(exitFailed, "org", "add", "station", "太原站14000000141", "--place", "太原")
	h.command(exitFailed, "org", "add", "station", "大同站", "--place", "大同14000000142")
	h.command(exitDone, "user", "add", "zhang.wei", "--role", "county", "--holder", "张伟 14000000143")
	h.command(exitUsage, "user", "add", "14000000144", "--role", "county")
	h.command(exitFailed, "user", "add", "li.na", "--role", "association", "--org", "14000000145")
	h.command(exitFailed, "user", "passwd", "14000000146")
	h.command(exitFailed, "import", "members", h.work, "--config", "14000000147")
	h.command(exitUsage, "undo", id)
	h.command(exitFailed, "undo", "1")
	h.command(exitFailed, "undo", "1", "--json")
	h.command(exitUsage, "people", "merge", id, "1", "--reason", "看过户口本")
	h.command(exitFailed, "people", "merge", "1", "2", "--reason", "电话是 14000000148")
	h.command(exitFailed, "people", "unmerge", "1", "--reason", id)
	h.command(exitFailed, "enterprises", "merge", "14000000149", id, "--reason", "工商变更登记")
	h.exports(id, phone)
	for _, args := range [][]string{{"people", "duplicates"}, {"vault", "rotate"}, {"vault", "status"}, {"audit", "verify"}, {"report", "bulletin"}, {"report", "quotas"}, {"report", "households"}, {"report", "ranking"}, {"report", "draft", "--period", "20days"}, {"report", "households", "--submit"}, {"report", "households", "--differences"}, {"retention"}, {"user", "list"}, {"org", "list"}, {"config"}, {"migrate"}} {
		h.command(exitDone, args...)
	}
}
