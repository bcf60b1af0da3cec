package web

import (
	"errors"

	"github.com/gofiber/fiber/v2"

	"laowu/internal/access"
	"laowu/internal/value"
	"laowu/internal/web/templates"
)

// claimSetShow asks for telephone and PIN. Who is logged in already has both:
// the record becomes one more of his accounts.
func (s *Server) claimSetShow(c *fiber.Ctx) error {
	held, ok, err := s.heldClaim(c)
	if err != nil {
		return err
	}
	if !ok {
		return c.Redirect("/claim", fiber.StatusSeeOther)
	}
	return render(c, templates.ClaimSetPage(s.frame(c, "设密码"), templates.ClaimSet{Name: held.Name, LoggedIn: s.visit(c).stage == stageIn}))
}

// claimSetSave makes the record the worker's own.
func (s *Server) claimSetSave(c *fiber.Ctx) error {
	held, ok, err := s.heldClaim(c)
	if err != nil {
		return err
	}
	if !ok {
		return c.Redirect("/claim", fiber.StatusSeeOther)
	}
	v := s.visit(c)
	page := templates.ClaimSet{Name: held.Name, LoggedIn: v.stage == stageIn}
	page.Phone.Value, page.Consent.Value = c.FormValue("phone"), c.FormValue("consent")
	phone := checkClaim(c, &page)
	if page.Phone.Error != "" || page.Again.Error != "" || page.Consent.Error != "" {
		return s.againClaim(c, page)
	}
	to := int64(0)
	if page.LoggedIn {
		to = v.standing.Login
	}
	login, err := s.Gate.Claim(c.UserContext(), v.actor, held.Code, held.LastFour, phone, c.FormValue("new"), to)
	switch notice, isRefusal := s.claimRefused(c, err); {
	case isRefusal:
		page.Notice = notice
		return s.againClaim(c, page)
	case errors.Is(err, access.ErrPINShort), errors.Is(err, access.ErrPINPlain), errors.Is(err, access.ErrPINOwn):
		page.New.Error = err.Error()
		return s.againClaim(c, page)
	case err != nil:
		return err
	case to != 0:
		return c.Redirect("/switch", fiber.StatusSeeOther)
	}
	return s.begin(c, login, "", byClaim)
}

func (s *Server) againClaim(c *fiber.Ctx, page templates.ClaimSet) error {
	c.Status(fiber.StatusUnprocessableEntity)
	return render(c, templates.ClaimSetPage(s.frame(c, "设密码"), page))
}

// checkClaim puts what is wrong beside its field, and reads the telephone.
func checkClaim(c *fiber.Ctx, page *templates.ClaimSet) value.Phone {
	if page.Consent.Value != templates.Yes {
		page.Consent.Error = "看过以后，请在前面打勾"
	}
	if page.LoggedIn {
		return value.Phone{}
	}
	phone, code := value.ParsePhone(value.Raw{Text: page.Phone.Value})
	if code != "" || !phone.Mobile() {
		page.Phone.Error = "手机号要 11 位数字"
	}
	if c.FormValue("new") != c.FormValue("again") {
		page.Again.Error = "两遍不一样"
	}
	return phone
}
