package web

import (
	"github.com/gofiber/fiber/v2"

	"laowu/internal/access"
	"laowu/internal/db"
	"laowu/internal/web/templates"
)

// switchShow lists one's accounts.
func (s *Server) switchShow(c *fiber.Ctx) error {
	v := s.visit(c)
	if v.stage != stageIn && v.stage != stageChoose {
		return c.Redirect(v.next(), fiber.StatusSeeOther)
	}
	page := templates.Switch{}
	for _, a := range v.standing.Accounts {
		page.Identities = append(page.Identities, templates.Identity{
			Account: itoa(a.ID), Organisation: a.OrganisationName, Role: a.Role.Title(), Current: a.ID == v.account.ID,
		})
	}
	return render(c, templates.SwitchPage(s.frame(c, "以谁的身份办事"), page))
}

// switchSave goes on as another of one's accounts, in a renewed session.
func (s *Server) switchSave(c *fiber.Ctx) error {
	v := s.visit(c)
	if v.stage != stageIn && v.stage != stageChoose {
		return c.Redirect(v.next(), fiber.StatusSeeOther)
	}
	chosen, ok := v.standing.Account(atoi(c.FormValue("account")))
	if !ok {
		return fiber.ErrNotFound
	}
	sess, err := s.store(c).Get(c)
	if err != nil {
		return err
	}
	if err := sess.Regenerate(); err != nil {
		return err
	}
	sess.Set(keyAccount, chosen.ID)
	sess.Set(keyToken, newToken())
	typed := text(sess, keyTyped) != ""
	if err := s.keep(sess); err != nil {
		return err
	}
	err = s.DB.Tx(c.UserContext(), v.standing.Actor(chosen, v.actor.Origin), func(tx *db.Tx) error {
		return access.Note(c.UserContext(), tx, access.Switched, "login", v.standing.Login, map[string]any{"account": chosen.ID})
	})
	if err != nil {
		return err
	}
	if typed {
		return c.Redirect(typedPath, fiber.StatusSeeOther)
	}
	return c.Redirect(homes[chosen.Role], fiber.StatusSeeOther)
}
