package demo

import (
	"errors"
	"strings"
	"time"
)

// opening as the enterprise writes it.
type opening struct {
	enterprise           *enterprise
	title, place, form   string
	headcount            int
	age, education       string
	certificate, wage    string
	board, special, duty string
	contact, phone       string
	from, until          time.Time // until zero: no end
}

// errPosts says that the enterprises have not that many different posts.
var errPosts = errors.New("too many openings for the enterprises")

// openPosts draws the openings: one of each enterprise, the others where more
// is hired. An enterprise offers a title at a place in a form once.
func (b *builder) openPosts() error {
	d := newDraw(b.options.Seed, streamOpenings)
	type key struct {
		uscc, title, place string
		temporary          bool
	}
	taken := map[key]bool{}
	for tries := 0; len(b.openings) < b.size.openings; tries++ {
		if tries > 100*b.size.openings {
			return errPosts
		}
		var e *enterprise
		if n := len(b.openings); n < len(b.enterprises) {
			e = b.enterprises[n]
		} else {
			e = b.enterprises[weighted(d, b.enterprises, func(e *enterprise) int { return e.weight })]
		}
		o, temporary := b.post(d, e)
		k := key{e.uscc, o.title, o.place, temporary}
		if taken[k] {
			continue
		}
		taken[k] = true
		b.openings = append(b.openings, o)
	}
	return nil
}

// post draws one opening of an enterprise.
func (b *builder) post(d draw, e *enterprise) (o opening, temporary bool) {
	j := pick(d, b.tables.jobs[e.industry])
	temporary = j.forms == "t" || j.forms == "rt" && d.in(350)
	o = opening{
		enterprise: e, title: pick(d, j.titles), place: e.site(d), headcount: d.between(1, 10),
		age: pick(d, j.ages), education: pick(d, j.educations), certificate: pick(d, j.certificates), board: pick(d, j.boards),
		form: pick(d, []string{"长期", "长期", "全日制", "正式"}), contact: e.contact, phone: e.phone,
	}
	switch {
	case strings.HasSuffix(o.title, "长") || strings.HasSuffix(o.title, "主管"):
		o.headcount = d.between(1, 2)
	case d.in(120):
		o.headcount = 10 * d.between(2, 5)
	}
	if temporary {
		o.form = pick(d, []string{"临时", "季节性", "短期"})
		if d.in(j.special) {
			o.special = "是"
		}
	}
	o.wage = offered(d, j, temporary)
	o.duty = b.duty(d, j)
	b.term(d, &o)
	if d.in(200) {
		o.contact, o.phone = b.contact(d), b.numbers.phone(d)
	}
	return o, temporary
}

// site is where the work is: the enterprise's division, often with the place
// in it.
func (e *enterprise) site(d draw) string {
	if d.in(350) {
		return pick(d, e.offer.texts)
	}
	return e.offer.texts[0] + pick(d, e.offer.sites)
}

// duty is what is to be done, mostly with the hours.
func (b *builder) duty(d draw, j job) string {
	text := pick(d, j.duties)
	told := strings.ContainsAny(text, "班制休") || strings.Contains(text, "小时")
	if told || d.in(250) {
		return text
	}
	return text + "；" + pick(d, b.tables.words["hours"])
}

// term is from when to when an opening can be answered: it is open on the day
// of the options, and ends one to six months later, if ever.
func (b *builder) term(d draw, o *opening) {
	y, m, day := b.options.Today.Date()
	today := time.Date(y, m, day, 0, 0, 0, 0, time.UTC)
	o.from = today.AddDate(0, 0, -d.between(0, 40))
	if !d.in(120) {
		o.until = today.AddDate(0, 0, d.between(30, 180))
	}
}
