package demo

import (
	"slices"
	"strings"
)

// trainees hands out members who have completed nothing yet.
type trainees struct {
	waiting []*person
	taken   map[*person]bool
}

// take calls give for those of whom a condition holds until it said yes n
// times, or nobody is left.
func (t *trainees) take(n int, fits, give func(*person) bool) {
	for _, p := range t.waiting {
		if n <= 0 {
			return
		}
		if !t.taken[p] && fits(p) && give(p) {
			t.taken[p] = true
			n--
		}
	}
}

// train draws who completed what, in the numbers that the county published:
// caregivers and drivers, poor or not, and which caregivers found work by it.
func (b *builder) train() error {
	d := newDraw(b.options.Seed, streamTraining)
	b.openCourses(d)
	t := &trainees{taken: map[*person]bool{}}
	for _, one := range b.townships {
		for _, v := range one.villages {
			t.waiting = append(t.waiting, v.members...)
		}
	}
	d.Shuffle(len(t.waiting), func(i, j int) { t.waiting[i], t.waiting[j] = t.waiting[j], t.waiting[i] })
	b.trainBrands(d, t)
	b.trainCaregivers(d, t)
	b.trainDrivers(d, t)
	b.trainOthers(d, t)
	return nil
}

// brandsWork is where each brand's people work, as data/work.csv calls it.
var brandsWork = [][2]string{
	{"太原铁路安检员", "铁路安检项目部（示例）"}, {"京东方员工", "电子显示器件厂（示例）"}, {"蔡家崖管家", "红色旅游景区（示例）"},
}

// trainBrands trains those who work under a brand, before they began.
func (b *builder) trainBrands(d draw, t *trainees) {
	for _, brand := range brandsWork {
		t.take(len(t.waiting), func(p *person) bool { return p.work.employer == brand[1] },
			func(p *person) bool { return b.enrolIn(d, p, brand[0], true, before(p.work.started)) })
	}
}

// careWords tell the work that caregivers are trained for.
var careWords = []string{"护理", "护工", "陪护", "月嫂", "育婴", "家政", "保姆", "钟点工"}

func cares(p *person) bool {
	return slices.ContainsFunc(careWords, func(w string) bool { return strings.Contains(p.work.trade, w) })
}

// trainCaregivers trains those who went into care after their class, and those
// who stayed in the work that they had.
func (b *builder) trainCaregivers(d draw, t *trainees) {
	s := b.size
	for _, part := range []struct {
		n    int
		poor bool
	}{{s.caregiversEmployedPoor, true}, {s.caregiversEmployed - s.caregiversEmployedPoor, false}} {
		t.take(part.n, func(p *person) bool { return cares(p) && poor(p.kind) == part.poor },
			func(p *person) bool { return b.enrolIn(d, p, "吕梁山护工", true, before(p.work.started)) })
	}
	for _, part := range []struct {
		n    int
		poor bool
	}{
		{s.caregiversPoor - s.caregiversEmployedPoor, true},
		{s.caregivers - s.caregiversPoor - s.caregiversEmployed + s.caregiversEmployedPoor, false},
	} {
		t.take(part.n, func(p *person) bool { return !cares(p) && poor(p.kind) == part.poor && (!p.male || d.in(60)) },
			func(p *person) bool { return b.enrolIn(d, p, "吕梁山护工", true, during(p.work.started)) })
	}
}

func (b *builder) trainDrivers(d draw, t *trainees) {
	s := b.size
	for _, part := range []struct {
		n    int
		poor bool
	}{{s.driversPoor, true}, {s.drivers - s.driversPoor, false}} {
		t.take(part.n, func(p *person) bool { return poor(p.kind) == part.poor && p.age() < 61 && (p.male || d.in(80)) },
			func(p *person) bool { return b.enrolIn(d, p, "驾驶员", true, always) })
	}
}

// trainOthers trains craftsmen and farmers until as many are trained as shall
// be; of all, some attend a second programme, and some fail.
func (b *builder) trainOthers(d draw, t *trainees) {
	programmes := []string{"吕梁山工匠", "新型职业农民", "新型职业农民"}
	done := make([]*person, 0, len(t.taken))
	for _, p := range t.waiting {
		if t.taken[p] {
			done = append(done, p)
		}
	}
	anybody := func(*person) bool { return true }
	t.take(b.size.trained-len(t.taken), anybody, func(p *person) bool {
		programme := pick(d, programmes)
		if !p.male && programme == "吕梁山工匠" {
			programme = programmes[1]
		}
		return b.enrolIn(d, p, programme, true, always)
	})
	for _, p := range done {
		if d.in(40) {
			b.enrolIn(d, p, "新型职业农民", true, always)
		}
	}
	t.take(b.size.trained/40, anybody, func(p *person) bool { return b.enrolIn(d, p, pick(d, programmes), false, always) })
}
