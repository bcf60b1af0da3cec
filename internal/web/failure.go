package web

import (
	"errors"
	"net/http"
	"slices"
	"strings"

	"github.com/gofiber/fiber/v2"
	"github.com/jackc/pgx/v5/pgconn"

	"laowu/internal/db"
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
	http.StatusForbidden:                   {http.StatusForbidden, "这一页您不能看", "请换一个账号，或从首页点进来。"},
	http.StatusMethodNotAllowed:            {http.StatusMethodNotAllowed, "这一页不能这样打开", "请从首页点进来。"},
	http.StatusRequestTimeout:              {http.StatusRequestTimeout, "等得太久了", "网络可能太慢。请再试一次。"},
	http.StatusRequestEntityTooLarge:       {http.StatusRequestEntityTooLarge, "内容太大了", "请减少一些再发。"},
	http.StatusUnsupportedMediaType:        {http.StatusUnsupportedMediaType, "这种内容收不了", "请不要压缩，照原样发。"},
	http.StatusRequestHeaderFieldsTooLarge: {http.StatusRequestHeaderFieldsTooLarge, "写得太长了", "写几个词就行，例如：护工 鄂尔多斯。"},
}

var errInternal = refusalError{http.StatusInternalServerError, "网站出了点问题", "不是您的错。请过几分钟再试；急着找人，打 12333。"}

// errAtOnce is where somebody else changed the same records at the same moment:
// a person was merged, or two waited for each other.
var errAtOnce = refusalError{http.StatusConflict, "没有记上", "刚刚有人改了同样的记录。请重新打开那一页，看一看再办。"}

// atOnce says whether the database took a change back since another came
// between.
func atOnce(err error) bool {
	const foreignKey, serialization, deadlock = "23503", "40001", "40P01"
	var pg *pgconn.PgError
	return errors.As(err, &pg) && (pg.Code == foreignKey || pg.Code == serialization || pg.Code == deadlock)
}

// fail turns an error into a page, or into problem+json under /api. What the
// reader sees holds no detail; what is logged holds no query, which is the
// reader's own business.
func (s *Server) fail(c *fiber.Ctx, err error) error {
	explained := explain(err)
	r := s.uploadRefusal(c, explained)
	if r.status >= http.StatusInternalServerError || atOnce(err) {
		s.Log.Error("request failed", "method", c.Method(), "path", c.Path(), "error", err)
	}
	if s.watched(c, r.status) {
		s.watch(c, r.what)
	}
	switch explained.status {
	case http.StatusRequestTimeout, http.StatusRequestEntityTooLarge, http.StatusRequestHeaderFieldsTooLarge:
		linger(c)
	}
	if err := s.tell(c, r); err != nil {
		s.Log.Error("a failure could not be told", "error", err)
		c.Set(fiber.HeaderContentType, fiber.MIMETextPlainCharsetUTF8)
		return c.Status(errInternal.status).SendString(errInternal.what + "。" + errInternal.then)
	}
	return nil
}

// tell writes a refusal. Nothing around it catches a panic.
func (s *Server) tell(c *fiber.Ctx, r refusalError) (err error) {
	defer rescue(&err)
	s.setPolicies(c)
	private(c)
	c.Status(r.status)
	c.Response().ResetBody()
	if underAPI(c) {
		return problem(c, r)
	}
	f := s.frame(c, r.what)
	if r.status == http.StatusForbidden {
		return render(c, templates.RefusedPage(f, templates.Refused{What: r.what, Then: r.then, Links: s.waysOut(c)}))
	}
	if r.status == http.StatusNotFound && s.visit(c).stage == stageIn {
		return render(c, templates.RefusedPage(f, templates.Refused{What: r.what, Then: thenGone(r), Links: s.fromGone(c)}))
	}
	return render(c, templates.FailurePage(f, words(c.Query("q")), templates.Notice{What: r.what, Then: r.then}))
}

// thenGone says to who works here what may have become of a record.
func thenGone(r refusalError) string {
	if r != refusals[http.StatusNotFound] {
		return r.then
	}
	return "可能已经删除、并到了别的记录，或者不归您管。到上一级的列表里再找一找。"
}

// fromGone lead on from what is not there: to the list above it, where there is
// one that this role may open, and home.
func (s *Server) fromGone(c *fiber.Ctx) (links []templates.Link) {
	v := s.visit(c)
	home := v.next()
	path := strings.TrimRight(c.Path(), "/")
	for at := strings.LastIndex(path, "/"); at > 0; at = strings.LastIndex(path, "/") {
		path = path[:at]
		if opens(path, v.actor.Role) && path != home {
			links = append(links, templates.Link{Text: "回上一级的列表", To: path})
			break
		}
	}
	return append(links, templates.Link{Text: "回我的首页", To: home})
}

// opens says whether a role may open the list at a path.
func opens(path string, role db.Role) bool {
	return slices.ContainsFunc(routes, func(r route) bool {
		return r.method == http.MethodGet && r.path == path && slices.Contains(r.roles, role)
	})
}

// waysOut lead on from a page that somebody may not open.
func (s *Server) waysOut(c *fiber.Ctx) []templates.Link {
	v := s.visit(c)
	if v.stage == stageOut {
		return []templates.Link{{Text: "登录", To: "/login"}, {Text: "看全部岗位", To: "/"}}
	}
	links := []templates.Link{{Text: "回我的首页", To: v.next()}}
	if len(v.standing.Accounts) > 1 {
		links = append(links, templates.Link{Text: "换一个身份", To: "/switch"})
	}
	return links
}

// underAPI looks at the path as the router does, which takes capitals too.
func underAPI(c *fiber.Ctx) bool {
	return strings.HasPrefix(strings.ToLower(c.Path())+"/", "/api/")
}

func explain(err error) refusalError {
	var r refusalError
	var f *fiber.Error
	switch {
	case errors.As(err, &r):
		return r
	case atOnce(err):
		return errAtOnce
	case matching.Refusal(err) != nil:
		return unclear(matching.Refusal(err).Error() + "。")
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

// problem is RFC 9457's form of an error.
func problem(c *fiber.Ctx, r refusalError) error {
	err := c.JSON(fiber.Map{"title": r.what, "status": r.status, "detail": r.then})
	c.Set(fiber.HeaderContentType, "application/problem+json")
	return err
}
