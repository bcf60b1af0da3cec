package web

import (
	"errors"

	"github.com/gofiber/fiber/v2"

	"laowu/internal/access"
	"laowu/internal/db"
	"laowu/internal/hiring"
	"laowu/internal/web/templates"
)

// seenRows is how many of a login's last sessions its page lists.
const seenRows = 10

// changedLogins are the notices of what a form before this page did.
var changedLogins = map[string]templates.Notice{
	"disabled": {Kind: "ok", What: "停用了，马上生效", Then: "已经登录的也退出了。"}, "enabled": {Kind: "ok", What: "启用了", Then: "密码是原来的。"},
	"revoked": {Kind: "ok", What: "全部退出了", Then: "要再用，得重新登录。"}, "taken": {Kind: "ok", What: "身份撤掉了，马上生效", Then: "以后可以再给。"},
	"given": {Kind: "ok", What: "身份加上了", Then: "密码不变，登录以后可以换身份。"},
}

// loginRecord is one login: what it may do, when it was used, what can be done.
func (s *Server) loginRecord(c *fiber.Ctx) error { return s.showLoginRecord(c, nil, nil) }

// showLoginRecord shows it; get and wrong are of the form that gives a role,
// where that was refused.
func (s *Server) showLoginRecord(c *fiber.Ctx, get, wrong func(string) string) error {
	var l access.LoginLine
	var accounts []access.AccountLine
	var seen access.Trail
	id := atoi(c.Params("login"))
	err := s.DB.ReadTx(c.UserContext(), s.actor(c), func(tx *db.Tx) error {
		found, _, err := access.FindLogins(c.UserContext(), tx, access.LoginQuery{ID: id})
		if err != nil {
			return err
		}
		if id == 0 || len(found) == 0 {
			return access.ErrNoLogin
		}
		l = found[0]
		if accounts, err = access.Accounts(c.UserContext(), tx, id); err != nil {
			return err
		}
		seen, err = access.FindEntries(c.UserContext(), tx, access.EntryFilter{Login: id, Actions: []access.Action{access.LoggedIn, access.LoginFailed, access.LoggedOut, access.LoginRevoked, access.SecretSet, access.FactorSet}, Limit: seenRows})
		return err
	})
	if err != nil {
		return rightsRefused(err)
	}
	own := id == s.visit(c).standing.Login
	page := templates.Record{Back: templates.Link{Text: "账号", To: "/admin"}, Title: l.Name, State: loginState(l), Facts: s.loginFacts(l), Parts: []templates.RecordPart{
		{Title: "身份", Part: accountsPart(l, accounts, own, get, wrong)}, {Title: "登录", Part: s.seenPart(l, seen, own)},
	}}
	if n, ok := changedLogins[c.Query("done")]; ok && wrong == nil {
		page.Notice = &n
	}
	return render(c, templates.RecordPage(s.frame(c, l.Name), page))
}

func (s *Server) loginFacts(l access.LoginLine) []templates.Fact {
	row := s.loginRow(l)
	facts := []templates.Fact{{Label: "使用人", Text: l.Holder}, {Label: "身份", Text: row.Role, Small: row.Organisation}, {Label: "上次登录", Text: row.Seen}, {Label: "验证器", Text: row.Factor.Text}}
	if l.Demonstration {
		facts = append(facts, templates.Fact{Label: "演示", Text: "是", Small: "密码印在启动的屏幕上"})
	}
	return facts
}

// accountsPart lists the roles that stand, each with its taking, and those that
// were taken.
func accountsPart(l access.LoginLine, all []access.AccountLine, own bool, get, wrong func(string) string) templates.Part {
	p := templates.Part{Empty: "没有身份，不能登录。"}
	if own {
		p.Note = access.ErrOwnRights.Error() + "。"
	}
	for _, a := range all {
		item := templates.Item{Text: a.Role.Title(), Small: a.OrganisationName}
		switch {
		case a.DisabledAt != nil:
			item.Badge = templates.Badge{Text: "已撤", Kind: "bad"}
		case a.Role == db.Worker: // his own record, which he claimed
		case !own:
			item.Actions = []templates.Action{{Label: "撤掉这个身份", Open: "撤掉", To: loginPage(l.ID) + "/take", Whom: a.Role.Title(), Kind: "danger", Keep: pairs("account", itoa(a.ID)), Note: "马上生效。换单位的，先加上新的身份，再撤掉旧的。"}}
		}
		p.Items = append(p.Items, item)
	}
	if !own {
		give := templates.Action{Label: "加上这个身份", Open: "加一个身份", To: loginPage(l.ID) + "/accounts", Key: "give", Note: "密码不变；登录以后可以换身份。", Fields: accountFields()}
		if get != nil {
			give.Fields, give.Shown = fill(give.Fields, get, wrong), true
		}
		p.Actions = []templates.Action{give}
	}
	return p
}

// accountFields ask for a role and its organisation.
func accountFields() []templates.Field {
	return []templates.Field{
		{Type: "select", Name: "role", Label: "身份", Options: roleOptions("请选"), Required: true},
		{Name: "org", Label: "机构", Hint: "协会写全名或编号，企业写全名或统一社会信用代码，其他写名称；县级、审计员、管理员空着，就是本县人社局", Fill: "off", Max: 80},
	}
}

// seenPart is how the login was used lately.
func (s *Server) seenPart(l access.LoginLine, seen access.Trail, own bool) templates.Part {
	p := templates.Part{Note: "最近的 " + thousands(seenRows) + " 次。登录着的都可以叫它退出。", Empty: "还没有登录过。", Links: []templates.Link{{Text: "看全部审计记录", To: "/audit?account=" + urlEscape(l.Name)}}}
	for _, e := range seen.Entries {
		from := e.Origin
		if from == "" {
			from = "命令行"
		}
		p.Items = append(p.Items, templates.Item{Text: e.Action.Word(), Small: s.moment(e.At) + "，" + from + "，" + actorText(e.Actor)})
	}
	if p.Actions = loginActions(l); own {
		p.Actions = nil
		p.Links = append(p.Links, templates.Link{Text: "改自己的密码", To: "/password"})
	}
	return p
}

// roleRefusals are refusals of an account by the field that they are about.
var roleRefusals = wrongIn{
	"name": {access.ErrName, access.ErrTaken}, "role": {errNoRole, access.ErrHeld},
	"org": {hiring.ErrNoAssociation, hiring.ErrNoEmployer, hiring.ErrSeveral, access.ErrNoOffice, access.ErrOffices},
}

var errNoRole = errors.New("选一个身份")

// accountGive gives a login one more role.
func (s *Server) accountGive(c *fiber.Ctx) error {
	get := posted(c)
	err := s.change(c, "given", func(tx *db.Tx, id int64) error {
		role, organisation, err := roleAsked(c, tx)
		if err != nil {
			return err
		}
		return access.GiveAccount(c.UserContext(), tx, id, role, organisation)
	})
	if !roleRefusals.has(err) {
		return err
	}
	c.Status(fiber.StatusUnprocessableEntity)
	return s.showLoginRecord(c, get, roleRefusals.of(err))
}

// roleAsked reads the role and the organisation of a form.
func roleAsked(c *fiber.Ctx, tx *db.Tx) (db.Role, int64, error) {
	role := db.Role(c.FormValue("role"))
	for _, o := range roleOptions("")[1:] {
		if o.Value == string(role) {
			id, _, err := hiring.Organisation(c.UserContext(), tx, role, c.FormValue("org"))
			return role, id, err
		}
	}
	return role, 0, errNoRole
}
