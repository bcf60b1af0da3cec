package web

import (
	"errors"
	"strings"
	"unicode"

	"github.com/gofiber/fiber/v2"

	"laowu/internal/access"
	"laowu/internal/web/templates"
)

// loginShow is where one says who one is.
func (s *Server) loginShow(c *fiber.Ctx) error {
	v := s.visit(c)
	if v.stage != stageOut {
		return c.Redirect(v.next(), fiber.StatusSeeOther)
	}
	page := templates.Login{Staff: c.Query("as") == "staff", Next: local(c.Query("next"))}
	if v.ended {
		page.Notice = &templates.Notice{What: "登录已经结束", Then: "隔得太久，或者在别处退出了。请再登录一次。"}
	}
	return s.showLogin(c, page)
}

func (s *Server) showLogin(c *fiber.Ctx, page templates.Login) error {
	if err := s.withToken(c); err != nil {
		return err
	}
	page.StaffTo, page.WorkerTo = withNext("/login?as=staff", page.Next), withNext("/login?as=worker", page.Next)
	return render(c, templates.LoginPage(s.frame(c, "登录"), page))
}

// local is a path of this site to go on to, or empty: nobody is led elsewhere.
// Browsers pass over tabs and line breaks, and read "/\t/name" as another host.
func local(path string) string {
	if !strings.HasPrefix(path, "/") || strings.HasPrefix(path, "//") || strings.Contains(path, "\\") || strings.ContainsFunc(path, unicode.IsControl) {
		return ""
	}
	return path
}

func withNext(to, next string) string {
	if next == "" {
		return to
	}
	mark := "?"
	if strings.Contains(to, "?") {
		mark = "&"
	}
	return to + mark + "next=" + strings.NewReplacer("%", "%25", "&", "%26", "+", "%2B", "#", "%23", " ", "%20").Replace(next)
}

// refused puts a refusal of a login into a notice; false where it is none.
func refused(err error) (*templates.Notice, bool) {
	var wait *access.WaitError
	switch {
	case errors.As(err, &wait):
		return &templates.Notice{Kind: "bad", What: "先等一等", Then: wait.Error() + "。"}, true
	case errors.Is(err, access.ErrWrong):
		return &templates.Notice{Kind: "bad", What: "没有登录上", Then: "账号、手机号或密码不对。请再看一遍，注意大小写。"}, true
	case errors.Is(err, access.ErrOver):
		return &templates.Notice{Kind: "bad", What: "一次性密码过期了", Then: "请找管理员重新给一个。"}, true
	}
	return nil, false
}
