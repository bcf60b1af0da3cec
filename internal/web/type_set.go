package web

import (
	"strings"
	"time"

	"github.com/gofiber/fiber/v2"

	"laowu/internal/access"
	"laowu/internal/db"
)

// typeCookie remembers large type on this machine; without it, and where the
// login does not remember it either, type has its ordinary size.
func (s *Server) typeCookie(c *fiber.Ctx) string { return s.hostPrefix(c) + "type" }

// resize answers ?type=large and ?type=normal on any page: it remembers the
// size and leads back to the same page.
func (s *Server) resize(c *fiber.Ctx) error {
	size := c.Query("type")
	if size != "large" && size != "normal" {
		return c.Next()
	}
	cookie := &fiber.Cookie{
		Name: s.typeCookie(c), Value: size, Path: "/", Secure: s.secureTransport(c), HTTPOnly: true, SameSite: fiber.CookieSameSiteLaxMode,
	}
	if size == "large" {
		cookie.MaxAge = int((365 * 24 * time.Hour).Seconds())
	} else {
		cookie.Expires = time.Unix(0, 0)
	}
	c.Cookie(cookie)
	if v := s.visit(c); v.stage == stageIn {
		err := s.DB.Tx(c.UserContext(), v.actor, func(tx *db.Tx) error { return access.SetLarge(c.UserContext(), tx, size == "large") })
		if err != nil {
			return err
		}
	}
	return c.Redirect(withType(c, ""), fiber.StatusSeeOther)
}

func (s *Server) isLarge(c *fiber.Ctx) bool {
	return c.Cookies(s.typeCookie(c)) == "large" || s.visit(c).standing.Large
}

// withType is this page's address with the size of type set, or without one.
func withType(c *fiber.Ctx, size string) string {
	args := string(c.Request().URI().QueryString())
	var kept []string
	for pair := range strings.SplitSeq(args, "&") {
		if pair != "" && pair != "type" && !strings.HasPrefix(pair, "type=") {
			kept = append(kept, pair)
		}
	}
	if size != "" {
		kept = append(kept, "type="+size)
	}
	// one slash only: two would lead to another host
	path := "/" + strings.TrimLeft(string(c.Request().URI().PathOriginal()), "/\\")
	if len(kept) == 0 {
		return path
	}
	return path + "?" + strings.Join(kept, "&")
}
