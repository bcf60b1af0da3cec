package web

import (
	"github.com/gofiber/fiber/v2"

	"laowu/internal/web/templates"
)

// openingPoster is an opening as a sheet to print. What is over has none.
func (s *Server) openingPoster(c *fiber.Ctx) error {
	o, err := s.findOpening(c)
	if err != nil {
		return err
	}
	page, err := s.openingView(c, o)
	if err != nil {
		return err
	}
	if !page.Open {
		return refusalError{fiber.StatusNotFound, page.Over.What, "所以没有海报。可以看别的岗位。"}
	}
	page.Back = templates.Link{Text: "回到这个岗位", To: openingPath(o.ID)}
	return render(c, templates.PosterPage(s.frame(c, "海报："+o.Title), page))
}
