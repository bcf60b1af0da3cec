package web

import (
	"errors"
	"strings"

	"github.com/gofiber/fiber/v2"

	"laowu/internal/access"
	"laowu/internal/db"
	"laowu/internal/followup"
	"laowu/internal/web/templates"
)

// caseStep notes what was done.
func (s *Server) caseStep(c *fiber.Ctx) error {
	return s.changeCase(c, func(tx *db.Tx, id int64) error {
		return followup.AddStep(c.UserContext(), tx, id, c.FormValue("said"))
	})
}

// caseOwner hands a case over.
func (s *Server) caseOwner(c *fiber.Ctx) error {
	role, number, _ := strings.Cut(c.FormValue("to"), " ")
	to := followup.Owner{Role: db.Role(role), ID: atoi(number)}
	return s.changeCase(c, func(tx *db.Tx, id int64) error {
		return followup.HandOver(c.UserContext(), tx, id, to, c.FormValue("said"))
	})
}

// caseClose ends one.
func (s *Server) caseClose(c *fiber.Ctx) error {
	return s.changeCase(c, func(tx *db.Tx, id int64) error {
		return followup.CloseCase(c.UserContext(), tx, id, followup.Ending(c.FormValue("how")), c.FormValue("said"))
	})
}

// changeCase does something about the case of the address and shows it again;
// of a refusal, with what to do.
func (s *Server) changeCase(c *fiber.Ctx, do func(*db.Tx, int64) error) error {
	id := atoi(c.Params("case"))
	err := s.DB.Tx(c.UserContext(), s.actor(c), func(tx *db.Tx) error { return do(tx, id) })
	for _, known := range []error{
		followup.ErrClosed, followup.ErrStep, followup.ErrEnding, followup.ErrOwner, followup.ErrLong, followup.ErrNumber,
	} {
		if errors.Is(err, known) {
			c.Status(fiber.StatusUnprocessableEntity)
			return s.showCase(c, &templates.Notice{Kind: "bad", What: "没有记上", Then: known.Error() + "。"})
		}
	}
	switch {
	case errors.Is(err, access.ErrNotFound):
		return errNoCase
	case err != nil:
		return noWork(err)
	}
	return c.Redirect("/cases/"+itoa(id), fiber.StatusSeeOther)
}
