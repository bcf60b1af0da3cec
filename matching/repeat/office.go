package repeat

import (
	"laowu/internal/hiring"
)

// organisation are the digits of a credit code that name whom it belongs to (GB
// 32100-2015: 9 to 17 of the 18, the number of GB 11714): the same under the code
// of a county and of a prefecture.
func organisation(uscc string) string {
	if len(uscc) != 18 {
		return ""
	}
	return uscc[8:17]
}

// sameOffice: one employer, one organisation under two codes, or an agency: then
// telephone, wage and place are the same to the letter, and either the text too,
// or it names the other, or there is no text and everything else is equal.
func (j Judge) sameOffice(a, b hiring.Offer, text likeText, l *Likeness) bool {
	if code := organisation(a.USCC); a.Enterprise == b.Enterprise || code != "" && code == organisation(b.USCC) {
		l.add(40, "同一家单位")
		return !text.known || text.contained >= otherText
	}
	if a.Phone == "" || a.Phone != b.Phone || a.WageMin != b.WageMin || a.WageMax != b.WageMax {
		return false
	}
	l.add(25, "联系电话相同")
	switch {
	case j.named(a, b):
		l.add(10, "写着另一家的名字")
		return !text.known || text.contained >= otherText
	case text.known:
		return text.contained >= likelyText
	}
	return a.Description == "" && b.Description == "" && a.WageMax > 0 && a.Headcount == b.Headcount && a.Contact != "" && a.Contact == b.Contact && j.core(a.Title) == j.core(b.Title)
}
