package demo

import (
	"fmt"

	"laowu/internal/value"
)

// relocate draws the relocated households: as many as were registered as poor
// and as many as were not, with as many persons in each.
func (b *builder) relocate() error {
	d := newDraw(b.options.Seed, streamRelocated)
	s := b.size
	for _, part := range []struct {
		households, persons int
		poor                bool
	}{
		{s.poorHouseholds, s.poorPersons, true},
		{s.households - s.poorHouseholds, s.persons - s.poorPersons, false},
	} {
		for _, n := range shareOut(d, part.persons, part.households) {
			h := b.newHousehold(d, kindOf(d, part.poor))
			h.relocated = true
			if err := b.people(d, h, n); err != nil {
				return err
			}
			b.employ(d, h)
		}
	}
	b.siting(d)
	return nil
}

// shareOut makes n households of 1 to 7 persons that come to a sum.
func shareOut(d draw, persons, n int) []int {
	out := make([]int, n)
	for i := range out {
		out[i] = pick(d, []int{1, 2, 2, 3, 3, 3, 4, 4, 4, 5, 5, 6})
		persons -= out[i]
	}
	for persons != 0 {
		i := d.IntN(n)
		switch {
		case persons > 0:
			out[i]++
			persons--
		case out[i] > 1:
			out[i]--
			persons++
		}
	}
	return out
}

// kindOf is what a household is: 家庭类别. Of the watched ones, those that are
// not stable were on the register of the poor, the others never.
func kindOf(d draw, poor bool) value.HouseholdKind {
	switch {
	case poor && d.in(35):
		return value.MonitoredUnstable
	case poor:
		return value.Lifted
	case d.in(40):
		return value.MonitoredMarginal
	case d.in(10):
		return value.MonitoredSudden
	}
	return value.General
}

func (b *builder) newHousehold(d draw, kind value.HouseholdKind) *household {
	v := b.anyVillage(d)
	h := &household{village: v, kind: kind}
	v.households = append(v.households, h)
	b.households = append(b.households, h)
	h.number = fmt.Sprintf("%s%03d%03d", v.township.code[6:], v.number, len(v.households))
	return h
}

// anyVillage is a village, the larger the likelier.
func (b *builder) anyVillage(d draw) *village {
	t := b.townships[weighted(d, b.townships, func(t *township) int { return t.weight() })]
	return t.villages[weighted(d, t.villages, func(v *village) int { return v.weight })]
}

func (t *township) weight() int {
	sum := 0
	for _, v := range t.villages {
		sum += v.weight
	}
	return sum
}

// employ makes members of those in a household who can work and want to: one
// at least in each that has any, as the county promised its relocated
// households; of the others some look for work.
func (b *builder) employ(d draw, h *household) {
	first := true
	for _, p := range h.people {
		if !p.able || !p.willing {
			continue
		}
		switch {
		case b.members < b.size.members() && (first || d.in(550)):
			b.enrol(p)
			first = false
		case d.in(400) && b.size.seekers > b.seeking:
			b.seek(d, p)
		default:
			p.willing = false
		}
	}
}

// enrol makes a person a member.
func (b *builder) enrol(p *person) {
	p.work = &work{}
	p.village.members = append(p.village.members, p)
	b.members++
}

// seek makes a person look for work.
func (b *builder) seek(d draw, p *person) {
	b.seeking++
	p.wishTrade = pick(d, b.tables.words[map[bool]string{true: "wish_men", false: "wish_women"}[p.male]])
	p.wishPlace = pick(d, b.tables.words["wish_places"])
	p.wishWage = 100 * d.between(25, 60)
}

// siting gives each relocated household a site: in the county town, or that of
// its own township. No site stays empty.
func (b *builder) siting(d draw) {
	sites := b.sites()
	used := map[string]int{}
	for _, h := range b.households {
		open := []string{}
		for _, s := range sites {
			if s.township == nil || s.township == h.village.township {
				open = append(open, s.name)
			}
		}
		if len(open) == 0 {
			open = append(open, sites[0].name)
		}
		// The last in the list is the township's own, where there is one.
		h.site = open[len(open)-1]
		if d.in(450) {
			h.site = pick(d, open)
		}
		used[h.site]++
	}
	next := 0
	for _, s := range sites {
		for used[s.name] == 0 {
			if h := b.households[next]; used[h.site] > 1 {
				used[h.site]--
				h.site = s.name
				used[s.name]++
			}
			next++
		}
	}
}

// site is a resettlement site; without a township, in the county town.
type site struct {
	name     string
	township *township
}

// sites are those of the county town and of the first townships beside it, in
// the proportion of the full county: 6 in town, 13 in townships.
func (b *builder) sites() []site {
	full := fullCounty().sites
	town := b.tables.words["site_town"]
	inTown := (b.size.sites*len(town) + full - 1) / full
	var out []site
	for i := range b.size.sites {
		if i < inTown {
			out = append(out, site{name: town[i]})
			continue
		}
		t := &b.tables.townships[1+i-inTown]
		out = append(out, site{t.name + "集中安置点", t})
	}
	return out
}
