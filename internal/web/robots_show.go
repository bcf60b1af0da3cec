package web

import "github.com/gofiber/fiber/v2"

// robots lets search engines find the front page and openings, and nothing
// else: neither every possible search nor pages for those with a login.
const robots = `User-agent: *
Allow: /$
Allow: /openings
Disallow: /
`

func (s *Server) robotsShow(c *fiber.Ctx) error { return c.SendString(robots) }
