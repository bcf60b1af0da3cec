package matching

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// longestAsked bounds the words of a question that are counted, in characters.
const longestAsked = 20

// unanswered are the words of a question to be counted: those that nothing
// explains, or all of it where it was understood and nothing was found. What may
// be of a person is left out.
func (l *Lexicon) unanswered(r Request, found Found) []string {
	words := found.Question.Words
	if len(words) == 0 && found.Total == 0 {
		written, cut := clean(r.Text)
		if cut {
			return nil
		}
		words = []string{string(l.fold(written))}
	}
	var out []string
	for _, word := range words {
		if word != "" && l.impersonal(word) {
			out = append(out, word)
		}
	}
	return out
}

// mostFigures is the most digits, of any script, that counted words hold: a wage
// has four.
const mostFigures = 4

// private are words that go with somebody's name or number.
var private = []string{"电话", "手机", "身份证", "微信", "号码", "银行卡", "地址", "名字", "姓名"}

// impersonal says whether folded words can be counted: they are short, hold no
// number and nothing that may be somebody's name.
func (l *Lexicon) impersonal(words string) bool {
	if utf8.RuneCountInString(words) > longestAsked || figures(words) > mostFigures {
		return false
	}
	for _, word := range private {
		if strings.Contains(words, word) {
			return false
		}
	}
	for _, word := range strings.FieldsFunc(words, func(c rune) bool { return !isWord(c) }) {
		if l.nameLike(word) || mixed(word) {
			return false
		}
	}
	return true
}

// figures counts the digits, and the characters that stand for digits when a
// number is spelt out.
func figures(words string) (n int) {
	for _, c := range words {
		if unicode.IsNumber(c) || strings.ContainsRune("〇零一二三四五六七八九幺壹贰叁肆伍陆柒捌玖两", c) {
			n++
		}
	}
	return n
}

// mixed says whether a word mixes letters and digits as accounts and number
// plates do: more than a licence class (a2) or a program's version has.
func mixed(word string) bool {
	letters, digits := 0, 0
	for _, c := range word {
		switch {
		case isLatin(c):
			letters++
		case unicode.IsDigit(c):
			digits++
		}
	}
	return letters > 0 && digits > 0 && letters+digits > 4
}

// nameLike says whether a word may be a person's name: a surname with one or two
// characters after it, two surnames' worth where the surname has two. Words of the
// lexicon and names of work (石匠, 高炉工) are none.
func (l *Lexicon) nameLike(word string) bool {
	if !allHan(word) {
		return false
	}
	runes := []rune(word)
	for _, n := range []int{2, 1} {
		given := len(runes) - n
		if given < 1 || given > 2 || !l.surnames[string(runes[:n])] {
			continue
		}
		_, known := l.dict.words[word]
		return !known && !l.explains(word) && !(len(runes) == 3 && strings.ContainsRune("工员师匠厂店场院", runes[2]))
	}
	return false
}

func (l *Lexicon) loadSurnames() error {
	rows, err := table("surnames.csv", 1)
	l.surnames = map[string]bool{}
	for _, row := range rows {
		for _, name := range strings.Fields(row[0]) {
			l.surnames[l.Fold(name)] = true
		}
	}
	return err
}
