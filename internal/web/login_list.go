package web

import (
	"slices"
	"strings"

	"github.com/gofiber/fiber/v2"

	"laowu/internal/access"
	"laowu/internal/db"
	"laowu/internal/web/templates"
)

// pageRows is how many rows a page of the admin's lists shows.
const pageRows = 50

// loginList is the admin's page: who may log in.
func (s *Server) loginList(c *fiber.Ctx) error {
	q := access.LoginQuery{
		Text: words(c.Query("q")), Role: db.Role(c.Query("role")), Disabled: c.Query("state") == "off", From: int(atoi(c.Query("from"))), Limit: pageRows,
	}
	if !slices.Contains(db.Roles(), q.Role) {
		q.Role = ""
	}
	var found []access.LoginLine
	var all, others int
	err := s.DB.ReadTx(c.UserContext(), s.actor(c), func(tx *db.Tx) (err error) {
		if found, all, err = access.FindLogins(c.UserContext(), tx, q); err != nil {
			return err
		}
		there := q
		there.Disabled, there.From, there.Limit = !q.Disabled, 0, 1
		_, others, err = access.FindLogins(c.UserContext(), tx, there)
		return err
	})
	if err != nil {
		return err
	}
	page := templates.AccountList{
		Count: thousands(all) + " 个账号", Tabs: loginTabs(q, all, others), Sift: loginSift(q), Paging: pagesFrom(loginPath(q, q.Disabled)+"&from=", "个账号", all, q.From, pageRows),
		Links: []templates.Link{{Text: "新开账号", To: "/admin/logins/new"}, {Text: "机构", To: "/admin/offices"}}, Ways: adminWays(),
	}
	for _, l := range found {
		page.Accounts = append(page.Accounts, s.loginRow(l))
	}
	if len(found) == 0 {
		page.Nothing = &templates.Nothing{What: "没有这样的账号", Next: "换一个条件，或者看看另一栏。", All: templates.Link{Text: "看在用的全部账号", To: "/admin"}}
	}
	return render(c, templates.AccountListPage(s.frame(c, "账号"), page))
}

// loginPath is the list by what was asked, of those in use or the others.
func loginPath(q access.LoginQuery, off bool) string {
	state := "on"
	if off {
		state = "off"
	}
	return "/admin?state=" + state + "&role=" + string(q.Role) + "&q=" + urlEscape(q.Text)
}

func loginTabs(q access.LoginQuery, shown, others int) []templates.Tab {
	on, off := shown, others
	if q.Disabled {
		on, off = others, shown
	}
	return []templates.Tab{
		{Text: "在用", To: loginPath(q, false), Count: thousands(on), Current: !q.Disabled}, {Text: "停用", To: loginPath(q, true), Count: thousands(off), Current: q.Disabled},
	}
}

func loginSift(q access.LoginQuery) *templates.Sift {
	state := "on"
	if q.Disabled {
		state = "off"
	}
	return &templates.Sift{
		To: "/admin", Submit: "看这些账号", Set: q.Text != "" || q.Role != "",
		Fields: []templates.Field{
			{Given: templates.Given{Value: q.Text}, Name: "q", Label: "账号、姓名或机构", Fill: "off", Max: 60},
			{Given: templates.Given{Value: string(q.Role)}, Type: "select", Name: "role", Label: "身份", Options: roleOptions("全部")},
			{Given: templates.Given{Value: state}, Type: "select", Name: "state", Label: "状态", Options: []templates.Option{{Text: "在用", Value: "on"}, {Text: "停用", Value: "off"}}},
		},
	}
}

// roleOptions are the roles that an admin gives, after one that is none. A worker
// gets his own by a claim code.
func roleOptions(none string) []templates.Option {
	out := []templates.Option{{Text: none}}
	for _, r := range db.Roles() {
		if r != db.Worker {
			out = append(out, templates.Option{Text: r.Title(), Value: string(r)})
		}
	}
	return out
}

func (s *Server) loginRow(l access.LoginLine) templates.AccountRow {
	row := templates.AccountRow{
		Name: l.Name, To: loginPage(l.ID), Person: l.Holder, Organisation: strings.Join(l.Organisations, "、"), Seen: "从没登录过",
		Factor: templates.Badge{Text: "没有绑定"}, State: loginState(l), Actions: loginActions(l),
	}
	roles := make([]string, len(l.Roles))
	for i, r := range l.Roles {
		roles[i] = db.Role(r).Title()
	}
	row.Role = strings.Join(roles, "、")
	if l.LastLoginAt != nil {
		row.Seen = s.moment(*l.LastLoginAt)
	}
	if l.SecondFactor {
		row.Factor = templates.Badge{Text: "已绑定", Kind: "ok"}
	}
	return row
}

func loginPage(id int64) string { return "/admin/logins/" + itoa(id) }

func loginState(l access.LoginLine) templates.Badge {
	switch {
	case l.DisabledAt != nil:
		return templates.Badge{Text: "停用", Kind: "bad"}
	case l.Once:
		return templates.Badge{Text: "还是一次性密码", Kind: "risk"}
	}
	return templates.Badge{Text: "在用", Kind: "ok"}
}

// loginActions are what the admin does to a login as a whole.
func loginActions(l access.LoginLine) []templates.Action {
	to := loginPage(l.ID)
	if l.DisabledAt != nil {
		return []templates.Action{{Label: "启用", To: to + "/enable", Whom: l.Name}}
	}
	return []templates.Action{
		{Label: "给一次性密码", To: to + "/once", Open: "给一次性密码", Whom: l.Name, Note: "原来的密码作废，已经登录的也退出。"},
		{Label: "重绑验证器", To: to + "/once", Open: "重绑验证器", Whom: l.Name, Keep: pairs("factor", "reset"), Kind: "danger", Note: "手机丢了才用：验证器和密码都作废，先确认是本人。"},
		{Label: "退出全部登录", To: to + "/logout", Whom: l.Name},
		{Label: "停用", To: to + "/disable", Open: "停用", Whom: l.Name, Kind: "danger", Note: "马上进不来，已经登录的也退出；以后可以再启用。"},
	}
}
