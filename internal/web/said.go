package web

import (
	"time"

	"github.com/gofiber/fiber/v2"

	"laowu/internal/web/templates"
)

// What the page after a redirect says above all else, by the word that a cookie
// carries there: a text of ours, never one of the cookie's.
const (
	saidTwice  = "twice"
	saidSample = "sample"
)

var saids = map[string]templates.Notice{
	saidTwice:  {Kind: "ok", What: "已经收到过，没有再记一次", Then: "同一张表送了两遍，只算第一遍。"},
	saidSample: {Kind: "ok", What: "按钮是好的", Then: "这一页是样子，没有保存什么。"},
}

// sayFor is how long it waits for that page.
const sayFor = time.Minute

// say has the next page say something, once.
func (s *Server) say(c *fiber.Ctx, word string) {
	c.Cookie(s.saidCookie(c, word, int(sayFor.Seconds())))
}

// said is what this page has to say, which is then said.
func (s *Server) said(c *fiber.Ctx) *templates.Notice {
	n, ok := saids[c.Cookies(s.hostPrefix(c)+"said")]
	if !ok || c.Method() != fiber.MethodGet {
		return nil
	}
	over := s.saidCookie(c, "", 0)
	over.Expires = time.Unix(0, 0)
	c.Cookie(over)
	return &n
}

func (s *Server) saidCookie(c *fiber.Ctx, word string, seconds int) *fiber.Cookie {
	return &fiber.Cookie{
		Name: s.hostPrefix(c) + "said", Value: word, MaxAge: seconds, Path: "/", Secure: s.secureTransport(c), HTTPOnly: true, SameSite: fiber.CookieSameSiteLaxMode,
	}
}
