package web

import (
	"errors"
	"strconv"
	"time"

	"github.com/gofiber/fiber/v2"

	"laowu/internal/access"
	"laowu/internal/db"
	"laowu/internal/web/templates"
	"laowu/training"
)

// classNew asks for a new class.
func (s *Server) classNew(c *fiber.Ctx) error {
	return s.askClass(c, nil, from(map[string]string{"trade": c.Query("trade")}), nil)
}

// classEdit asks for what is to be changed of one.
func (s *Server) classEdit(c *fiber.Ctx) error {
	k, err := s.classAlone(c)
	if err != nil {
		return noClass(err)
	}
	said := map[string]string{
		"programme": itoa(k.ProgrammeID), "number": k.Number, "institution": k.Institution, "trade": k.Trade, "level": filled(k.Level),
		"starts": isoDay(k.Starts), "ends": isoDay(k.Ends), "hours": filled(k.Hours), "seats": filled(k.Seats),
	}
	return s.askClass(c, &k, from(said), nil)
}

// filled is what a field shows of one that may not be known.
func filled(n *int) string {
	if n == nil {
		return ""
	}
	return strconv.Itoa(*n)
}

// isoDay is a day as a date field holds it.
func isoDay(d *time.Time) string {
	if d == nil {
		return ""
	}
	return d.Format(time.DateOnly)
}

// askClass shows the form of a class: of k, or of a new one; filled in, and with
// what is wrong.
func (s *Server) askClass(c *fiber.Ctx, k *training.Class, value, wrong func(field string) string) error {
	var programmes []training.Programme
	var offices []access.Office
	err := s.DB.ReadTx(c.UserContext(), s.actor(c), func(tx *db.Tx) (err error) {
		if programmes, err = training.Programmes(c.UserContext(), tx); err != nil {
			return err
		}
		offices, err = access.Offices(c.UserContext(), tx, "trainer")
		return err
	})
	if err != nil {
		return err
	}
	names := make([]string, len(offices))
	for i, o := range offices {
		names[i] = o.Name
	}
	fields := fill(classFields(programmes, names, s.actor(c).Role == db.Trainer), value, wrong)
	page := templates.Fill{
		Back: templates.Link{Text: "培训班", To: "/classes"}, Title: "开一个班", To: "/classes", Groups: templates.OneGroup(fields), Submit: "开班",
	}
	if k != nil {
		to := "/classes/" + itoa(k.ID)
		page.Back, page.Title, page.To, page.Submit = templates.Link{Text: k.Programme + k.Number, To: to}, "改班期", to+"/edit", "改成这样"
	}
	return render(c, templates.FillPage(s.frame(c, page.Title), page))
}

// classCreate opens one.
func (s *Server) classCreate(c *fiber.Ctx) error {
	var id int64
	err := s.savePlan(c, func(tx *db.Tx, p training.Plan) (err error) {
		id, err = training.OpenClass(c.UserContext(), tx, p)
		return err
	})
	if err != nil {
		return s.planAgain(c, nil, err)
	}
	return c.Redirect("/classes/"+itoa(id)+"?done=opened", fiber.StatusSeeOther)
}

// classChange changes one.
func (s *Server) classChange(c *fiber.Ctx) error {
	k, err := s.classAlone(c)
	if err != nil {
		return noClass(err)
	}
	err = s.savePlan(c, func(tx *db.Tx, p training.Plan) error { return training.ChangeClass(c.UserContext(), tx, k.ID, p) })
	if err != nil {
		return s.planAgain(c, &k, err)
	}
	return c.Redirect("/classes/"+itoa(k.ID)+"?done=changed", fiber.StatusSeeOther)
}

// savePlan reads the form of a class and does something with it. A training
// institution's form does not ask which it is.
func (s *Server) savePlan(c *fiber.Ctx, do func(*db.Tx, training.Plan) error) error {
	p, err := training.ReadPlan(func(field string) string {
		if field == "institution" && s.actor(c).Role == db.Trainer {
			return s.visit(c).account.OrganisationName
		}
		return c.FormValue(field)
	})
	if err != nil {
		return err
	}
	return s.DB.Tx(c.UserContext(), s.actor(c), func(tx *db.Tx) error { return do(tx, p) })
}

// planAgain shows a refused form with all that was written.
func (s *Server) planAgain(c *fiber.Ctx, k *training.Class, err error) error {
	var wrong training.Refusals
	if !errors.As(err, &wrong) {
		return noClass(err)
	}
	c.Status(fiber.StatusUnprocessableEntity)
	return s.askClass(c, k, posted(c), wrong.Of)
}
