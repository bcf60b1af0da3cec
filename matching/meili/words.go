package meili

import (
	"slices"
	"strings"
	"unicode/utf8"

	"laowu/matching"
)

// dictionary are the words that the engine must not cut: what the lexicon
// calls trades, places and certificates. Its own dictionary knows none of them
// that are new (普工 falls into 普 and 工, and then finds 普通).
func dictionary(l *matching.Lexicon) []string {
	var out []string
	for _, t := range l.Trades() {
		out = append(append(out, t.Name), t.Aliases...)
	}
	for _, names := range l.Places() {
		out = append(out, names...)
	}
	for _, c := range l.Certificates().All() {
		out = append(append(out, c.Name), c.Aliases...)
	}
	for i := range out {
		out[i] = l.Fold(out[i])
	}
	out = slices.DeleteFunc(out, func(word string) bool { return utf8.RuneCountInString(word) < 2 || strings.ContainsRune(word, ' ') })
	slices.Sort(out)
	return slices.Compact(out)
}

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
