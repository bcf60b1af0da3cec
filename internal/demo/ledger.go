package demo

import "time"

// placed is a spell of work in the ledger of placements.
type placed struct {
	*person
	employer, trade, channel, brand string
	low, high                       int
	started, ended                  time.Time // ended zero: goes on
	term                            time.Time // of a public-welfare post
}

// The ledger's sheets.
const (
	sheetBrands    = "劳务品牌"
	sheetWorkshops = "帮扶车间"
	sheetWelfare   = "公益性岗位"
	sheetForestry  = "造林与护林"
)

// sheets are what a channel's placements stand under.
var sheets = map[string]string{"品牌输出": sheetBrands, "扶贫车间": sheetWorkshops, "公益性岗位": sheetWelfare}

// keepLedger draws the ledger: what the roster says of brands, workshops and
// public-welfare posts, as those who placed the people tell it; and the
// seasonal work in the woods, which is nobody's main work.
func (b *builder) keepLedger() error {
	d := newDraw(b.options.Seed, streamLedger)
	b.ledger = map[string][]placed{}
	var free []*person // the poor who have no public-welfare post
	guards := b.size.guards
	for _, p := range b.workers() {
		w := p.work
		if sheet := sheets[w.channel]; sheet != "" {
			one := placed{person: p, employer: w.employer, trade: w.trade, channel: w.channel, brand: w.brand, low: w.low, high: w.high, started: w.started}
			if sheet == sheetWelfare {
				one.term = w.started.AddDate(3, 0, -1)
			}
			b.ledger[sheet] = append(b.ledger[sheet], one)
		}
		switch {
		case !poor(p.kind):
		case w.channel != "公益性岗位":
			free = append(free, p)
		case w.trade == "护林员":
			guards--
		}
	}
	d.Shuffle(len(free), func(i, j int) { free[i], free[j] = free[j], free[i] })
	b.guard(d, free, guards)
	for _, p := range free[:min(b.size.foresters, len(free))] {
		b.season(d, p, "造林工", time.March, 4*30, 2400)
	}
	return nil
}

// guard engages people in spring, and some of them again in autumn, when fires
// are feared: n engagements.
func (b *builder) guard(d draw, free []*person, n int) {
	for i := len(free) - 1; i >= 0 && n > 0; i-- {
		b.season(d, free[i], "护林员", time.March, 3*30, 1200)
		if n--; n > 0 && d.in(400) {
			b.season(d, free[i], "护林员", time.October, 2*30, 1200)
			n--
		}
	}
}

// season is a stretch of work in the woods of 2019 that is over by its end.
func (b *builder) season(d draw, p *person, trade string, from time.Month, most, wage int) {
	started := time.Date(2019, from, d.between(1, 25), 0, 0, 0, 0, time.UTC)
	b.ledger[sheetForestry] = append(b.ledger[sheetForestry], placed{
		person: p, employer: p.village.township.name + "示例造林专业合作社", trade: trade, channel: "造林专业合作社", low: wage, high: wage,
		started: started, ended: started.AddDate(0, 0, d.between(25, min(most, 60))),
	})
}

// workers lists the members in the order of their villages.
func (b *builder) workers() []*person {
	var out []*person
	for _, t := range b.townships {
		for _, v := range t.villages {
			out = append(out, v.members...)
		}
	}
	return out
}
