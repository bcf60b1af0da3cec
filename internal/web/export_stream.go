package web

import (
	"context"
	"errors"
	"io"
	"strings"

	"github.com/gofiber/fiber/v2"
)

// streamBook answers with a workbook while it is written. An answer that breaks off
// lacks its end, so that no browser takes half a workbook for a whole one.
func (s *Server) streamBook(c *fiber.Ctx, name string, write func(context.Context, io.Writer) error) error {
	ctx, stop := s.unhurried(c)
	reader, writer := io.Pipe()
	go func() {
		defer stop()
		err := write(ctx, writer)
		// A pipe that is closed already is a reader who went away.
		if err != nil && !errors.Is(err, io.ErrClosedPipe) {
			s.Log.Error("an export broke off", "error", err)
		}
		writer.CloseWithError(err)
	}()
	asWorkbook(c, name)
	c.Context().SetBodyStream(reader, -1)
	return nil
}

// unhurried is a request's context for an answer that goes on when its action
// has returned, as long as the answer's last byte may take.
func (s *Server) unhurried(c *fiber.Ctx) (context.Context, context.CancelFunc) {
	return context.WithTimeout(context.WithoutCancel(c.UserContext()), s.times.write)
}

// closing is a reader that says when nobody reads it any more.
type closing struct {
	io.Reader
	stop func()
}

func (r closing) Close() error {
	r.stop()
	return nil
}

// packedAlready tells of answers that are workbooks, which are packed in
// themselves. Packing them again would also hide that one broke off: the packer
// ends its own stream whatever happened to the one below it.
func packedAlready(c *fiber.Ctx) bool {
	path := c.Path()
	return isStream(c) || c.Method() == fiber.MethodPost && strings.HasPrefix(path, "/exports/") || strings.HasSuffix(path, "/file") || strings.HasSuffix(path, ".xlsx")
}
