package area

import (
	"cmp"
	"slices"
	"strings"
	"unicode/utf8"
)

// name is one way to say a division.
type name struct {
	text string
	code string
}

// suffixes that people leave out, longest first.
var suffixes = []string{"壮族自治区", "回族自治区", "维吾尔自治区", "自治区", "自治州", "省", "市", "区", "县", "旗"}

// here are the words for the asking county itself.
var here = []string{"本县", "县内", "县城", "本地", "当地", "本乡", "本镇", "本村", "乡内", "村内"}

// spoken lists all ways to say the divisions down to townships, longest first,
// so that the longest match wins; a number that no longer holds comes after
// the one that does.
func spoken(areas []Area) []name {
	var out []name
	for _, a := range areas {
		if a.Level == Village {
			continue
		}
		out = append(out, name{a.Name, a.Code})
		for _, alias := range a.Aliases {
			out = append(out, name{alias, a.Code})
		}
		if s := short(a); s != "" {
			out = append(out, name{s, a.Code})
		}
	}
	old := map[string]bool{}
	for _, a := range areas {
		old[a.Code] = a.ValidTo != nil
	}
	slices.SortStableFunc(out, func(x, y name) int {
		if c := cmp.Compare(len(y.text), len(x.text)); c != 0 {
			return c
		}
		return cmp.Compare(btoi(old[x.code]), btoi(old[y.code]))
	})
	return out
}

// short is the name without its level, where two characters or more remain.
func short(a Area) string {
	if a.Level == Township {
		return ""
	}
	for _, s := range suffixes {
		if rest, ok := strings.CutSuffix(a.Name, s); ok {
			if utf8.RuneCountInString(rest) >= 2 {
				return rest
			}
			return ""
		}
	}
	return ""
}

// Resolve finds the division that a written place begins with, the innermost
// named: "内蒙古鄂尔多斯", "鄂尔多斯伊金霍洛旗", "太原市小店区许坦街". county
// is where "本县" and townships without a county are. False: the place lies
// outside the known divisions.
func (a *Atlas) Resolve(county, text string) (string, bool) {
	for _, w := range here {
		if strings.HasPrefix(text, w) {
			return county, true
		}
	}
	found := ""
	for {
		text = strings.TrimLeft(text, " ,，、·-—/　")
		code, rest := a.next(county, found, text)
		if code == "" {
			return found, found != ""
		}
		found, text = code, rest
	}
}

// next matches one name at the start of text that lies in outer.
func (a *Atlas) next(county, outer, text string) (code, rest string) {
	for _, n := range a.names {
		rest, ok := strings.CutPrefix(text, n.text)
		if !ok || (outer != "" && (n.code == outer || !a.Inside(n.code, outer))) {
			continue
		}
		if a.byCode[n.code].Level == Township && !a.Inside(n.code, county) && outer == "" {
			continue
		}
		return n.code, strings.TrimLeft(rest, "省市区县旗")
	}
	return "", text
}

func btoi(b bool) int {
	if b {
		return 1
	}
	return 0
}
