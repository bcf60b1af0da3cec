package matching

import (
	"fmt"
	"slices"
	"strings"
)

// saying are the lexicon's words for a span, or those that the text has.
func (r *reader) saying(s span) []string {
	if len(s.words) > 0 {
		return s.words
	}
	return []string{r.text.slice(s.from, s.to)}
}

func (r *reader) trade(s, bare span) {
	// A spelling of several trades (hg) asks for the first; the others are
	// found too, below it.
	sure := len(s.codes)
	if len(s.words) > 0 {
		sure = 1
	}
	r.q.Trades = appendNew(r.q.Trades, s.codes[:sure]...)
	r.q.Near = appendNew(r.q.Near, s.codes[sure:]...)
	r.q.Hints = appendNew(r.q.Hints, r.saying(bare)...)
	r.pick(ChipTrade, "工种："+r.lexicon.names(s.codes), s)
}

func (r *reader) workplace(s, bare span, named bool) {
	if named {
		r.q.Hints = appendNew(r.q.Hints, r.saying(bare)...)
		return
	}
	if len(s.codes) > 0 {
		r.trade(s, bare)
	}
}

func (r *reader) place(s span) {
	if s.kind == isHere {
		s.codes = []string{r.county}
	}
	names := make([]string, len(s.codes))
	for i, code := range s.codes {
		names[i] = r.lexicon.atlas.Name(code)
	}
	r.q.Places = appendNew(r.q.Places, s.codes...)
	r.pick(ChipPlace, "地点："+strings.Join(names, "、"), s)
}

// The codes of benefits in benefits.csv, and what a chip says for each.
const (
	boardLodging = "board_lodging"
	boardOnly    = "board"
	lodgingOnly  = "lodging"
	noCert       = "no_certificate"
)

var benefitLabels = map[string]string{boardLodging: "包吃住", boardOnly: "包吃", lodgingOnly: "包住", noCert: "不要证书"}

func (r *reader) benefit(s span) {
	code := s.codes[0]
	if r.people {
		r.aside(s)
		return
	}
	r.q.Board = r.q.Board || code == boardLodging || code == boardOnly
	r.q.Lodging = r.q.Lodging || code == boardLodging || code == lodgingOnly
	r.q.NoCert = r.q.NoCert || code == noCert
	r.pick(ChipBenefit, benefitLabels[code], s)
}

func (r *reader) certificate(s span) {
	r.q.Certs = appendNew(r.q.Certs, s.codes...)
	r.pick(ChipCertificate, "证书："+r.lexicon.register.Name(s.codes[0]), s)
}

var formLabels = map[string]string{"regular": "用工：长期", "temporary": "用工：临时"}

// form takes one form of employment; both together ask for neither.
func (r *reader) form(s span) {
	if r.people {
		r.aside(s)
		return
	}
	switch code := s.codes[0]; r.q.Form {
	case "", code:
		r.q.Form = code
		r.pick(ChipForm, formLabels[code], s)
	default:
		r.q.Form = ""
		r.picks = slices.DeleteFunc(r.picks, func(p pick) bool { return p.kind == ChipForm })
		r.notef("长期和临时都要，就不按用工形式挑")
	}
}

func (r *reader) wage(s span) {
	w := s.wage
	if r.people && !w.daily {
		r.wish(s)
		return
	}
	switch {
	case w.daily:
		r.notef("按天、按小时的工资还不能比，这个条件没有用上")
		return
	case w.most:
		r.notef("只按最低工资找，“%s”没有用上", string(r.written[s.from:s.to]))
		return
	case w.swapped:
		r.notef("工资写反了，按 %d 到 %d 元找", w.min, w.max)
	}
	r.q.WageMin = max(r.q.WageMin, w.min)
	r.pick(ChipWage, fmt.Sprintf("工资：%d 元以上", w.min), s)
}

// wish reads a wage in a question about people: who wishes at most this. Of two
// wishes the lower holds.
func (r *reader) wish(s span) {
	most := max(s.wage.min, s.wage.max)
	if r.most == 0 || most < r.most {
		r.most = most
	}
	r.pick(ChipWage, fmt.Sprintf("期望工资：不超过 %d 元", most), s)
}

// aside says of a condition of openings that it was not used for people.
func (r *reader) aside(s span) {
	r.notef("“%s”说的是岗位，找人没有用上", string(r.written[s.from:s.to]))
}

func (r *reader) employer(s span) {
	words := r.saying(s)
	r.q.Words = appendNew(r.q.Words, words...)
	r.pick(ChipEmployer, "单位："+strings.Join(words, ""), s)
}

// appendNew appends what is not there yet.
func appendNew(list []string, more ...string) []string {
	for _, one := range more {
		if !slices.Contains(list, one) {
			list = append(list, one)
		}
	}
	return list
}
