package demo

import (
	"fmt"
	"time"
)

// region is where enterprises are, each a sheet of the openings' workbook.
type region struct {
	code, title string
	weight      int
}

var regions = []region{
	{"ordos", "鄂尔多斯", 46}, {"taiyuan", "太原", 25}, {"county", "县内", 10}, {"near", "吕梁", 8}, {"far", "其他地区", 11},
}

// home is the region of the county itself.
const home = "county"

type enterprise struct {
	name, uscc       string
	region, industry string // codes
	business         string // what the industry is called
	offer            offer
	place            string // as written
	contact, phone   string
	starts           time.Time // of the agreement; zero where there is none
	weight           int       // how much it hires, beside others
}

// foundEnterprises draws those with an agreement first, then the others.
func (b *builder) foundEnterprises() error {
	d := newDraw(b.options.Seed, streamEnterprises)
	names := map[string]bool{}
	for i := range b.size.enterprises {
		e := b.anyEnterprise(d)
		if i < b.size.agreements {
			var err error
			if e, err = b.withAgreement(b.tables.agreements[i]); err != nil {
				return err
			}
		}
		// The smallest county too has care work in Ordos: it is what its
		// trained caregivers go for.
		for names[e.name] || i == b.size.agreements && (e.region != "ordos" || e.industry != "care") {
			e = b.anyEnterprise(d)
		}
		names[e.name] = true
		code, err := creditCode(e.offer.place, i+1)
		if err != nil {
			return err
		}
		e.uscc, e.phone = code, b.numbers.phone(d)
		e.contact = b.contact(d)
		e.weight = 1 + d.IntN(3)*d.IntN(6)
		b.enterprises = append(b.enterprises, e)
	}
	return nil
}

func (b *builder) withAgreement(a agreement) (*enterprise, error) {
	starts, err := time.Parse(time.DateOnly, a.starts)
	if err != nil {
		return nil, fmt.Errorf("agreement of %s: %w", a.name, err)
	}
	e := &enterprise{name: a.name, region: home, industry: a.industry, place: a.place, starts: starts}
	e.offer = offer{place: b.options.County, texts: []string{a.place}, sites: []string{"", "厂区"}}
	for _, i := range b.tables.industries {
		if i.code == a.industry {
			e.business = i.name
		}
	}
	return e, nil
}

// anyEnterprise is one of a region and an industry that is found there. Its
// name says that it is no real one.
func (b *builder) anyEnterprise(d draw) *enterprise {
	r := regions[weighted(d, regions, func(r region) int { return r.weight })]
	all, offers := b.tables.industries, b.tables.offers[r.code]
	i := all[weighted(d, all, func(i industry) int { return i.weight[r.code] })]
	o := offers[weighted(d, offers, func(o offer) int { return o.weight })]
	return &enterprise{
		name:   o.prefix + "示例" + pick(d, b.tables.words["brand"]) + pick(d, i.endings),
		region: r.code, industry: i.code, business: i.name, offer: o, place: pick(d, o.texts),
	}
}

// contact is a name, or a surname with what the person is.
func (b *builder) contact(d draw) string {
	if d.in(450) {
		return b.names.surname(d) + pick(d, b.tables.words["caller"])
	}
	return b.names.name(d, d.in(500), 1984)
}
