package matching

import (
	"slices"
	"strings"
	"unicode/utf8"
)

// conceptKind says what a word of the lexicon is for.
type conceptKind uint8

const (
	isTrade conceptKind = iota + 1
	isWorkplace
	isPlace
	isHere // the asking county
	isBenefit
	isCertificate
	isForm
	isWage
	isAge
	isFiller
	isSuffix // part of the trade before it: 装载机 + 师傅
	isEmployer
	isFree  // of people: without work
	isWhole // a word that is right as it is, looked up as words are
)

// concept is what a word means. Codes are of its kind: trades, divisions,
// certificates; a benefit's or form's name.
type concept struct {
	kind  conceptKind
	codes []string
	words []string // the lexicon's own words for it, where the text spells it otherwise (pinyin, a wrong character)
	wage  wage
	age   int
}

// dictionary finds the words of the lexicon at a place of a text.
type dictionary struct {
	words   map[string]*concept
	longest map[rune]int // bytes of the longest word by its first character
}

func newDictionary() *dictionary {
	return &dictionary{words: map[string]*concept{}, longest: map[rune]int{}}
}

// add learns a folded word; false where it already means something else.
func (d *dictionary) add(word string, c *concept) bool {
	if old, ok := d.words[word]; ok {
		return old.kind == c.kind && slices.Equal(old.codes, c.codes)
	}
	d.words[word] = c
	first, _ := utf8.DecodeRuneInString(word)
	d.longest[first] = max(d.longest[first], len(word))
	return true
}

// text is a folded text with the byte where each character begins, so that
// pieces of it are looked up without copying.
type text struct {
	runes []rune
	all   string
	at    []int // byte offset of each rune, and of the end
}

func newText(folded []rune) text {
	t := text{runes: folded, all: string(folded), at: make([]int, 0, len(folded)+1)}
	for i := range t.all {
		t.at = append(t.at, i)
	}
	t.at = append(t.at, len(t.all))
	return t
}

func (t text) slice(from, to int) string { return t.all[t.at[from]:t.at[to]] }

// edge says whether a word may begin or end between two characters: never
// within a run of letters and digits.
func (t text) edge(i int) bool {
	if i == 0 || i == len(t.runes) {
		return true
	}
	a, b := t.runes[i-1], t.runes[i]
	return !(isLatin(a) || isDigit(a)) || !(isLatin(b) || isDigit(b))
}

// span is a stretch of the text, in characters, and what it means.
type span struct {
	from, to int
	*concept
}

// each calls yield with every word of the dictionary that begins at i.
func (d *dictionary) each(t text, i int, yield func(to int, c *concept)) {
	longest := d.longest[t.runes[i]]
	if longest == 0 || !t.edge(i) {
		return
	}
	for to := i + 1; to <= len(t.runes) && t.at[to]-t.at[i] <= longest; to++ {
		if c, ok := d.words[t.slice(i, to)]; ok && t.edge(to) {
			yield(to, c)
		}
	}
}

// pieces are the parts of a folded text between signs.
func pieces(folded string) []string {
	return strings.FieldsFunc(folded, func(c rune) bool { return !isWord(c) })
}
