package matching

import (
	"cmp"
	"slices"
	"strings"
	"unicode/utf8"
)

// wildcards finds words of three characters and more with one of them wrong:
// each word stands under itself with each of its characters left open.
type wildcards map[string][]wildcard

type wildcard struct {
	word string
	*concept
}

// open stands for the character that is left open.
const open = "*"

// least is the length from which a word is put right, most the length up to
// which. Two characters are never corrected: too many are right words.
const least, most = 3, 24

func (w wildcards) add(word string, c *concept) {
	n := utf8.RuneCountInString(word)
	if n < least || n > most || !allHan(word) || !mendable(c.kind) {
		return
	}
	for i, r := range word {
		key := word[:i] + open + word[i+utf8.RuneLen(r):]
		w[key] = append(w[key], wildcard{word, c})
	}
}

func mendable(k conceptKind) bool {
	switch k {
	case isTrade, isPlace, isWorkplace, isEmployer, isCertificate, isWhole:
		return true
	}
	return false
}

// endings are the last characters that say only what kind of word it is.
const tradeEndings, placeEndings = "员工师手嫂", "省市区县旗镇乡"

// mend is a wrong word and what it is read as.
type mend struct {
	from, to int
	wrong    string
	right    []wildcard
	likeness likeness
}

// likeness says how near a wrong character is to the right one.
type likeness uint8

const (
	unlike     likeness = iota
	sameStart           // the first sound is the same, or they look alike
	soundAlike          // typed by its sound
	same                // sounds and looks alike
)

// mostMends bounds how many unexplained characters are looked at.
const mostMends = 40

// mends looks for one wrong character around each character of the text that
// nothing explains, and returns the best correction, the longest word first.
func (l *Lexicon) mends(t text, spans []span, indexes ...wildcards) (mend, bool) {
	explained := explainedRunes(t, spans)
	best, found, looked := mend{}, false, 0
	for at, done := range explained {
		if done || !isHan(t.runes[at]) || looked == mostMends {
			continue
		}
		looked++
		lo, hi := hanRun(t, at)
		for n := min(most, hi-lo); n >= least && (!found || n >= best.to-best.from); n-- {
			for from := max(lo, at-n+1); from <= at && from+n <= hi; from++ {
				m := mend{from: from, to: from + n, wrong: t.slice(from, from+n)}
				l.read(&m, t, at, explained, indexes)
				if len(m.right) > 0 && better(m, best, found) {
					best, found = m, true
				}
			}
		}
	}
	return best, found
}

// hanRun is the stretch of Chinese characters around a place.
func hanRun(t text, at int) (from, to int) {
	for from = at; from > 0 && isHan(t.runes[from-1]); from-- {
	}
	for to = at + 1; to < len(t.runes) && isHan(t.runes[to]); to++ {
	}
	return from, to
}

// better prefers the longer correction, then the likelier one, then the one
// with fewer meanings.
func better(a, b mend, found bool) bool {
	switch {
	case !found:
		return true
	case a.to-a.from != b.to-b.from:
		return a.to-a.from > b.to-b.from
	case a.likeness != b.likeness:
		return a.likeness > b.likeness
	}
	return len(a.right) < len(b.right)
}

func explainedRunes(t text, spans []span) []bool {
	out := make([]bool, len(t.runes))
	for _, s := range spans {
		for i := s.from; i < s.to; i++ {
			out[i] = true
		}
	}
	return out
}

// read fills in the words that a stretch of text would be if its character at
// were another one: the likeliest ones, where they are sure enough.
func (l *Lexicon) read(m *mend, t text, at int, explained []bool, indexes []wildcards) {
	key := t.slice(m.from, at) + open + t.slice(at+1, m.to)
	for _, index := range indexes {
		for _, w := range index[key] {
			if w.word == m.wrong { // a right word
				m.right = nil
				return
			}
			switch like := l.likeness(t.runes[at], []rune(w.word)[at-m.from]); {
			case like > m.likeness || len(m.right) == 0:
				m.likeness, m.right = like, []wildcard{w}
			case like == m.likeness:
				m.right = append(m.right, w)
			}
		}
	}
	if len(m.right) > 0 && !l.plausible(m, t, at, explained) {
		m.right = nil
	}
	// A trade is meant rather than a place of work.
	slices.SortStableFunc(m.right, func(a, b wildcard) int { return cmp.Compare(a.kind, b.kind) })
}

// plausible holds back corrections that could turn a right word into another:
// a character that neither sounds nor looks like the right one changes a word
// only where three others or more carry the sense and only a few words would
// fit, and never where the rest is a word by itself (有 + 焊工证).
func (l *Lexicon) plausible(m *mend, t text, at int, explained []bool) bool {
	short := slices.ContainsFunc(m.right, func(w wildcard) bool { return !sure(w, at-m.from) })
	switch {
	case (m.to-m.from == least || m.likeness < soundAlike) && !alone(t, *m, explained):
		return false
	case m.likeness >= soundAlike:
		return true
	case m.likeness == sameStart:
		return !short || oneMeaning(m.right)
	}
	rest := true
	for i := m.from; i < m.to; i++ {
		rest = rest && (i == at || explained[i])
	}
	return !short && !rest && len(m.right) <= mostMeanings && !strings.ContainsRune(l.edges, t.runes[at])
}

// sure says whether a word stays itself with any other character at i: three
// characters that carry the sense are too few to lose one (东城区 is not
// 东胜区, 开飞机 not 开挖机).
func sure(w wildcard, i int) bool {
	endings := tradeEndings
	if w.kind == isPlace {
		endings = placeEndings
	}
	n := utf8.RuneCountInString(strings.TrimRight(w.word, endings))
	return n > least || i >= n
}

func oneMeaning(all []wildcard) bool {
	return !slices.ContainsFunc(all, func(w wildcard) bool {
		return w.kind != all[0].kind || w.kind == isPlace || !slices.Equal(w.codes, all[0].codes)
	})
}

// likeness compares a written character with the right one.
func (l *Lexicon) likeness(written, right rune) likeness {
	looks := strings.ContainsRune(l.lookalikes[written], right)
	sounds, start := alike(written, right)
	switch {
	case looks && sounds:
		return same
	case sounds:
		return soundAlike
	case looks || start:
		return sameStart
	}
	return unlike
}

func (l *Lexicon) loadLookalikes() error {
	rows, err := table("lookalikes.csv", 1)
	l.lookalikes = map[rune]string{}
	for _, row := range rows {
		for _, c := range row[0] {
			l.lookalikes[c] += row[0]
		}
	}
	return err
}

// alone says whether all beside the stretch, up to the next signs, is
// explained: a short word is put right only where it is a word.
func alone(t text, m mend, explained []bool) bool {
	for i := m.from - 1; i >= 0 && isWord(t.runes[i]); i-- {
		if !explained[i] {
			return false
		}
	}
	for i := m.to; i < len(t.runes) && isWord(t.runes[i]); i++ {
		if !explained[i] {
			return false
		}
	}
	return true
}
