package web

import (
	"fmt"
	"strings"
	"time"

	"github.com/gofiber/fiber/v2"

	"laowu/internal/db"
	"laowu/internal/report"
	"laowu/internal/web/templates"
)

// householdList is the relocated households in which nobody works, and how many
// the county's promise is of.
func (s *Server) householdList(c *fiber.Ctx) error {
	asOf, given := s.asOf(c)
	page := templates.Report{Head: s.reportHead(c, "搬迁户就业保障", "/reports/households", "households", asOf, given)}
	if given.Error == "" {
		h, counted, err := recall(c, s, "households", asOf, report.CountHouseholds)
		if err != nil {
			return err
		}
		page.Head.Lead += countedAt(counted)
		fillHouseholds(&page, h, asOf)
		err = s.DB.ReadTx(c.UserContext(), s.actor(c), func(tx *db.Tx) (err error) {
			page.Parts, err = s.keptParts(c, tx, "households", asOf, given)
			return err
		})
		if err != nil {
			return err
		}
	}
	return render(c, templates.ReportPage(s.frame(c, "搬迁户就业保障"), page))
}

func fillHouseholds(page *templates.Report, h report.Households, asOf time.Time) {
	if h.Able == 0 {
		page.Nothing = &templates.Nothing{What: "这一天没有要保障的搬迁户", Next: "户册里写明易地搬迁、户的类别和谁能干活、愿意干活，要保障的户就在这里。", All: templates.Link{Text: "看劳务公报", To: "/reports/bulletin"}}
		return
	}
	covered := figure("至少一人就业", h.Covered, "户", fmt.Sprintf("占 %s，%s ÷ %s，只舍不入", cutShare(h.Covered, h.Able), thousands(h.Covered), thousands(h.Able)),
		figurePath("household_guarantee", asOf)+"&of=part")
	page.Figures = []templates.Figure{
		figure("有劳动能力、愿意干活的搬迁贫困户", h.Able, "户", "看名单", figurePath("household_guarantee", asOf)), covered,
		figure("还没有人就业", len(h.Uncovered), "户", fmt.Sprintf("其中过了期限 %s 户", thousands(h.Overdue())), ""),
	}
	if len(h.Uncovered) == 0 {
		page.Nothing = &templates.Nothing{What: "没有无人就业的搬迁户", Next: "家里有人能干活又愿意干活的搬迁贫困户，每户都有人在岗。"}
		return
	}
	g := templates.Group{Title: "还没有人就业的户", Note: "期限近的在前；姓名遮着，点开看本人", Table: templates.Table{Label: "还没有人就业的户", Heads: []templates.Head{
		{Text: "户"}, {Text: "村"}, {Text: "从哪天"}, {Text: "期限"}, {Text: "能干活"}, {Text: "想干的"},
	}}}
	for _, u := range h.Uncovered {
		g.Table.Rows = append(g.Table.Rows, householdRow(u))
	}
	page.Groups = []templates.Group{g}
}

func householdRow(u report.UncoveredHousehold) []templates.Cell {
	name := templates.Cell{Text: "户编号 " + u.Number, Small: u.Site}
	if u.Number == "" {
		name.Text = "一个人一户"
	}
	if len(u.Workers) > 0 {
		name.To = "/people/" + itoa(u.Workers[0].ID)
	}
	due := templates.Cell{Text: u.Deadline}
	if u.Overdue {
		due.Badge = templates.Badge{Text: "过期", Kind: "bad"}
	}
	var who, wishes []string
	for _, w := range u.Workers {
		who = append(who, w.Words())
		wishes = append(wishes, joined("，", w.Trades, w.Places))
	}
	return []templates.Cell{name, {Text: u.Village, Small: u.Township}, {Text: u.Since}, due, {Text: strings.Join(who, "、")}, {Text: joined("；", wishes...)}}
}
