package web

import (
	"github.com/gofiber/fiber/v2"

	"laowu/internal/db"
	"laowu/internal/report"
	"laowu/internal/web/templates"
	"laowu/training"
)

// tooFew is said where counting a class would tell of its people.
const tooFew = "结业的人太少，不列数字，免得看得出是谁。"

// ownWorkSection is what came of a trainer's own class, in counts alone.
func (s *Server) ownWorkSection(c *fiber.Ctx, tx *db.Tx, k training.Class) (templates.OverviewSection, error) {
	section := templates.OverviewSection{Title: "后来", Note: "只有人数，谁在哪里干归县里看", Empty: tooFew}
	all, err := training.OwnClassWork(c.UserContext(), tx, s.today(), k.ID)
	if err != nil {
		return section, err
	}
	n, ok := all[k.ID]
	if !ok {
		return section, nil
	}
	section.Empty = ""
	section.Facts = []templates.Fact{
		{Label: "找到活", Text: thousands(n.Placed) + " 人", Small: "占结业 " + thousands(k.Completed) + " 人的 " + report.Part(n.Placed, k.Completed)},
		{Label: "干满90天", Text: thousands(n.Stayed) + " 人", Small: "占开始满 90 天的 " + thousands(n.Ripe) + " 人的 " + report.Part(n.Stayed, n.Ripe)},
	}
	return section, nil
}

// ownWorkTable is that of all its classes.
func ownWorkTable(classes []training.Outcome, all map[int64]training.ClassCounts) *templates.Table {
	t := &templates.Table{Label: "结业以后", Heads: []templates.Head{{Text: "班"}, {Text: "结业", Num: true}, {Text: "找到活", Num: true}, {Text: "干满 90 天", Num: true}}}
	for _, o := range classes {
		row := []templates.Cell{{Text: o.Programme + o.Number, To: "/classes/" + itoa(o.Class)}, {Text: thousands(o.Completed)}, {Text: "人太少，不列"}, {}}
		if n, ok := all[o.Class]; ok {
			row[2] = templates.Cell{Text: thousands(n.Placed), Small: report.Part(n.Placed, o.Completed)}
			row[3] = templates.Cell{Text: thousands(n.Stayed) + " / " + thousands(n.Ripe), Small: report.Part(n.Stayed, n.Ripe)}
		}
		t.Rows = append(t.Rows, row)
	}
	return t
}
