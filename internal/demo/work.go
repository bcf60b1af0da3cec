package demo

import (
	"strings"
	"time"
)

// giveWork draws what each member does: first who works away and who at home,
// then the kinds of work that the county counted, then the rest by weight.
func (b *builder) giveWork() error {
	d := newDraw(b.options.Seed, streamWork)
	var all []*person
	for _, t := range b.townships {
		for _, v := range t.villages {
			all = append(all, v.members...)
		}
	}
	order := d.Perm(len(all))
	sides := map[string][]*person{}
	for n, i := range order {
		side := "here"
		if n < b.size.away {
			side = "away"
		}
		all[i].work.away = side == "away"
		sides[side] = append(sides[side], all[i])
	}
	for _, side := range []string{"away", "here"} {
		b.workOf(d, side, sides[side])
	}
	return nil
}

// workOf gives the people of one side their work.
func (b *builder) workOf(d draw, side string, people []*person) {
	waiting := newPool(people)
	var usual []workKind
	for _, k := range b.tables.work {
		switch {
		case k.side != side:
		case k.count == 0:
			usual = append(usual, k)
		default:
			n := int(b.options.Scale*float64(k.count) + 0.5)
			for i := range n {
				if p := waiting.take(i < (n*k.poor+500)/1000, d.IntN(k.men+k.women) < k.men); p != nil {
					b.put(d, p, k, true)
				}
			}
		}
	}
	for _, p := range people {
		if p.work.trade != "" {
			continue
		}
		b.put(d, p, usual[weighted(d, usual, func(k workKind) int {
			if p.male {
				return k.men
			}
			return k.women
		})], false)
	}
}

// put gives a person a job of a kind.
func (b *builder) put(d draw, p *person, k workKind, recent bool) {
	w := p.work
	w.trade, w.channel = pick(d, k.trades), k.channel
	w.brand, w.form = k.brand, k.form
	if ending := pick(d, k.employers); ending == "@" {
		w.firm = b.enterprises[d.IntN(b.size.agreements)]
		w.employer = w.firm.name
	} else {
		w.employer = b.employer(d, ending)
	}
	w.place = k.place
	if w.place == "" {
		w.place = b.workPlace(d, k.side, p.village.township)
	}
	if w.channel == "" {
		w.channel = pick(d, []string{"协会组织", "协会组织", "协会介绍", "亲友介绍", "亲友介绍", "自主外出", "自谋职业"})
	}
	w.low = d.middling(k.low, k.high) / 50 * 50
	w.high = w.low
	switch {
	case d.in(15):
		w.low, w.high = 0, 0
	case d.in(60):
		w.low = max(w.low-300, k.low) / 100 * 100
		w.high = w.low + 100*d.between(5, 8)
	}
	w.started = started(d, p.birth, recent)
	p.joined = joined(d, p.village.association.founded)
}

// employer is an invented name, or what offices write where there is none.
func (b *builder) employer(d draw, ending string) string {
	if whole, ok := strings.CutPrefix(ending, "="); ok {
		return whole
	}
	return "示例" + pick(d, b.tables.words["brand"]) + ending
}

func (b *builder) workPlace(d draw, side string, t *township) string {
	places := b.tables.places[side]
	p := places[weighted(d, places, func(p workPlace) int { return p.weight })]
	return strings.ReplaceAll(pick(d, p.texts), "*", t.name)
}

// started is when the work began: mostly in the last years, and never before
// the month after the 16th birthday, so that a date without its day is lawful.
func started(d draw, birth time.Time, recent bool) time.Time {
	back := min(d.between(1, 96), d.between(1, 60))
	if recent {
		back = d.between(1, 22)
	}
	at := time.Date(2019, time.Month(12-back), d.between(1, 28), 0, 0, 0, 0, time.UTC)
	least := time.Date(birth.Year()+16, birth.Month()+1, 1, 0, 0, 0, 0, time.UTC)
	if at.Before(least) {
		return least
	}
	return at
}

// joined is a day from the association's foundation to the autumn of 2019.
func joined(d draw, founded time.Time) time.Time {
	last := time.Date(2019, time.October, 31, 0, 0, 0, 0, time.UTC)
	days := int(last.Sub(founded) / (24 * time.Hour))
	return founded.AddDate(0, 0, min(d.IntN(days), d.IntN(days)))
}

// pool hands out people by whether they were registered as poor and by sex.
type pool struct{ waiting [2][2][]*person }

func newPool(people []*person) *pool {
	var p pool
	for _, one := range people {
		q := &p.waiting[btoi(poor(one.kind))][btoi(one.male)]
		*q = append(*q, one)
	}
	return &p
}

// take is somebody as asked for, else somebody as poor, else anybody; nil
// where nobody is left.
func (p *pool) take(poor, male bool) *person {
	for _, q := range []*[]*person{
		&p.waiting[btoi(poor)][btoi(male)], &p.waiting[btoi(poor)][btoi(!male)],
		&p.waiting[btoi(!poor)][btoi(male)], &p.waiting[btoi(!poor)][btoi(!male)],
	} {
		if n := len(*q); n > 0 {
			one := (*q)[n-1]
			*q = (*q)[:n-1]
			return one
		}
	}
	return nil
}

func btoi(b bool) int {
	if b {
		return 1
	}
	return 0
}
