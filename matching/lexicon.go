package matching

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"unicode/utf8"

	"laowu/internal/area"
	"laowu/training"
)

// Lexicon turns everyday words into trades, places, wages and conditions. It
// is made of the files in lexicon/, one an entry kind, of the divisions and of
// the kinds of certificates. It does not change; safe for several goroutines.
type Lexicon struct {
	atlas      *area.Atlas
	trades     *trades
	register   *training.Register
	simple     map[rune]rune // traditional to simplified characters
	readings   readings
	dict       *dictionary
	suffixes   *dictionary
	edges      string // characters that say nothing at the edge of what is left
	spellings  *spellings
	wild       wildcards
	lookalikes map[rune]string
	ways       *area.Ways
	surnames   map[string]bool
	spots      []string    // words of spots.csv, folded
	namesakes  []string    // those that hold the name of a place elsewhere: 上海庙
	ofPeople   *vocabulary // what questions about people know besides
}

// NewLexicon reads the lexicon's files. It fails where an entry is broken or
// a word means two things.
func NewLexicon(atlas *area.Atlas) (*Lexicon, error) {
	l := &Lexicon{atlas: atlas, simple: map[rune]rune{}, dict: newDictionary(), suffixes: newDictionary(), wild: wildcards{}}
	for _, load := range []func() error{
		l.loadCharacters, l.loadReadings, l.loadTrades, l.loadWorkplaces, l.loadPlaces, l.loadHere, l.loadElsewhere, l.loadCertificates,
		l.loadBenefits, l.loadNear, l.loadForms, l.loadFillers, l.loadRight, l.loadWays, l.loadLookalikes, l.loadSurnames, l.loadFree,
	} {
		if err := load(); err != nil {
			return nil, err
		}
	}
	l.spellings = newSpellings()
	for _, word := range slices.Sorted(maps.Keys(l.dict.words)) {
		if c := l.dict.words[word]; c.kind != isWhole { // nobody means a word of right.csv
			l.wild.add(word, c)
		}
	}
	l.loadSpellings()
	return l, nil
}

// Atlas holds the divisions that the lexicon knows.
func (l *Lexicon) Atlas() *area.Atlas { return l.atlas }

// Certificates are the kinds of certificates that the lexicon knows.
func (l *Lexicon) Certificates() *training.Register { return l.register }

func (l *Lexicon) loadCharacters() error {
	rows, err := table("traditional.csv", 2)
	for _, row := range rows {
		from, _ := utf8.DecodeRuneInString(row[0])
		l.simple[from], _ = utf8.DecodeRuneInString(row[1])
	}
	return err
}

func (l *Lexicon) loadWays() (err error) {
	l.ways, err = area.LoadWays()
	return err
}

// learn adds a word to the dictionary and refuses a second meaning.
func (l *Lexicon) learn(file, word string, c *concept) error {
	if !l.dict.add(l.Fold(word), c) {
		return fmt.Errorf("lexicon %s: %s already means something else", file, word)
	}
	return nil
}

func (l *Lexicon) loadTrades() (err error) {
	if l.trades, err = loadTrades(); err != nil {
		return err
	}
	for _, t := range l.trades.all {
		c := &concept{kind: isTrade, codes: []string{t.Code}}
		for _, word := range append([]string{t.Name}, t.Aliases...) {
			if err := l.learn("trades.csv", word, c); err != nil {
				return err
			}
		}
	}
	return nil
}

func (l *Lexicon) loadWorkplaces() error {
	rows, err := table("workplaces.csv", 2)
	if err != nil {
		return err
	}
	for _, row := range rows {
		c := &concept{kind: isWorkplace}
		if row[0] != "" {
			if l.trades.closure[row[0]] == nil {
				return fmt.Errorf("lexicon workplaces.csv: no trade %s", row[0])
			}
			c.codes = []string{row[0]}
		}
		for _, word := range strings.Fields(row[1]) {
			if err := l.learn("workplaces.csv", word, c); err != nil {
				return err
			}
		}
	}
	return nil
}

func (l *Lexicon) loadCertificates() (err error) {
	if l.register, err = training.NewRegister(); err != nil {
		return err
	}
	for _, one := range l.register.All() {
		c := &concept{kind: isCertificate, codes: []string{one.Code}}
		for _, word := range append([]string{strings.ReplaceAll(one.Name, " ", "")}, one.Aliases...) {
			if err := l.learn("certificates.csv", word, c); err != nil {
				return err
			}
		}
	}
	return nil
}

func (l *Lexicon) loadBenefits() error { return l.loadCoded("benefits.csv", isBenefit) }

func (l *Lexicon) loadForms() error { return l.loadCoded("forms.csv", isForm) }

func (l *Lexicon) loadCoded(file string, kind conceptKind) error {
	rows, err := table(file, 2)
	for _, row := range rows {
		for _, word := range strings.Fields(row[1]) {
			if err := l.learn(file, word, &concept{kind: kind, codes: []string{row[0]}}); err != nil {
				return err
			}
		}
	}
	return err
}

// loadFillers reads the words that say nothing about the work: whole words,
// single characters at the edge of what is left, and what may follow a trade.
func (l *Lexicon) loadFillers() error {
	rows, err := table("fillers.csv", 2)
	if err != nil {
		return err
	}
	for _, row := range rows {
		for _, word := range strings.Fields(row[1]) {
			switch row[0] {
			case "word":
				if err := l.learn("fillers.csv", word, &concept{kind: isFiller}); err != nil {
					return err
				}
			case "edge":
				l.edges += word
			case "suffix":
				l.suffixes.add(word, &concept{kind: isSuffix})
			default:
				return fmt.Errorf("lexicon fillers.csv: no kind %s", row[0])
			}
		}
	}
	return nil
}

// loadFree reads the words for people without work. They mean that in
// questions about people alone: 在家 in one about openings is 在家 as written.
func (l *Lexicon) loadFree() error {
	l.ofPeople = newVocabulary()
	l.ofPeople.people = true
	rows, err := table("free.csv", 1)
	for _, row := range rows {
		l.ofPeople.dict.add(l.Fold(row[0]), &concept{kind: isFree})
	}
	return err
}

// loadRight reads words that are right as they are: another trade or thing,
// never a misspelling of one of ours.
func (l *Lexicon) loadRight() error { return l.loadPlain("right.csv", isWhole) }
