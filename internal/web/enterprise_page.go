package web

import (
	"slices"
	"strconv"

	"github.com/gofiber/fiber/v2"

	"laowu/internal/db"
	"laowu/internal/hiring"
	"laowu/internal/report"
	"laowu/internal/web/templates"
)

// errNoEnterprise is for one that the county does not keep.
var errNoEnterprise = refusalError{fiber.StatusNotFound, "没有这家单位", "请从单位的名单点进来。"}

// shownOpenings is how many of an enterprise's openings its page lists.
const shownOpenings = 50

// enterprisePage is one enterprise as the county sees it: agreement, openings,
// what it stated of finding nobody local.
func (s *Server) enterprisePage(c *fiber.Ctx) error {
	id := atoi(c.Params("enterprise"))
	quotas, _, err := recall(c, s, "quotas", s.today(), report.CountQuotas)
	if err != nil {
		return err
	}
	var found []hiring.EnterpriseLine
	var openings []hiring.OpeningLine
	var waivers []hiring.Waiver
	var months []report.QuotaPoint
	ctx := c.UserContext()
	err = s.DB.ReadTx(ctx, s.actor(c), func(tx *db.Tx) (err error) {
		if found, _, err = hiring.Enterprises(ctx, tx, hiring.EnterpriseFilter{Among: []int64{id}, Limit: 1}); err != nil || len(found) == 0 {
			return err
		}
		if openings, err = hiring.OpeningsOf(ctx, tx, id, shownOpenings); err != nil {
			return err
		}
		if waivers, err = hiring.Waivers(ctx, tx, hiring.WaiverFilter{Enterprise: id}, shownOpenings); err != nil {
			return err
		}
		months, err = report.QuotaTrend(ctx, tx, id)
		return err
	})
	if err != nil {
		return err
	}
	if len(found) == 0 {
		return errNoEnterprise
	}
	e := found[0]
	page := templates.EnterpriseShow{Back: templates.Link{Text: "单位", To: "/enterprises"}, Title: e.Name, Facts: []templates.Fact{{Label: "信用代码", Text: e.USCC}, {Label: "行业", Text: e.Industry}, {Label: "地点", Text: e.PlaceText}, {Label: "在招", Text: thousands(e.Openings) + " 个岗位，" + thousands(e.Posts) + " 人"}}}
	page.Facts = slices.DeleteFunc(page.Facts, func(f templates.Fact) bool { return f.Text == "" })
	if i := slices.IndexFunc(quotas.Enterprises, func(q report.EnterpriseQuota) bool { return q.ID == id }); i >= 0 {
		q := quotas.Enterprises[i]
		page.State = standings[q.Standing()]
		page.Forms = []templates.QuotaForm{quotaForm("长期工", &q.Regular, 0), quotaForm("临时工", &q.Temporary.Quota, q.Temporary.Exempt)}
		page.Panels = append(page.Panels, trendPanel(q, months))
	}
	page.Panels = append(page.Panels, s.openingPanel(openings, e.Openings))
	if g := waiverGroup(waivers, s.today(), false); g != nil {
		page.Panels = append(page.Panels, templates.Panel{Key: "waivers", Title: g.Title, Note: g.Note, Table: &g.Table})
	}
	f := s.frame(c, e.Name)
	f.Scripts = append(f.Scripts, s.assets.load("charts")...)
	return render(c, templates.EnterpriseShowPage(f, page))
}

// trendPanel is the regular share month by month: the frozen ones, then now.
func trendPanel(now report.EnterpriseQuota, months []report.QuotaPoint) templates.Panel {
	p := templates.Panel{Key: "trend", Title: "长期工占比，按月", Note: "封存的月份，和现在", Links: []templates.Link{{Text: "看用工协议和每个人", To: quotaPath(now.ID)}}}
	t := templates.Table{Label: p.Title, Heads: []templates.Head{{Text: "月份"}, {Text: "占比", Num: true}, {Text: "约定", Num: true}, {Text: "本县人", Num: true}}}
	add := func(name string, q *report.Quota) {
		row := []templates.Cell{{Text: name}, {Text: q.Percent()}, {Text: q.Promise()}, {Text: parts(q)}}
		if q.Base() > 0 {
			row[1].Drawn = strconv.Itoa(100 * q.Local / q.Base()) // cut, never rounded up
		}
		row[2].Drawn = strconv.Itoa(int(100*q.Required + 0.5))
		t.Rows = append(t.Rows, row)
	}
	for _, m := range months {
		add(monthWord(m.Month), &m.Quota.Regular)
	}
	add("现在", &now.Regular)
	if len(months) == 0 {
		p.Table, p.Small = &t, "还没有封存过的月份，封存以后这里画出变化。"
		return p
	}
	p.Drawn = &templates.Drawn{Kind: "line", Unit: "%", Says: "长期工占比现在 " + now.Regular.Percent() + "，约定 " + now.Regular.Promise(), Table: t, Fold: "看各月的表"}
	return p
}

// openingPanel is what it offers.
func (s *Server) openingPanel(all []hiring.OpeningLine, open int) templates.Panel {
	p := templates.Panel{Key: "openings", Title: "岗位", Note: "在招 " + thousands(open) + " 个"}
	if len(all) == 0 {
		p.Empty = "没有登记过岗位。"
		return p
	}
	if len(all) == shownOpenings {
		p.Small = "只列前 " + thousands(shownOpenings) + " 个，在招的在前。"
	}
	p.Table = &templates.Table{Label: "岗位", Heads: []templates.Head{{Text: "岗位"}, {Text: "地点"}, {Text: "人数", Num: true}, {Text: "用工"}, {Text: "状态"}}}
	for _, o := range all {
		state := templates.Badge{Text: "已关闭"}
		if o.Open {
			state = templates.Badge{Text: "在招", Kind: "ok"}
		}
		until := "长期"
		if o.ValidUntil != nil {
			until = *o.ValidUntil + " 截止"
		}
		p.Table.Rows = append(p.Table.Rows, []templates.Cell{{Text: o.Title, To: openingPath(o.ID)}, {Text: o.PlaceText}, {Text: thousands(o.Headcount)}, {Text: formName(hiring.Form(o.Form))}, {Badge: state, Small: until}})
	}
	return p
}
