package repeat

import (
	"slices"
	"strings"
	"unicode/utf8"

	"laowu/internal/hiring"
	"laowu/matching"
)

// samePlace: one division, or one within the other; and where both name a site
// in it, the same site.
func (j Judge) samePlace(a, b hiring.Offer, _ likeText, l *Likeness) bool {
	if a.Place == "" || b.Place == "" {
		if a.Place != b.Place || j.fold(a.PlaceText) != j.fold(b.PlaceText) {
			return false
		}
		l.add(15, "地点相同")
		return true
	}
	of, to := j.Lexicon.Path(a.Place), j.Lexicon.Path(b.Place)
	inside := len(of) > 0 && len(to) > 0 && (slices.Contains(of, to[0]) || slices.Contains(to, of[0]))
	if !inside || !sameSite(j.site(a.PlaceText, of), j.site(b.PlaceText, to)) {
		return false
	}
	if of[0] == to[0] {
		l.add(15, "地点相同")
	} else {
		l.add(10, "一个地点在另一个里面")
	}
	return true
}

// site is what a place says below its division: 鄂尔多斯市东胜区罕台工地 says 罕台工地.
func (j Judge) site(written string, path []string) string {
	text := j.fold(written)
	for _, code := range path {
		name := j.fold(j.Lexicon.Atlas().Name(code))
		text = strings.Replace(text, name, "", 1)
		if _, level := utf8.DecodeLastRuneInString(name); utf8.RuneCountInString(name) >= 3 {
			text = strings.Replace(text, name[:len(name)-level], "", 1)
		}
	}
	return strings.TrimFunc(text, func(c rune) bool { return strings.ContainsRune(" ,，、省市区县旗镇乡()（）", c) })
}

func sameSite(one, other string) bool {
	return one == "" || other == "" || strings.Contains(one, other) || strings.Contains(other, one) ||
		jaccard(matching.Pairs(one), matching.Pairs(other)) >= likelyTitle
}

// mostWage stands for a wage that is open upwards.
const mostWage = 1 << 20

// sameWage: one is given and the other is not, or half of the narrower range
// lies within the other; single wages may differ by a twentieth.
func (j Judge) sameWage(a, b hiring.Offer, _ likeText, l *Likeness) bool {
	if max(a.WageMin, a.WageMax) == 0 || max(b.WageMin, b.WageMax) == 0 {
		return true
	}
	low, high, least, most := span(a)
	low2, high2, least2, most2 := span(b)
	both := min(high, high2) - max(low, low2)
	narrow := min(most-least, most2-least2)
	if both < 0 || 2*both < narrow {
		return false
	}
	if a.WageMin == b.WageMin && a.WageMax == b.WageMax {
		l.add(10, "工资相同")
	} else {
		l.add(5, "工资重叠")
	}
	return true
}

// span is the range of a wage, widened by a fortieth to both sides, and the range
// itself.
func span(o hiring.Offer) (low, high, least, most int) {
	least, most = o.WageMin, o.WageMax
	if least == 0 {
		least = most
	}
	if most == 0 {
		most = mostWage
		if o.WageMin == o.WageMax {
			most = least
		}
	}
	return least - least/40, most + min(most, mostWage)/40, least, most
}
