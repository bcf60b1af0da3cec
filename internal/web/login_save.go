package web

import (
	"errors"

	"github.com/gofiber/fiber/v2"

	"laowu/internal/access"
	"laowu/internal/db"
	"laowu/internal/value"
	"laowu/internal/web/templates"
)

// loginSave checks who somebody says he is, and begins his session.
func (s *Server) loginSave(c *fiber.Ctx) error {
	page := loginOf(c)
	if c.FormValue("other") != "" { // the other form of the login, with what was typed before it
		page.Staff, page.Notice = !page.Staff, typedNotice()
		return s.showLogin(c, page)
	}
	who := access.Credentials{Secret: c.FormValue("password")}
	if page.Staff {
		who.Name = page.Account.Value
	} else {
		var code value.Code
		if who.Phone, code = value.ParsePhone(value.Raw{Text: page.Phone.Value}); code != "" || who.Phone.IsZero() {
			page.Phone.Error = "手机号要 11 位数字"
			return s.again(c, page)
		}
		who.Called = page.Name.Value
	}
	login, err := s.Gate.Enter(c.UserContext(), s.actor(c), who)
	if errors.Is(err, access.ErrSeveral) {
		page.Name.Error = "这个手机号有几个人在用，请再填上您的姓名"
		return s.again(c, page)
	}
	if notice, ok := s.refused(c, err); ok {
		page.Notice = notice
		return s.again(c, page)
	}
	if err != nil {
		return err
	}
	return s.begin(c, login, page.Next, byPassword)
}

// loginOf is the form of the login as it was sent, without the password.
func loginOf(c *fiber.Ctx) templates.Login {
	page := templates.Login{Staff: c.FormValue("as") == "staff", Next: local(c.FormValue("next")), Typed: c.FormValue(typedField)}
	page.Account.Value, page.Phone.Value, page.Name.Value = c.FormValue("account"), c.FormValue("phone"), c.FormValue("name")
	return page
}

func (s *Server) again(c *fiber.Ctx, page templates.Login) error {
	c.Status(fiber.StatusUnprocessableEntity)
	return s.showLogin(c, page)
}

// begin begins a session for a login, under a new number: whoever knew the
// old one knows nothing. by says what was proof.
func (s *Server) begin(c *fiber.Ctx, login int64, next, by string) error {
	standing, err := s.Gate.Standing(c.UserContext(), login)
	if errors.Is(err, access.ErrNoStanding) {
		return refusalError{fiber.StatusForbidden, "账号已停用", "请找县里的管理员。"}
	}
	if err != nil {
		return err
	}
	sess, err := s.store(c).Get(c)
	if err != nil {
		return err
	}
	if err := sess.Regenerate(); err != nil {
		return err
	}
	for _, key := range []string{keyAccount, keyFactor, keySetup, keyClaim, keyTyped} {
		sess.Delete(key)
	}
	sess.Set(keyLogin, login)
	sess.Set(keyBegan, s.Now().UnixMicro())
	sess.Set(keyToken, newToken())
	sess.Set(keyWorker, lasts(standing))
	if sealed := c.FormValue(typedField); s.isTyped(sealed, login) {
		sess.Set(keyTyped, sealed)
		next = typedPath
	}
	var chosen access.Account
	if len(standing.Accounts) == 1 {
		chosen = standing.Accounts[0]
		sess.Set(keyAccount, chosen.ID)
	}
	v := visit{standing: standing, account: chosen, stage: stageOf(standing, chosen, false)}
	v.actor = standing.Actor(standing.Accounts[0], s.actor(c).Origin)
	err = s.DB.Tx(c.UserContext(), v.actor, func(tx *db.Tx) error {
		return access.Note(c.UserContext(), tx, access.LoggedIn, "login", login, map[string]any{"by": by})
	})
	if err != nil {
		return err
	}
	if err := s.keep(sess); err != nil {
		return err
	}
	return s.onward(c, &v, next)
}

// lasts is 1 where a session lasts as long as a worker's: where all accounts
// are one.
func lasts(s access.Standing) int64 {
	for _, a := range s.Accounts {
		if a.Role != db.Worker {
			return 0
		}
	}
	return 1
}

// onward leads to what is still to come, then to where one was going.
func (s *Server) onward(c *fiber.Ctx, v *visit, next string) error {
	to := withNext(v.next(), next)
	if v.stage == stageIn {
		if to = v.nextHome(); next != "" {
			to = next
		}
	}
	return c.Redirect(to, fiber.StatusSeeOther)
}

func (v *visit) nextHome() string {
	if v.account.ID != 0 {
		return homes[v.account.Role]
	}
	return homes[v.actor.Role]
}
