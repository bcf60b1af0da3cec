package web

import (
	"bytes"
	"errors"

	"github.com/gofiber/fiber/v2"

	"laowu/imports"
	"laowu/internal/access"
	"laowu/internal/db"
	"laowu/internal/roster"
	"laowu/internal/web/templates"
)

// meReveal shows one of one's own numbers whole.
func (s *Server) meReveal(c *fiber.Ctx) error {
	n := &shown{field: access.Field(c.FormValue("field"))}
	err := s.DB.Tx(c.UserContext(), s.actor(c), func(tx *db.Tx) (err error) {
		n.number, err = roster.Reveal(c.UserContext(), tx, s.Vault, s.actor(c).Person, n.field, "")
		return err
	})
	if err := s.revealRefused(c, n, err); err != nil {
		return err
	}
	return s.showMyData(c, templates.MyData{}, n)
}

// meCorrect asks that something be corrected.
func (s *Server) meCorrect(c *fiber.Ctx) error {
	page := templates.MyData{Wrong: templates.Given{Value: c.FormValue("wrong")}, Right: templates.Given{Value: c.FormValue("right")}}
	err := s.DB.Tx(c.UserContext(), s.actor(c), func(tx *db.Tx) error {
		_, err := roster.AskCorrection(c.UserContext(), tx, s.actor(c).Person, page.Wrong.Value, page.Right.Value)
		return err
	})
	switch {
	case errors.Is(err, roster.ErrField):
		page.Wrong.Error = err.Error()
	case errors.Is(err, roster.ErrSaidNone), errors.Is(err, roster.ErrSaidLong), errors.Is(err, roster.ErrSaidNumber):
		page.Right.Error = err.Error()
	case err != nil:
		return notHis(err)
	default:
		return c.Redirect("/me/data", fiber.StatusSeeOther)
	}
	c.Status(fiber.StatusUnprocessableEntity)
	return s.showMyData(c, page, nil)
}

// meData hands out one's own data as a workbook.
func (s *Server) meData(c *fiber.Ctx) error {
	var out bytes.Buffer
	err := s.DB.Tx(c.UserContext(), s.actor(c), func(tx *db.Tx) error {
		return imports.ExportMyData(c.UserContext(), tx, s.Vault, s.actor(c).Person, &out)
	})
	if err != nil {
		return notHis(err)
	}
	return workbook(c, "我的信息.xlsx", out.Bytes())
}

// meDeleteShow asks once more before one's data goes.
func (s *Server) meDeleteShow(c *fiber.Ctx) error {
	return s.showDelete(c, templates.MeDelete{})
}

func (s *Server) showDelete(c *fiber.Ctx, page templates.MeDelete) error {
	page.Goes = []string{"姓名、身份证号、手机号", "住址以外的个人情况、想干的活、备注", "您的登录，和给企业的同意"}
	page.Stays = []templates.Item{{Text: "性别、出生年、村和户", Small: "数全县人数用，看不出是您"}, {Text: "在哪里干过活、多少钱", Small: "数务工人数和工资用，看不出是您"}}
	page.When = "县里十五天以内办完，办完以后不能恢复。"
	return render(c, templates.MeDeletePage(s.frame(c, "要求删掉我的信息"), page))
}

// meDelete asks for it, with the password once more.
func (s *Server) meDelete(c *fiber.Ctx) error {
	page := templates.MeDelete{Sure: templates.Given{Value: c.FormValue("sure")}}
	if page.Sure.Value != templates.Yes {
		page.Sure.Error = "想好了，请在前面打勾"
		return s.againDelete(c, page)
	}
	err := s.Gate.Confirm(c.UserContext(), s.visit(c).standing.Login, c.FormValue("password"))
	if errors.Is(err, access.ErrWrong) {
		page.Password.Error = "密码不对"
		if err := s.noteProof(c, access.LoginFailed, byPassword); err != nil {
			return err
		}
		return s.againDelete(c, page)
	}
	if notice, ok := s.refused(c, err); ok {
		page.Notice = notice
		return s.againDelete(c, page)
	}
	if err != nil {
		return err
	}
	err = s.DB.Tx(c.UserContext(), s.actor(c), func(tx *db.Tx) error {
		_, err := roster.AskErasure(c.UserContext(), tx, s.actor(c).Person)
		return err
	})
	if err != nil && !errors.Is(err, roster.ErrErasureOpen) {
		return notHis(err)
	}
	return c.Redirect("/me/data", fiber.StatusSeeOther)
}

func (s *Server) againDelete(c *fiber.Ctx, page templates.MeDelete) error {
	c.Status(fiber.StatusUnprocessableEntity)
	return s.showDelete(c, page)
}

// meLogout ends all one's sessions, this one too.
func (s *Server) meLogout(c *fiber.Ctx) error {
	v := s.visit(c)
	err := s.DB.Tx(c.UserContext(), v.actor, func(tx *db.Tx) error {
		return access.Revoke(c.UserContext(), tx, v.standing.Login)
	})
	if err != nil {
		return err
	}
	return s.logoutSave(c)
}
