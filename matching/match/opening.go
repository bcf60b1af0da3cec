package match

import (
	"slices"
	"strings"
	"time"

	"laowu/matching"
	"laowu/training"
)

// offer is an opening as conditions and scores see it. What comes again in many
// openings is one record that all of them point to.
type offer struct {
	id             int64
	place          *site
	trades         *work
	asked          *demand
	school         int // rank of the education asked for; 0: none
	starts         time.Time
	ageMin, ageMax int // most 0: none
	wageMin, wage  int // lowest and highest, yuan a month; 0: none given
	seats          int
	sent           int // how many were ever sent there
	lift           int // 0 to full: how much it should rise, since few were sent there
	board, lodging bool
}

// site is a place of work with all that it lies in.
type site struct {
	code string
	path []string // itself first; nil outside the known divisions
}

// work are the trades of an opening, at most matching.MostTrades.
type work struct{ codes []string }

// demand are the certificates that an opening asks for.
type demand struct {
	codes []string
	any   bool   // one of them is enough
	level int    // at least this one, 5 to 1; 0: any
	text  string // as written
	none  bool   // none is asked for
}

// either are the words by which one of several is enough.
var either = []string{"或", "任一", "之一", "任意"}

// reader makes records of what comes again, each once. It is for one goroutine.
type reader struct {
	lexicon *matching.Lexicon
	county  string
	sites   map[string]*site
	works   map[string]*work
	demands map[string]*demand
	schools map[string]int
	said    map[string][]string // trades or places that words name, by what they were asked for
}

func newReader(l *matching.Lexicon, county string) *reader {
	return &reader{l, county, map[string]*site{}, map[string]*work{}, map[string]*demand{}, map[string]int{}, map[string][]string{}}
}

// site looks up by bytes without a copy where the place was seen before.
func (r *reader) site(code []byte) *site {
	if s, ok := r.sites[string(code)]; ok {
		return s
	}
	s := &site{string(code), r.lexicon.Path(string(code))}
	r.sites[s.code] = s
	return s
}

func (r *reader) work(codes []byte) *work {
	if w, ok := r.works[string(codes)]; ok {
		return w
	}
	w := &work{strings.Fields(string(codes))}
	r.works[string(codes)] = w
	return w
}

// demand reads codes, a bar, and what was written.
func (r *reader) demand(asked []byte) *demand {
	if d, ok := r.demands[string(asked)]; ok {
		return d
	}
	codes, text, _ := strings.Cut(string(asked), "|")
	d := &demand{codes: strings.Fields(codes), text: text, level: training.LevelIn(text)}
	d.none = len(d.codes) == 0 && training.None(text)
	d.any = slices.ContainsFunc(either, func(w string) bool { return strings.Contains(strings.ReplaceAll(text, "或以上", ""), w) })
	r.demands[string(asked)] = d
	return d
}

func (r *reader) school(text []byte) int {
	n, ok := r.schools[string(text)]
	if !ok {
		n = lowest(string(text))
		r.schools[string(text)] = n
	}
	return n
}

// schools are the last schools by rank, in the words of register and openings.
var schools = [][]string{{"文盲", "半文盲", "学龄前"}, {"小学"}, {"初中"}, {"高中", "中专", "中职", "技校", "职高"}, {"大专", "专科", "高职"}, {"本科", "学士", "大学"}, {"研究生", "硕士", "博士"}}

// lowest is the rank, from 1, of the lowest school that a text names; 0 where
// it names none.
func lowest(text string) int {
	for i, words := range schools {
		if slices.ContainsFunc(words, func(w string) bool { return strings.Contains(text, w) }) {
			return i + 1
		}
	}
	return 0
}
