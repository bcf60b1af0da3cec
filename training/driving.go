package training

import (
	"slices"
	"strings"
)

// driving lists which classes of driving licence a class may drive besides
// itself (公安部令第162号 附件1: 准驾车型及代号). Compare by coverage, never by letter.
var driving = map[string][]string{
	"a1": {"a3", "b1", "b2", "c1", "c2", "c3", "c4", "m"},
	"a2": {"b1", "b2", "c1", "c2", "c3", "c4", "c6", "m"},
	"a3": {"c1", "c2", "c3", "c4"},
	"b1": {"c1", "c2", "c3", "c4", "m"},
	"b2": {"c1", "c2", "c3", "c4", "m"},
	"c1": {"c2", "c3", "c4"},
	"c3": {"c4"},
	"d":  {"e", "f"},
	"e":  {"f"},
}

// Covers says whether a certificate satisfies what an opening asks for: the
// same kind, a driving licence whose class includes the asked one, or any
// driving licence where no class is asked for.
func Covers(have, asked string) bool {
	if have == asked {
		return true
	}
	class, licence := strings.CutPrefix(have, "driving_")
	wanted, classed := strings.CutPrefix(asked, "driving_")
	return licence && (asked == "driving" || classed && slices.Contains(driving[class], wanted))
}
