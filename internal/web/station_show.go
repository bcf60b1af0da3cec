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

// stationShow is where a station begins: whom to visit next, and who works in
// its area where nobody waits.
func (s *Server) stationShow(c *fiber.Ctx) error {
	var spells []hiring.AreaSpell
	var w followup.Waiting
	var open, late int
	ctx := c.UserContext()
	d, err := s.desk(c, func(tx *db.Tx) (err error) {
		if w, err = followup.Queue(ctx, tx, followup.Which{By: s.today().AddDate(0, 0, queueDays)}, 0, queueRows); err != nil {
			return err
		}
		if open, late, err = followup.CountOpen(ctx, tx); err != nil {
			return err
		}
		spells, err = hiring.AreaSpells(ctx, tx, stationRows)
		return err
	})
	if err != nil {
		return err
	}
	page := templates.Home{
		Title: s.title(c), Figures: []templates.Figure{
			figure("该回访", w.Late, "人", "回访和稳岗率", "/visits"), figure("维权在办", open, "件", "过期 "+thousands(late)+" 件", "/cases"),
			figure("在本地务工", d.Away+d.Here, "人", "今天在岗", "/people"),
		},
		List: "该回访的人", Note: queueNote(w), Links: []templates.Link{{Text: "找人", To: "/people"}, {Text: "看推荐", To: "/referrals"}, {Text: "点对点出行", To: "/departures"}, importLink, exportLink, formsLink}, Next: "要来的人", Steps: tripSteps(d),
	}
	if len(w.List) > 0 {
		page.Table = s.queueTable(c, w)
		return s.showHome(c, page)
	}
	return s.showStaff(c, page, spells)
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
