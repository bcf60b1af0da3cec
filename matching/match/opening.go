package match

import (
	"slices"
	"strings"
	"time"

	"github.com/jackc/pgx/v5/pgtype"

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
	lift           int // 0 to mostLift: how few were sent there lately
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
	titles  *titles
	county  string
	types   *pgtype.Map
	key     []byte // of what is looked up, built anew each time
	sites   map[string]*site
	works   map[string]*work
	demands map[string]*demand
	schools map[string]int
	said    map[string][]string // trades or places that words name, by what they were asked for
}

func newReader(l *matching.Lexicon, t *titles, county string) *reader {
	return &reader{
		lexicon: l, titles: t, county: county, types: pgtype.NewMap(), sites: map[string]*site{}, works: map[string]*work{}, demands: map[string]*demand{},
		schools: map[string]int{}, said: map[string][]string{},
	}
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

// joined is two values as one key.
func (r *reader) joined(x, y []byte) []byte {
	r.key = append(append(append(r.key[:0], x...), 0), y...)
	return r.key
}

// work are the trades of an opening: the one that it names itself, then those
// of its title, as search has them.
func (r *reader) work(trade, title []byte) *work {
	key := r.joined(trade, title)
	if w, ok := r.works[string(key)]; ok {
		return w
	}
	w := &work{r.titles.trades(r.lexicon, string(trade), string(title))}
	r.works[string(key)] = w
	return w
}

// demand reads codes and what was written.
func (r *reader) demand(codes, text []byte) (*demand, error) {
	key := r.joined(codes, text)
	if d, ok := r.demands[string(key)]; ok {
		return d, nil
	}
	list, err := r.texts(codes)
	if err != nil {
		return nil, err
	}
	d := ask(list, string(text))
	r.demands[string(r.joined(codes, text))] = d
	return d, nil
}

// ask is what codes and words ask for.
func ask(codes []string, text string) *demand {
	d := &demand{codes: codes, text: text, level: training.LevelIn(text)}
	d.none = len(d.codes) == 0 && training.None(text)
	d.any = slices.ContainsFunc(either, func(w string) bool { return strings.Contains(strings.ReplaceAll(text, "或以上", ""), w) })
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
