package matching

import (
	"fmt"
	"slices"
	"strings"
)

// Understand reads a text in everyday words by the lexicon alone. county is
// where 本县 is. It never fails: what it cannot explain becomes Words.
func (l *Lexicon) Understand(county, text string) Understanding {
	return l.understand(county, text, newVocabulary())
}

// Understand reads a text by the lexicon and the titles and employers of open
// openings.
func (s *Service) Understand(county, text string) Understanding {
	return s.lexicon.understand(county, text, s.terms.current())
}

// mostRepairs bounds how many wrong characters of one text are put right.
const mostRepairs = 3

func (l *Lexicon) understand(county, raw string, v *vocabulary) Understanding {
	written, cut := clean(raw)
	t := newText(l.fold(written))
	r := &reader{lexicon: l, county: county, written: written, text: t, people: v.people}
	repaired := newDictionary()
	known := []*dictionary{v.dict, repaired}
	if own, ok := v.added[county]; ok { // before titles that say the same
		known = append([]*dictionary{own}, known...)
	}
	spans := l.scan(t, false, v.spellings, known...)
	for range mostRepairs {
		m, ok := l.mends(t, spans, l.wild, v.wild)
		if !ok {
			break
		}
		repaired.add(m.wrong, m.concept())
		r.notef("“%s”按“%s”找", m.wrong, strings.Join(m.words(), "、"))
		spans = l.scan(t, false, v.spellings, known...)
	}
	r.read(r.named(spans))
	if cut {
		r.notef("问题太长，只看了前 %d 个字", maxText)
	}
	return r.finish()
}

// words are what a wrong word is read as, each once.
func (m mend) words() []string {
	var out []string
	for _, w := range m.right {
		if !slices.Contains(out, w.word) {
			out = append(out, w.word)
		}
	}
	return out
}

// concept is the meaning of a wrong word: that of the first word it can be,
// with the codes of the others of the same kind.
func (m mend) concept() *concept {
	words := make([]spelled, 0, len(m.right))
	for _, w := range m.right {
		words = append(words, spelled{word: w.word, concept: w.concept})
	}
	return meaning(words)
}

// reader builds an understanding of the words of a text.
type reader struct {
	lexicon *Lexicon
	county  string
	written []rune
	text    text
	q       Question
	picks   []pick
	notes   []string
	talked  []string // words that may be talk
	people  bool     // the question is about people, not openings
	free    bool     // it asks for who is free
	most    int      // it asks for who wishes at most this, yuan a month
}

// pick is a chip in the making and where its text stands.
type pick struct {
	kind  ChipKind
	label string
	code  string // the first code it stands for
	parts [][2]int
}

func (r *reader) notef(format string, args ...any) {
	r.notes = append(r.notes, fmt.Sprintf(format, args...))
}

// read takes the words in order. Places of work count as trades only where no
// trade is named and no driving licence, which is one as well; with one they are
// hints: 电子厂保安 is a guard, B2本 矿区 a driver.
func (r *reader) read(spans []span) {
	named := slices.ContainsFunc(spans, func(s span) bool {
		return s.kind == isTrade || s.kind == isCertificate && strings.HasPrefix(s.codes[0], "driving")
	})
	for i := 0; i < len(spans); i++ {
		s := spans[i]
		if (s.kind == isTrade || s.kind == isWorkplace) && i+1 < len(spans) && spans[i+1].kind == isSuffix {
			s.to = spans[i+1].to
		}
		switch s.kind {
		case isTrade:
			r.trade(s, spans[i])
		case isWorkplace:
			r.workplace(s, spans[i], named)
		case isPlace, isHere:
			r.place(s)
		case isBenefit:
			r.benefit(s)
		case isCertificate:
			r.certificate(s)
		case isForm:
			r.form(s)
		case isWage:
			r.wage(s)
		case isAge:
			r.q.Age = max(r.q.Age, s.age)
			r.pick(ChipAge, fmt.Sprintf("年龄：%d 岁", s.age), s)
		case isEmployer:
			r.employer(s)
		case isNear:
			r.near(s)
		case isFree:
			r.free = true
			r.pick(ChipFree, "空闲的人", s)
		}
	}
	r.left(spans, named)
}

// pick notes a chip; the same condition said twice is one chip.
func (r *reader) pick(kind ChipKind, label string, s span) {
	for i := range r.picks {
		if r.picks[i].kind == kind && r.picks[i].label == label {
			r.picks[i].parts = append(r.picks[i].parts, [2]int{s.from, s.to})
			return
		}
	}
	p := pick{kind: kind, label: label, parts: [][2]int{{s.from, s.to}}}
	if len(s.codes) > 0 {
		p.code = s.codes[0]
	}
	r.picks = append(r.picks, p)
}
