package matching

import "strings"

// HintsIn are the lexicon's words for trades and places of work that a title
// says, and those that only an employer's name does. Both are folded.
func (l *Lexicon) HintsIn(title, employer string) (titled, housed []string) {
	l.eachHint(title, func(word string) { titled = appendNew(titled, word) })
	l.eachHint(employer, func(word string) {
		if !strings.Contains(title, word) {
			housed = appendNew(housed, word)
		}
	})
	return titled, housed
}

// Hint says whether a folded word is one of those that HintsIn finds.
func (l *Lexicon) Hint(word string) bool {
	c, ok := l.dict.words[word]
	return ok && (c.kind == isTrade || c.kind == isWorkplace)
}

func (l *Lexicon) eachHint(folded string, yield func(string)) {
	for from, first := range folded {
		longest := min(len(folded), from+l.dict.longest[first])
		for to := from + 1; to <= longest; to++ {
			if word := folded[from:to]; l.Hint(word) {
				yield(word)
			}
		}
	}
}

// SpotsIn are the places within divisions that a text names.
func (l *Lexicon) SpotsIn(text string) (out []string) {
	for _, word := range l.spots {
		if strings.Contains(text, word) {
			out = append(out, word)
		}
	}
	return out
}
