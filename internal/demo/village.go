package demo

import "time"

// settle draws the townships' villages and the associations that cover them.
func (b *builder) settle() error {
	d := newDraw(b.options.Seed, streamVillages)
	b.townships = b.inhabited()
	left, shares := b.size.villages, 0
	for _, t := range b.townships {
		shares += t.share
	}
	for _, t := range b.townships {
		// What is left is shared out among the townships that are left, so
		// that the sum comes out.
		n := (left*t.share + shares/2) / shares
		left, shares = left-n, shares-t.share
		b.nameVillages(d, t, n)
	}
	b.associate(d)
	return nil
}

// inhabited are the townships that have villages: all, or as many as there are
// associations, as none reaches beyond its township.
func (b *builder) inhabited() []*township {
	all := b.tables.townships
	n := min(len(all), b.size.associations)
	out := make([]*township, n)
	for i := range out {
		out[i] = &all[i*(len(all)-1)/max(n-1, 1)]
	}
	return out
}

// nameVillages gives a township n villages, no name twice.
func (b *builder) nameVillages(d draw, t *township, n int) {
	taken := map[string]bool{}
	for len(t.villages) < n {
		name := b.villageName(d)
		if taken[name] {
			continue
		}
		taken[name] = true
		t.villages = append(t.villages, &village{township: t, name: name, number: len(t.villages) + 1, weight: d.middling(40, 160)})
	}
}

func (b *builder) villageName(d draw) string {
	w := b.tables.words
	switch {
	case d.in(120):
		return pick(d, w["village_before"]) + pick(d, w["village_alone"])
	case d.in(90):
		return pick(d, w["village_alone"])
	case d.in(600):
		return pick(d, w["village_before"]) + pick(d, w["village_family"]) + pick(d, w["village_after"])
	}
	return pick(d, w["village_family"]) + pick(d, w["village_after"])
}

// associate gives each village an association of its own, but for as many as
// must share that of their neighbour.
func (b *builder) associate(d draw) {
	var neighbours []*village
	for _, t := range b.townships {
		if len(t.villages) > 0 {
			neighbours = append(neighbours, t.villages[1:]...)
		}
	}
	sharing := map[*village]bool{}
	for _, i := range d.Perm(len(neighbours))[:b.size.villages-b.size.associations] {
		sharing[neighbours[i]] = true
	}
	for _, t := range b.townships {
		for _, v := range t.villages {
			if !sharing[v] {
				b.found(d, v)
			}
			a := b.associations[len(b.associations)-1]
			a.villages, v.association = append(a.villages, v), a
		}
	}
}

// found makes the association of a village and of those that will join it.
func (b *builder) found(d draw, v *village) {
	b.associations = append(b.associations, &association{
		township: v.township, name: v.name + "务工协会",
		leader: b.names.name(d, d.in(850), 1966), phone: b.numbers.phone(d),
		founded: time.Date(2016, time.March, d.between(1, 33*30), 0, 0, 0, 0, time.UTC),
	})
}
