package web

import (
	"github.com/gofiber/fiber/v2"

	"laowu/internal/db"
	"laowu/internal/report"
	"laowu/internal/web/templates"
)

// addShownRules adds the rules that are shown and not changed on a page.
func (s *Server) addShownRules(c *fiber.Ctx, tx *db.Tx, page *templates.Overview) error {
	cities, err := report.SingledOut(c.UserContext(), tx)
	if err != nil {
		return err
	}
	page.Sections = append(page.Sections, templates.OverviewSection{Title: "流向图上单列的地方", Table: cityRules(cities), Empty: "没有单列的，按省看。"})
	if len(cities) == 0 {
		page.Sections[len(page.Sections)-1].Table = nil
	}
	return nil
}

func cityRules(all []report.Singled) *templates.Table {
	t := &templates.Table{Label: "单列的地方", Heads: []templates.Head{{Text: "地方"}, {Text: "依据"}}}
	for _, d := range all {
		t.Rows = append(t.Rows, []templates.Cell{{Text: d.Name}, sourceCell(d.Source)})
	}
	return t
}
