package web

import (
	"bytes"
	"time"

	"github.com/gofiber/fiber/v2"

	"laowu/internal/db"
	"laowu/internal/report"
	"laowu/internal/web/templates"
	"laowu/training"
)

// seesOutcomes see what came of training; a trainer of its own classes, and of
// the work that followed counts alone.
var seesOutcomes = []db.Role{db.Trainer, db.County, db.Admin, db.Auditor}

// outcomes are what came of training as of a day.
type outcomes struct {
	report.Outcomes

	on, at time.Time // the day, and when it was counted
	wrong  templates.Given
	work   bool                           // the actor sees the work that followed
	own    map[int64]training.ClassCounts // a trainer's, in counts
}

func (s *Server) outcomes(c *fiber.Ctx) (o outcomes, err error) {
	o.on, o.wrong = s.pastDay(c)
	o.work = s.actor(c).Role != db.Trainer
	o.Outcomes, o.at, err = recall(c, s, "outcomes", o.on, report.CountOutcomes)
	if err != nil || o.work {
		return o, err
	}
	err = s.DB.ReadTx(c.UserContext(), s.actor(c), func(tx *db.Tx) (err error) {
		o.own, err = training.OwnClassWork(c.UserContext(), tx, o.on, 0)
		return err
	})
	return o, err
}

// pastDay is dayAsked, and not in the future.
func (s *Server) pastDay(c *fiber.Ctx) (time.Time, templates.Given) {
	on, wrong := s.dayAsked(c)
	if on.After(s.today()) {
		c.Status(fiber.StatusUnprocessableEntity)
		return s.today(), templates.Given{Value: on.Format(time.DateOnly), Error: "这一天还没到，最晚看到今天。下面是今天的"}
	}
	return on, wrong
}

// outcomesShow draws it, with each figure by its denominator, beside the table.
func (s *Server) outcomesShow(c *fiber.Ctx) error {
	o, err := s.outcomes(c)
	if err != nil {
		return err
	}
	page := templates.Overview{
		Title: "培训成效", Ask: askDay("/training/outcomes", o.on, o.wrong, "看这一天"),
		Lead:  "一个人在一个项目里只数一次。",
		Links: []templates.Link{{Text: "下载 Excel", To: "/training/outcomes.xlsx?on=" + o.on.Format(time.DateOnly)}, {Text: "看培训班", To: "/classes"}},
	}
	if o.work {
		page.Lead += "找到活，是指结业那天或者以后开始的活，季节性林业用工不算；干满 90 天的，从开始已满 90 天的人里数。"
	}
	if len(o.ByProgramme) == 0 {
		page.Nothing = &templates.Nothing{What: "这一天以前没有培训记录", Next: "导入培训花名册，或者开班登记以后，成效就在这里。", All: templates.Link{Text: "看培训班", To: "/classes"}}
		return render(c, templates.OverviewPage(s.frame(c, page.Title), page))
	}
	for _, p := range o.ByProgramme {
		page.Sections = append(page.Sections, templates.OverviewSection{Title: p.Programme, Note: "截至 " + day(o.on, s.today()) + countedAt(o.at), Bars: funnel(p, o.work)})
	}
	page.Sections = append(page.Sections,
		templates.OverviewSection{Title: "按项目", Table: outcomeTable("按项目", o.ByProgramme, o.work)},
		templates.OverviewSection{Title: "按班", Fold: "看 " + thousands(len(o.ByClass)) + " 个班", Table: outcomeTable("按班", o.ByClass, o.work)})
	if !o.work {
		page.Sections = append(page.Sections, templates.OverviewSection{Title: "结业以后", Note: "只有人数，谁在哪里干归县里看", Table: ownWorkTable(o.ByClass, o.own)})
	}
	return render(c, templates.OverviewPage(s.frame(c, page.Title), page))
}

// funnel draws how many came how far, all against who enrolled.
func funnel(o training.Outcome, work bool) []templates.Quantity {
	bar := func(text string, n, of int, what string) templates.Quantity {
		b := templates.Quantity{Text: text, Value: thousands(n) + " 人", Part: 1000 * n / max(o.Enrolled, 1)}
		if what != "" {
			b.Small = "占" + what + " " + thousands(of) + " 人的 " + report.Part(n, of)
		}
		return b
	}
	bars := []templates.Quantity{
		bar("报名", o.Enrolled, 0, ""), bar("结业合格", o.Completed, o.Enrolled, "报名"), bar("拿到证书", o.Certified, o.Completed, "结业"),
	}
	if !work {
		return bars
	}
	return append(bars, bar("找到活", o.Placed, o.Completed, "结业"), bar("干满 90 天", o.Stayed, o.Ripe, "开始满 90 天的"))
}

func outcomeTable(label string, all []training.Outcome, work bool) *templates.Table {
	t := &templates.Table{Label: label, Heads: []templates.Head{{Text: "项目"}, {Text: "报名", Num: true}, {Text: "结业", Num: true}, {Text: "持证", Num: true}}}
	if work {
		t.Heads = append(t.Heads, templates.Head{Text: "找到活", Num: true}, templates.Head{Text: "还在", Num: true})
	}
	part := func(n, of int) templates.Cell { return templates.Cell{Text: thousands(n), Small: report.Part(n, of)} }
	for _, o := range all {
		first := templates.Cell{Text: o.Programme + o.Number}
		if o.Class != 0 {
			first.To = "/classes/" + itoa(o.Class)
		}
		row := []templates.Cell{first, {Text: thousands(o.Enrolled)}, part(o.Completed, o.Enrolled), part(o.Certified, o.Completed)}
		if work {
			stayed := templates.Cell{Text: thousands(o.Stayed) + " / " + thousands(o.Ripe), Small: report.Part(o.Stayed, o.Ripe)}
			row = append(row, part(o.Placed, o.Completed), stayed)
		}
		t.Rows = append(t.Rows, row)
	}
	return t
}

// outcomesSheet is the same as a workbook.
func (s *Server) outcomesSheet(c *fiber.Ctx) error {
	o, err := s.outcomes(c)
	if err != nil {
		return err
	}
	if o.wrong.Error != "" {
		return refusalError{fiber.StatusUnprocessableEntity, "没有下载", o.wrong.Error + "。"}
	}
	var out bytes.Buffer
	if err := report.WriteOutcomes(o.ByProgramme, o.ByClass, o.on, o.work, &out); err != nil {
		return err
	}
	return workbook(c, "培训成效"+o.on.Format(time.DateOnly)+".xlsx", out.Bytes())
}

// workbook hands out an Excel file under a name.
func workbook(c *fiber.Ctx, name string, content []byte) error {
	asWorkbook(c, name)
	return c.Send(content)
}
