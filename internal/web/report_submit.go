package web

import (
	"errors"
	"slices"
	"time"

	"github.com/gofiber/fiber/v2"

	"laowu/internal/db"
	"laowu/internal/report"
	"laowu/internal/web/templates"
)

// keptParts say how a report of a day was submitted, and let the county submit
// it; nothing of a day that is refused.
func (s *Server) keptParts(c *fiber.Ctx, tx *db.Tx, name string, asOf time.Time, given templates.Given) ([]templates.Titled, error) {
	if given.Error != "" {
		return nil, nil
	}
	part := templates.Part{Empty: "这一天的还没有提交"}
	kept, err := report.Submitted(c.UserContext(), tx, name, asOf)
	switch {
	case err == nil:
		part.Items = []templates.Item{{Text: "看提交的和现在的差别", To: submittedPath(name, asOf), Small: longDay(db.Day(kept.At)) + "由 " + kept.By + " 提交", Badge: correctedBadge(len(kept.Corrections))}}
	case !errors.Is(err, report.ErrNotSubmitted):
		return nil, err
	case slices.Contains(freezers, s.actor(c).Role):
		part.Actions = []templates.Action{{Label: "提交这一天的", Open: "提交", To: "/reports/" + name + "/submit", Kind: "main", Key: "submit", Keep: pairs("as_of", asOf.Format(time.DateOnly)),
			Note: "提交以后数字封存，不能取消；以后记录变了，差别和原因记在旁边。"}}
	}
	return []templates.Titled{{Title: "提交和更正", Part: part}}, nil
}

func submittedPath(name string, asOf time.Time) string {
	return "/reports/" + name + "/submitted?as_of=" + asOf.Format(time.DateOnly)
}

func correctedBadge(n int) templates.Badge {
	if n == 0 {
		return templates.Badge{}
	}
	return templates.Badge{Text: "更正 " + thousands(n) + " 次", Kind: "risk"}
}

// errNoReport is for a report that there is not.
var errNoReport = refusalError{fiber.StatusNotFound, "没有这份报表", "请从报表的目录点进来。"}

// reportSubmit freezes a report of a day.
func (s *Server) reportSubmit(c *fiber.Ctx) error {
	r, ok := reportNamed(c.Params("report"))
	if !ok {
		return errNoReport
	}
	asOf, given := s.readDay(c.FormValue("as_of"))
	if given.Error != "" {
		return refusalError{fiber.StatusUnprocessableEntity, "没有提交", given.Error + "。"}
	}
	err := s.DB.SnapshotTx(c.UserContext(), s.actor(c), func(tx *db.Tx) error {
		m, err := r.count(c.UserContext(), tx, asOf)
		if err != nil {
			return err
		}
		return report.Submit(c.UserContext(), tx, r.name, asOf, m.lines)
	})
	if errors.Is(err, report.ErrSubmitted) {
		return refusalError{fiber.StatusConflict, "没有再提交", err.Error() + "。"}
	}
	if err != nil {
		return err
	}
	return c.Redirect(submittedPath(r.name, asOf), fiber.StatusSeeOther)
}

// reportSubmitted is a submitted report beside what the records say now.
func (s *Server) reportSubmitted(c *fiber.Ctx) error {
	return s.showSubmitted(c, c.Query("as_of"), templates.Given{})
}

// showSubmitted shows it; reason is that of a correction which was refused.
func (s *Server) showSubmitted(c *fiber.Ctx, typed string, reason templates.Given) error {
	r, ok := reportNamed(c.Params("report"))
	if !ok {
		return errNoReport
	}
	asOf, given := s.readDay(typed)
	page := templates.Report{Head: s.reportHead(c, r.title+"：提交的和现在的", "/reports/"+r.name+"/submitted", r.name, asOf, given)}
	page.Head.Back, page.Head.Files = templates.Link{Text: r.title, To: r.path}, nil
	if given.Error != "" {
		return render(c, templates.ReportPage(s.frame(c, r.title), page))
	}
	page.Head.Back.To += "?as_of=" + asOf.Format(time.DateOnly)
	var kept report.Submission
	var now reportMade
	err := s.DB.ReadTx(c.UserContext(), s.actor(c), func(tx *db.Tx) (err error) {
		if kept, err = report.Submitted(c.UserContext(), tx, r.name, asOf); err != nil {
			return err
		}
		now, err = r.count(c.UserContext(), tx, asOf)
		return err
	})
	switch {
	case errors.Is(err, report.ErrNotSubmitted):
		page.Nothing = &templates.Nothing{What: "这一天的还没有提交", Next: "先看一看，再在报表下面提交。", All: templates.Link{Text: "看这一天的" + r.title, To: page.Head.Back.To}}
	case err != nil:
		return err
	default:
		s.fillSubmitted(c, &page, r, kept, now.lines, reason)
	}
	return render(c, templates.ReportPage(s.frame(c, r.title), page))
}

func (s *Server) fillSubmitted(c *fiber.Ctx, page *templates.Report, r reportEntry, kept report.Submission, now []report.Line, reason templates.Given) {
	page.Head.Lead += "，" + longDay(db.Day(kept.At)) + "由 " + kept.By + " 提交"
	apart := kept.Differences(now)
	g := templates.Group{Title: "和提交时不同的", Table: templates.Table{Label: "差别", Heads: []templates.Head{{Text: "指标"}, {Text: "提交时", Num: true}, {Text: "现在", Num: true}, {Text: "原因"}}}}
	open := false
	for _, d := range apart {
		why := templates.Cell{Text: d.Reason}
		if d.Reason == "" {
			why.Badge, open = templates.Badge{Text: "还没写原因", Kind: "risk"}, true
		}
		g.Table.Rows = append(g.Table.Rows, []templates.Cell{{Text: d.Zh}, {Text: d.Was}, {Text: d.Is}, why})
	}
	if len(apart) > 0 {
		page.Groups = []templates.Group{g}
	} else {
		page.Notice = &templates.Notice{Kind: "ok", What: "和提交时没有不同", Then: "记录没有变动。"}
	}
	noted := templates.Part{Empty: "还没有更正过"}
	for _, n := range kept.Corrections {
		noted.Items = append(noted.Items, templates.Item{Text: n.Reason, Small: longDay(db.Day(n.NotedAt)) + "，" + n.NotedBy})
	}
	if (open || reason.Error != "") && slices.Contains(freezers, s.actor(c).Role) {
		noted.Actions = []templates.Action{{Label: "记下更正", Open: "写明为什么不一样", To: "/reports/" + r.name + "/correct", Key: "correct", Keep: pairs("as_of", kept.AsOf.Format(time.DateOnly)),
			Fields: []templates.Field{{Given: reason, Type: "area", Name: "reason", Label: "原因", Hint: "例如：补录后更正。不要写身份证号和电话", Fill: "off", Max: 500, Required: true}}}}
	}
	page.Parts = []templates.Titled{{Title: "更正", Part: noted}}
}

// reportCorrect notes why a submitted report differs now.
func (s *Server) reportCorrect(c *fiber.Ctx) error {
	r, ok := reportNamed(c.Params("report"))
	if !ok {
		return errNoReport
	}
	asOf, given := s.readDay(c.FormValue("as_of"))
	if given.Error != "" {
		return refusalError{fiber.StatusUnprocessableEntity, "没有记上", given.Error + "。"}
	}
	reason := templates.Given{Value: words(c.FormValue("reason"))}
	err := s.DB.SnapshotTx(c.UserContext(), s.actor(c), func(tx *db.Tx) error {
		m, err := r.count(c.UserContext(), tx, asOf)
		if err != nil {
			return err
		}
		return report.CorrectReport(c.UserContext(), tx, r.name, asOf, m.lines, reason.Value)
	})
	for _, known := range []error{report.ErrNotSubmitted, report.ErrNoReason, report.ErrReasonLong, report.ErrNumberInWords, report.ErrUnchanged} {
		if errors.Is(err, known) {
			c.Status(fiber.StatusUnprocessableEntity)
			reason.Error = known.Error()
			return s.showSubmitted(c, asOf.Format(time.DateOnly), reason)
		}
	}
	if err != nil {
		return err
	}
	return c.Redirect(submittedPath(r.name, asOf), fiber.StatusSeeOther)
}
