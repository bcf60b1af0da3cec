// Package repeat finds openings that offer the same posts twice: by one
// enterprise under two names, by two offices, or by an agency in another's name.
// It proposes; a person decides (hiring.DecidePair).
package repeat

import (
	"laowu/internal/hiring"
	"laowu/matching"
)

// Judge compares openings by the words of a lexicon. Safe for several
// goroutines.
type Judge struct {
	Lexicon *matching.Lexicon

	trades map[string]string // what tradeAlone found of each title, within one Find; nil: nothing is kept
}

// Likeness says how much two openings are alike, and by what.
type Likeness struct {
	Score int      // 1 to 100, for the order of a list
	Signs []string // in words: 同一家单位, 地点相同
}

func (l *Likeness) add(points int, sign string) {
	l.Score += points
	l.Signs = append(l.Signs, sign)
}

// Compare says whether two openings seem to offer the same posts. All must
// agree: form and pay, trade or title, place, wage, what is asked for, and who
// offers it. What differs by a mark that people set on purpose (男 and 女, 白班
// and 夜班, 1号线 and 2号线) is not the same, nor what stands at two sites.
func (j Judge) Compare(a, b hiring.Offer) (Likeness, bool) {
	var l Likeness
	if a.Form != b.Form || a.Pay != b.Pay || !marksAgree(j.fold(a.Title), j.fold(b.Title)) || !asksAgree(a, b) {
		return l, false
	}
	text := j.describe(a, b)
	for _, alike := range []func(hiring.Offer, hiring.Offer, likeText, *Likeness) bool{j.sameOffice, j.sameTitle, j.samePlace, j.sameWage} {
		if !alike(a, b, text, &l) {
			return Likeness{}, false
		}
	}
	if text.known && text.contained >= likelyText {
		l.add(15, "说明差不多")
	}
	return l, true
}

func (j Judge) fold(text string) string { return j.Lexicon.Fold(text) }

// asksAgree: what two openings ask for can be asked of one person.
func asksAgree(a, b hiring.Offer) bool {
	oldest := func(o hiring.Offer) int {
		if o.AgeMax == 0 {
			return 200
		}
		return o.AgeMax
	}
	if a.AgeMin > oldest(b) || b.AgeMin > oldest(a) {
		return false
	}
	return len(a.Certificates) == 0 || len(b.Certificates) == 0 || common(a.Certificates, b.Certificates)
}

func common(a, b []string) bool {
	for _, one := range a {
		for _, other := range b {
			if one == other {
				return true
			}
		}
	}
	return false
}
