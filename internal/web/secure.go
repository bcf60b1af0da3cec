package web

import "github.com/gofiber/fiber/v2"

// policies are sent with every answer, after OWASP's Secure Headers Project.
// Nothing comes from elsewhere, nothing is inline, nobody frames the pages,
// and only our own pages learn the address one came from (it holds what was
// searched).
var policies = [][2]string{
	{"Content-Security-Policy", "default-src 'none'; connect-src 'self'; font-src 'self'; img-src 'self'; manifest-src 'self'; object-src 'none'; script-src 'self'; style-src 'self'; " +
		"base-uri 'none'; form-action 'self'; frame-ancestors 'none'"},
	{"Cross-Origin-Embedder-Policy", "require-corp"},
	{"Cross-Origin-Opener-Policy", "same-origin"},
	{"Cross-Origin-Resource-Policy", "same-origin"},
	{"Permissions-Policy", "accelerometer=(), autoplay=(), camera=(), display-capture=(), encrypted-media=(), fullscreen=(), geolocation=(), " +
		"gyroscope=(), magnetometer=(), microphone=(), midi=(), payment=(), picture-in-picture=(), screen-wake-lock=(), usb=(), xr-spatial-tracking=()"},
	{"Referrer-Policy", "same-origin"},
	{"X-Content-Type-Options", "nosniff"},
	{"X-Frame-Options", "DENY"},
}

// encryptedOnly tells browsers to come encrypted for a year. It speaks for
// this name alone: names below it may be others'.
const encryptedOnly = "max-age=31536000"

func (s *Server) secure(c *fiber.Ctx) error {
	s.setPolicies(c)
	return c.Next()
}

func (s *Server) setPolicies(c *fiber.Ctx) {
	for _, p := range policies {
		c.Response().Header.Set(p[0], p[1])
	}
	if s.secureTransport(c) {
		c.Response().Header.Set(fiber.HeaderStrictTransportSecurity, encryptedOnly)
	}
}

// private keeps an answer out of every store, the browser's own too: what
// somebody with a login sees does not stay on a shared machine.
func private(c *fiber.Ctx) { c.Set(fiber.HeaderCacheControl, "no-store") }

// packed refuses bodies that come compressed: fiber would unpack them whole,
// and a megabyte can hold a gigabyte. No browser sends them.
func packed(c *fiber.Ctx) error {
	if c.Get(fiber.HeaderContentEncoding) != "" {
		return fiber.ErrUnsupportedMediaType
	}
	return c.Next()
}
