package web

import (
	"errors"

	"github.com/gofiber/fiber/v2"
	"github.com/gofiber/fiber/v2/middleware/session"

	"laowu/internal/access"
	"laowu/internal/web/templates"
)

// setupField is what a second factor's key is sealed as while it is being set
// up: sessions lie in the database.
const setupField access.Field = "totp_setup"

// bindShow sets a second factor up: for who must have one, and for who wants
// one.
func (s *Server) bindShow(c *fiber.Ctx) error {
	if s.visit(c).standing.SecondFactor {
		return c.Redirect(s.visit(c).next(), fiber.StatusSeeOther)
	}
	return s.showBind(c, templates.SecondFactorSetup{Next: local(c.Query("next"))})
}

func (s *Server) showBind(c *fiber.Ctx, page templates.SecondFactorSetup) error {
	sess, err := s.store(c).Get(c)
	if err != nil {
		return err
	}
	f, err := s.factorBeingSet(c, sess)
	if err != nil {
		return err
	}
	if page.QR, err = drawQR(f.Address); err != nil {
		return err
	}
	page.Secret = groups(f.Key)
	if page.Current == nil && s.visit(c).stage == stageIn {
		page.Current = &templates.Given{}
	}
	return render(c, templates.SecondFactorSetupPage(s.frame(c, "绑定手机验证器"), page))
}

// factorBeingSet is the key of this session, drawn at the first look: opening
// the page again shows the same.
func (s *Server) factorBeingSet(c *fiber.Ctx, sess *session.Session) (access.Factor, error) {
	v := s.visit(c)
	issuer, name := s.Atlas().Name(s.County)+"劳务", v.standing.Name
	if name == "" {
		name = v.account.OrganisationName
	}
	if sealed := text(sess, keySetup); sealed != "" {
		key, err := s.Vault.Open(s.County, setupField, []byte(sealed))
		return access.FactorOf(issuer, name, string(key)), err
	}
	f, err := access.NewFactor(issuer, name)
	if err != nil {
		return f, err
	}
	sealed, err := s.Vault.Seal(s.County, setupField, []byte(f.Key))
	if err != nil {
		return f, err
	}
	sess.Set(keySetup, string(sealed))
	return f, s.keep(sess)
}

// bindSave keeps it once its first code is right, and the password of who has
// been in for a while: a machine that was left open binds nobody's telephone.
func (s *Server) bindSave(c *fiber.Ctx) error {
	v := s.visit(c)
	sess, err := s.store(c).Get(c)
	if err != nil {
		return err
	}
	sealed := text(sess, keySetup)
	if sealed == "" || v.standing.SecondFactor {
		return c.Redirect(v.next(), fiber.StatusSeeOther)
	}
	key, err := s.Vault.Open(s.County, setupField, []byte(sealed))
	if err != nil {
		return err
	}
	page := templates.SecondFactorSetup{Next: local(c.FormValue("next"))}
	err = s.confirmBinding(c, &page)
	if err == nil && page.Current == nil {
		err = s.Gate.SetFactor(c.UserContext(), v.own(), v.standing.Login, string(key), c.FormValue("code"))
	}
	if some := s.noteFailed(c, err, access.ErrCode, byCode); some != nil {
		return some
	}
	if s.factorRefused(c, err, &page.Code, &page.Notice) || err == nil && page.Current != nil {
		c.Status(fiber.StatusUnprocessableEntity)
		return s.showBind(c, page)
	}
	if err != nil {
		return err
	}
	v.standing.SecondFactor = true
	return s.factorShown(c, page.Next)
}

// confirmBinding asks the password of who has been in for a while; where it is
// wrong, page.Current says so.
func (s *Server) confirmBinding(c *fiber.Ctx, page *templates.SecondFactorSetup) error {
	v := s.visit(c)
	if v.stage != stageIn {
		return nil
	}
	err := s.Gate.Confirm(c.UserContext(), v.standing.Login, c.FormValue("current"))
	if errors.Is(err, access.ErrWrong) {
		page.Current = &templates.Given{Error: "现在的密码不对"}
		return s.noteProof(c, access.LoginFailed, byPassword)
	}
	return err
}

// groups cuts what people copy by hand into fours.
func groups(text string) []string {
	var out []string
	for len(text) > 4 {
		out, text = append(out, text[:4]), text[4:]
	}
	return append(out, text)
}
