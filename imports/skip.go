package imports

import (
	"slices"
	"strings"
	"unicode/utf8"

	"laowu/imports/sheet"
)

var (
	totals = []string{"合计", "总计", "小计", "共计"}
	// signatures begin lines under a table; asking those that only do so before a colon.
	signatures = []string{
		"制表", "填表", "填报", "上报", "审核", "复核", "经办", "单位负责人", "签字", "签名", "签章", "盖章", "单位盖章", "(盖章)",
		"注", "备注", "说明", "填写说明", "附注", "以下空白", "以下无正文", "本页",
	}
	asking = []string{"单位", "负责人", "联系人", "联系电话", "领导", "主管", "日期", "时间", "报送"}
)

// row says whether a row under the headings is one, and if it is none and yet
// says something, what it is. A row with a running number alone, or with
// nothing under any named heading, is blank.
func (s *planSheet) row(k Kind, r sheet.Row) (ok bool, why string) {
	first, n, named, total := "", 0, 0, false
	for c, cell := range r.Cells {
		if !filled(cell) {
			continue
		}
		if n++; n == 1 {
			first = squeeze(cell.Text)
		}
		total = total || n <= 3 && isTotal(cell.Text)
		if s.field(c) != "" {
			named++
		}
	}
	switch {
	case n == 0:
		return false, ""
	case s.repeats(r), n == 1 && slices.Contains(s.titles, first):
		return false, "重复的标题行"
	case total && !s.whole(k, r):
		return false, "合计行"
	case s.signed(k, r, first, n == 1):
		return false, "签名或说明"
	case named == 0 && !plainNumber(first):
		return false, "签名或说明"
	}
	return named > 0, ""
}

// field of a column; empty for one that has none.
func (h headings) field(column int) string {
	if column < len(h.over) {
		return h.over[column].field
	}
	return ""
}

// isTotal says whether a cell names a sum: 合计, 合计：, 合计41人, 本页小计, 康宁镇合计.
func isTotal(text string) bool {
	if len(text) > 60 || !strings.Contains(text, "计") {
		return false
	}
	t := squeeze(text)
	return slices.ContainsFunc(totals, func(w string) bool {
		rest, ok := strings.CutPrefix(t, w)
		return ok && strings.Trim(rest, ":0123456789.,()人户家个岗元村") == "" || strings.HasSuffix(strings.TrimRight(t, ":"), w)
	})
}

// signed says whether a row is a signature, a note or a date under the table. A
// person may be called 制 or 注, and so may an incomplete row begin: what a row of
// the kind must say is not there then, or a colon is.
func (s *planSheet) signed(k Kind, r sheet.Row, first string, alone bool) bool {
	begins := func(w string) bool { return strings.HasPrefix(first, w) }
	if i := strings.Index(first, ":"); i >= 0 && utf8.RuneCountInString(first[:i]) <= 12 &&
		(slices.ContainsFunc(signatures, begins) || slices.ContainsFunc(asking, begins)) {
		return true
	}
	if slices.ContainsFunc(signatures, begins) || alone && sentence(first) {
		return !s.whole(k, r)
	}
	return false
}

// sentence says whether a lone cell is a note or a date, and no name.
func sentence(s string) bool {
	if utf8.RuneCountInString(s) >= 12 && strings.ContainsAny(s, "，。；、：,;:") {
		return true
	}
	return strings.Contains(s, "年") && !dateIn(s).IsZero()
}

// whole says whether a row has all that makes it one of the kind, and not just
// counts, as sums have.
func (s *planSheet) whole(k Kind, r sheet.Row) bool {
	counts := true
	for _, m := range k.must {
		said := false
		for _, f := range strings.Split(m, "|") {
			for _, c := range s.fields[f] {
				if c >= len(r.Cells) || !filled(r.Cells[c]) {
					continue
				}
				said = true
				counts = counts && (isTotal(r.Cells[c].Text) || count(r.Cells[c].Text))
			}
		}
		if !said {
			return false
		}
	}
	return !counts
}

// count says whether a text is a count: 41, 41人.
func count(text string) bool {
	return len(text) <= 12 && plainNumber(strings.TrimRight(text, "人户家个岗村元"))
}

// repeats says whether a row is a heading row again, as at the top of a
// printed page: at least half of what stands under named headings, two cells
// at least, is the heading.
func (s *planSheet) repeats(r sheet.Row) bool {
	same, named := 0, 0
	for c, o := range s.over {
		if o.field == "" || c >= len(r.Cells) || r.Cells[c].Text == "" {
			continue
		}
		named++
		if o.is(r.Cells[c].Text) {
			same++
		}
	}
	return same >= 2 && same*2 >= named
}

// is says whether a cell is the heading; most cells do not even begin so.
func (h heading) is(text string) bool {
	first := firstRune(text)
	plain := first > ' ' && first < utf8.RuneSelf && first != '*' || first >= 0x4E00 && first <= 0x9FFF
	if plain && first != firstRune(h.lower) && first != firstRune(h.upper) || len(text) > 90 {
		return false
	}
	t := squeeze(text)
	return t == h.lower || t == h.upper
}

func firstRune(s string) rune {
	r, _ := utf8.DecodeRuneInString(s)
	return r
}
