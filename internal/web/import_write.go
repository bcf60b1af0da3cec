package web

import (
	"context"
	"errors"

	"github.com/gofiber/fiber/v2"

	"laowu/imports"
	"laowu/internal/db"
	"laowu/internal/web/templates"
)

// importDo does something with the import of the address, and leads back to
// where it can be seen. What is refused stands on the import's own page.
func (s *Server) importDo(c *fiber.Ctx, to string, do func(context.Context, db.Actor, int64) error) error {
	id := atoi(c.Params("import"))
	err := do(c.UserContext(), s.actor(c), id)
	var e *imports.FileError
	switch {
	case err == nil:
		return c.Redirect(importPath(id)+to, fiber.StatusSeeOther)
	case errors.Is(err, imports.NotFound) || !errors.As(err, &e):
		return importRefusal(err)
	case errors.Is(err, imports.UnderWay): // somebody was first: its page shows how far it is
		return c.Redirect(importPath(id), fiber.StatusSeeOther)
	}
	c.Status(fiber.StatusConflict)
	return s.showImport(c, &templates.Notice{Kind: "bad", What: "没有办成", Then: saidOf(e)})
}

// importKind says which kind the files are, and has them read anew.
func (s *Server) importKind(c *fiber.Ctx) error {
	return s.importDo(c, "", func(ctx context.Context, a db.Actor, id int64) error {
		return s.Imports.SetKind(ctx, s.Jobs, a, id, c.FormValue("kind"))
	})
}

// importAgain has a draft read anew, as after a failure.
func (s *Server) importAgain(c *fiber.Ctx) error {
	return s.importDo(c, "", func(ctx context.Context, a db.Actor, id int64) error { return s.Imports.Again(ctx, s.Jobs, a, id) })
}

// importWrite writes a draft as it stands.
func (s *Server) importWrite(c *fiber.Ctx) error {
	return s.importDo(c, "", func(ctx context.Context, a db.Actor, id int64) error { return s.Imports.Write(ctx, s.Jobs, a, id) })
}

// importDrop throws a draft away.
func (s *Server) importDrop(c *fiber.Ctx) error {
	return s.importDo(c, "", s.Imports.Drop)
}
