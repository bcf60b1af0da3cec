package match

import (
	"slices"
	"strings"
	"time"
	"unicode"

	"laowu/internal/roster"
	"laowu/matching"
)

// seeker is a person made ready to be held against many openings: what his
// words mean is worked out once, and what a place, a trade or a certificate is
// to him once each.
type seeker struct {
	*Worker
	lexicon *matching.Lexicon
	weights weights
	today   time.Time
	work    *Spell // full-time work today
	waits   int    // days without it
	wishes  []said // trades that he wishes, has learnt and has done
	places  []string
	home    []string   // his village and all it lies in
	schools int        // rank of his education, 0: not known
	taught  [][]string // trades of each lesson

	aged   time.Time // the day on which he is so many years old
	years  int
	trades map[*work]fit
	sites  map[*site]fit
	near   map[*site]fit
	papers map[*demand]held
}

// said is a trade that something known of him names.
type said struct {
	code string
	how  how
}

// how is by what a person and a trade belong together, the strongest first.
type how uint8

const (
	wished how = iota + 1
	certified
	learnt
	worked
)

// quality is what each brings where the trade is the very one.
var quality = [...]int{wished: full, certified: 900, learnt: 800, worked: 700}

// fit is how good something is for a person, 0 to full, and by what.
type fit struct {
	quality int
	how     how
	code    string // the trade or place that it is good by
	close   bool   // not the very one, but close to it
}

// seeker prepares a person.
func (r *reader) seeker(w *Worker, weights weights, today time.Time) *seeker {
	s := &seeker{
		Worker: w, lexicon: r.lexicon, weights: weights, today: today, work: w.current(today), waits: w.idle(today), schools: lowest(w.Education),
		home: r.lexicon.Path(w.Village), trades: map[*work]fit{}, sites: map[*site]fit{}, near: map[*site]fit{}, papers: map[*demand]held{},
	}
	if s.home == nil {
		s.home = r.lexicon.Path(r.county)
	}
	s.add(r.tradesIn(w.WishTrades), wished)
	for _, p := range w.Papers {
		s.add(r.tradesIn(p.Trade+"、"+papers.Replace(p.Name)), certified)
	}
	for _, l := range w.Lesson {
		trades := r.tradesIn(l.Trade + "、" + l.Programme)
		s.taught = append(s.taught, trades)
		s.add(trades, learnt)
	}
	for _, one := range w.Spells {
		s.add(r.tradesIn(one.Trade), worked)
	}
	s.places = r.placesIn(w.WishPlaces)
	return s
}

// papers take away what makes a trade's name a certificate's, which names no
// trade.
var papers = strings.NewReplacer("职业技能等级证书", "", "职业资格证书", "", "证书", "", "证", "")

// age is his full years on a day, which is mostly the same one.
func (s *seeker) age(on time.Time) int {
	if !s.aged.Equal(on) {
		s.aged, s.years = on, roster.Age(s.Birth, on)
	}
	return s.years
}

func (s *seeker) add(codes []string, by how) {
	for _, code := range codes {
		if !slices.ContainsFunc(s.wishes, func(x said) bool { return x.code == code }) {
			s.wishes = append(s.wishes, said{code, by})
		}
	}
}

// split cuts what somebody wrote into its words: 护工、保洁 is two.
func split(text string) []string {
	return strings.FieldsFunc(text, func(c rune) bool { return unicode.IsSpace(c) || unicode.IsPunct(c) || c == '或' || c == '|' })
}

// tradesIn are the trades that a text names.
func (r *reader) tradesIn(text string) []string {
	return r.meant("t"+text, text, r.lexicon.TradesOf)
}

// placesIn are the divisions that a text names.
func (r *reader) placesIn(text string) []string {
	return r.meant("p"+text, text, func(word string) []string { return r.lexicon.Understand(r.county, word).Question.Places })
}

// meant is what the words of a text mean, found once for each text.
func (r *reader) meant(key, text string, find func(string) []string) []string {
	if text == "" {
		return nil
	}
	codes, ok := r.said[key]
	if !ok {
		for _, word := range split(text) {
			for _, code := range find(word) {
				if !slices.Contains(codes, code) {
					codes = append(codes, code)
				}
			}
		}
		r.said[key] = codes
	}
	return codes
}
