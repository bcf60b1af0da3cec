package web

import (
	"errors"

	"github.com/gofiber/fiber/v2"

	"laowu/internal/db"
	"laowu/training"
)

// classAward notes the certificate that a class gave.
func (s *Server) classAward(c *fiber.Ctx) error {
	ctx, given := c.UserContext(), 0
	k, err := s.classAlone(c)
	if err != nil {
		return noClass(err)
	}
	get := func(field string) string { return c.FormValue(field) }
	award, err := training.ReadAward(k, s.today(), get)
	if err == nil {
		err = s.DB.Tx(ctx, s.actor(c), func(tx *db.Tx) error {
			register, err := training.NewRegister()
			if err != nil {
				return err
			}
			given, err = training.GiveCertificates(ctx, tx, register, k.ID, award)
			return err
		})
	}
	again := &kept{get: get, what: "award"}
	switch {
	case err == nil && given == 0:
		return c.Redirect("/classes/"+itoa(k.ID)+"?done=nobody", fiber.StatusSeeOther)
	case err == nil:
		return c.Redirect("/classes/"+itoa(k.ID)+"?done=certified", fiber.StatusSeeOther)
	case !errors.As(err, &again.wrong):
		return noClass(err)
	}
	c.Status(fiber.StatusUnprocessableEntity)
	return s.showClass(c, again)
}
