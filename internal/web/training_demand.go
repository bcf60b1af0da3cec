package web

import (
	"bytes"
	"context"
	"slices"
	"time"

	"github.com/gofiber/fiber/v2"

	"laowu/internal/db"
	"laowu/internal/report"
	"laowu/internal/web/templates"
	"laowu/training"
)

// seesDemand see which class to run next: who sees all holders of certificates.
var seesDemand = []db.Role{db.County, db.Admin, db.Auditor}

// demand is what openings ask for beside who has it, with the trades in words.
func (s *Server) demand(c *fiber.Ctx) (all []training.Demand, err error) {
	all, _, err = recall(c, s, "demand", s.today(), func(ctx context.Context, tx *db.Tx, on time.Time) ([]training.Demand, error) {
		register, err := training.NewRegister()
		if err != nil {
			return nil, err
		}
		return training.Demands(ctx, tx, register, on)
	})
	all = slices.Clone(all)
	for i := range all {
		if all[i].Trade != "" && s.Labels.Trade != nil {
			all[i].Trade = s.Labels.Trade(all[i].Trade)
		}
	}
	return all, err
}

// demandShow says which class to run next, the one that most is missing of
// first.
func (s *Server) demandShow(c *fiber.Ctx) error {
	all, err := s.demand(c)
	if err != nil {
		return err
	}
	page := templates.Overview{
		Title: "该办什么班", Lead: "在招岗位要的证书，和手里有证、没有全职活的人比。驾驶证按准驾车型算。还差的人，已经减去在办和要开的班的名额。",
		Links: []templates.Link{{Text: "下载 Excel", To: "/training/demand.xlsx"}, {Text: "看培训班", To: "/classes"}, {Text: "看岗位", To: "/"}},
	}
	if len(all) == 0 {
		page.Nothing = &templates.Nothing{What: "现在的岗位都不要证书", Next: "岗位写了要什么证书，这里就算得出该办什么班。", All: templates.Link{Text: "看岗位", To: "/"}}
		return render(c, templates.OverviewPage(s.frame(c, page.Title), page))
	}
	page.Sections = []templates.OverviewSection{
		{Title: "最缺的", Note: "还差多少人", Bars: missing(all)}, {Title: "按证书和工种", Note: "今天在招的岗位", Table: s.demandTable(c, all)},
	}
	return render(c, templates.OverviewPage(s.frame(c, page.Title), page))
}

// missing draws the certificates of which most is missing, each against the
// first.
func missing(all []training.Demand) []templates.Quantity {
	var bars []templates.Quantity
	for _, d := range all[:min(len(all), 8)] {
		if d.Missing() == 0 {
			break
		}
		name := d.Name
		if d.Trade != "" {
			name += "（" + d.Trade + "）"
		}
		bars = append(bars, templates.Quantity{
			Text: name, Value: "差 " + thousands(d.Missing()) + " 人", Part: 1000 * d.Missing() / all[0].Missing(),
			Small: "在招 " + thousands(d.Posts) + " 人，有证没活 " + thousands(d.Free) + " 人，班里名额 " + thousands(d.Coming) + " 个",
		})
	}
	return bars
}

func (s *Server) demandTable(c *fiber.Ctx, all []training.Demand) *templates.Table {
	t := &templates.Table{Label: "证书供求", Heads: []templates.Head{
		{Text: "证书"}, {Text: "工种"}, {Text: "在招", Num: true}, {Text: "持证", Num: true}, {Text: "没活", Num: true}, {Text: "班里", Num: true}, {Text: "还差", Num: true}, {Text: "办班"},
	}}
	keeps := slices.Contains(keepsClasses, s.actor(c).Role)
	for _, d := range all {
		next := templates.Cell{Text: "够了"}
		if d.Missing() > 0 {
			next = templates.Cell{Badge: templates.Badge{Text: "该办", Kind: "risk"}}
			if keeps {
				next = templates.Cell{Text: "开这个班", To: "/classes/new?trade=" + urlEscape(d.Name)}
			}
		}
		t.Rows = append(t.Rows, []templates.Cell{
			{Text: d.Name}, {Text: d.Trade}, {Text: thousands(d.Posts)}, {Text: thousands(d.Holders)}, {Text: thousands(d.Free)}, {Text: thousands(d.Coming)},
			{Text: thousands(d.Missing())}, next,
		})
	}
	return t
}

// demandSheet is the same as a workbook.
func (s *Server) demandSheet(c *fiber.Ctx) error {
	all, err := s.demand(c)
	if err != nil {
		return err
	}
	var out bytes.Buffer
	if err := report.WriteDemand(all, s.today(), &out); err != nil {
		return err
	}
	return workbook(c, "该办什么班"+s.today().Format(time.DateOnly)+".xlsx", out.Bytes())
}
