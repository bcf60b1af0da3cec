package web

import (
	"net/url"
	"slices"
	"strings"

	"github.com/a-h/templ"
	"github.com/gofiber/fiber/v2"

	"laowu/internal/web/templates"
)

// frame is what surrounds every page.
func (s *Server) frame(c *fiber.Ctx, title string) templates.Frame {
	f := templates.Frame{
		Title: title, County: s.Atlas().Name(s.County), Demo: s.Demo(),
		Large: s.isLarge(c), Style: s.assets.style, Icon: s.assets.icon, Scripts: s.assets.load("page"),
	}
	f.Resize = s.resized(c, "large")
	if f.Large {
		f.Resize = s.resized(c, "normal")
	}
	f.Token, f.Who, f.Said, f.Complain = s.pageToken(c), s.who(c), s.said(c), complainFrom(c)
	if s.mayVisit(c) {
		f.Account, f.Scripts = s.draftsOf(c), append(f.Scripts, s.assets.load("draft")...)
	}
	if slices.Contains(searchers, s.actor(c).Role) {
		f.Search = "/search"
	}
	return f
}

// complainFrom is the address of the complaint form for what a page shows: an
// opening, or the page itself. Pages of people are not named. It reads the path:
// what is refused before it is routed has no parameters.
func complainFrom(c *fiber.Ctx) string {
	path := c.Path()
	after, _ := strings.CutPrefix(path, "/openings/")
	opening, _, _ := strings.Cut(after, "/")
	switch {
	case atoi(opening) > 0 && !numbered(path):
		return "/complaint?opening=" + itoa(atoi(opening))
	case path == "/" || path == "/help" || path == "/login" || path == "/claim" || path == "/privacy":
		return "/complaint?page=" + url.QueryEscape(path)
	}
	return "/complaint"
}

// resized is the address of this page with another size of type; of the answer
// to a form, the page above it that can be asked for by address.
func (s *Server) resized(c *fiber.Ctx, size string) string {
	if c.Method() != fiber.MethodPost {
		return withType(c, size)
	}
	return s.above(c) + "?type=" + size
}

// above is the nearest page on the way up from this address that can be asked
// for by it, this one too.
func (s *Server) above(c *fiber.Ctx) string { return s.nearest(c.Path()) }

func (s *Server) nearest(path string) string {
	for ; path != ""; path = path[:max(strings.LastIndex(path, "/"), 0)] {
		for _, r := range s.app.GetRoutes(true) {
			if r.Method == fiber.MethodGet && fiber.RoutePatternMatch(path, r.Path) {
				return path
			}
		}
	}
	return "/"
}

// render writes a page straight into the response.
func render(c *fiber.Ctx, page templ.Component) error {
	c.Set(fiber.HeaderContentType, fiber.MIMETextHTMLCharsetUTF8)
	if len(c.Response().Header.Peek(fiber.HeaderCacheControl)) == 0 {
		c.Set(fiber.HeaderCacheControl, "private, no-cache") // type size and demonstration differ from reader to reader
	}
	return page.Render(c.UserContext(), c.Response().BodyWriter())
}
