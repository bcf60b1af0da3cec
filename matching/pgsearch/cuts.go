package pgsearch

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// Text is cut into one and two characters: PostgreSQL has no Chinese parser,
// and two-character cuts find as much as substrings do. Single characters are
// kept of titles and employers only: in a description one says nothing. A run
// of letters or digits stays whole; one of more digits than a wage has is left
// out, for it would be somebody's number.

// mostDigits and mostLetters bound the runs that are kept.
const mostDigits, mostLetters = 6, 24

// set is the lexemes of a document.
type set map[string]struct{}

// singles adds the single characters of a folded text.
func singles(to set, folded string) {
	each(folded, func(run string, han bool) {
		for _, c := range run {
			if han {
				to[string(c)] = struct{}{}
			}
		}
	})
}

// pairs adds the pairs of characters of a folded text, and its other runs.
func pairs(to set, folded string) {
	each(folded, func(run string, han bool) {
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

// needed are the cuts that a document must have to hold a word: its pairs, or
// the character itself where it is only one.
func needed(word string) []string {
	var out []string
	each(word, func(run string, han bool) {
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

// each calls yield with every run of Chinese characters and every run of
// other letters and digits.
func each(text string, yield func(run string, han bool)) {
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

// lexeme writes a cut or code as PostgreSQL reads it in a question.
func lexeme(s string) string {
	return "'" + strings.NewReplacer(`\`, `\\`, `'`, `''`).Replace(s) + "'"
}

// Cuts are the pairs of characters of a folded text, and its other runs, for who
// compares texts by what search knows of them.
func Cuts(folded string) map[string]struct{} {
	to := set{}
	pairs(to, folded)
	return to
}
