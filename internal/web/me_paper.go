package web

import (
	"strconv"
	"time"

	"github.com/gofiber/fiber/v2"

	"laowu/internal/web/templates"
	"laowu/training"
)

// myPapers are a worker's certificates, each with how long it still holds.
func (s *Server) myPapers(c *fiber.Ctx, held []training.Held) templates.Part {
	part := s.paperPart(c, held)
	for i, h := range held {
		if line := s.holds(h); line != "" {
			part.Items[i].Lines = []string{line}
		}
	}
	return part
}

// holds says in words how long a certificate holds, and what to do about it.
func (s *Server) holds(h training.Held) string {
	today := s.today()
	switch {
	case h.ReplacedBy != nil:
		return ""
	case h.Expires != nil && h.Expires.Before(today):
		return "过期了，用不成了。想换新证，问协会或者 12333。"
	case h.ReviewOn != nil && h.ReviewOn.Before(today):
		return "过了复审的日子，补办以前用不成。问协会或者 12333。"
	case h.ReviewOn != nil && (h.Expires == nil || h.ReviewOn.Before(*h.Expires)):
		return "还有" + lasting(today, *h.ReviewOn) + "要复审"
	case h.Expires != nil:
		return "还能用" + lasting(today, *h.Expires)
	}
	return ""
}

// lasting says how long it is from one day to a later one: days within a month,
// months within two years.
func lasting(from, to time.Time) string {
	days := int(to.Sub(from).Hours() / 24)
	months := 0
	for !from.AddDate(0, months+1, 0).After(to) {
		months++
	}
	switch {
	case days == 0:
		return "今天一天"
	case months == 0:
		return " " + strconv.Itoa(days) + " 天"
	case months < 24:
		return "大约 " + strconv.Itoa(months) + " 个月"
	}
	return "大约 " + strconv.Itoa(months/12) + " 年"
}
