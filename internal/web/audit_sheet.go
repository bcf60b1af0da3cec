package web

import (
	"bytes"
	"time"

	"github.com/gofiber/fiber/v2"

	"laowu/imports"
	"laowu/internal/access"
	"laowu/internal/db"
	"laowu/internal/report"
)

// mostTrail is how many entries a workbook takes.
const mostTrail = 10000

// auditSheet is what the list asks for as a workbook; that it was taken is noted.
func (s *Server) auditSheet(c *fiber.Ctx) error {
	f, page := auditFilter(c)
	for _, wrong := range []string{page.From.Error, page.To.Error, page.Person.Error} {
		if wrong != "" {
			return refusalError{fiber.StatusUnprocessableEntity, "没有下载", wrong + "。"}
		}
	}
	f.Limit = mostTrail
	var found access.Trail
	err := s.DB.Tx(c.UserContext(), s.actor(c), func(tx *db.Tx) (err error) {
		if found, err = access.FindEntries(c.UserContext(), tx, f); err != nil {
			return err
		}
		return access.Note(c.UserContext(), tx, access.Exported, "trail", 0, map[string]any{"rows": len(found.Entries)})
	})
	if err != nil {
		return err
	}
	lines, kinds := make([][8]string, len(found.Entries)), imports.Titles()
	for i, e := range found.Entries {
		r := auditRow(e, kinds)
		lines[i] = [8]string{r.Number, r.When, r.Who, r.As, r.What, r.Whom, r.From, r.Detail}
	}
	title := "审计记录：" + auditRange(f, found)
	if found.Next > 0 {
		title += "，只列最近的 " + thousands(mostTrail) + " 条"
	}
	var out bytes.Buffer
	if err := report.WriteTrail(title, lines, &out); err != nil {
		return err
	}
	return workbook(c, "审计记录"+s.today().Format(time.DateOnly)+".xlsx", out.Bytes())
}

// auditVerify asks for the whole chain to be gone through now.
func (s *Server) auditVerify(c *fiber.Ctx) error {
	err := s.DB.Tx(c.UserContext(), s.actor(c), func(tx *db.Tx) error { return access.QueueCheck(c.UserContext(), tx, s.Jobs) })
	if err != nil {
		return err
	}
	return c.Redirect("/audit?done=checking", fiber.StatusSeeOther)
}
