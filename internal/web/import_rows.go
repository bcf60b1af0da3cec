package web

import (
	"github.com/gofiber/fiber/v2"

	"laowu/imports"
	"laowu/internal/web/templates"
)

func (s *Server) addRows(c *fiber.Ctx, d imports.Draft, page *templates.Import) error { return nil }
