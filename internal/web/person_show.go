package web

import (
	"errors"
	"strconv"
	"time"

	"github.com/gofiber/fiber/v2"

	"laowu/internal/access"
	"laowu/internal/db"
	"laowu/internal/followup"
	"laowu/internal/hiring"
	"laowu/internal/roster"
	"laowu/internal/value"
	"laowu/internal/web/templates"
	"laowu/matching/match"
)

// record is a person as the page shows one.
type record struct {
	person    roster.Person
	spells    []hiring.Spell
	consents  []roster.Consent
	requests  []roster.Request
	visits    []followup.Made
	cases     []followup.Line
	flags     []hiring.Flag
	merges    []roster.Merge
	referrals []hiring.Referred
	asks      []hiring.Ask
	movable   movable
	training  schooling
	rides     []hiring.Ride
	matches   match.ForWorker
	pause     *roster.Pause
}

// personShow is one person's record; of one that is part of another now, the
// other.
func (s *Server) personShow(c *fiber.Ctx) error {
	var done *templates.Notice
	if n, ok := personDone[c.Query("done")]; ok {
		done = &n
	}
	err := s.showPerson(c, nil, done)
	if !errors.Is(err, errNobody) {
		return err
	}
	var kept int64
	read := s.DB.ReadTx(c.UserContext(), s.actor(c), func(tx *db.Tx) (err error) {
		kept, err = roster.MergedInto(c.UserContext(), tx, atoi(c.Params("person")))
		return err
	})
	if read != nil || kept == 0 {
		return errors.Join(read, err)
	}
	return c.Redirect("/people/"+itoa(kept), fiber.StatusSeeOther)
}

// shown is a number that was just revealed, or a form that was refused.
type shown struct {
	field  access.Field
	number string
	refuse string
	reason string
	other  string
	sent   templates.Given // the opening that somebody was to be sent to
	pause  error           // why the mark was not cleared
}

func (s *Server) showPerson(c *fiber.Ctx, n *shown, notice *templates.Notice) error {
	return s.showRecord(c, atoi(c.Params("person")), n, notice)
}

// personDone are the notices of what a form before this page did.
var personDone = map[string]templates.Notice{
	"enrolled": {Kind: "ok", What: "报上名了", Then: "班期在“培训”那一栏。"},
	"renewed":  {Kind: "ok", What: "换证登记好了", Then: "旧证还留着，写明换成了哪一本。"},
	"paused":   {Kind: "ok", What: "先不提醒了", Then: "到那一天再提醒。"},
	"resumed":  {Kind: "ok", What: "又会提醒了", Then: "没有活、没有推荐、没有回访的天数照旧算。"},
	"reviewed": {Kind: "ok", What: "复审登记好了", Then: "下次复审的日期推后了。"},
}

// showRecord shows the page of a person, whom the address need not name.
func (s *Server) showRecord(c *fiber.Ctx, id int64, n *shown, notice *templates.Notice) error {
	r, err := s.record(c, id)
	if err != nil {
		return err
	}
	p := r.person
	page := templates.Person{
		Back: templates.Link{Text: "人员", To: "/people"}, Name: p.Name, Notice: notice, Facts: s.personFacts(p), Numbers: s.personNumbers(c, p, n),
		Work: work(r.spells, s.today()), Trips: templates.Part{Items: s.rideItems(r.rides)}, Membership: membershipPart(p, s.today()), Household: householdPart(p),
		Matches: s.matchPart(c, r.matches), Training: lessonPart(r.training, p.ID, s.today()), Papers: s.paperPart(c, r.training.held),
		Visits: s.visitPart(c, r), Cases: s.casePart(c, r), Referrals: s.referralPart(c, r, n), Consents: s.consentPart(c, r), Requests: requestPart(r.requests, s.today()), Account: s.accountPart(c, p), Unplaced: s.pausePart(c, r, n),
	}
	if notice != nil && notice.Kind == "bad" {
		page.Consents.Actions = typedAgain(c, notice, page.Consents.Actions)
	}
	page.Work.Note = flagNote(r.flags, s.today())
	if s.mayMerge(c) {
		for _, m := range r.merges {
			page.Actions = append(page.Actions, undoAction(m))
		}
	}
	if p.AnnouncedOn != nil {
		page.State = templates.Badge{Text: "将清理", Kind: "risk"}
	}
	return render(c, templates.PersonPage(s.frame(c, p.Name), page))
}

func (s *Server) record(c *fiber.Ctx, id int64) (r record, err error) {
	ctx := c.UserContext()
	err = s.DB.ReadTx(ctx, s.actor(c), func(tx *db.Tx) error {
		for _, read := range []func() error{
			func() error { return tx.Among(ctx, []int64{id}) },
			func() (err error) { r.person, err = roster.FindPerson(ctx, tx, s.Vault, id); return err },
			func() (err error) { r.spells, err = hiring.Spells(ctx, tx, id); return err },
			func() (err error) { r.referrals, err = hiring.ReferralsOf(ctx, tx, id); return err },
			func() (err error) { r.asks, err = hiring.AsksOf(ctx, tx, id); return err },
			func() (err error) { r.movable, err = readMovable(ctx, tx); return err },
			func() (err error) { r.rides, err = hiring.Rides(ctx, tx, id); return err },
			func() (err error) { r.consents, err = roster.Consents(ctx, tx, id); return err },
			func() (err error) { r.requests, err = roster.Requests(ctx, tx, id); return err },
			func() (err error) { r.visits, err = followup.Visits(ctx, tx, id); return err },
			func() (err error) { r.cases, err = followup.CasesOf(ctx, tx, id); return err },
			func() (err error) { r.flags, err = hiring.Flags(ctx, tx, id); return err },
			func() (err error) { r.merges, err = roster.MergesOf(ctx, tx, id); return err },
			func() (err error) { r.training, err = s.schooling(c, tx, id); return err },
			func() (err error) { r.pause, err = roster.PauseOf(ctx, tx, id); return err },
			func() (err error) { r.matches, err = s.matches(c, tx, id); return err },
		} {
			if err := read(); err != nil {
				return err
			}
		}
		return nil
	})
	if errors.Is(err, access.ErrNotFound) {
		return r, errNobody
	}
	return r, err
}

// errNobody is for whom the actor does not see: nobody there, or not his.
var errNobody = refusalError{fiber.StatusNotFound, "没有这个人", "可能不归您管，也可能记录已经清除。"}

func (s *Server) personFacts(p roster.Person) []templates.Fact {
	facts := []templates.Fact{
		{Label: "性别", Text: p.Sex.Word()}, {Label: "年龄", Text: strconv.Itoa(roster.Age(p.Birth, s.today())) + " 岁"},
	}
	for _, f := range []templates.Fact{
		{Label: "住在", Text: p.Village}, {Label: "户籍", Text: s.registered(p)}, {Label: "民族", Text: p.Ethnicity},
		{Label: "文化", Text: p.Education}, {Label: "身体", Text: p.Health}, {Label: "会什么", Text: p.Skills},
		{Label: "能干活", Text: yes(p.Able)}, {Label: "愿意去", Text: yes(p.Willing)}, {Label: "想干", Text: p.WishTrades}, {Label: "想去", Text: p.WishPlaces},
		{Label: "想挣", Text: wish(p)}, {Label: "备注", Text: value.Redact(p.Remark)},
	} {
		if f.Text != "" {
			facts = append(facts, f)
		}
	}
	return facts
}

func (s *Server) registered(p roster.Person) string {
	if p.Registered == "" {
		return ""
	}
	source := map[string]string{"roster": "花名册", "register": "户册"}[p.RegisteredSource]
	text := s.Atlas().Name(p.Registered)
	if source != "" && p.RegisteredOn != nil {
		text += "（" + p.RegisteredOn.Format("2006-01-02") + " " + source + "）"
	}
	return text
}

func yes(b *bool) string {
	switch {
	case b == nil:
		return ""
	case *b:
		return "是"
	}
	return "否"
}

func wish(p roster.Person) string {
	low, high := 0, 0
	if p.WishWageMin != nil {
		low = *p.WishWageMin
	}
	if p.WishWageMax != nil {
		high = *p.WishWageMax
	}
	if low == 0 && high == 0 {
		return ""
	}
	w := wage(low, high)
	return w.Figure + " " + w.Unit
}

func work(spells []hiring.Spell, today time.Time) templates.Part {
	part := templates.Part{Empty: "没有务工记录"}
	for _, w := range spells {
		item := templates.Item{Text: spellText(w), Small: span(w.Started, w.Ended, today)}
		if w.Ended == nil {
			item.Badge = templates.Badge{Text: awayText(w.Away), Kind: "ok"}
		}
		part.Items = append(part.Items, item)
	}
	return part
}

// span says from when to when.
func span(from, to *time.Time, today time.Time) string {
	begin := "开始时间不详，"
	if from != nil {
		begin = day(*from, today)
	}
	if to == nil {
		return begin + "到现在"
	}
	return begin + "到 " + day(*to, today)
}

func membershipPart(p roster.Person, today time.Time) templates.Part {
	part := templates.Part{Empty: "不是哪个协会的会员"}
	for _, m := range p.Memberships {
		part.Items = append(part.Items, templates.Item{Text: m.AssociationName, Small: span(&m.Joined, m.LeftOn, today)})
	}
	return part
}

func householdPart(p roster.Person) templates.Part {
	part := templates.Part{Empty: "没有户册记录"}
	kind := value.HouseholdKind(p.HouseholdKind).Word()
	if p.HouseholdNumber == "" && kind == "" {
		return part
	}
	item := templates.Item{Text: "户编号 " + p.HouseholdNumber, Small: p.Relation}
	if p.HouseholdNumber == "" {
		item.Text = "一个人一户"
	}
	if p.Relocated != nil && *p.Relocated {
		kind += " 易地搬迁"
	}
	item.Badge = templates.Badge{Text: kind}
	part.Items = append(part.Items, item)
	return part
}
