package web

import (
	"errors"
	"strconv"

	"github.com/gofiber/fiber/v2"

	"laowu/imports"
	"laowu/internal/web/templates"
)

// mostColumns is how many columns of a form are looked at: as many as a
// spreadsheet has.
const mostColumns = 16384

// importColumnsSave has a sheet read as its sender says.
func (s *Server) importColumnsSave(c *fiber.Ctx) error {
	m := readMapping(c)
	err := s.Imports.SetMapping(c.UserContext(), s.Jobs, s.actor(c), importOf(c), m)
	var e *imports.FileError
	if errors.As(err, &e) && e.Code == "mapping" {
		c.Status(fiber.StatusUnprocessableEntity)
		return s.showColumns(c, m, &templates.Notice{Kind: "bad", What: "这样读不了", Then: saidOf(e)})
	}
	return s.importDone(c, "", err)
}

// importColumnsForget has a sheet read by its headings again.
func (s *Server) importColumnsForget(c *fiber.Ctx) error {
	m := readMapping(c)
	return s.importDone(c, "", s.Imports.Unmap(c.UserContext(), s.Jobs, s.actor(c), importOf(c), m.File, m.Sheet))
}

func readMapping(c *fiber.Ctx) imports.Mapping {
	n := func(field string) int { return int(min(atoi(c.FormValue(field)), 1<<30)) }
	m := imports.Mapping{File: n("file"), Sheet: n("sheet"), First: n("first"), Last: n("last"), LeaveOut: c.FormValue("leave") == templates.Yes}
	for i := range min(n("columns"), mostColumns) {
		m.Fields = append(m.Fields, c.FormValue("c"+strconv.Itoa(i)))
	}
	return m
}
