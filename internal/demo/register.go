package demo

// registerOthers adds households that were not relocated until as many people
// look for work as shall. Nobody in them is a member.
func (b *builder) registerOthers() error {
	d := newDraw(b.options.Seed, streamRegister)
	for b.seeking < b.size.seekers {
		h := b.newHousehold(d, kindOf(d, d.in(420)))
		if err := b.people(d, h, d.middling(1, 6)); err != nil {
			return err
		}
		for _, p := range h.people {
			if p.willing && b.seeking < b.size.seekers {
				b.seek(d, p)
			} else {
				p.willing = false
			}
		}
	}
	return nil
}

// enrolOthers adds members whose households are on no register, until there
// are as many members as shall be.
func (b *builder) enrolOthers() error {
	d := newDraw(b.options.Seed, streamMembers)
	for b.members < b.size.members() {
		p, err := b.newPerson(d, d.in(585), memberAge(d), "")
		if err != nil {
			return err
		}
		p.able, p.willing, p.health = true, true, "健康"
		p.village, p.kind = b.anyVillage(d), kindOf(d, d.in(360))
		p.phone = b.numbers.phone(d)
		b.enrol(p)
	}
	for _, t := range b.townships {
		for _, v := range t.villages {
			for _, p := range v.members {
				if d.in(350) {
					p.skill = pick(d, b.tables.words["skill"])
				}
			}
		}
	}
	return nil
}

// memberAge is from 18 to 65.
func memberAge(d draw) int {
	switch n := d.IntN(100); {
	case n < 5:
		return d.between(18, 22)
	case n < 18:
		return d.between(23, 29)
	case n < 41:
		return d.between(30, 39)
	case n < 67:
		return d.between(40, 49)
	case n < 92:
		return d.between(50, 59)
	}
	return d.between(60, 65)
}
