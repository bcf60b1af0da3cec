package web

import (
	"errors"

	"github.com/gofiber/fiber/v2"

	"laowu/imports"
	"laowu/internal/web/templates"
)

// importDone leads back to the import of the address after something was done
// with it. What is refused stands on the import's own page.
func (s *Server) importDone(c *fiber.Ctx, to string, err error) error {
	var e *imports.FileError
	switch {
	case err == nil || errors.Is(err, imports.UnderWay): // somebody was first: the page shows how far it is
		return c.Redirect(importPath(importOf(c))+to, fiber.StatusSeeOther)
	case errors.Is(err, imports.NotFound) || !errors.As(err, &e):
		return importRefusal(err)
	}
	c.Status(fiber.StatusConflict)
	return s.showImport(c, &templates.Notice{Kind: "bad", What: "没有办成", Then: saidOf(e)})
}

// importOf is the number of the import that an address names.
func importOf(c *fiber.Ctx) int64 { return atoi(c.Params("import")) }

// importKind says which kind the files are, and has them read anew.
func (s *Server) importKind(c *fiber.Ctx) error {
	return s.importDone(c, "", s.Imports.SetKind(c.UserContext(), s.Jobs, s.actor(c), importOf(c), c.FormValue("kind")))
}

// importAgain has a draft read anew, as after a failure.
func (s *Server) importAgain(c *fiber.Ctx) error {
	return s.importDone(c, "", s.Imports.Again(c.UserContext(), s.Jobs, s.actor(c), importOf(c)))
}

// importWrite writes a draft as it stands.
func (s *Server) importWrite(c *fiber.Ctx) error {
	return s.importDone(c, "", s.Imports.Write(c.UserContext(), s.Jobs, s.actor(c), importOf(c)))
}

// importDrop throws a draft away.
func (s *Server) importDrop(c *fiber.Ctx) error {
	return s.importDone(c, "", s.Imports.Drop(c.UserContext(), s.actor(c), importOf(c)))
}
