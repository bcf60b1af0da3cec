package web

import (
	"fmt"
	"runtime/debug"
	"slices"

	"github.com/gofiber/fiber/v2"
	"github.com/valyala/fasthttp"
)

// guard turns the panic of an action into an error.
func guard(c *fiber.Ctx) (err error) {
	defer rescue(&err)
	return c.Next()
}

// rescue, deferred, makes a panic the error of its function. Its text is for
// the log alone.
func rescue(err *error) {
	if v := recover(); v != nil {
		*err = fmt.Errorf("panic: %v\n%s", v, debug.Stack()) //nolint:err113 // there is nobody to compare it
	}
}

// outermost stands around fiber, which answers in English and without our
// headers where it does not know a request's method.
func (s *Server) outermost() {
	server := s.app.Server()
	inner, failed := server.Handler, server.ErrorHandler
	server.HeaderReceived = s.allowance
	server.ErrorHandler = func(r *fasthttp.RequestCtx, err error) {
		s.uploads.end(&r.Request.Header)
		failed(r, err)
	}
	server.Handler = func(r *fasthttp.RequestCtx) {
		defer s.uploads.end(&r.Request.Header)
		if slices.Contains(fiber.DefaultMethods, string(r.Method())) {
			inner(r)
			return
		}
		c := s.app.AcquireCtx(r)
		defer s.app.ReleaseCtx(c)
		forget(c)
		_ = s.fail(c, fiber.ErrMethodNotAllowed) // never fails
	}
}
