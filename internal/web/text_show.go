package web

import (
	"github.com/gofiber/fiber/v2"

	"laowu/internal/web/templates"
)

func (s *Server) helpShow(c *fiber.Ctx) error {
	return render(c, templates.HelpPage(s.frame(c, "怎么使用")))
}

func (s *Server) privacyShow(c *fiber.Ctx) error {
	return render(c, templates.PrivacyPage(s.frame(c, "我的信息怎么用")))
}
