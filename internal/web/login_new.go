package web

import (
	"strings"

	"github.com/gofiber/fiber/v2"

	"laowu/internal/access"
	"laowu/internal/db"
	"laowu/internal/value"
	"laowu/internal/web/templates"
)

// loginNew asks for a new login.
func (s *Server) loginNew(c *fiber.Ctx) error {
	return s.askLogin(c, from(map[string]string{"org": words(c.Query("org")), "role": c.Query("role")}), nil)
}

func (s *Server) askLogin(c *fiber.Ctx, value, wrong func(field string) string) error {
	fields := append([]templates.Field{
		{Name: "name", Label: "账号名", Hint: "登录时填的，例如 kangning.li：小写字母、数字、点、横线", Fill: "off", Max: 40, Required: true},
		{Name: "holder", Label: "使用人姓名", Hint: "一个人一个账号，不要几个人合用", Fill: "off", Max: 30, Required: true},
	}, accountFields()...)
	return render(c, templates.FillPage(s.frame(c, "新开账号"), templates.Fill{
		Back: templates.Link{Text: "账号", To: "/admin"}, Title: "新开账号", Lead: "开好以后给一个一次性密码，只显示一次。务工人员不用这样开：协会在本人的页面上打印认领码。",
		To: "/admin/logins", Submit: "开账号，给一次性密码", Groups: templates.OneGroup(fill(fields, value, wrong)),
	}))
}

// loginCreate makes the login and shows its one-time password this once.
func (s *Server) loginCreate(c *fiber.Ctx) error {
	holder := value.Name(c.FormValue("holder"))
	if holder == "" {
		return s.loginRefused(c, from(map[string]string{"holder": "写使用人的姓名，出了事才知道是谁"}))
	}
	var once string
	var until string
	n := access.NewLogin{Name: c.FormValue("name"), Holder: holder}
	err := s.DB.Tx(c.UserContext(), s.actor(c), func(tx *db.Tx) (err error) {
		if n.Role, n.Organisation, err = roleAsked(c, tx); err != nil {
			return err
		}
		until = tx.Now.Add(access.OnceLasts).In(china).Format("2006-01-02 15:04")
		_, once, err = s.Gate.AddStaff(c.UserContext(), tx, n)
		return err
	})
	if roleRefusals.has(err) {
		return s.loginRefused(c, roleRefusals.of(err))
	}
	if err != nil {
		return err
	}
	return render(c, templates.OneTimePage(s.frame(c, "一次性密码"), templates.OneTime{
		Back: templates.Link{Text: "账号", To: "/admin"}, Account: strings.ToLower(strings.TrimSpace(n.Name)), Person: holder,
		Password: strings.SplitAfter(once, "-"), Until: until, New: true, Address: s.staffAddress(c),
	}))
}

// staffAddress is where staff log in, as one types it.
func (s *Server) staffAddress(c *fiber.Ctx) string {
	_, address, _ := strings.Cut(s.absolute(c, "/login?as=staff"), "://")
	return address
}

func (s *Server) loginRefused(c *fiber.Ctx, wrong func(string) string) error {
	c.Status(fiber.StatusUnprocessableEntity)
	return s.askLogin(c, posted(c), wrong)
}
