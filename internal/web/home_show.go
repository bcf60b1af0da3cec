package web

import (
	"github.com/gofiber/fiber/v2"

	"laowu/internal/db"
	"laowu/internal/report"
	"laowu/internal/web/templates"
)

// desk counts what lies on the actor's desk, and reads with it what else a
// start page shows.
func (s *Server) desk(c *fiber.Ctx, also func(*db.Tx) error) (d report.Desk, err error) {
	err = s.DB.ReadTx(c.UserContext(), s.actor(c), func(tx *db.Tx) (err error) {
		if d, err = report.CountDesk(c.UserContext(), tx); err != nil || also == nil {
			return err
		}
		return also(tx)
	})
	return d, err
}

func (s *Server) showHome(c *fiber.Ctx, page templates.Home) error {
	return render(c, templates.HomePage(s.frame(c, page.Title), page))
}

// title is on whose behalf the page is shown.
func (s *Server) title(c *fiber.Ctx) string { return s.visit(c).account.OrganisationName }

func figure(label string, n int, unit, note, to string) templates.Figure {
	return templates.Figure{Label: label, Value: thousands(n), Unit: unit, Note: note, To: to}
}

// importLink leads to where workbooks are sent.
var importLink = templates.Link{Text: "导入表格", To: "/imports"}
