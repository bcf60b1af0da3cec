package web

import (
	"time"

	"github.com/gofiber/fiber/v2"

	"laowu/internal/followup"
	"laowu/internal/hiring"
	"laowu/internal/web/templates"
)

// visitPart is who visited a person and what came of it, with the way to record
// the next one.
func (s *Server) visitPart(c *fiber.Ctx, r record) templates.Part {
	part := templates.Part{Empty: "还没有回访过"}
	for _, v := range r.visits {
		item := visitItem(v, s.today())
		if v.Again && s.mayVisit(c) {
			item.To, item.Small = "/placements/"+itoa(v.Placement)+"/visit?on="+v.VisitedOn.Format(time.DateOnly), item.Small+"。记错了，点进去重记"
		}
		part.Items = append(part.Items, item)
	}
	if s.mayVisit(c) {
		part.Links = workLinks(r.spells, "记回访", "visit", func(w hiring.Spell) bool { return w.Ended == nil })
	}
	return part
}

func visitItem(v followup.Made, today time.Time) templates.Item {
	item := templates.Item{Text: v.Employer, Small: day(v.VisitedOn, today)}
	for _, more := range []string{v.Way.Word(), v.EndReason.Word(), paidText(v.PaidOnTime), v.Asked, v.Done, v.VisitedBy} {
		if more != "" {
			item.Small += "，" + more
		}
	}
	item.Badge = templates.Badge{Text: v.Result.Word(), Kind: map[followup.Outcome]string{followup.InPost: "ok", followup.Left: "bad", followup.Unreachable: "bad"}[v.Result]}
	if item.Badge.Kind == "" {
		item.Badge.Kind = "risk"
	}
	return item
}

func paidText(onTime *bool) string {
	switch {
	case onTime == nil:
		return ""
	case *onTime:
		return "工资按时"
	}
	return "工资没按时"
}

// casePart is what went wrong at a person's work, with the way to say so.
func (s *Server) casePart(c *fiber.Ctx, r record) templates.Part {
	part := templates.Part{Empty: "没有登记过"}
	for _, k := range r.cases {
		part.Items = append(part.Items, templates.Item{Text: k.Kind.Word() + "：" + k.Employer, To: "/cases/" + itoa(k.ID), Small: day(k.OpenedOn, s.today()) + "登记，" + k.OwnerName + "在办", Badge: s.caseBadge(k)})
	}
	if s.mayVisit(c) {
		part.Links = workLinks(r.spells, "登记维权", "case", func(hiring.Spell) bool { return true })
	}
	return part
}

// myCases are what somebody asked for help with, as he himself reads it.
func (s *Server) myCases(cases []followup.Line) []templates.Item {
	var items []templates.Item
	for _, k := range cases {
		item := templates.Item{Text: k.Kind.Word() + "：" + k.Employer, Small: day(k.OpenedOn, s.today()) + "登记，" + k.OwnerName + "在办，" + day(k.Deadline, s.today()) + "以前回您", Badge: templates.Badge{Text: k.State.Word(), Kind: "risk"}}
		if k.State == followup.Closed {
			item.Small, item.Badge = day(*k.ClosedOn, s.today())+"结的", templates.Badge{Text: k.Outcome.Word()}
		}
		items = append(items, item)
	}
	return items
}

// mostLinks is of how many spells, the latest first, a part leads on.
const mostLinks = 3

// workLinks lead to a form about each of some spells.
func workLinks(spells []hiring.Spell, what, form string, which func(hiring.Spell) bool) []templates.Link {
	var links []templates.Link
	for _, w := range spells {
		if which(w) && len(links) < mostLinks {
			links = append(links, templates.Link{Text: what + "：" + or(w.Employer, or(w.PlaceText, "这份活")), To: "/placements/" + itoa(w.ID) + "/" + form})
		}
	}
	return links
}
