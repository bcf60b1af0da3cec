package matching

import (
	"slices"
	"strings"

	"laowu/training"
)

// finish settles what depends on the whole text and writes the chips.
func (r *reader) finish() Understanding {
	l := r.lexicon
	r.q.Trades = l.narrowest(r.q.Trades)
	r.q.Places = l.inner(r.q.Places)
	r.q.Certs = training.Classed(r.q.Certs)
	near := l.near(r.q.Trades, nil)
	if note := l.includes(r.q.Trades, near); note != "" {
		r.notes = append(r.notes, note)
	}
	r.q.Near = l.near(r.q.Trades, append(near, r.q.Near...))
	u := Understanding{Question: r.q, free: r.free, most: r.most, Note: strings.Join(r.notes, "；")}
	slices.SortStableFunc(r.picks, func(a, b pick) int { return a.parts[0][0] - b.parts[0][0] })
	for _, p := range r.joined() {
		u.Chips = append(u.Chips, Chip{p.kind, p.label, r.said(p.parts), r.without(p.parts)})
	}
	return u
}

// narrowest leaves out groups of which a member is asked for as well.
func (l *Lexicon) narrowest(codes []string) []string {
	return slices.DeleteFunc(slices.Clone(codes), func(group string) bool {
		return slices.ContainsFunc(codes, func(code string) bool { return code != group && slices.Contains(l.Groups(code), group) })
	})
}

// near are the trades close to those asked for and more, without those asked
// for themselves and what belongs to them.
func (l *Lexicon) near(codes, more []string) []string {
	var out []string
	for _, code := range codes {
		t, _ := l.Trade(code)
		out = appendNew(out, t.Near...)
	}
	return slices.DeleteFunc(appendNew(out, more...), func(near string) bool {
		return slices.ContainsFunc(l.Groups(near), func(group string) bool { return slices.Contains(codes, group) })
	})
}

// mostNamed bounds how many members of a group a note names.
const mostNamed = 3

// includes says what else a trade finds: 护工也包括养老护理员、医院陪护、住家照护.
func (l *Lexicon) includes(codes, near []string) string {
	if len(codes) != 1 {
		return ""
	}
	var notes []string
	if members := l.trades.members[codes[0]]; len(members) > 0 {
		notes = append(notes, l.TradeName(codes[0])+"也包括"+l.names(members))
	}
	if len(near) > 0 {
		notes = append(notes, "相近的"+l.names(near)+"排在后面")
	}
	return strings.Join(notes, "，")
}

func (l *Lexicon) names(codes []string) string {
	var names []string
	for _, code := range codes[:min(mostNamed, len(codes))] {
		names = append(names, l.TradeName(code))
	}
	if len(codes) > mostNamed {
		return strings.Join(names, "、") + "等"
	}
	return strings.Join(names, "、")
}

// joined leaves out the chip of what something narrower was said for: a place
// that another one lies in, a group of which a member is asked for, a licence
// whose class is named. Where two places stand together (鄂尔多斯市东胜区),
// the text of the outer one belongs to the inner.
func (r *reader) joined() []pick {
	var out []pick
	for i, p := range r.picks {
		if p.kind == ChipTrade && !slices.Contains(r.q.Trades, p.code) || p.kind == ChipCertificate && !slices.Contains(r.q.Certs, p.code) {
			continue
		}
		if p.kind == ChipPlace && !slices.Contains(r.q.Places, p.code) {
			if i+1 < len(r.picks) && r.picks[i+1].kind == ChipPlace && r.picks[i+1].parts[0][0] == p.parts[0][1] {
				r.picks[i+1].parts = slices.Concat(p.parts, r.picks[i+1].parts)
			}
			continue
		}
		out = append(out, p)
	}
	return out
}

// said is what the asker wrote for a chip.
func (r *reader) said(parts [][2]int) string {
	var b strings.Builder
	last := -1
	for _, p := range parts {
		if last >= 0 && last != p[0] {
			b.WriteByte(' ')
		}
		b.WriteString(string(r.written[p[0]:p[1]]))
		last = p[1]
	}
	return b.String()
}

// without is the text without a chip's parts.
func (r *reader) without(parts [][2]int) string {
	var b strings.Builder
	for i, c := range r.written {
		if slices.ContainsFunc(parts, func(p [2]int) bool { return p[0] <= i && i < p[1] }) {
			b.WriteByte(' ')
			continue
		}
		b.WriteRune(c)
	}
	return strings.Join(strings.Fields(b.String()), " ")
}
