package demo

import (
	"fmt"
	"time"
)

// streamTraining is the chance by which training is drawn; it stands far from
// the streams of the workbooks, which have no end.
const streamTraining = 1000

// syllabus is a programme as it is taught (data/courses.csv). A trade and the
// certificate that it leads to stand at the same place.
type syllabus struct {
	programme            string
	classes              int // of the full county
	from                 time.Time
	days, hours          int
	institutions, trades []string
	certificates         []string
	certified            int // of a thousand who pass, those who get it
}

// course is one class (期).
type course struct {
	*syllabus
	number             int
	institution, trade string
	certificate        string
	starts, ends       time.Time
	pupils             []pupil
}

// pupil is somebody in a class.
type pupil struct {
	*person
	result, certificate, number string
	issued                      time.Time
}

// seats are as many as were called for: tens, and nobody stands.
func (c *course) seats() int { return (len(c.pupils) + 9) / 10 * 10 }

// openCourses draws the classes of each programme, one after the other from its
// first month to the autumn of 2019.
func (b *builder) openCourses(d draw) {
	last := time.Date(2019, time.October, 1, 0, 0, 0, 0, time.UTC)
	for i := range b.tables.courses {
		s := &b.tables.courses[i]
		n := max(1, int(b.options.Scale*float64(s.classes)+0.5))
		span := int(last.Sub(s.from) / (24 * time.Hour))
		for k := range n {
			c := &course{syllabus: s, number: k + 1, institution: pick(d, s.institutions)}
			t := d.IntN(len(s.trades))
			c.trade, c.certificate = s.trades[t], s.certificates[t]
			c.starts = s.from.AddDate(0, 0, (2*k+1)*span/(2*n)+d.between(0, 6))
			c.ends = c.starts.AddDate(0, 0, s.days+d.between(0, 5))
			b.courses = append(b.courses, c)
		}
	}
}

// enrolIn puts a person into the emptiest class of a programme that fits; false
// where none does. Nobody learns before his 18th birthday.
func (b *builder) enrolIn(d draw, p *person, programme string, passes bool, fits func(*course) bool) bool {
	var best *course
	for _, c := range b.courses {
		if c.programme == programme && fits(c) && !c.starts.Before(p.birth.AddDate(18, 0, 0)) && (best == nil || len(c.pupils) < len(best.pupils)) {
			best = c
		}
	}
	if best == nil {
		return false
	}
	one := pupil{person: p, result: pick(d, []string{"不合格", "缺考", "不合格"})}
	if passes {
		one.result = pick(d, []string{"合格", "合格", "合格", "良好", "优秀"})
	}
	if passes && d.in(best.certified) {
		one.certificate = best.certificate
		one.issued = best.ends.AddDate(0, 0, d.between(5, 40))
		one.number = fmt.Sprintf("YS%02d%02d%05d%03d", best.issuedYear(), best.number%100, d.IntN(100000), len(best.pupils)+1)
	}
	best.pupils = append(best.pupils, one)
	return true
}

func (c *course) issuedYear() int { return c.ends.Year() % 100 }

// before says of classes whether they had ended before a job began that may be
// written with its month alone, and not long before.
func before(job time.Time) func(*course) bool {
	month := time.Date(job.Year(), job.Month(), 1, 0, 0, 0, 0, time.UTC)
	return func(c *course) bool { return !c.ends.After(month) }
}

// during says of classes whether the job that runs had begun when they did.
func during(job time.Time) func(*course) bool {
	return func(c *course) bool { return c.starts.After(job) }
}

func always(*course) bool { return true }
