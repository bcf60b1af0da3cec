package web

import (
	"net/url"
	"slices"
	"time"

	"github.com/gofiber/fiber/v2"

	"laowu/internal/db"
	"laowu/internal/report"
	"laowu/internal/web/templates"
)

// hireRows is how many people of a form of employment stand on a page.
const hireRows = 50

// hireGroups are who is counted, by form of employment: the denominator, person
// by person. To the enterprise itself nothing is said of poverty, and no record
// is opened.
func hireGroups(c *fiber.Ctx, today time.Time, hires []report.Hire, own bool) []templates.Group {
	var out []templates.Group
	for _, form := range []struct{ name, title string }{{"regular", "长期工名单"}, {"temporary", "临时工名单"}} {
		g := templates.Group{Title: form.title, Table: templates.Table{Label: form.title, Heads: []templates.Head{
			{Text: "姓名"}, {Text: "岗位"}, {Text: "起止"}, {Text: "本县人"}, {Text: "凭什么"},
		}}}
		for _, h := range hires {
			if h.Form == form.name {
				g.Table.Rows = append(g.Table.Rows, hireRow(h, today, own))
			}
		}
		if n := len(g.Table.Rows); n > 0 {
			at := min(int(max(0, atoi(c.Query(form.name)))), (n-1)/hireRows*hireRows)
			g.Table.Rows = g.Table.Rows[at:min(at+hireRows, n)]
			g.Pages = pagesFrom(c.Path()+"?as_of="+url.QueryEscape(c.Query("as_of"))+"&"+form.name+"=", "人", n, at, hireRows)
			g.Note = thousands(n) + " 人，本县的在前"
			if !own {
				g.Note += "，其中脱贫户、不稳定监测户最前"
			}
			out = append(out, g)
		}
	}
	return out
}

func hireRow(h report.Hire, today time.Time, own bool) []templates.Cell {
	name := templates.Cell{Text: h.Name}
	if !own {
		name.To = "/people/" + itoa(h.Person)
	}
	if h.Poor {
		name.Small = "脱贫户或监测户"
	}
	local := templates.Badge{Text: "不是"}
	switch {
	case h.Exempt:
		local = templates.Badge{Text: "不计入，特殊技能"}
	case h.Local:
		local = templates.Badge{Text: "是", Kind: "ok"}
	}
	return []templates.Cell{name, {Text: h.Trade}, {Text: span(&h.Started, h.Ended, today)}, {Badge: local}, {Text: evidence(h)}}
}

// monthLinks leads to each frozen month.
func (s *Server) monthLinks(q quotaAsked, months []report.FrozenMonth) templates.Part {
	part := templates.Part{Empty: "这家企业还没有封存过的月份"}
	for _, m := range months {
		item := templates.Item{Text: monthWord(m.Month), To: q.path + "?month=" + monthName(m.Month), Small: longDay(db.Day(m.At)) + "封存"}
		if m.Corrections > 0 {
			item.Badge = templates.Badge{Text: "更正 " + thousands(m.Corrections) + " 次", Kind: "risk"}
		}
		part.Items = append(part.Items, item)
	}
	return part
}

// monthPart is a frozen month beside what the records say of it now.
func (s *Server) monthPart(c *fiber.Ctx, q quotaAsked, f *report.FrozenQuota) *templates.QuotaMonth {
	if f == nil {
		return nil
	}
	m := &templates.QuotaMonth{
		Title: monthWord(f.Month) + "，封存的和现在的", State: templates.Badge{Text: "没有变动", Kind: "ok"},
		Table: templates.Table{Label: "封存的和现在的", Heads: []templates.Head{{Text: "项目"}, {Text: "封存时"}, {Text: "现在"}}, Rows: frozenRows(f.Was, f.Is)},
	}
	for _, n := range f.Corrections {
		m.Noted = append(m.Noted, templates.Item{Text: n.Reason, Small: longDay(db.Day(n.NotedAt)) + "，" + n.NotedBy + "：" + figuresText(n.Figures)})
	}
	switch {
	case f.Explained() && f.Differs():
		m.State = templates.Badge{Text: "有差别，写了原因"}
	case !f.Explained():
		m.State = templates.Badge{Text: "有差别，还没写原因", Kind: "risk"}
	}
	if !f.Explained() && slices.Contains(freezers, s.actor(c).Role) {
		m.Actions = []templates.Action{{Label: "记下更正", Open: "写明为什么不一样", To: q.path + "/correct", Key: "correct", Keep: pairs("month", monthName(f.Month)),
			Note:   "封存的数字不变，现在的数字和原因记在旁边。",
			Fields: []templates.Field{{Given: q.reason, Type: "area", Name: "reason", Label: "原因", Hint: "例如：户籍核对后更正。不要写身份证号和电话", Fill: "off", Max: 500, Required: true}}}}
	}
	return m
}

func frozenRows(was, is report.EnterpriseQuota) [][]templates.Cell {
	row := func(label string, of func(*report.EnterpriseQuota) string) []templates.Cell {
		return []templates.Cell{{Text: label}, {Text: of(&was)}, {Text: of(&is)}}
	}
	return [][]templates.Cell{
		row("长期工", func(e *report.EnterpriseQuota) string { return quotaText(&e.Regular) }),
		row("临时工", func(e *report.EnterpriseQuota) string { return quotaText(&e.Temporary.Quota) }),
		row("不计入的", func(e *report.EnterpriseQuota) string { return thousands(e.Temporary.Exempt) + " 人" }),
	}
}

func quotaText(q *report.Quota) string {
	if q.Base() == 0 {
		return "没有招"
	}
	return q.Percent() + "（" + parts(q) + "）"
}

func figuresText(e report.EnterpriseQuota) string {
	return "长期 " + quotaText(&e.Regular) + "，临时 " + quotaText(&e.Temporary.Quota)
}
