package web

import (
	"errors"

	"github.com/gofiber/fiber/v2"

	"laowu/internal/access"
	"laowu/internal/db"
	"laowu/internal/web/templates"
	"laowu/training"
)

// renewers note renewals and reviews of certificates.
var renewers = []db.Role{db.County, db.Admin}

var errNoCertificate = refusalError{fiber.StatusNotFound, "没有这本证书", "可能是别的县的，或者本人的记录已经清除。"}

// certificateRenew notes the paper that renews a certificate; the old one stays.
func (s *Server) certificateRenew(c *fiber.Ctx) error {
	return s.onCertificate(c, "renewed", func(tx *db.Tx, id int64) error {
		r, err := training.ReadRenewal(s.today(), func(field string) string { return c.FormValue(field) })
		if err != nil {
			return err
		}
		_, err = training.Renew(c.UserContext(), tx, id, r)
		return err
	})
}

// certificateReview notes that a permit passed its review.
func (s *Server) certificateReview(c *fiber.Ctx) error {
	return s.onCertificate(c, "reviewed", func(tx *db.Tx, id int64) error {
		on, err := training.ReadReview(func(field string) string { return c.FormValue(field) })
		if err != nil {
			return err
		}
		return training.Review(c.UserContext(), tx, id, on)
	})
}

// onCertificate does something with the certificate that the address names, and
// leads back to its holder's page, or shows it with what was written where it is
// refused. what is the notice there.
func (s *Server) onCertificate(c *fiber.Ctx, what string, do func(*db.Tx, int64) error) error {
	id, ctx := atoi(c.Params("certificate")), c.UserContext()
	var person int64
	err := s.DB.Tx(ctx, s.actor(c), func(tx *db.Tx) (err error) {
		if person, err = training.Holder(ctx, tx, id); err != nil {
			return err
		}
		return do(tx, id)
	})
	var wrong training.Refusals
	refused := errors.As(err, &wrong)
	for _, known := range training.PaperRefusals() {
		if errors.Is(err, known) {
			wrong, refused = training.Refusals{{Text: known.Error()}}, true
		}
	}
	switch {
	case refused:
		c.Status(fiber.StatusUnprocessableEntity)
		c.Locals(paperKey, &kept{get: func(field string) string { return c.FormValue(field) }, wrong: wrong, what: itoa(id)})
		return s.showRecord(c, person, nil, &templates.Notice{Kind: "bad", What: "没有登记", Then: wrong.Error() + "。"})
	case errors.Is(err, access.ErrNotFound):
		return errNoCertificate
	case err != nil:
		return err
	}
	return c.Redirect("/people/"+itoa(person)+"?done="+what, fiber.StatusSeeOther)
}

// paperKey is where a request keeps a certificate's form that was refused.
const paperKey = "paper"
