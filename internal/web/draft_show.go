package web

import (
	"context"
	"slices"
	"strings"
	"time"

	"github.com/gofiber/fiber/v2"

	"laowu/internal/db"
	"laowu/internal/report"
	"laowu/internal/web/templates"
)

// draftShow is what happened in the days up to a day, as a text to send on.
func (s *Server) draftShow(c *fiber.Ctx) error {
	p := report.Period(c.Params("period"))
	if !slices.Contains(report.Periods(), p) {
		return errNoReport
	}
	asOf, given := s.asOf(c)
	page := templates.Report{Head: s.reportHead(c, p.Word(), "/reports/drafts/"+string(p), string(p), asOf, given)}
	for _, period := range report.Periods() {
		to := "/reports/drafts/" + string(period)
		if given.Error == "" {
			to += "?as_of=" + asOf.Format(time.DateOnly)
		}
		page.Tabs = append(page.Tabs, templates.Tab{Text: period.Word(), To: to, Current: period == p})
	}
	if given.Error == "" {
		d, counted, err := recall(c, s, "draft "+string(p), asOf, func(ctx context.Context, tx *db.Tx, asOf time.Time) (report.Draft, error) {
			return report.CountDraft(ctx, tx, p, asOf)
		})
		if err != nil {
			return err
		}
		page.Head.Lead += countedAt(counted)
		page.Text, page.Groups = strings.Split(d.Text, "\n"), []templates.Group{draftGroup(d)}
		err = s.DB.ReadTx(c.UserContext(), s.actor(c), func(tx *db.Tx) (err error) {
			page.Parts, err = s.keptParts(c, tx, string(p), asOf, given)
			return err
		})
		if err != nil {
			return err
		}
	}
	return render(c, templates.ReportPage(s.frame(c, p.Word()), page))
}

func draftGroup(d report.Draft) templates.Group {
	g := templates.Group{Title: "数字", Note: d.From + " 至 " + d.To, Table: templates.Table{Label: "数字", Heads: []templates.Head{{Text: "指标"}, {Text: "数值", Num: true}}}}
	for _, f := range d.Figures {
		g.Table.Rows = append(g.Table.Rows, []templates.Cell{{Text: f.Zh}, {Text: figureText(f)}})
	}
	return g
}
