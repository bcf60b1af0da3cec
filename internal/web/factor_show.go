package web

import (
	"errors"

	"github.com/gofiber/fiber/v2"

	"laowu/internal/access"
	"laowu/internal/web/templates"
)

// factorShow asks for the code of the second factor.
func (s *Server) factorShow(c *fiber.Ctx) error {
	if v := s.visit(c); v.stage != stageFactor {
		return c.Redirect(v.next(), fiber.StatusSeeOther)
	}
	return render(c, templates.SecondFactorPage(s.frame(c, "输入验证码"), templates.SecondFactor{Next: local(c.Query("next"))}))
}

// factorSave checks it.
func (s *Server) factorSave(c *fiber.Ctx) error {
	v := s.visit(c)
	if v.stage != stageFactor {
		return c.Redirect(v.next(), fiber.StatusSeeOther)
	}
	next := local(c.FormValue("next"))
	err := s.Gate.CheckFactor(c.UserContext(), v.standing.Login, c.FormValue("code"))
	if some := s.noteFailed(c, err, access.ErrCode, byCode); some != nil {
		return some
	}
	if page := (templates.SecondFactor{Next: next}); s.factorRefused(c, err, &page.Code, &page.Notice) {
		c.Status(fiber.StatusUnprocessableEntity)
		return render(c, templates.SecondFactorPage(s.frame(c, "输入验证码"), page))
	}
	if err == nil {
		err = s.noteProof(c, access.LoggedIn, byCode)
	}
	if err != nil {
		return err
	}
	return s.factorShown(c, next)
}

// factorShown notes in the session that the second factor was shown, and
// renews it.
func (s *Server) factorShown(c *fiber.Ctx, next string) error {
	sess, err := s.store(c).Get(c)
	if err != nil {
		return err
	}
	if err := sess.Regenerate(); err != nil {
		return err
	}
	sess.Set(keyFactor, int64(1))
	sess.Delete(keySetup)
	if err := s.keep(sess); err != nil {
		return err
	}
	v := s.visit(c)
	v.stage = stageOf(v.standing, v.account, true)
	return s.onward(c, v, next)
}

func (s *Server) factorRefused(c *fiber.Ctx, err error, field *templates.Given, notice **templates.Notice) bool {
	if errors.Is(err, access.ErrCode) {
		field.Error = "不对，或者已经用过。等验证器换下一组数字，再输一次"
		return true
	}
	n, ok := s.refused(c, err)
	*notice = n
	return ok
}
