package imports

import (
	"context"
	"slices"
	"strings"
	"time"

	"laowu/internal/db"
	"laowu/internal/hiring"
	"laowu/internal/roster"
	"laowu/internal/value"
)

// reportRows reads rows that report somebody's work with an employer.
type reportRows struct {
	*lookup
	codes map[string][]string // of enterprises, by Key of the name
	sites map[string]string   // where enterprises are, by code
	after map[string]hiring.Successor
	own   string // the code of the enterprise that sends
	hires bool
}

func loadReports(ctx context.Context, tx *db.Tx, env *Env) (*reportRows, error) {
	l, err := loadLookup(ctx, tx, env)
	if err != nil {
		return nil, err
	}
	r := &reportRows{lookup: l}
	// An association's own rows may name another that placed somebody.
	r.fixed = 0
	if r.codes, err = hiring.EnterpriseNames(ctx, tx); err != nil {
		return nil, err
	}
	if r.after, err = hiring.Successors(ctx, tx); err != nil {
		return nil, err
	}
	r.sites, r.own, err = hiring.EnterpriseSites(ctx, tx)
	return r, err
}

func (p *reportRows) table() []db.Column {
	return slices.Concat(roster.StaffColumns(), hiring.ReportColumns())
}

func (p *reportRows) check(r *row) []any {
	who := p.env.person(r)
	hash, sealed := p.env.phone(r)
	s := spell{trade: r.text("trade"), told: p.env.statedOn(r)}
	channel := p.channel(r)
	p.dates(r, &s)
	code := p.employer(r, &s, channel)
	p.place(r, &s)
	if s.text == "" {
		p.at(p.sites[code], &s)
	}
	p.pay(r, &s)
	if !r.wants("started") {
		r.report("started", value.Missing, "")
	}
	if !who.id.IsZero() {
		p.lawful(r, who.id, s)
		p.enough(r, s)
	}
	values := []any{
		who.name, string(who.id.Sex()), day(who.id.Birth()), who.hash, who.sealed, hash, sealed, p.env.registered(r), day(s.told),
		null(code), nil, null(s.employer), nullID(p.placed(r)),
		day(s.started), day(s.started.Last()), day(s.ended.Last()), day(s.told),
		null(s.trade), null(s.place), null(s.text), s.away, channel, s.low, s.high,
	}
	return append(values, p.post(r, channel, s.trade)...)
}

// employer is the credit code of the row's enterprise, which must be known. A
// post of public money (公益性岗位, 帮扶车间 and the like) may be with an
// employer in words alone, such as a village.
func (p *reportRows) employer(r *row, s *spell, channel *string) string {
	s.employer = value.Clean(r.text("employer"))
	if r.wants("uscc") {
		code := string(parse(r, "uscc", value.ParseUSCC))
		if _, known := p.sites[code]; code != "" && !known {
			r.report("uscc", value.UnknownEnterprise, "")
		}
		p.stands(r, "uscc", code, s.started)
		return code
	}
	if s.employer == "" {
		if p.own == "" {
			r.report("employer", value.Missing, "")
		}
		p.stands(r, "started", p.own, s.started)
		return p.own
	}
	switch codes := p.then(p.codes[value.Key(s.employer)], s.started); {
	case len(codes) == 1:
		p.stands(r, "employer", codes[0], s.started)
		return codes[0]
	case len(codes) > 1:
		r.report("employer", value.UnknownEnterprise, "有几家企业叫这个名字，请写统一社会信用代码")
	case p.hires || channel == nil || !slices.Contains(public, *channel):
		r.report("employer", value.UnknownEnterprise, "")
	}
	return ""
}

// stands refuses work that began with an enterprise which was another's by then.
func (p *reportRows) stands(r *row, field, code string, started value.Day) {
	next, gone := p.after[code]
	if gone && !started.IsZero() && !started.Time().Before(next.From) {
		r.report(field, value.UnknownEnterprise, "这家企业从 "+next.From.Format(time.DateOnly)+" 起并入“"+next.Name+"”（"+next.USCC+"），以后上岗的请写这一家")
	}
}

// then are those of some enterprises of one name that stood when work began: a
// new credit code comes with the old name.
func (p *reportRows) then(codes []string, started value.Day) []string {
	if len(codes) < 2 {
		return codes
	}
	return slices.DeleteFunc(slices.Clone(codes), func(code string) bool {
		next, gone := p.after[code]
		if gone {
			return !slices.Contains(codes, next.USCC) || !started.Time().Before(next.From)
		}
		return slices.ContainsFunc(codes, func(old string) bool {
			next, gone := p.after[old]
			return gone && next.USCC == code && started.Time().Before(next.From)
		})
	})
}

// public are the channels of work whose employers need no credit code.
var public = []string{"public_welfare", "workshop", "forestry", "brand"}

// at places work where the enterprise is.
func (p *reportRows) at(site string, s *spell) {
	if site == "" {
		return
	}
	s.text = site
	code, ok := p.env.Atlas.Resolve(p.env.County, site)
	s.place = code
	inside := ok && p.env.Atlas.Inside(code, p.env.County)
	if inside || !ok || !p.env.Atlas.Inside(p.env.County, code) {
		s.away = ptr(!inside)
	}
}

// placed is the association that the row names, or 0.
func (p *reportRows) placed(r *row) int64 {
	if called := r.text("association"); called != "" {
		return p.called(r, called, "")
	}
	return 0
}

// post are the values of what sort of post it is.
func (p *reportRows) post(r *row, channel *string, trade string) []any {
	form := null(string(parse(r, "form", value.ParseForm)))
	if p.hires {
		form = ptr(employmentForm(r))
	}
	hours := nullInt(r.count("hours", 1, 744))
	var fullTime *bool
	switch {
	case channel != nil && *channel == "forestry":
		fullTime = ptr(false)
	case hours != nil:
		fullTime = ptr(*hours >= halfTime)
	}
	ends := parse(r, "term_ends", parseEnd)
	return []any{
		form, null(wordIn(posts, r.text("post"))), yesNo(r, "special_skill"), fullTime, null(value.Clean(r.text("brand"))),
		welfareKind(channel, trade), null(r.text("funder")), day(ends.Last()), hours, endReason(r),
	}
}

// halfTime is how many hours a month are not full time any more.
const halfTime = 120

// wordIn is what the first of some words that a text holds stands for.
func wordIn(words []word, text string) string {
	for _, w := range words {
		if strings.Contains(text, w.said) {
			return w.means
		}
	}
	return ""
}

// endReason is why the work ended, of a closed list; what is not on it is
// another reason.
func endReason(r *row) *string {
	said := r.text("end_reason")
	if said == "" {
		return nil
	}
	if known := wordIn(endReasons, said); known != "" {
		return &known
	}
	return ptr("other")
}

// welfareKind is what a post of public money is for.
func welfareKind(channel *string, trade string) *string {
	if channel == nil || *channel != "public_welfare" && *channel != "forestry" {
		return nil
	}
	kind := wordIn(welfareKinds, trade)
	if kind == "" && *channel == "public_welfare" && trade != "" {
		kind = "other"
	}
	return null(kind)
}
