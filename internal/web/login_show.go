package web

import (
	"strings"

	"github.com/gofiber/fiber/v2"

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

// local is a path of this site to go on to, or empty: nobody is led elsewhere,
// and no address is made with a number in it. Browsers pass over tabs and line
// breaks, and read "/\t/name" as another host.
func local(path string) string {
	if !strings.HasPrefix(path, "/") || strings.HasPrefix(path, "//") || path != words(path) || strings.Contains(path, "\\") || numbered(path) {
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
