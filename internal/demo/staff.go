package demo

import "time"

// hired is a line of an enterprise's staff list.
type hired struct {
	*person
	firm                 *enterprise
	register             string // 户籍所在地
	trade, form, special string
	low, high            int
	started              time.Time
}

// others are where people from elsewhere come from: the ID number's prefix and
// what the register says.
var others = [][2]string{
	{"140109", "山西省太原市万柏林区"}, {"141102", "山西省吕梁市离石区"}, {"141124", "山西省临县"}, {"141127", "山西省岚县"}, {"610821", "陕西省神木市"},
}

// listStaff draws the lists of the enterprises with an agreement: their hires
// from the county, and for two of those one from elsewhere in regular posts, so
// that every agreement holds. Once or twice nobody local has the skill for a
// temporary post.
func (b *builder) listStaff() error {
	d := newDraw(b.options.Seed, streamStaff)
	local := map[*enterprise][2]int{} // since the agreement: regular, temporary
	for _, p := range b.workers() {
		w := p.work
		if w.firm == nil {
			continue
		}
		b.staff = append(b.staff, hired{
			person: p, firm: w.firm, register: pick(d, []string{"山西省兴县", "兴县", "吕梁市兴县"}), trade: w.trade, form: w.form,
			low: w.low, high: w.high, started: w.started,
		})
		if n := local[w.firm]; !w.started.Before(w.firm.starts) {
			n[btoi(w.form == "临时")]++
			local[w.firm] = n
		}
	}
	for _, e := range b.enterprises[:b.size.agreements] {
		for range local[e][0] / 2 {
			if err := b.fromElsewhere(d, e, hired{trade: pick(d, []string{"电工", "焊工", "检修工", "技术员"}), form: "长期", low: 3600, high: 3600}); err != nil {
				return err
			}
		}
		if local[e][1] > 60 {
			if err := b.fromElsewhere(d, e, hired{trade: "特种焊工", form: "临时", special: "是", low: 6000, high: 6000}); err != nil {
				return err
			}
		}
	}
	return nil
}

// fromElsewhere hires somebody of another county since the agreement began.
func (b *builder) fromElsewhere(d draw, e *enterprise, h hired) error {
	from, male, year := pick(d, others), d.in(850), counted().Year()-d.between(22, 50)
	birth := time.Date(year, time.January, d.between(1, 365), 0, 0, 0, 0, time.UTC)
	for range 366 {
		id, ok := b.numbers.take(from[0], birth, male)
		if ok {
			days := int(counted().Sub(e.starts) / (24 * time.Hour))
			h.person = &person{name: b.names.name(d, male, year), id: id, male: male, birth: birth}
			h.firm, h.register, h.started = e, from[1], e.starts.AddDate(0, 0, d.IntN(days))
			b.staff = append(b.staff, h)
			return nil
		}
		birth = birth.AddDate(0, 0, 1)
	}
	return errFull
}
