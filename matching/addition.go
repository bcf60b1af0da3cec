package matching

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"laowu/internal/db"
)

// Addition is a word that a county says for a trade, a place or a certificate of
// the lexicon: 放羊的 for a herdsman. It is understood for who searches in that
// county alone, and only as it is written, not by its sound.
type Addition struct {
	County string
	Word   string // folded
	Kind   AdditionKind
	Code   string // of the trade, division or certificate
}

// AdditionKind is what a word may be added for.
type AdditionKind string

// The kinds, as they are stored.
const (
	AddTrade       AdditionKind = "trade"
	AddPlace       AdditionKind = "place"
	AddCertificate AdditionKind = "certificate"
)

// AdditionKinds lists them in the order of the form.
func AdditionKinds() []AdditionKind { return []AdditionKind{AddTrade, AddPlace, AddCertificate} }

// Title is what people call the kind.
func (k AdditionKind) Title() string {
	return map[AdditionKind]string{AddTrade: "工种", AddPlace: "地点", AddCertificate: "证书"}[k]
}

func (k AdditionKind) concept() conceptKind {
	return map[AdditionKind]conceptKind{AddTrade: isTrade, AddPlace: isPlace, AddCertificate: isCertificate}[k]
}

// The refusals of an addition; their texts go to people as they are.
var (
	ErrWordLength = errors.New("叫法写 2 到 20 个字")
	ErrWordSigns  = errors.New("叫法里只写汉字和字母，不要数字、空格和标点")
	ErrWordKind   = errors.New("请选是工种、地点还是证书")
	ErrWordTarget = errors.New("词库里没有这个名称，请照搜索条上显示的名称写，例如 养老护理员、鄂尔多斯市")
)

// MeansError refuses a word that means something already.
type MeansError struct{ Word, What string }

func (e MeansError) Error() string {
	return "“" + e.Word + "”已经有意思了：" + e.What + "。请换一个叫法；要是这个意思不对，请告诉维护词库的人"
}

// ReadAddition checks what a county wants to add: word, and by name or any other
// of its words the trade, division or certificate that it is to mean. It holds to
// what the lexicon's files are held to: a word has one meaning. ErrWordLength,
// ErrWordSigns, ErrWordKind, ErrWordTarget, MeansError.
func (l *Lexicon) ReadAddition(county, word string, kind AdditionKind, target string) (Addition, error) {
	cleaned, cut := clean(word)
	a := Addition{County: county, Word: string(l.fold(cleaned)), Kind: kind}
	if n := utf8.RuneCountInString(a.Word); n < 2 || n > longestAsked || cut {
		return a, ErrWordLength
	}
	if strings.ContainsFunc(a.Word, func(c rune) bool { return !isWord(c) || isDigit(c) }) {
		return a, ErrWordSigns
	}
	if kind.Title() == "" {
		return a, ErrWordKind
	}
	if what := l.means(county, a.Word); what != "" {
		return a, MeansError{string(cleaned), what}
	}
	meant, _ := clean(target)
	c, ok := l.dict.words[string(l.fold(meant))]
	if !ok || c.kind != kind.concept() || len(c.codes) != 1 {
		return a, ErrWordTarget
	}
	a.Code = c.codes[0]
	return a, nil
}

// means says what the lexicon takes a whole folded word for; empty where it
// leaves anything of it unexplained.
func (l *Lexicon) means(county, word string) string {
	_, isSuffix := l.suffixes.words[word]
	c, known := l.dict.words[word]
	switch {
	case isSuffix, known && c.kind == isFiller:
		return "说了等于没说的词"
	case known && c.kind == isWhole:
		return "另外一个词，本身没有错"
	case !known && !l.explains(word):
		return ""
	}
	var labels []string
	for _, chip := range l.Understand(county, word).Chips {
		labels = append(labels, chip.Label)
	}
	if len(labels) == 0 {
		return "场所，只影响排序"
	}
	return strings.Join(labels, "，")
}

// AdditionName is what an addition means, in words.
func (l *Lexicon) AdditionName(kind AdditionKind, code string) string {
	switch kind {
	case AddPlace:
		return l.atlas.Name(code)
	case AddCertificate:
		return l.register.Name(code)
	case AddTrade:
	}
	return l.TradeName(code)
}

// stands says whether what an addition means is still there, and whether the
// lexicon says nothing else of the word meanwhile.
func (l *Lexicon) stands(a Addition) bool {
	if _, taken := l.dict.words[a.Word]; taken {
		return false
	}
	switch a.Kind {
	case AddTrade:
		return l.Groups(a.Code) != nil
	case AddPlace:
		return l.Path(a.Code) != nil
	case AddCertificate:
		return slices.ContainsFunc(l.dict.of(isCertificate), func(c *concept) bool { return c.codes[0] == a.Code })
	}
	return false
}

// of lists the meanings of a kind.
func (d *dictionary) of(kind conceptKind) (out []*concept) {
	for _, c := range d.words {
		if c.kind == kind {
			out = append(out, c)
		}
	}
	return out
}

// LoadAdditions reads the words that counties added.
type LoadAdditions func(ctx context.Context) ([]Addition, error)

// WithAdditions has the service understand the words that counties add as well:
// they are read with the terms. Call it before the first search.
func (s *Service) WithAdditions(load LoadAdditions) *Service {
	s.terms.additions = load
	return s
}

// learnAdditions adds them to a vocabulary, each for its county.
func (l *Lexicon) learnAdditions(v *vocabulary, all []Addition) {
	for _, a := range all {
		if !l.stands(a) {
			continue
		}
		c := &concept{kind: a.Kind.concept(), codes: []string{a.Code}}
		if a.Kind == AddPlace {
			c = l.placeConcept(a.Code)
		}
		if v.added[a.County] == nil {
			v.added[a.County] = newDictionary()
		}
		v.added[a.County].add(a.Word, c)
	}
}

// CountyWords reads the additions of counties, as LoadAdditions wants it.
func CountyWords(d *db.DB, counties ...string) LoadAdditions {
	return func(ctx context.Context) (all []Addition, err error) {
		for _, county := range counties {
			err := d.ReadTx(ctx, db.Actor{County: county, Role: db.Nobody}, func(tx *db.Tx) error {
				words, err := ListWords(ctx, tx)
				for _, w := range words {
					all = append(all, w.Addition)
				}
				return err
			})
			if err != nil {
				return nil, fmt.Errorf("read words of counties: %w", err)
			}
		}
		return all, nil
	}
}
