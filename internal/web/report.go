package web

import (
	"slices"
	"time"

	"github.com/gofiber/fiber/v2"

	"laowu/internal/access"
	"laowu/internal/api"
	"laowu/internal/db"
	"laowu/internal/report"
	"laowu/internal/value"
	"laowu/internal/web/templates"
)

// reportList leads to each report.
func (s *Server) reportList(c *fiber.Ctx) error {
	var page templates.ReportList
	for _, r := range reports() {
		page.Reports = append(page.Reports, templates.Item{Text: r.title, To: r.path, Small: r.about})
	}
	page.Reports = append(page.Reports, templates.Item{Text: "各种台账" + exportLink.Text, To: exportLink.To, Small: "花名册、家庭户、企业、岗位、培训、就业、用工和回访，按条件选"})
	return render(c, templates.ReportListPage(s.frame(c, "报表"), page))
}

// asOf is the day that a report is asked for, as people write dates; today
// where none is given. What is wrong with it stands beside what was typed.
func (s *Server) asOf(c *fiber.Ctx) (time.Time, templates.Given) { return s.readDay(c.Query("as_of")) }

func (s *Server) readDay(text string) (time.Time, templates.Given) {
	g := templates.Given{Value: words(text)}
	if g.Value == "" {
		return s.today(), templates.Given{Value: s.today().Format(time.DateOnly)}
	}
	d, code := value.ParseDay(value.Raw{Text: g.Value})
	switch {
	case code != "" || d.IsZero() || d.Precision() != value.ToDay:
		g.Error = "要写到哪一天，例如 2019-12-31"
	case d.Time().After(s.today()):
		g.Error = report.ErrFuture.Error()
	}
	return d.Time(), g
}

// reportHead begins a report's page; with a day that is refused, the page is
// no more than that.
func (s *Server) reportHead(c *fiber.Ctx, title, path, name string, asOf time.Time, g templates.Given) templates.ReportHead {
	h := templates.ReportHead{Title: title, Path: path, AsOf: g}
	if g.Error != "" {
		h.Lead = "这一天数不出来"
		c.Status(fiber.StatusUnprocessableEntity)
		return h
	}
	h.Lead = "截至 " + longDay(asOf)
	query := "?as_of=" + asOf.Format(time.DateOnly)
	h.Files = []templates.Link{{Text: "下载表格 .xlsx", To: "/reports/" + name + "/file" + query}, {Text: "程序用的数据", To: api.Base + "/reports/" + name + query}}
	return h
}

// longDay writes a date with its year.
func longDay(d time.Time) string { return day(d, time.Time{}) }

// reportFile hands out a report as a workbook. That somebody took it is noted.
func (s *Server) reportFile(c *fiber.Ctx) error {
	r, ok := reportNamed(c.Params("report"))
	if !ok || !slices.Contains(r.roles, s.actor(c).Role) {
		return refusals[fiber.StatusNotFound]
	}
	asOf, g := s.asOf(c)
	if g.Error != "" {
		return refusalError{fiber.StatusUnprocessableEntity, "这一天数不出来", g.Error + "。"}
	}
	file, _, err := recall(c, s, "file "+r.name+" "+string(s.actor(c).Role), asOf, r.file)
	if err != nil {
		return err
	}
	err = s.DB.Tx(c.UserContext(), s.actor(c), func(tx *db.Tx) error {
		return access.Note(c.UserContext(), tx, access.Exported, "report", 0, map[string]any{"name": r.title, "as_of": asOf.Format(time.DateOnly)})
	})
	if err != nil {
		return err
	}
	return workbook(c, r.title+"-"+asOf.Format(time.DateOnly)+".xlsx", file)
}
