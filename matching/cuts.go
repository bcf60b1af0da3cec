package matching

import (
	"maps"
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Text is cut into one and two characters: PostgreSQL has no Chinese parser,
// Meilisearch's one does not find the end of a word, and two-character cuts
// find as much as substrings do. Single characters are kept of titles and
// employers only: in a description one says nothing. A run of letters or
// digits stays whole; one of more digits than a wage has is left out, for it
// would be somebody's number.

// mostDigits and mostLetters bound the runs that are kept.
const mostDigits, mostLetters = 6, 24

// cutSet is the cuts of a document.
type cutSet map[string]struct{}

// Pairs are the pairs of characters of a folded text, and its other runs, for
// who compares texts by what search knows of them.
func Pairs(folded string) map[string]struct{} {
	to := cutSet{}
	to.pairs(folded)
	return to
}

// OpeningCuts are the cuts by which an opening is found, sorted.
func (l *Lexicon) OpeningCuts(d *OpeningDocument) []string {
	all := cutSet{}
	for _, text := range []string{d.Title, d.Enterprise} {
		all.singles(l.Fold(WithoutNumbers(text)))
		all.pairs(l.Fold(WithoutNumbers(text)))
	}
	all.pairs(l.withoutNamesakes(l.Fold(WithoutNumbers(d.PlaceText))))
	for _, text := range []string{d.Industry, d.BoardText, d.Education, d.CertText, d.Description} {
		all.pairs(l.Fold(WithoutNumbers(text)))
	}
	for _, code := range d.Groups {
		all.pairs(l.Fold(l.TradeName(code)))
	}
	for _, code := range d.Path {
		all.pairs(l.Fold(l.Atlas().Name(code)))
	}
	return slices.Sorted(maps.Keys(all))
}

// withoutNamesakes is a text of a place without the places within divisions that
// hold another one's name: 上海庙 is not in 上海. They are found by their
// division.
func (l *Lexicon) withoutNamesakes(place string) string {
	for _, spot := range l.namesakes {
		place = strings.ReplaceAll(place, spot, " ")
	}
	return place
}

// Cuts are the cuts of one text, sorted.
func (l *Lexicon) Cuts(text string) []string {
	all := cutSet{}
	all.singles(l.Fold(text))
	all.pairs(l.Fold(text))
	return slices.Sorted(maps.Keys(all))
}

// personal are numbers that can be somebody's: a telephone in its groups, and
// more digits together than a wage or a year has.
var personal = regexp.MustCompile(`[1１][0-9０-９]{2}[- ]?[0-9０-９]{4}[- ]?[0-9０-９]{4}|[0-9０-９]{7,}[xXｘＸ]?`)

// WithoutNumbers is a text without what can be somebody's number. Search
// documents hold texts like this: an office may have written one anywhere.
func WithoutNumbers(text string) string { return personal.ReplaceAllString(text, "…") }

// singles adds the single characters of a folded text.
func (to cutSet) singles(folded string) {
	eachRun(folded, func(run string, han bool) {
		for _, c := range run {
			if han {
				to[string(c)] = struct{}{}
			}
		}
	})
}

// pairs adds the pairs of characters of a folded text, and its other runs.
func (to cutSet) pairs(folded string) {
	eachRun(folded, func(run string, han bool) {
		if !han {
			if kept(run) {
				to[run] = struct{}{}
			}
			return
		}
		_, first := utf8.DecodeRuneInString(run)
		for last, at := 0, first; at < len(run); {
			_, n := utf8.DecodeRuneInString(run[at:])
			to[run[last:at+n]] = struct{}{}
			last, at = at, at+n
		}
	})
}

// NeededCuts are the cuts that a document must have to hold a folded word: its
// pairs, or the character itself where it is only one.
func NeededCuts(word string) []string {
	var out []string
	eachRun(word, func(run string, han bool) {
		runes := []rune(run)
		if !han || len(runes) == 1 {
			out = append(out, run)
			return
		}
		for i := range len(runes) - 1 {
			out = append(out, string(runes[i:i+2]))
		}
	})
	return out
}

// eachRun calls yield with every run of Chinese characters and every run of
// other letters and digits.
func eachRun(text string, yield func(run string, han bool)) {
	const sign, chinese, other = 0, 1, 2
	kind := func(c rune) int {
		switch {
		case unicode.Is(unicode.Han, c):
			return chinese
		case unicode.IsLetter(c) || unicode.IsDigit(c):
			return other
		}
		return sign
	}
	from, was := 0, sign
	for i, c := range text {
		now := kind(c)
		if now == was {
			continue
		}
		if was != sign {
			yield(text[from:i], was == chinese)
		}
		from, was = i, now
	}
	if was != sign {
		yield(text[from:], was == chinese)
	}
}

func kept(run string) bool {
	digits := 0
	for _, c := range run {
		if unicode.IsDigit(c) {
			digits++
		}
	}
	return digits <= mostDigits && len(run) <= mostLetters
}
