package web

import (
	"github.com/a-h/templ"
	"github.com/gofiber/fiber/v2"

	"laowu/internal/web/templates"
)

// frame is what surrounds every page.
func (s *Server) frame(c *fiber.Ctx, title string) templates.Frame {
	f := templates.Frame{
		Title: title, County: s.Atlas().Name(s.County), Demo: s.Demo(),
		Large: isLarge(c), Style: s.assets.style, Icon: s.assets.icon,
	}
	f.Resize = withType(c, "large")
	if f.Large {
		f.Resize = withType(c, "normal")
	}
	return f
}

// render writes a page straight into the response.
func render(c *fiber.Ctx, page templ.Component) error {
	c.Set(fiber.HeaderContentType, fiber.MIMETextHTMLCharsetUTF8)
	if len(c.Response().Header.Peek(fiber.HeaderCacheControl)) == 0 {
		c.Set(fiber.HeaderCacheControl, "private, no-cache") // type size and demonstration differ from reader to reader
	}
	return page.Render(c.UserContext(), c.Response().BodyWriter())
}
