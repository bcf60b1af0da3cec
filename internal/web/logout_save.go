package web

import (
	"github.com/gofiber/fiber/v2"

	"laowu/internal/access"
	"laowu/internal/db"
)

// logoutSave ends this session.
func (s *Server) logoutSave(c *fiber.Ctx) error {
	v := s.visit(c)
	sess, err := s.store(c).Get(c)
	if err != nil {
		return err
	}
	if v.standing.Login != 0 {
		err := s.DB.Tx(c.UserContext(), v.own(), func(tx *db.Tx) error {
			return access.Note(c.UserContext(), tx, access.LoggedOut, "login", v.standing.Login, nil)
		})
		if err != nil {
			return err
		}
	}
	if err := sess.Destroy(); err != nil {
		return err
	}
	// What the browser keeps of this site goes too: the machine may be shared.
	c.Set("Clear-Site-Data", `"cache", "storage"`)
	return c.Redirect("/", fiber.StatusSeeOther)
}
