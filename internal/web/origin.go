package web

import (
	"net/url"
	"strings"

	"github.com/gofiber/fiber/v2"
)

var errForeign = refusalError{fiber.StatusForbidden, "这个请求不是从本网站发来的", "请回到本网站的页面，重新填写再提交。"}

// sameSite refuses what another site makes a visitor's browser send here with
// the visitor's login. Browsers say where a request comes from; programs say
// nothing, and have no login that they send unasked.
func (s *Server) sameSite(c *fiber.Ctx) error {
	switch c.Method() {
	case fiber.MethodGet, fiber.MethodHead, fiber.MethodOptions, fiber.MethodTrace:
		return c.Next()
	}
	switch c.Get("Sec-Fetch-Site") {
	case "", "same-origin", "none": // none: the visitor's own doing
	default:
		return errForeign
	}
	if origin := c.Get(fiber.HeaderOrigin); origin != "" && !s.isOwn(c, origin) {
		return errForeign
	}
	return c.Next()
}

// isOwn says whether an origin is this site. Only names and ports are compared
// where no setting tells the scheme: a proxy that nobody declared may have
// taken the encryption off.
func (s *Server) isOwn(c *fiber.Ctx, origin string) bool {
	u, err := url.Parse(strings.ToLower(origin))
	if err != nil || u.Host == "" || u.Scheme != "http" && u.Scheme != "https" {
		return false
	}
	if own, err := url.Parse(strings.ToLower(s.BaseURL)); err == nil && own.Scheme == u.Scheme && bareHost(own) == bareHost(u) {
		return true
	}
	return bareHost(&url.URL{Scheme: u.Scheme, Host: strings.ToLower(s.host(c))}) == bareHost(u)
}

// bareHost is name and port, without the port that the scheme has anyway.
func bareHost(u *url.URL) string {
	usual := map[string]string{"http": ":80", "https": ":443"}
	return strings.TrimSuffix(u.Host, usual[u.Scheme])
}
