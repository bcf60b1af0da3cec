package repeat

import (
	"laowu/internal/hiring"
)

// sameOffice: one employer, one organisation under two codes, or an agency: then
// telephone, wage and place are the same to the letter, and either the text too,
// or it names the other, or there is no text and everything else is equal.
func (j Judge) sameOffice(a, b hiring.Offer, text likeText, l *Likeness) bool {
	if code := a.Organisation(); a.Enterprise == b.Enterprise || code != "" && code == b.Organisation() {
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
