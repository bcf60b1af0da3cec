package web

import (
	"errors"

	"github.com/gofiber/fiber/v2"

	"laowu/internal/access"
	"laowu/internal/db"
	"laowu/internal/roster"
	"laowu/internal/web/templates"
	"laowu/training"
)

// classEnrol gives a seat to whom name and number name.
func (s *Server) classEnrol(c *fiber.Ctx) error {
	ctx, class := c.UserContext(), atoi(c.Params("class"))
	err := s.DB.Tx(ctx, s.actor(c), func(tx *db.Tx) error {
		if _, err := training.FindClass(ctx, tx, class); err != nil {
			return err
		}
		person, err := training.FindTrainee(ctx, tx, s.Vault, c.FormValue("name"), c.FormValue("number"))
		if err != nil {
			return err
		}
		return training.Enrol(ctx, tx, class, person)
	})
	if err == nil {
		return c.Redirect("/classes/"+itoa(class)+"?done=enrolled", fiber.StatusSeeOther)
	}
	again := &kept{get: func(field string) string { return c.FormValue(field) }, what: "enrol"}
	if why := noSeat(err); why != nil {
		again.wrong = training.Refusals{{Field: "number", Text: why.Error()}}
	} else if !errors.As(err, &again.wrong) {
		return noClass(err)
	}
	c.Status(fiber.StatusUnprocessableEntity)
	return s.showClass(c, again)
}

// noSeat is why somebody cannot be enrolled, in words for people; nil where err
// is something else.
func noSeat(err error) error {
	for _, known := range []error{training.ErrUnknown, training.ErrTwice, training.ErrFull, training.ErrOver, training.ErrTooYoung} {
		if errors.Is(err, known) {
			return known
		}
	}
	return nil
}

// personEnrol gives a person a seat in the class that was chosen on his page.
func (s *Server) personEnrol(c *fiber.Ctx) error {
	ctx, person := c.UserContext(), atoi(c.Params("person"))
	err := s.DB.Tx(ctx, s.actor(c), func(tx *db.Tx) error {
		if _, err := roster.FindPerson(ctx, tx, s.Vault, person); err != nil {
			return err
		}
		return training.Enrol(ctx, tx, atoi(c.FormValue("class")), person)
	})
	if why := noSeat(err); why != nil {
		c.Status(fiber.StatusUnprocessableEntity)
		return s.showPerson(c, nil, &templates.Notice{Kind: "bad", What: "没有报上名", Then: why.Error() + "。"})
	}
	switch {
	case err == nil:
		return c.Redirect("/people/"+itoa(person)+"?done=enrolled", fiber.StatusSeeOther)
	case errors.Is(err, access.ErrNotFound) && c.FormValue("class") == "":
		c.Status(fiber.StatusUnprocessableEntity)
		return s.showPerson(c, nil, &templates.Notice{Kind: "bad", What: "没有报上名", Then: "请先选一个班。"})
	}
	return notHis(err)
}
