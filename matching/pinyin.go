package matching

import (
	"cmp"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/mozillazg/go-pinyin"
)

// readings are the project's own readings of words: the library reads a
// character at a time and does not know that 重庆 is Chongqing.
type readings struct {
	words   map[string][]string // word to a syllable a character
	longest int                 // characters
	usual   map[rune]string     // the library's first reading, for the characters of the lexicon
}

func (l *Lexicon) loadReadings() error {
	rows, err := table("readings.csv", 2)
	l.readings.words = map[string][]string{}
	for _, row := range rows {
		l.readings.words[row[0]] = strings.Fields(strings.ReplaceAll(row[1], "ü", "v"))
		l.readings.longest = max(l.readings.longest, utf8.RuneCountInString(row[0]))
	}
	return err
}

// syllables spells a word, a syllable a character; nil where a character has
// no reading.
func (r readings) syllables(word string) []string {
	runes := []rune(word)
	var out []string
	for i := 0; i < len(runes); {
		own, n := r.own(runes[i:])
		if n == 0 {
			usual := r.usually(runes[i])
			if usual == "" {
				return nil
			}
			own, n = []string{usual}, 1
		}
		out, i = append(out, own...), i+n
	}
	return out
}

// usually is the library's first reading of a character, empty where it has
// none.
func (r readings) usually(c rune) string {
	if usual, ok := r.usual[c]; ok {
		return usual
	}
	if all := spellings1(c); len(all) > 0 {
		return all[0]
	}
	return ""
}

// own is the longest own reading at the start of a word.
func (r readings) own(runes []rune) ([]string, int) {
	for n := min(r.longest, len(runes)); n > 0; n-- {
		if own, ok := r.words[string(runes[:n])]; ok {
			return own, n
		}
	}
	return nil, 0
}

// spellings1 are all readings of one character, without tones, ü as v.
func spellings1(c rune) []string {
	args := pinyin.NewArgs()
	args.Heteronym = true
	return pinyin.SinglePinyin(c, args)
}

// sound is a syllable as ears here tell it apart: zh and z, ch and c, sh and
// s, and the endings in n and ng are one.
func sound(syllable string) string {
	for _, same := range [][2]string{{"zh", "z"}, {"ch", "c"}, {"sh", "s"}} {
		if rest, ok := strings.CutPrefix(syllable, same[0]); ok {
			syllable = same[1] + rest
		}
	}
	return strings.TrimSuffix(syllable, "g")
}

// alike says whether two characters can be read alike, and so be typed for
// one another, and whether at least they can begin with the same sound.
func alike(a, b rune) (sounds, start bool) {
	others := spellings1(b)
	for _, x := range spellings1(a) {
		for _, y := range others {
			sounds = sounds || sound(x) == sound(y)
			start = start || x[0] == y[0]
		}
	}
	return sounds, start
}

// spelled is a word that a spelling stands for.
type spelled struct {
	word string
	rank int // lower comes first
	*concept
}

// spellings finds words by pinyin and by its initials.
type spellings struct {
	full     map[string][]spelled
	initials map[string][]spelled
	longest  int // letters of the longest spelling
}

func newSpellings() *spellings {
	return &spellings{full: map[string][]spelled{}, initials: map[string][]spelled{}}
}

// add learns a word of Chinese characters by its syllables.
func (s *spellings) add(syllables []string, w spelled) {
	if len(syllables) < 2 {
		return
	}
	full := strings.Join(syllables, "")
	s.put(s.full, full, w)
	if plain := strings.ReplaceAll(full, "v", "u"); plain != full {
		s.put(s.full, plain, w)
	}
	var initials strings.Builder
	for _, one := range syllables {
		initials.WriteByte(one[0])
	}
	s.put(s.initials, initials.String(), w)
	s.longest = max(s.longest, len(full))
}

func (s *spellings) put(in map[string][]spelled, key string, w spelled) {
	at, _ := slices.BinarySearchFunc(in[key], w, func(a, b spelled) int {
		return cmp.Or(cmp.Compare(a.rank, b.rank), strings.Compare(a.word, b.word))
	})
	in[key] = slices.Insert(in[key], at, w)
}

// loadSpellings spells the trades and places: a trade's own name ranks before
// its aliases, and an earlier trade before a later one.
func (l *Lexicon) loadSpellings() {
	l.readings.usual = map[rune]string{}
	for word := range l.dict.words {
		for _, c := range word {
			if _, ok := l.readings.usual[c]; !ok && isHan(c) {
				l.readings.usual[c] = l.readings.usually(c)
			}
		}
	}
	for word, c := range l.dict.words {
		if (c.kind == isTrade || c.kind == isPlace) && allHan(word) {
			l.spell(l.spellings, spelled{word, l.rank(word, c), c})
		}
	}
}

// spell learns a word by its own reading and, where that is another one, by
// its characters' usual readings: people type 行车 as xingche too.
func (l *Lexicon) spell(in *spellings, w spelled) {
	own := l.readings.syllables(w.word)
	in.add(own, w)
	if usual := (readings{usual: l.readings.usual}).syllables(w.word); !slices.Equal(own, usual) {
		in.add(usual, w)
	}
}

// The ranks of spelled words: a name of a trade, a place, another word for a
// trade, a title. Within each the order of the file holds.
const (
	rankPlace = 1000
	rankAlias = 2000
	rankTitle = 1 << 20
)

func (l *Lexicon) rank(word string, c *concept) int {
	if c.kind == isPlace {
		return rankPlace
	}
	t, _ := l.Trade(c.codes[0])
	if word == t.Name {
		return t.Number
	}
	return rankAlias*(1+slices.Index(t.Aliases, word)) + t.Number
}

func allHan(word string) bool {
	return word != "" && strings.IndexFunc(word, func(c rune) bool { return !isHan(c) }) < 0
}

// Spell spells the Chinese stretches of a text: each as pinyin without tones
// (hugong) and as its initials (hg), by the project's own readings. Stretches
// of one character, and those that hold an unknown one, are left out.
func (l *Lexicon) Spell(text string) (full, initials []string) {
	eachRun(l.Fold(text), func(run string, han bool) {
		if syllables := l.readings.syllables(run); han && len(syllables) > 1 {
			var first strings.Builder
			for _, one := range syllables {
				first.WriteByte(one[0])
			}
			full, initials = append(full, strings.Join(syllables, "")), append(initials, first.String())
		}
	})
	return full, initials
}
