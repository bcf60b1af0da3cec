package web

import (
	"errors"
	"strings"

	"github.com/gofiber/fiber/v2"

	"laowu/internal/access"
	"laowu/internal/db"
	"laowu/internal/web/templates"
)

// loginList is the admin's page: who may log in.
func (s *Server) loginList(c *fiber.Ctx) error {
	return s.showLogins(c, nil)
}

func (s *Server) showLogins(c *fiber.Ctx, notice *templates.Notice) error {
	var all []access.LoginLine
	err := s.DB.ReadTx(c.UserContext(), s.actor(c), func(tx *db.Tx) (err error) {
		all, err = access.Logins(c.UserContext(), tx)
		return err
	})
	if err != nil {
		return err
	}
	page := templates.AccountList{
		Count: thousands(len(all)) + " 个账号", Notice: notice,
		Commands: []string{
			"laowu user add 账号 --role association --org 协会名称 --holder 姓名",
			"laowu org add station 工作站名称 --place 鄂尔多斯",
		},
	}
	for _, l := range all {
		page.Accounts = append(page.Accounts, s.loginRow(l))
	}
	return render(c, templates.AccountListPage(s.frame(c, "账号"), page))
}

func (s *Server) loginRow(l access.LoginLine) templates.AccountRow {
	row := templates.AccountRow{
		Name: l.Name, Person: l.Holder, Organisation: strings.Join(l.Organisations, "、"), Seen: "从没登录过",
		Factor: templates.Badge{Text: "没有绑定"}, State: templates.Badge{Text: "在用", Kind: "ok"},
	}
	roles := make([]string, len(l.Roles))
	for i, r := range l.Roles {
		roles[i] = db.Role(r).Title()
	}
	row.Role = strings.Join(roles, "、")
	if l.LastLoginAt != nil {
		row.Seen = l.LastLoginAt.In(china).Format("2006-01-02 15:04")
	}
	if l.SecondFactor {
		row.Factor = templates.Badge{Text: "已绑定", Kind: "ok"}
	}
	to := "/admin/logins/" + itoa(l.ID)
	once := templates.Action{Label: "给一次性密码", To: to + "/once", Open: "给一次性密码", Whom: l.Name, Note: "原来的密码作废，已经登录的也退出。"}
	forget := templates.Action{Label: "重绑验证器", To: to + "/once", Open: "重绑验证器", Whom: l.Name, Keep: pairs("factor", "reset"), Kind: "danger",
		Note: "手机丢了才用：验证器和密码都作废，先确认是本人。"}
	row.Actions = []templates.Action{once, forget, {Label: "退出全部登录", To: to + "/logout", Whom: l.Name}, {Label: "停用", To: to + "/disable", Whom: l.Name, Kind: "danger"}}
	if l.DisabledAt != nil {
		row.State = templates.Badge{Text: "停用", Kind: "bad"}
		row.Actions = []templates.Action{{Label: "启用", To: to + "/enable", Whom: l.Name}}
	}
	return row
}

var errNoLogin = refusalError{fiber.StatusNotFound, "没有这个账号", "可能已经删掉，或者是别的县的。"}

// change does one thing to the login that the address names.
func (s *Server) change(c *fiber.Ctx, what string, do func(*db.Tx, int64) error) error {
	err := s.DB.Tx(c.UserContext(), s.actor(c), func(tx *db.Tx) error {
		id, err := access.FindLogin(c.UserContext(), tx, atoi(c.Params("login")), "")
		if err != nil {
			return err
		}
		return do(tx, id)
	})
	if errors.Is(err, access.ErrNoLogin) {
		return errNoLogin
	}
	if err != nil || what == "" {
		return err
	}
	return s.showLogins(c, &templates.Notice{Kind: "ok", What: what})
}

func (s *Server) loginDisable(c *fiber.Ctx) error {
	if atoi(c.Params("login")) == s.visit(c).standing.Login {
		return refusalError{fiber.StatusUnprocessableEntity, "不能停用自己", "请另一位管理员来做。"}
	}
	return s.change(c, "停用了，马上生效", func(tx *db.Tx, id int64) error { return access.Disable(c.UserContext(), tx, id) })
}

func (s *Server) loginEnable(c *fiber.Ctx) error {
	return s.change(c, "启用了", func(tx *db.Tx, id int64) error { return access.Enable(c.UserContext(), tx, id) })
}

func (s *Server) loginRevoke(c *fiber.Ctx) error {
	return s.change(c, "全部退出了", func(tx *db.Tx, id int64) error { return access.Revoke(c.UserContext(), tx, id) })
}
