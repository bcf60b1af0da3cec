package web

import (
	"errors"
	"net/http"
	"strings"

	"github.com/gofiber/fiber/v2"

	"laowu/internal/web/templates"
	"laowu/matching"
)

// refusalError is an error in the user's words: what is the matter and the way out.
type refusalError struct {
	status     int
	what, then string
}

func (r refusalError) Error() string { return r.what }

// refusals by status. What has none is the service's own fault.
var refusals = map[int]refusalError{
	http.StatusNotFound:                    {http.StatusNotFound, "没有这一页", "地址可能写错了，也可能岗位已经撤下。可以重新找一找。"},
	http.StatusMethodNotAllowed:            {http.StatusMethodNotAllowed, "这一页不能这样打开", "请从首页点进来。"},
	http.StatusRequestEntityTooLarge:       {http.StatusRequestEntityTooLarge, "内容太大了", "请减少一些再发。"},
	http.StatusRequestHeaderFieldsTooLarge: {http.StatusRequestHeaderFieldsTooLarge, "写得太长了", "写几个词就行，例如：护工 鄂尔多斯。"},
}

var errInternal = refusalError{http.StatusInternalServerError, "网站出了点问题", "不是您的错。请过几分钟再试；急着找人，打 12333。"}

// fail turns an error into a page, or into problem+json under /api. What the
// reader sees holds no detail; what is logged holds no query, which is the
// reader's own business.
func (s *Server) fail(c *fiber.Ctx, err error) error {
	r := explain(err)
	if r.status >= http.StatusInternalServerError {
		s.Log.Error("request failed", "method", c.Method(), "path", c.Path(), "error", err)
	}
	setPolicies(c)
	c.Status(r.status)
	c.Response().ResetBody()
	if strings.HasPrefix(c.Path(), "/api/") {
		return problem(c, r)
	}
	f := s.frame(c, r.what)
	return render(c, templates.FailurePage(f, words(c.Query("q")), templates.Notice{What: r.what, Then: r.then}))
}

func explain(err error) refusalError {
	var r refusalError
	var f *fiber.Error
	switch {
	case errors.As(err, &r):
		return r
	case cannotSearch(err) != nil:
		return unclear(cannotSearch(err).Error() + "。")
	case errors.As(err, &f):
		if known, ok := refusals[f.Code]; ok {
			return known
		}
		if f.Code < http.StatusInternalServerError {
			return refusalError{f.Code, "这一页打不开", "请从首页重新找一找。"}
		}
	}
	return errInternal
}

// cannotSearch is the search's own refusal in err, whose text is for people.
func cannotSearch(err error) error {
	for _, known := range []error{
		matching.ErrPlace, matching.ErrOccupation, matching.ErrWage, matching.ErrAge,
		matching.ErrForm, matching.ErrSort, matching.ErrLimit, matching.ErrCursor,
	} {
		if errors.Is(err, known) {
			return known
		}
	}
	return nil
}

// problem is RFC 9457's form of an error.
func problem(c *fiber.Ctx, r refusalError) error {
	err := c.JSON(fiber.Map{"title": r.what, "status": r.status, "detail": r.then})
	c.Set(fiber.HeaderContentType, "application/problem+json")
	return err
}
