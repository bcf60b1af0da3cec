package web

import (
	"errors"

	"github.com/gofiber/fiber/v2"

	"laowu/internal/access"
	"laowu/internal/db"
	"laowu/internal/followup"
	"laowu/internal/web/templates"
)

// file is a case with its steps, and whom it can be handed to.
type file struct {
	followup.Line
	steps  []followup.Step
	owners []followup.Owner
}

// errNoCase is for cases that the actor does not see.
var errNoCase = refusalError{fiber.StatusNotFound, "没有这一件", "可能不归您管，也可能本人的记录已经清除。"}

func (s *Server) file(c *fiber.Ctx) (k file, err error) {
	ctx, id := c.UserContext(), atoi(c.Params("case"))
	err = s.DB.ReadTx(ctx, s.actor(c), func(tx *db.Tx) (err error) {
		if err = tx.AmongOf(ctx, "case", id); err != nil {
			return err
		}
		if k.Line, err = followup.FindCase(ctx, tx, id); err != nil {
			return err
		}
		if k.steps, err = followup.Steps(ctx, tx, id); err != nil {
			return err
		}
		k.owners, err = followup.Owners(ctx, tx, k.Person, k.Placement)
		return err
	})
	if errors.Is(err, access.ErrNotFound) {
		return k, errNoCase
	}
	return k, err
}

// caseShow is one case.
func (s *Server) caseShow(c *fiber.Ctx) error { return s.showCase(c, nil) }

func (s *Server) showCase(c *fiber.Ctx, notice *templates.Notice) error {
	k, err := s.file(c)
	if err != nil {
		return err
	}
	page := templates.Case{
		Back: templates.Link{Text: "维权", To: "/cases"}, Title: k.Kind.Word() + "：" + k.Name, State: s.caseBadge(k.Line), Notice: notice, Facts: s.caseFacts(k.Line),
		Steps: templates.Part{Items: s.stepItems(k), Empty: "还没有做什么", Links: []templates.Link{
			{Text: "求助卡（12333、12345）", To: "/cases/" + itoa(k.ID) + "/card"}, {Text: "看本人", To: "/people/" + itoa(k.Person)},
		}},
	}
	if k.State == followup.Open && s.mayVisit(c) {
		page.Steps.Actions = typedAgain(c, notice, caseActions(k))
	}
	return render(c, templates.CasePage(s.frame(c, page.Title), page))
}

func (s *Server) caseFacts(k followup.Line) []templates.Fact {
	var facts []templates.Fact
	for _, f := range []templates.Fact{
		{Label: "单位", Text: k.Employer, Small: k.USCC}, {Label: "工种", Text: k.Trade}, {Label: "地点", Text: k.PlaceText}, {Label: "务工", Text: span(k.Started, k.Ended, s.today())},
		{Label: "时间段", Text: s.period(k)}, {Label: "金额", Text: amountText(k.Amount)}, {Label: "情况", Text: k.Said}, {Label: "证据", Text: k.Evidence},
		{Label: "谁在办", Text: k.OwnerName}, {Label: "登记", Text: day(k.OpenedOn, s.today())}, {Label: "期限", Text: day(k.Deadline, s.today())},
	} {
		if f.Text != "" {
			facts = append(facts, f)
		}
	}
	return facts
}

// period says of which time a case speaks, or nothing where nobody knows.
func (s *Server) period(k followup.Line) string {
	switch {
	case k.PeriodFrom == nil && k.PeriodTo == nil:
		return ""
	case k.PeriodFrom == nil:
		return "到 " + day(*k.PeriodTo, s.today())
	case k.PeriodTo == nil:
		return day(*k.PeriodFrom, s.today()) + "起"
	}
	return day(*k.PeriodFrom, s.today()) + "到 " + day(*k.PeriodTo, s.today())
}

func (s *Server) stepItems(k file) []templates.Item {
	var items []templates.Item
	for _, one := range k.steps {
		who := one.Organisation
		if who == "" {
			who = one.Role.Title()
		}
		items = append(items, templates.Item{Text: one.Text(), Small: s.moment(one.At) + " " + who})
	}
	return items
}

// caseActions are what can be done about an open case.
func caseActions(k file) []templates.Action {
	at := "/cases/" + itoa(k.ID)
	to := templates.Field{Type: "select", Name: "to", Label: "交给谁", Required: true, Options: []templates.Option{{Text: "请选"}}}
	for _, o := range k.owners {
		if o.Role != k.OwnerRole || o.ID != k.Owner {
			to.Options = append(to.Options, templates.Option{Text: o.Name, Value: string(o.Role) + " " + itoa(o.ID)})
		}
	}
	said := func(label string, must bool) templates.Field {
		return templates.Field{Type: "area", Name: "said", Label: label, Hint: "不要写身份证号和电话", Max: 500, Required: must}
	}
	return []templates.Action{
		{Label: "记下这一步", Open: "记一步", To: at + "/steps", Kind: "main", Key: "step", Fields: []templates.Field{said("做了什么，对方怎么说", true)}},
		{Label: "转交", Open: "转交", To: at + "/owner", Key: "owner", Fields: []templates.Field{to, said("交代几句", false)}},
		{Label: "结案", Open: "结案", To: at + "/close", Kind: "danger", Key: "close", Note: "结了就不能再改。", Fields: []templates.Field{
			{Type: "select", Name: "how", Label: "怎么结的", Required: true, Options: choose("请选", followup.Endings())}, said("结果", true),
		}},
	}
}
