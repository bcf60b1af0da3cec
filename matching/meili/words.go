package meili

import (
	"slices"

	"laowu/matching"
)

// synonyms are the words that mean one thing: of a trade, a place, a
// certificate. The first stands for the others and they for it; all for all
// would be a table of many times the size.
func synonyms(l *matching.Lexicon) map[string][]string {
	out := map[string][]string{}
	same := func(names ...string) {
		first := l.Fold(names[0])
		for _, word := range names[1:] {
			if word = l.Fold(word); word != first {
				out[word] = appendNew(out[word], first)
				out[first] = appendNew(out[first], word)
			}
		}
	}
	for _, t := range l.Trades() {
		same(append([]string{t.Name}, t.Aliases...)...)
	}
	for _, names := range l.Places() {
		same(names...)
	}
	for _, c := range l.Certificates().All() {
		same(append([]string{c.Name}, c.Aliases...)...)
	}
	return out
}

func appendNew(list []string, word string) []string {
	if slices.Contains(list, word) {
		return list
	}
	return append(list, word)
}
