package web

import (
	"context"
	"fmt"
	"time"

	"github.com/gofiber/fiber/v2"

	"laowu/internal/db"
)

// times bound what one request may take.
type times struct {
	read   time.Duration // until its last byte is here
	answer time.Duration // until the answer is made; then the database is told to stop
	write  time.Duration // until the answer's last byte is gone
	idle   time.Duration // between two requests of a connection
	upload time.Duration // as read, of files for an import
}

var usualTimes = times{read: 30 * time.Second, answer: 10 * time.Second, write: time.Minute, idle: 2 * time.Minute, upload: uploadTime}

var errLate = refusalError{fiber.StatusServiceUnavailable, "网站现在太忙", "请过一会儿再试；急着找人，打 12333。"}

// deadline ends what waits for a database that does not answer. An action that
// needs longer sets a context of its own, made from this one by
// context.WithoutCancel.
func (s *Server) deadline(c *fiber.Ctx) error {
	before := c.UserContext()
	ctx, cancel := context.WithTimeout(before, s.times.answer)
	defer cancel()
	if c.Method() == fiber.MethodGet || c.Method() == fiber.MethodHead {
		ctx = db.Aside(ctx) // what asking writes is that it was asked
	}
	c.SetUserContext(ctx)
	err := c.Next()
	late := c.UserContext().Err() != nil
	c.SetUserContext(before) // the page that tells of it has time
	if err != nil && late {
		return fmt.Errorf("%w (%w)", err, errLate)
	}
	return err
}
