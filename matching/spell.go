package matching

import (
	"slices"
	"strings"
)

// mostSyllables bounds how many separate syllables are joined to one word.
const mostSyllables = 12

// mostMeanings bounds how many words one spelling stands for.
const mostMeanings = 8

// readSpellings notes the words that runs of letters spell: hugong, hu gong,
// hu4gong1, hugongeerduosi, and initials where the run is nothing else: hg.
func (l *Lexicon) readSpellings(t text, found [][]span, more *spellings) {
	for i := 0; i < len(t.runes); {
		if !isLatin(t.runes[i]) || !t.edge(i) {
			i++
			continue
		}
		ends := tokens(t, i)
		for _, to := range ends {
			key := spelling(t.runes[i:to])
			if words := l.spelledFull(key, more); len(words) > 0 {
				found[i] = append(found[i], span{i, to, meaning(words)})
			}
		}
		l.readRun(t, i, ends[0], found, more)
		i = ends[0]
	}
}

// tokens are the ends of the runs of letters from i on that only spaces,
// hyphens and apostrophes part.
func tokens(t text, i int) []int {
	var ends []int
	for len(ends) < mostSyllables && i < len(t.runes) && isLatin(t.runes[i]) {
		i = unitEnd(t, i)
		ends = append(ends, i)
		for i < len(t.runes) && strings.ContainsRune(" '’-·", t.runes[i]) {
			i++
		}
	}
	return ends
}

// spelling is a stretch of letters as the spellings are kept: without tone
// digits and what parts the syllables.
func spelling(runes []rune) string {
	var b strings.Builder
	for _, c := range runes {
		if isLatin(c) {
			b.WriteRune(c)
		}
	}
	return b.String()
}

// readRun reads one run of letters: initials as a whole, or several words
// written together that cover it wholly.
func (l *Lexicon) readRun(t text, from, to int, found [][]span, more *spellings) {
	key := spelling(t.runes[from:to])
	if len(key) == to-from {
		if words := l.spelledInitials(key, more); len(words) > 0 && len(l.spelledFull(key, more)) == 0 {
			found[from] = append(found[from], span{from, to, meaning(likely(words))})
		}
		for _, s := range l.split(key, from, more) {
			found[s.from] = append(found[s.from], s)
		}
	}
}

// split cuts a run of letters into spelled words, the longest first, trying
// shorter ones where the rest cannot be read; nil where it cannot be cut.
func (l *Lexicon) split(key string, from int, more *spellings) []span {
	dead := make([]bool, len(key)+1)
	var cut func(at int) []span
	cut = func(at int) []span {
		for n := min(max(l.spellings.longest, more.longest), len(key)-at); n > 2; n-- {
			words := l.spelledFull(key[at:at+n], more)
			if len(words) == 0 || dead[at+n] {
				continue
			}
			one := span{from + at, from + at + n, meaning(words)}
			if at+n == len(key) {
				return []span{one}
			}
			if rest := cut(at + n); rest != nil {
				return append([]span{one}, rest...)
			}
		}
		dead[at] = true
		return nil
	}
	return cut(0)
}

func (l *Lexicon) spelledFull(key string, more *spellings) []spelled {
	return slices.Concat(l.spellings.full[key], more.full[key])
}

func (l *Lexicon) spelledInitials(key string, more *spellings) []spelled {
	return slices.Concat(l.spellings.initials[key], more.initials[key])
}

// meaning makes one concept of all words that are spelled alike: the kind of
// the first, with the codes of all of that kind.
func meaning(words []spelled) *concept {
	c := &concept{kind: words[0].kind}
	for _, w := range words {
		if w.kind != c.kind || len(c.words) == mostMeanings {
			continue
		}
		c.words = append(c.words, w.word)
		for _, code := range w.codes {
			if !slices.Contains(c.codes, code) {
				c.codes = append(c.codes, code)
			}
		}
		if c.kind == isWhole || c.kind == isEmployer {
			break
		}
	}
	return c
}

// likely keeps of many words with the same initials the most usual ones: the
// trades of that name, or else those whose first other word it is, and so on.
func likely(words []spelled) []spelled {
	tier := words[0].rank / rankPlace
	end := slices.IndexFunc(words, func(w spelled) bool { return w.rank/rankPlace != tier })
	if end < 0 {
		return words
	}
	return words[:end]
}
