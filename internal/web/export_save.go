package web

import (
	"errors"
	"net/url"

	"github.com/gofiber/fiber/v2"

	"laowu/imports"
	"laowu/internal/roster"
	"laowu/internal/value"
	"laowu/internal/web/templates"
)

// exportSave gives the records that were asked for: at once, or as a file that
// is on its way.
func (s *Server) exportSave(c *fiber.Ctx) error {
	k, err := s.ledger(c)
	if err != nil {
		return err
	}
	all, err := s.questions(c, k)
	if err != nil {
		return err
	}
	q := exportAsked(c, k, all)
	if q.Reveal {
		if err := s.within(limitWhole, c); err != nil {
			return err
		}
	}
	asked, err := s.Exports.Ask(c.UserContext(), s.actor(c), q)
	if err != nil {
		return s.exportRefused(c, k, all, err)
	}
	if asked.File != 0 {
		return c.Redirect(exportPath(asked.File), fiber.StatusSeeOther)
	}
	return s.streamBook(c, s.exportName(k), asked.Write)
}

// exportAsked reads the form. A role that is shown no box for whole numbers and
// sends one all the same is refused.
func exportAsked(c *fiber.Ctx, k imports.Kind, all []imports.Question) imports.Export {
	q := imports.Export{Kind: k, Reveal: c.FormValue("whole") == templates.Yes}
	if q.Reveal {
		q.Reason = c.FormValue("why")
	}
	for _, one := range all {
		if said := value.Clean(c.FormValue(one.Name)); said != "" {
			q.Where = append(q.Where, one.Name+"="+said)
		}
	}
	return q
}

// exportRefused shows the form again with what is wrong beside each field.
func (s *Server) exportRefused(c *fiber.Ctx, k imports.Kind, all []imports.Question, refused error) error {
	notice := &templates.Notice{Kind: "bad", What: "没有导出"}
	unclear, wrong := imports.Unclear(refused), ""
	switch {
	case unclear != nil:
		notice.Then = "有的条件写得不明白，请照着提示改。"
	case errors.Is(refused, imports.ErrNothing):
		notice.What, notice.Then = refused.Error(), "没有可以导出的。请放宽条件，或者去掉几个条件再试。"
	case errors.Is(refused, roster.ErrWhy):
		notice.Then, wrong = "要全号的，要写明为什么。", "请写明为什么要全号，至少两个字"
	case errors.Is(refused, imports.ErrWaiting):
		notice.Then = refused.Error() + "。"
	case errors.Is(refused, imports.ErrReveal):
		return refusalError{fiber.StatusForbidden, "您的身份不能导出全号", "要看的，请在人员那里逐个看，写明为什么。"}
	default:
		return refused
	}
	c.Status(fiber.StatusUnprocessableEntity)
	return s.showExportForm(c, k, all, notice, posted(c), func(field string) string {
		if err := unclear[field]; err != nil {
			return err.Error()
		}
		if field == "why" {
			return wrong
		}
		return ""
	})
}

// exportName is what a ledger's file is called, with the day.
func (s *Server) exportName(k imports.Kind) string {
	return k.Title + s.today().Format("2006-01-02") + ".xlsx"
}

// asWorkbook says that an answer is an Excel file of a name.
func asWorkbook(c *fiber.Ctx, name string) {
	c.Set(fiber.HeaderContentType, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")
	c.Set(fiber.HeaderContentDisposition, "attachment; filename*=UTF-8''"+url.PathEscape(name))
}
