package web

import (
	"github.com/gofiber/fiber/v2"

	"laowu/internal/db"
	"laowu/internal/web/templates"
	"laowu/training"
)

// trainerShow is where a training institution begins: its classes under way and
// to come, and whose certificates end soon.
func (s *Server) trainerShow(c *fiber.Ctx) error {
	var due []training.Reminder
	var owed map[int64]int
	all, err := s.classes(c, func(tx *db.Tx) (err error) {
		if owed, err = training.Unawarded(c.UserContext(), tx); err != nil {
			return err
		}
		due, err = training.Reminders(c.UserContext(), tx, s.today())
		return err
	})
	if err != nil {
		return err
	}
	open, ended := splitByEnd(all, s.today())
	page := templates.Home{
		Title: s.title(c), Figures: trainerFigures(open, ended, len(due)), List: "在办和要开的班", Next: "等着办的", Steps: trainerSteps(open, ended, due, owed),
		Ways: []templates.Titles{{Title: "培训", Links: s.classLinks(c)}, {Title: "表格和岗位", Links: []templates.Link{importLink, formsLink, {Text: "看岗位", To: "/"}}}},
	}
	switch {
	case len(open) > 0:
		page.Table = s.classTable(open)
	case len(ended) > 0:
		page.List, page.Note, page.Table = "最近结业的班", "现在没有在办的班", s.classTable(ended[:min(len(ended), 3)])
	default:
		page.List = ""
		page.Nothing = &templates.Nothing{What: "还没有班期", Next: "开一个班，就可以报名、登记考勤和成绩。以前的班请导入培训花名册。", All: templates.Link{Text: "开一个班", To: "/classes/new"}}
	}
	return s.showHome(c, page)
}

// mostSteps is how many classes wait for their results on the start page.
const mostSteps = 5

// trainerSteps are what waits: sheets of classes under way, results and
// certificates of those that have ended, certificates that end first.
func trainerSteps(open, ended []training.Class, due []training.Reminder, owed map[int64]int) []templates.Item {
	var steps []templates.Item
	for _, k := range open {
		if len(steps) < mostSteps {
			steps = append(steps, templates.Item{Text: "打印签到表：" + k.Programme + k.Number, To: "/classes/" + itoa(k.ID) + "/sheet", Small: "在班和报名 " + thousands(k.Enrolled) + " 人"})
		}
	}
	for _, k := range ended {
		if k.Unmarked > 0 && len(steps) < 2*mostSteps {
			steps = append(steps, templates.Item{
				Text: "登记成绩：" + k.Programme + k.Number, To: "/classes/" + itoa(k.ID) + "/marks", Small: "已经结业，" + thousands(k.Unmarked) + " 人还没有成绩",
				Badge: templates.Badge{Text: "该办", Kind: "risk"},
			})
		}
	}
	steps = append(steps, awardSteps(ended, owed)...)
	if n := len(due); n > 0 {
		steps = append(steps, templates.Item{Text: "提醒学员换证、复审", To: "/certificates/due", Small: thousands(n) + " 本证书 90 天内到期", Badge: templates.Badge{Text: "该提醒", Kind: "risk"}})
	}
	if len(open) == 0 {
		steps = append(steps, templates.Item{Text: "开一个班", To: "/classes/new", Small: "现在没有在办的班"})
	}
	return steps
}

// awardSteps are the classes whose certificates are yet to be given.
func awardSteps(ended []training.Class, owed map[int64]int) (steps []templates.Item) {
	for _, k := range ended {
		if n := owed[k.ID]; n > 0 && len(steps) < mostSteps {
			steps = append(steps, templates.Item{
				Text: "登记证书：" + k.Programme + k.Number, To: "/classes/" + itoa(k.ID), Small: thousands(n) + " 人结业合格，还没有这个班的证书", Badge: templates.Badge{Text: "该办", Kind: "risk"},
			})
		}
	}
	return steps
}

func trainerFigures(open, ended []training.Class, due int) []templates.Figure {
	there, left, came, passed := 0, 0, 0, 0
	for _, k := range open {
		there += k.Taken
		free, _ := k.Left()
		left += free
	}
	for _, k := range ended {
		came += k.Enrolled
		passed += k.Completed
	}
	return []templates.Figure{
		figure("在办和要开的班", len(open), "个", "全部班期", "/classes"), figure("在班和报名", there, "人", "还有 "+thousands(left)+" 个名额", ""),
		figure("结业合格", passed, "人次", "结业班共 "+thousands(came)+" 人次", ""), figure("证书快到期", due, "本", "90 天内", "/certificates/due"),
	}
}
