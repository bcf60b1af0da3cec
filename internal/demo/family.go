package demo

import "slices"

// people draws the n persons of a household: head, spouse, then children,
// parents, a son's wife and grandchildren as their ages allow.
func (b *builder) people(d draw, h *household, n int) error {
	f := family{b: b, d: d, h: h}
	head := d.middling(24, 74)
	if n == 1 {
		head = d.between(28, 84)
	}
	f.add("户主", d.in(840), head, "")
	for len(h.people) < n && f.err == nil {
		f.next()
	}
	f.phones()
	return f.err
}

// family is a household that grows.
type family struct {
	b   *builder
	d   draw
	h   *household
	err error
}

func (f *family) count(relations ...string) int {
	n := 0
	for _, p := range f.h.people {
		if slices.Contains(relations, p.relation) {
			n++
		}
	}
	return n
}

// next adds whoever is likeliest to be there.
func (f *family) next() {
	d, head := f.d, f.h.people[0]
	age := head.age()
	switch {
	case f.count("配偶") == 0 && (len(f.h.people) == 1 && d.in(860)):
		f.add("配偶", !head.male, min(max(age+d.between(-5, 4), 22), 88), "")
	case f.count("儿媳") == 0 && f.grown() && d.in(250):
		f.add("儿媳", false, d.between(22, max(age-22, 23)), "")
	case f.count("儿媳") > 0 && f.count("孙子", "孙女") < 2 && age > 44:
		f.child("孙子", "孙女", d.between(0, min(age-44, 20)))
	case age < 62 && f.count("父亲") == 0 && d.in(150):
		f.add("父亲", true, min(age+d.between(22, 30), 90), head.surname)
	case age < 62 && f.count("母亲") == 0 && d.in(200):
		f.add("母亲", false, min(age+d.between(20, 28), 90), "")
	default:
		f.child("子", "女", max(age-d.between(22, 34), 0))
	}
}

// child adds a son or a daughter, who has the father's surname.
func (f *family) child(son, daughter string, age int) {
	surname := f.h.people[0].surname
	for _, p := range f.h.people {
		if p.male && p.relation == "配偶" {
			surname = p.surname
		}
	}
	if f.d.in(550) {
		f.add(son, true, age, surname)
		return
	}
	f.add(daughter, false, age, surname)
}

// grown says whether a son is old enough to be married.
func (f *family) grown() bool {
	return slices.ContainsFunc(f.h.people, func(p *person) bool { return p.relation == "子" && p.age() >= 24 })
}

func (f *family) add(relation string, male bool, age int, surname string) {
	p, err := f.b.newPerson(f.d, male, age, surname)
	if err != nil {
		f.err = err
		return
	}
	p.relation, p.household, p.village, p.kind = relation, f.h, f.h.village, f.h.kind
	f.h.people = append(f.h.people, p)
}

// phones: grown-ups have one, but for some who share the head's, as the old
// and children do.
func (f *family) phones() {
	head := f.h.people[0]
	head.phone = f.b.numbers.phone(f.d)
	for _, p := range f.h.people[1:] {
		switch {
		case p.age() < 14 || p.age() > 72:
		case p.age() < 18 || f.d.in(220):
			p.phone = head.phone
		default:
			p.phone = f.b.numbers.phone(f.d)
		}
	}
}
