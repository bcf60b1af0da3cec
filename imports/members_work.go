package imports

import (
	"laowu/internal/value"
)

// channels are the words for how work was found.
var channels = map[string]string{
	"协会": "association", "务工协会": "association", "协会组织": "association", "协会介绍": "association", "政府组织": "association",
	"有组织输出": "association", "组织输出": "association", "劳务输出": "association",
	"企业": "enterprise", "企业招工": "enterprise", "企业招聘": "enterprise", "驻地企业": "enterprise", "用工协议": "enterprise",
	"扶贫车间": "workshop", "帮扶车间": "workshop", "就业帮扶车间": "workshop", "车间": "workshop",
	"公益性岗位": "public_welfare", "公益岗位": "public_welfare", "公益岗": "public_welfare",
	"品牌": "brand", "劳务品牌": "brand", "品牌输出": "brand",
	"造林": "forestry", "造林合作社": "forestry", "造林专业合作社": "forestry",
	"自主": "self", "自发": "self", "自主就业": "self", "自行外出": "self", "自谋职业": "self", "自主外出": "self", "亲友介绍": "self",
}

// spell is the work that a row speaks of.
type spell struct {
	works           *bool
	place, text     string
	away            *bool
	employer, trade string
	pay             string // the field that says the wage
	low, high       *int
	started, ended  value.Day
	told            value.Day
}

// work are the values of a row's spell of work, all null where the row says
// nothing of work.
func (m *memberRows) work(r *row, id value.IDNumber) []any {
	s := spell{employer: r.text("employer"), trade: r.text("trade"), told: m.env.statedOn(r)}
	m.place(r, &s)
	m.pay(r, &s)
	m.dates(r, &s)
	m.status(r, &s)
	if s.works == nil && (s.text != "" || s.employer != "" || best(s.low, s.high) != nil || !s.started.IsZero()) {
		s.works = ptr(true)
	}
	if s.works != nil && *s.works && !id.IsZero() {
		m.lawful(r, id, s)
		m.enough(r, s)
	}
	return []any{
		s.works, null(s.employer), null(s.trade), null(s.place), null(s.text), s.away, m.channel(r), s.low, s.high,
		day(s.started), day(s.started.Last()), day(s.ended.Last()), day(s.told),
	}
}

// place reads where the work is: what lies outside areas.csv lies outside the
// county. A place that the county lies in, as 山西, tells neither.
func (l *lookup) place(r *row, s *spell) {
	s.text = r.text("place_province") + r.text("place_city") + r.text("place_county")
	if rest := r.text("place"); s.text == "" || rest != s.text {
		s.text += rest
	}
	if s.text == "" {
		return
	}
	code, ok := l.env.Atlas.Resolve(l.env.County, s.text)
	s.place = code
	switch {
	case ok && l.env.Atlas.Inside(code, l.env.County), !ok && l.env.villageCalled("", s.text).count > 0:
		s.away = ptr(false)
	case !ok || !l.env.Atlas.Inside(l.env.County, code):
		s.away = ptr(true)
	}
}

func (l *lookup) pay(r *row, s *spell) {
	for _, s.pay = range []string{"wage", "wage_year"} {
		if r.wants(s.pay) {
			s.low, s.high = wages(r.wage(s.pay))
			return
		}
	}
}

// dates reads from when to when. 务工时间 may hold both ends in one cell.
func (l *lookup) dates(r *row, s *spell) {
	p := parse(r, "started", value.ParsePeriod)
	s.started, s.ended = p.From, p.To
	if r.wants("ended") {
		s.ended = parse(r, "ended", parseEnd)
	}
	if code := value.Order(s.started, s.ended); code != "" {
		r.report("ended", code, "")
	}
}

// parseEnd reads an end; none in sight (至今, 长期) is none.
func parseEnd(raw value.Raw) (value.Day, value.Code) {
	d, _, code := value.ParseEnd(raw)
	return d, code
}

// status reads 从业状态, which says where, or that there is no work.
func (l *lookup) status(r *row, s *spell) {
	switch st := value.ParseStatus(r.raw("status")); st {
	case value.WorksAway, value.WorksHere:
		s.works = ptr(true)
		if s.away == nil {
			s.away = ptr(st == value.WorksAway)
		}
	case value.NoWork, value.OffMarket:
		s.works = ptr(false)
	}
}

// lawful refuses work begun before 16. A start known by its month may have
// been on the month's last day; who works on a day has begun by then.
func (l *lookup) lawful(r *row, id value.IDNumber, s spell) {
	from, field := s.started.Last(), "started"
	if from.IsZero() {
		from, field = s.told, "id_number"
		if ended := s.ended.Last(); !ended.IsZero() && ended.Before(from) {
			from = ended
		}
	}
	if id.Age(from) < value.MinWorkingAge {
		r.report(field, value.UnderAge, "")
	}
}

// enough compares the wage with the lowest lawful one of the work's place on
// the day it was told. Public-welfare posts pay for reduced hours.
func (l *lookup) enough(r *row, s spell) {
	wage := best(s.low, s.high)
	if c := l.channel(r); wage == nil || c != nil && *c == "public_welfare" {
		return
	}
	if *wage < l.lowest(s.place, s.told.Time()) {
		r.report(s.pay, value.WageBelowMinimum, "")
	}
}

func (l *lookup) channel(r *row) *string { return null(channels[r.text("channel")]) }
