package web

import (
	"time"

	"github.com/gofiber/fiber/v2"

	"laowu/internal/db"
	"laowu/internal/report"
	"laowu/internal/web/templates"
)

// overviewKept is under what the overview is remembered.
const overviewKept = "overview"

// countyShow is where the county begins: key numbers, what waits, and what the
// records say as of a day, drawn.
func (s *Server) countyShow(c *fiber.Ctx) error {
	asOf, given := s.asOf(c)
	page := templates.County{Title: s.Atlas().Name(s.County) + "总览", Lead: "这一天数不出来", AsOf: given, Ways: countyWays(s.actor(c).Role)}
	if given.Error != "" {
		c.Status(fiber.StatusUnprocessableEntity)
		return render(c, templates.CountyPage(s.frame(c, page.Title), page))
	}
	o, at, err := recall(c, s, overviewKept, asOf, report.CountOverview)
	if err != nil {
		return err
	}
	var waits report.Approvals
	err = s.DB.ReadTx(c.UserContext(), s.actor(c), func(tx *db.Tx) (err error) {
		waits, err = report.CountApprovals(c.UserContext(), tx)
		return err
	})
	if err != nil {
		return err
	}
	page.Lead = "截至 " + longDay(asOf) + countedAt(at)
	page.Figures = overviewFigures(o, asOf)
	page.Next, page.Steps = "等着办的", countySteps(waits)
	page.Panels = []templates.Panel{flowPanel(o, asOf), wagePanel(o, asOf), quotaPanel(o, asOf), trainingPanel(c, o, asOf), homesPanel(o, asOf)}
	f := s.frame(c, page.Title)
	f.Scripts = append(f.Scripts, s.assets.load("charts")...)
	return render(c, templates.CountyPage(f, page))
}

// coverText is how many associations there are, and what they reach.
func coverText(o report.Overview) string {
	villages := "覆盖 " + thousands(o.Villages) + " 个村里的 " + thousands(o.Covered) + " 个"
	if o.Covered == o.Villages {
		villages = thousands(o.Villages) + " 个村全覆盖"
	}
	return thousands(o.Associations) + " 个协会，" + villages
}

// overviewFigures are the six key numbers, each with its ground.
func overviewFigures(o report.Overview, asOf time.Time) []templates.Figure {
	f, day := o.Flow, "?as_of="+asOf.Format(time.DateOnly)
	out := []templates.Figure{
		figure("参会农民", f.Members, "人", coverText(o), figurePath("members", asOf)),
		figure("外出务工", f.Away, "人", "在县外，占参会的 "+cutShare(f.Away, f.Members), figurePath("members_working_away", asOf)),
		figure("县内务工", f.Home, "人", "占参会的 "+cutShare(f.Home, f.Members), figurePath("members_working_in_county", asOf)),
		figure("人均月工资", int(f.Pay.Mean), "元", "有工资记录的 "+thousands(f.Pay.N)+" 人，中位数 "+thousands(int(f.Pay.Median)), figurePath("members_mean_wage", asOf)),
		figure("搬迁户还没人就业", len(o.Homes.Uncovered), "户", "看名单，要保障的 "+thousands(o.Homes.Able)+" 户", "/reports/households"+day),
		figure("维权在办", o.Cases, "件", "看案件，"+thousands(o.Late)+" 件过了期限", "/cases"),
	}
	if f.Pay.N == 0 {
		out[3].Value, out[3].Unit, out[3].Note, out[3].To = "—", "", "还没有工资记录", ""
	}
	return out
}

// countySteps are what waits for the county, the most urgent first.
func countySteps(a report.Approvals) []templates.Item {
	var steps []templates.Item
	add := func(n int, text, to, small, badge string) {
		if n > 0 {
			item := templates.Item{Text: text, To: to, Small: thousands(n) + " " + small}
			if badge != "" {
				item.Badge = templates.Badge{Text: badge, Kind: "risk"}
			}
			steps = append(steps, item)
		}
	}
	add(a.LateTransfers, "过了期限的转会", "/approvals?tab=transfers", "人等县里定", "等决定")
	add(a.LateWaivers, "招不到本地人的说明", "/approvals?tab=waivers", "份等县里认定", "等决定")
	add(a.Requests, "更正和删除", "/approvals?tab=requests", "件等答复", "等答复")
	add(a.Complaints, "投诉", "/approvals?tab=complaints", "件等答复", "等答复")
	add(a.Pairs, "可能重复的岗位", "/repeats", "对等核对", "")
	add(a.Asked, "好久没有确认的岗位", "/stale", "个，没有人确认就要关闭", "")
	add(a.Trips, "点对点出行", "/departures", "趟在准备或者在路上", "")
	if steps == nil {
		steps = append(steps, templates.Item{Text: "现在没有等着办的事"})
	}
	return steps
}
