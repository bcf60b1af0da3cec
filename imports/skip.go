package imports

import (
	"slices"
	"strings"

	"laowu/imports/sheet"
)

var (
	totals     = []string{"合计", "总计", "小计", "共计", "总合计", "本页小计", "本页合计"}
	signatures = []string{"制表人", "填表人", "制表", "审核人", "复核人", "经办人", "填报人", "单位负责人", "负责人签字", "联系人签字", "签字", "签名", "盖章", "单位盖章", "填表日期", "填报日期", "制表日期", "注", "备注", "说明", "填表说明"}
)

// skip says why a row under the headings is none, or nothing.
func (s *planSheet) skip(r sheet.Row) string {
	first, n := "", 0
	for _, c := range r.Cells {
		t := squeeze(c.Text)
		if t == "" {
			continue
		}
		if n++; n == 1 {
			first = t
		}
		if n <= 3 && slices.Contains(totals, strings.TrimRight(t, ":")) {
			return "合计行"
		}
	}
	for _, w := range signatures {
		// A signature line is a word with a colon; a person may be called 制.
		if rest, ok := strings.CutPrefix(first, w); ok && strings.HasPrefix(rest, ":") {
			return "签名或说明"
		}
	}
	if s.repeats(r) {
		return "重复的标题行"
	}
	return ""
}

// repeats says whether a row is the heading again, as at the top of a printed
// page: at least half of the named columns, two at least, say their heading.
func (s *planSheet) repeats(r sheet.Row) bool {
	same, named := 0, 0
	for c := range s.columns {
		if c >= len(r.Cells) {
			continue
		}
		t := squeeze(r.Cells[c].Text)
		if t == "" {
			continue
		}
		named++
		if strings.HasSuffix(s.titles[c], t) || strings.HasPrefix(s.titles[c], t) {
			same++
		}
	}
	return same >= 2 && same*2 >= named
}
