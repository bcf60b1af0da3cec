package web

import (
	"net/http"
	"net/url"
	"strings"

	"github.com/gofiber/fiber/v2"

	"laowu/internal/value"
)

var errNumbered = refusalError{http.StatusUnprocessableEntity, "网址里不要写身份证号和电话", "网址会留在手机和电脑里。找工作写工种和地方，例如：护工 鄂尔多斯。"}

// numberless refuses an address that somebody wrote an ID or telephone number
// into. It is forgotten at once: a page would repeat it in its title and its
// links, and browsers keep those. What is found by such a number is asked for by
// POST. Answers under /api repeat nothing.
func numberless(c *fiber.Ctx) error {
	if underAPI(c) || !forget(c) {
		return c.Next()
	}
	if numbered(c.Path()) {
		return fiber.ErrNotFound
	}
	return errNumbered
}

// forget takes a request's address away where it holds a number.
func forget(c *fiber.Ctx) bool {
	if !numbered(c.OriginalURL()) {
		return false
	}
	c.Request().SetRequestURI("/")
	return true
}

// numbered says whether a part of an address is an ID or telephone number, or
// holds one.
func numbered(address string) bool {
	for part := range strings.FieldsFuncSeq(address, func(r rune) bool { return strings.ContainsRune("/?&=", r) }) {
		plain, err := url.QueryUnescape(part)
		if err != nil {
			plain = part
		}
		if value.Redact(plain) != plain {
			return true
		}
	}
	return false
}
