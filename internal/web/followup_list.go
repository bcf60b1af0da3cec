package web

import (
	"strconv"

	"github.com/gofiber/fiber/v2"

	"laowu/internal/db"
	"laowu/internal/followup"
	"laowu/internal/web/templates"
)

// queueRows is how many due visits a page lists, and queueDays how far ahead.
const queueRows, queueDays = 50, 7

// checkedDays is how far back checks are counted.
const checkedDays = 90

// followupList is whom to visit next, and how visits have gone.
func (s *Server) followupList(c *fiber.Ctx) error {
	var w followup.Waiting
	var kept followup.Kept
	ctx, today, at := c.UserContext(), s.today(), int(max(atoi(c.Query("from")), 0))
	err := s.DB.ReadTx(ctx, s.actor(c), func(tx *db.Tx) (err error) {
		if w, err = followup.Queue(ctx, tx, followup.Which{By: today.AddDate(0, 0, queueDays)}, at, queueRows); err != nil {
			return err
		}
		kept, err = followup.CountKept(ctx, tx, today.AddDate(0, 0, -checkedDays), today)
		return err
	})
	if err != nil {
		return err
	}
	if len(w.List) == 0 && at > 0 { // fewer are due by now
		return c.Redirect("/visits", fiber.StatusSeeOther)
	}
	page := templates.Home{
		Title: "回访", Lead: "上岗后按天数回访，一次就补上前面漏的；三次联系不上算失联。", Figures: keptFigures(w, kept),
		List: "该回访的人", Note: thousands(w.Total) + " 人，包括这一周到期的，刚上岗的在前", Links: []templates.Link{{Text: "维权", To: "/cases"}, exportLink},
	}
	if len(w.List) == 0 {
		page.Nothing = &templates.Nothing{What: "这一周没有该回访的人", Next: "谁在岗、哪天上的岗，以务工记录为准。", All: templates.Link{Text: "看人员", To: "/people"}}
		return s.showHome(c, page)
	}
	page.Table, page.Paging = s.queueTable(c, w), pagesFrom("/visits?from=", "人", w.Total, at, queueRows)
	return s.showHome(c, page)
}

// followupLinks lead to visits and cases from where a role begins.
func followupLinks() []templates.Link {
	return []templates.Link{{Text: "回访", To: "/visits"}, {Text: "维权", To: "/cases"}}
}

// keptFigures are the checks of the last months; who is unreachable stands
// apart.
func keptFigures(w followup.Waiting, k followup.Kept) []templates.Figure {
	part, whole := k.Share()
	share := templates.Figure{Label: "稳岗率", Value: "—", Note: "近 90 天没有到期的"}
	if whole > 0 {
		// Cut, never rounded up.
		share.Value, share.Unit = strconv.Itoa(part*100/whole), "%"
		share.Note = "近 90 天到期 " + thousands(whole) + " 人次，在岗 " + thousands(part)
	}
	return []templates.Figure{
		figure("该回访", w.Late, "人", "到今天为止", ""), share, figure("已离岗", k.Left, "人次", "近 90 天查到的", ""),
		figure("失联", k.Unreachable, "人次", "三次没联系上，另列", ""), figure("没有回访", k.Missed, "人次", "到期还没有人问", ""),
	}
}

func queueNote(w followup.Waiting) string {
	if w.Total > len(w.List) {
		return "先看的 " + thousands(len(w.List)) + " 人，共 " + thousands(w.Total) + " 人，全部在“回访”"
	}
	return thousands(w.Total) + " 人，包括这一周到期的"
}

// queueTable lists due visits, each with the one thing to do about it.
func (s *Server) queueTable(c *fiber.Ctx, w followup.Waiting) *templates.Table {
	t := &templates.Table{Label: "该回访的人", Heads: []templates.Head{{Text: "姓名"}, {Text: "单位"}, {Text: "第几天"}, {Text: "期限"}, {Text: "没打通", Num: true}}}
	may := s.mayVisit(c)
	if may {
		t.Heads = append(t.Heads, templates.Head{Text: "办"})
	}
	for _, d := range w.List {
		row := []templates.Cell{
			{Text: d.Name, To: "/people/" + itoa(d.Person)}, {Text: d.Employer, Small: d.PlaceText}, {Text: "上岗第 " + strconv.Itoa(d.Day()) + " 天", Small: s.lastVisit(d)},
			{Badge: lateBadge(d.Late), Small: day(d.On, s.today())}, {Text: strconv.Itoa(d.Tries) + " 次"},
		}
		if may {
			row = append(row, templates.Cell{Text: "记回访", To: "/placements/" + itoa(d.Placement) + "/visit"})
		}
		t.Rows = append(t.Rows, row)
	}
	return t
}

func (s *Server) lastVisit(d followup.Due) string {
	if d.Last == nil {
		return "还没有回访过"
	}
	return "上次 " + day(*d.Last, s.today())
}

// lateBadge says how late something is, or how many days are left.
func lateBadge(late int) templates.Badge {
	switch {
	case late > 0:
		return templates.Badge{Text: "晚了 " + thousands(late) + " 天", Kind: "bad"}
	case late == 0:
		return templates.Badge{Text: "今天到期", Kind: "risk"}
	}
	return templates.Badge{Text: "还有 " + thousands(-late) + " 天", Kind: "ok"}
}
