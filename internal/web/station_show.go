package web

import (
	"github.com/gofiber/fiber/v2"

	"laowu/internal/db"
	"laowu/internal/followup"
	"laowu/internal/hiring"
	"laowu/internal/web/templates"
)

// stationRows is how many spells the station's start page lists.
const stationRows = 50

// stationFirst is how many due visits the station's start page lists.
const stationFirst = 10

// stationShow is where a station begins: what cannot wait, whom to call next, and
// who works in its area where nobody waits.
func (s *Server) stationShow(c *fiber.Ctx) error {
	var spells []hiring.AreaSpell
	var w followup.Waiting
	var cases followup.CaseCount
	ctx, k := c.UserContext(), s.cut("", "")
	all, err := s.findComing(c)
	if err == nil {
		err = s.DB.ReadTx(ctx, s.actor(c), func(tx *db.Tx) (err error) {
			if cases, err = followup.CountCases(ctx, tx); err != nil {
				return err
			}
			if w, err = followup.Queue(ctx, tx, k.which, 0, stationFirst); err != nil || len(w.List) > 0 {
				return err
			}
			spells, err = hiring.AreaSpells(ctx, tx, stationRows)
			return err
		})
	}
	if err != nil {
		return err
	}
	figures := []templates.Figure{
		figure("该回访", w.Late, "人", "按单位一趟做完", "/visits/employers"), figure("维权在办", cases.Open, "件", "过期 "+thousands(cases.Late)+" 件", "/cases"), figure("要来的车", len(all), "趟", "接车", "/arrivals"),
	}
	ways := []templates.Titles{
		{Title: "回访和出行", Links: []templates.Link{{Text: "按单位回访", To: "/visits/employers"}, {Text: "稳岗率", To: "/visits/kept"}, {Text: "点对点出行", To: "/departures"}}},
		{Title: "表格", Links: []templates.Link{importLink, exportLink, formsLink}},
	}
	if len(w.List) == 0 {
		return s.showStaff(c, templates.Home{Title: s.title(c), Figures: figures, Next: "今天要做的", Steps: stationSteps(all, cases.Late), Ways: ways}, spells)
	}
	page := templates.Queue{
		Title: s.title(c), Drafts: s.draftsOf(c), Figures: figures, Next: "今天要做的", Steps: stationSteps(all, cases.Late),
		List: "该回访的人", Note: "先打这几个", Items: s.dueItems(c, w.List, k), Ways: ways,
	}
	if w.Total > len(w.List) {
		page.Links = []templates.Link{{Text: "看全部 " + thousands(w.Total) + " 人", To: "/visits"}}
	}
	return render(c, templates.QueuePage(s.frame(c, page.Title), page))
}

// stationSteps are what cannot wait.
func stationSteps(all []coming, late int) []templates.Item {
	var steps []templates.Item
	if late > 0 {
		steps = append(steps, templates.Item{Text: "维权过了期限", To: "/cases?cut=late", Small: thousands(late) + " 件", Badge: templates.Badge{Text: "过期", Kind: "bad"}})
	}
	for _, one := range all {
		if one.State == hiring.Left {
			steps = append(steps, templates.Item{Text: "车在路上：" + or(one.Employer, one.PlaceText), To: "/arrivals", Small: thousands(one.Boarded) + " 人，到了打勾", Badge: departureBadge(one.State)})
		}
	}
	return steps
}

// showStaff shows who works in the area today.
func (s *Server) showStaff(c *fiber.Ctx, page templates.Home, spells []hiring.AreaSpell) error {
	page.List, page.Note = "今天在岗的人", ""
	if len(spells) == 0 {
		page.Nothing = &templates.Nothing{What: "本地还没有人在岗", Next: "花名册里写了务工地点，人就在这里。", All: templates.Link{Text: "看岗位", To: "/"}}
		return s.showHome(c, page)
	}
	if len(spells) == stationRows {
		page.Note = "只列前 50 人，找人用“人员”"
	}
	page.Table = &templates.Table{Label: "今天在岗的人", Heads: []templates.Head{{Text: "姓名"}, {Text: "单位"}, {Text: "工种"}, {Text: "地点"}, {Text: "从哪天"}}}
	for _, w := range spells {
		since := "不详"
		if w.Started != nil {
			since = day(*w.Started, s.today())
		}
		page.Table.Rows = append(page.Table.Rows, []templates.Cell{
			{Text: w.Name, To: "/people/" + itoa(w.Person)}, {Text: w.Employer}, {Text: w.Trade}, {Text: w.PlaceText}, {Text: since},
		})
	}
	return s.showHome(c, page)
}
