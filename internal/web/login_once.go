package web

import (
	"strings"

	"github.com/gofiber/fiber/v2"

	"laowu/internal/access"
	"laowu/internal/db"
	"laowu/internal/web/templates"
)

// loginOnce gives a login a new one-time password, shown this once.
func (s *Server) loginOnce(c *fiber.Ctx) error {
	page := templates.OneTime{Back: templates.Link{Text: "账号", To: "/admin"}, Address: s.staffAddress(c)}
	err := s.change(c, "", func(tx *db.Tx, id int64) error {
		once, err := s.Gate.GiveOnce(c.UserContext(), tx, id, c.FormValue("factor") == "reset")
		if err != nil {
			return err
		}
		page.Password = strings.SplitAfter(once, "-")
		page.Until = tx.Now.Add(access.OnceLasts).In(china).Format("2006-01-02 15:04")
		l, err := access.ReadLogin(c.UserContext(), tx, id)
		page.Account, page.Person = l.Name, l.Holder
		return err
	})
	if err != nil {
		return err
	}
	return render(c, templates.OneTimePage(s.frame(c, "一次性密码"), page))
}
