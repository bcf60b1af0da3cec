package web

import (
	"bytes"

	"github.com/gofiber/fiber/v2"
)

// framed refuses requests of which a proxy may think that they end elsewhere
// than we do, and with that take a part of one visitor's request for the
// beginning of another's (RFC 9112 sections 5.1 and 6.1): two lengths, and blanks
// before a colon. fasthttp takes both. The connection ends with the answer.
func framed(c *fiber.Ctx) error {
	var length, chunks bool
	for line := range bytes.Lines(c.Request().Header.RawHeaders()) {
		name, _, _ := bytes.Cut(line, []byte(":"))
		plain := bytes.TrimRight(name, " \t")
		length = length || bytes.EqualFold(plain, []byte(fiber.HeaderContentLength))
		chunks = chunks || bytes.EqualFold(plain, []byte(fiber.HeaderTransferEncoding))
		if len(plain) < len(name) || length && chunks {
			c.Context().SetConnectionClose()
			return fiber.ErrBadRequest
		}
	}
	return c.Next()
}
