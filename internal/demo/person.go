package demo

// newPerson draws a person of an age on the counted day. An empty surname is
// drawn too.
func (b *builder) newPerson(d draw, male bool, age int, surname string) (*person, error) {
	year := counted().Year() - age
	birth, id, err := b.numbers.give(d, male, year)
	if err != nil {
		return nil, err
	}
	if surname == "" {
		surname = b.names.surname(d)
	}
	p := &person{surname: surname, name: surname + b.names.given(d, male, year), id: id, male: male, birth: birth, ethnicity: "汉族"}
	if d.in(4) {
		p.ethnicity = pick(d, []string{"蒙古族", "回族", "满族"})
	}
	p.education = education(d, p.age())
	p.health, p.able = health(d, p.age())
	p.willing = p.able && p.age() >= 18 && !(p.age() < 23 && d.in(450)) && !(p.age() > 60 && d.in(300)) && (male || d.in(800))
	return p, nil
}

// education is the last school that somebody of an age went to.
func education(d draw, age int) string {
	n := d.IntN(100)
	switch {
	case age < 6:
		return "学龄前儿童"
	case age < 13:
		return "小学"
	case age < 16:
		return "初中"
	case age < 30:
		return graded(n, []int{1, 42, 62, 76, 92}, "小学", "初中", "高中", "中专", "大专", "本科及以上")
	case age < 50:
		return graded(n, []int{2, 22, 80, 91, 95, 99}, "文盲或半文盲", "小学", "初中", "高中", "中专", "大专", "本科及以上")
	}
	return graded(n, []int{12, 50, 90, 99}, "文盲或半文盲", "小学", "初中", "高中", "中专")
}

// graded is the word of the first bound above n; there is one word more than
// bounds.
func graded(n int, bounds []int, words ...string) string {
	for i, b := range bounds {
		if n < b {
			return words[i]
		}
	}
	return words[len(bounds)]
}

// health is what the register says of somebody's health, and whether he is
// able to work.
func health(d draw, age int) (word string, able bool) {
	n := d.IntN(100)
	switch {
	case age < 16:
		return "健康", false
	case age > 65:
		return graded(n, []int{40, 80, 90}, "健康", "长期慢性病", "残疾", "患有大病"), false
	case n < 91:
		return "健康", true
	}
	return graded(n, []int{95, 98}, "长期慢性病", "残疾", "患有大病"), n < 94
}
