package matching

import (
	"slices"
	"strings"
	"unicode/utf8"
)

// mostWords bounds the words that are looked up as they are.
const mostWords = 12

// left turns what no concept explains into words: each stretch between signs
// and concepts, without the particles at its ends.
func (r *reader) left(spans []span, named bool) {
	claimed := make([]bool, len(r.text.runes)+1)
	for _, s := range spans {
		if s.kind == isWhole || s.kind == isWorkplace && len(s.codes) == 0 && !named {
			r.word(s, r.saying(s)[0])
		}
		for i := s.from; i < s.to; i++ {
			claimed[i] = true
		}
	}
	from := -1
	for i := 0; i <= len(r.text.runes); i++ {
		free := i < len(r.text.runes) && !claimed[i] && isWord(r.text.runes[i])
		switch {
		case free && from < 0:
			from = i
		case !free && from >= 0:
			r.leftover(span{from, i, &concept{kind: isWhole}}, claimed, spans)
			from = -1
		}
	}
}

// named joins what nothing explains with the place of work right behind it:
// 锦界工业园 and 示例铝业 are names, looked up as they are written. Where a
// trade is named, a place of work asks for nothing and stays as it is.
func (r *reader) named(spans []span) []span {
	if slices.ContainsFunc(spans, func(s span) bool { return s.kind == isTrade }) {
		return spans
	}
	for i, s := range spans {
		if s.kind != isWorkplace || len(s.codes) == 0 {
			continue
		}
		after := 0
		if i > 0 {
			after = spans[i-1].to
		}
		if from := r.nameFrom(after, s.from); s.from-from >= shortestName {
			spans[i] = span{from, s.to, &concept{kind: isWhole}}
		}
	}
	return spans
}

// shortestName is the least that makes a place of work a name; a single
// character is 大 or 老.
const shortestName = 2

// nameFrom is where the word begins that stands before a place of work and
// behind another word; without one it is the place's own beginning.
func (r *reader) nameFrom(after, to int) int {
	if to == 0 || strings.ContainsRune(r.lexicon.edges, r.text.runes[to-1]) {
		return to
	}
	from := to
	for from > after && isWord(r.text.runes[from-1]) {
		from--
	}
	for from < to && strings.ContainsRune(r.lexicon.edges, r.text.runes[from]) {
		from++
	}
	return from
}

// leftover keeps one stretch as a word. A single character that hangs on a
// concept (保洁嘞) says nothing.
func (r *reader) leftover(s span, claimed []bool, spans []span) {
	talk := r.talk(s, spans)
	for s.from < s.to && strings.ContainsRune(r.lexicon.edges, r.text.runes[s.from]) {
		s.from++
	}
	for s.from < s.to && strings.ContainsRune(r.lexicon.edges, r.text.runes[s.to-1]) {
		s.to--
	}
	word := r.text.slice(s.from, s.to)
	hangs := s.from > 0 && claimed[s.from-1] || claimed[s.to]
	if word == "" || hangs && utf8.RuneCountInString(word) == 1 && allHan(word) {
		return
	}
	r.word(s, word)
	if talk {
		r.talked = appendNew(r.talked, word)
	}
}

func (r *reader) word(s span, word string) {
	if len(r.q.Words) >= mostWords {
		return
	}
	r.q.Words = appendNew(r.q.Words, word)
	r.pick(ChipWords, wordLabel(word), s)
}
