package web

import (
	"errors"

	"github.com/gofiber/fiber/v2"

	"laowu/internal/access"
	"laowu/internal/web/templates"
)

// passwordShow changes one's own password, or sets the first one of one's own.
func (s *Server) passwordShow(c *fiber.Ctx) error {
	if v := s.visit(c); v.stage != stageIn && v.stage != stagePassword {
		return c.Redirect(v.next(), fiber.StatusSeeOther)
	}
	return s.showPassword(c, templates.Password{Next: local(c.Query("next"))})
}

func (s *Server) showPassword(c *fiber.Ctx, page templates.Password) error {
	v := s.visit(c)
	page.Digits = v.standing.Name == ""
	page.Rules = []templates.Check{{Text: "至少 12 位，长一点比怪一点好"}, {Text: "可以是一句话，中文也行"}, {Text: "不要用常见的，也不要带账号名"}}
	if page.Digits {
		page.Rules = []templates.Check{{Text: "6 位以上的数字"}, {Text: "不要用生日、手机号里的数字"}, {Text: "不要用 123456 这样的"}}
	}
	if v.stage == stagePassword {
		if page.Notice == nil {
			page.Notice = &templates.Notice{What: "请设一个自己的密码", Then: "刚才那个只能用一次。"}
		}
	} else if page.Current == nil {
		page.Current = &templates.Given{}
	}
	return render(c, templates.PasswordPage(s.frame(c, "设密码"), page))
}

// passwordSave sets it. Every other session of the login ends.
func (s *Server) passwordSave(c *fiber.Ctx) error {
	v := s.visit(c)
	if v.stage != stageIn && v.stage != stagePassword {
		return c.Redirect(v.next(), fiber.StatusSeeOther)
	}
	page := templates.Password{Next: local(c.FormValue("next"))}
	if err := s.checkNewPassword(c, v, &page); err != nil {
		return err
	}
	if page.New.Error != "" || page.Again.Error != "" || page.Current != nil && page.Current.Error != "" || page.Notice != nil {
		c.Status(fiber.StatusUnprocessableEntity)
		return s.showPassword(c, page)
	}
	err := s.Gate.SetPassword(c.UserContext(), v.own(), v.standing.Login, c.FormValue("new"))
	if notice, ok := s.refused(c, err); ok {
		page.Notice = notice
		c.Status(fiber.StatusUnprocessableEntity)
		return s.showPassword(c, page)
	}
	if err != nil {
		return err
	}
	return s.afterPassword(c, v, page.Next)
}

// afterPassword goes on in a session that began after the change.
func (s *Server) afterPassword(c *fiber.Ctx, v *visit, next string) error {
	sess, err := s.store(c).Get(c)
	if err != nil {
		return err
	}
	if err := sess.Regenerate(); err != nil {
		return err
	}
	sess.Set(keyBegan, s.Now().UnixMicro())
	v.standing.Once = false
	v.stage = stageOf(v.standing, v.account, held(sess, keyFactor) == 1)
	if err := s.keep(sess); err != nil { // a session that was kept is another's by now
		return err
	}
	return s.onward(c, v, next)
}

// checkNewPassword puts what is wrong beside its field.
func (s *Server) checkNewPassword(c *fiber.Ctx, v *visit, page *templates.Password) error {
	fresh := c.FormValue("new")
	if err := s.rules(c, v, fresh); err != nil {
		page.New.Error = err.Error()
	}
	if fresh != c.FormValue("again") {
		page.Again.Error = "两遍不一样"
	}
	if v.stage == stagePassword || page.New.Error != "" || page.Again.Error != "" {
		return nil
	}
	page.Current = &templates.Given{}
	err := s.Gate.Confirm(c.UserContext(), v.standing.Login, c.FormValue("current"))
	if errors.Is(err, access.ErrWrong) {
		page.Current.Error = "现在的密码不对"
		return s.noteProof(c, access.LoginFailed, byPassword)
	}
	if notice, ok := s.refused(c, err); ok {
		page.Notice = notice
		return nil
	}
	return err
}

// rules are those of a password, or of a worker's PIN.
func (s *Server) rules(c *fiber.Ctx, v *visit, secret string) error {
	if v.standing.Name != "" {
		return access.CheckPassword(secret, v.standing.Name)
	}
	return s.Gate.CheckOwnPIN(c.UserContext(), v.own(), secret)
}
