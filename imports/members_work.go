package imports

import (
	"time"

	"laowu/internal/value"
)

// lawfulAge is when work may begin (劳动法第十五条).
const lawfulAge = 16

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
	works                *bool
	place, text          string
	away                 *bool
	employer, trade      string
	low, high            *int
	started, ended, told value.Day
}

// work are the values of a row's spell of work, all null where the row says
// nothing of work.
func (m *memberRows) work(r *row, id value.IDNumber) []any {
	s := spell{employer: r.text("employer"), trade: r.text("trade"), told: m.env.statedOn(r)}
	m.place(r, &s)
	m.pay(r, &s)
	m.dates(r, &s)
	m.status(r, &s)
	if s.works == nil && (s.text != "" || s.employer != "" || s.low != nil || !s.started.IsZero()) {
		s.works = ptr(true)
	}
	if s.works != nil && *s.works && !id.IsZero() {
		m.lawful(r, id, s)
		m.enough(r, s)
	}
	return []any{
		s.works, null(s.employer), null(s.trade), null(s.place), null(s.text), s.away, m.channel(r), s.low, s.high,
		day(s.started), day(s.ended), day(s.told),
	}
}

// place reads where the work is: what lies outside areas.csv lies outside the
// county.
func (m *memberRows) place(r *row, s *spell) {
	s.text = r.text("place")
	if upper := r.text("place_province") + r.text("place_city") + r.text("place_county"); upper != "" {
		s.text = upper + s.text
	}
	if s.text == "" {
		return
	}
	code, ok := m.env.Atlas.Resolve(m.env.County, s.text)
	s.place = code
	s.away = ptr(!ok || !m.env.Atlas.Inside(code, m.env.County))
	if !ok && m.env.villageCalled("", s.text) != "" {
		s.away = ptr(false)
	}
}

func (m *memberRows) pay(r *row, s *spell) {
	if r.wants("wage") {
		s.low, s.high = wages(parse(r, "wage", value.ParseWage))
		return
	}
	if !r.wants("wage_year") {
		return
	}
	// A year's income is no month's wage: twelve months make it.
	w := parse(r, "wage_year", value.ParseWage)
	w.Unit = value.PerYear
	s.low, s.high = wages(w)
}

// dates reads from when to when. 务工时间 may hold both ends in one cell.
func (m *memberRows) dates(r *row, s *spell) {
	if r.wants("started") {
		p := parse(r, "started", value.ParsePeriod)
		s.started, s.ended = p.From, p.To
	}
	if r.wants("ended") {
		p := parse(r, "ended", value.ParsePeriod)
		s.ended = p.From
	}
	if !s.started.IsZero() && !s.ended.IsZero() && s.ended.Before(s.started) {
		r.report("ended", value.DateOrder, "")
	}
}

// status reads 从业状态, which says where, or that there is no work.
func (m *memberRows) status(r *row, s *spell) {
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

func (m *memberRows) lawful(r *row, id value.IDNumber, s spell) {
	from, field := s.started, "started"
	if from.IsZero() {
		from, field = s.told, "id_number"
	}
	if id.Age(from) < lawfulAge {
		r.report(field, value.UnderAge, "")
	}
}

// enough compares the wage with the lowest lawful one of the work's place on
// the day it was told. Public-welfare posts pay for reduced hours.
func (m *memberRows) enough(r *row, s spell) {
	if c := m.channel(r); c != nil && *c == "public_welfare" {
		return
	}
	if s.low == nil && s.high == nil {
		return
	}
	best := s.high
	if best == nil {
		best = s.low
	}
	if lowest := m.lowest(s.place, s.told.Time()); *best < lowest {
		r.report("wage", value.WageBelowMinimum, "")
	}
}

// lowest is the minimum wage of the nearest division that has one, or 0.
func (l *lookup) lowest(place string, on time.Time) int {
	for _, code := range l.env.Atlas.Path(place) {
		for _, w := range l.minimum {
			if w.Place == code && !w.ValidFrom.After(on) {
				return w.Monthly
			}
		}
	}
	return 0
}

func (m *memberRows) channel(r *row) *string { return null(channels[r.text("channel")]) }

func ptr[T any](v T) *T { return &v }
