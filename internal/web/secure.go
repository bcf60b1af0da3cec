package web

import "github.com/gofiber/fiber/v2"

// policies are sent with every answer. Nothing comes from elsewhere, nothing
// is inline, nobody frames the pages, and only our own pages learn the address
// one came from (it holds what was searched).
var policies = [][2]string{
	{"Content-Security-Policy", "default-src 'self'; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"},
	{"Cross-Origin-Opener-Policy", "same-origin"},
	{"Cross-Origin-Resource-Policy", "same-origin"},
	{"Permissions-Policy", "camera=(), geolocation=(), microphone=()"},
	{"Referrer-Policy", "same-origin"},
	{"X-Content-Type-Options", "nosniff"},
	{"X-Frame-Options", "DENY"},
}

func secure(c *fiber.Ctx) error {
	setPolicies(c)
	return c.Next()
}

func setPolicies(c *fiber.Ctx) {
	for _, p := range policies {
		c.Response().Header.Set(p[0], p[1])
	}
}
