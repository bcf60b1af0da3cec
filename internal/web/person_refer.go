package web

import (
	"errors"
	"slices"
	"strings"

	"github.com/gofiber/fiber/v2"

	"laowu/internal/db"
	"laowu/internal/hiring"
	"laowu/internal/roster"
	"laowu/internal/value"
	"laowu/internal/web/templates"
)

// referrers may send somebody else to an opening.
var referrers = []db.Role{db.Association, db.Township, db.Station, db.County, db.Admin}

// personRefer sends a person to an opening, by the number on its page.
func (s *Server) personRefer(c *fiber.Ctx) error {
	id, ctx := atoi(c.Params("person")), c.UserContext()
	err := s.DB.Tx(ctx, s.actor(c), func(tx *db.Tx) error {
		if _, err := roster.FindPerson(ctx, tx, s.Vault, id); err != nil {
			return err
		}
		_, err := hiring.Refer(ctx, tx, id, openingNumber(c.FormValue("opening")))
		return err
	})
	switch {
	case err == nil:
		return c.Redirect("/people/"+itoa(id)+"#referrals", fiber.StatusSeeOther)
	case errors.Is(err, hiring.ErrNotFound):
		err = errNoOpening
	case !saidOfSending(err):
		return notReferred(err)
	}
	c.Status(fiber.StatusUnprocessableEntity)
	return s.showPerson(c, &shown{sent: templates.Given{Value: c.FormValue("opening"), Error: err.Error()}}, nil)
}

var errNoOpening = errors.New("没有这个岗位号，请照岗位页或者海报上的号填")

// openingNumber reads the number of an opening, or the address of its page.
func openingNumber(text string) int64 {
	text = value.Clean(text)
	if _, after, ok := strings.Cut(text, "/openings/"); ok {
		text = after
	}
	return atoi(text)
}

// referralPart are the openings that a person was sent to.
func (s *Server) referralPart(c *fiber.Ctx, r record, n *shown) templates.Part {
	id := itoa(r.person.ID)
	part := templates.Part{Empty: "还没有推荐到哪个岗位", Note: "推荐以后，单位先只看得到姓、性别和想做的活；本人同意，才看得到姓名和电话。"}
	m := r.movable
	m.back = "/people/" + id
	for _, a := range r.asks {
		if a.State != hiring.AskReferred { // the referral says the rest
			part.Items = append(part.Items, s.askedItem(a))
		}
		if a.State == hiring.AskOpen && slices.Contains(readsAsks, s.actor(c).Role) {
			part.Links = []templates.Link{{Text: "回他的话", To: "/asks"}}
		}
	}
	for _, one := range r.referrals {
		part.Items = append(part.Items, s.referralItem(one, one.Title, openingPath(one.Opening), m))
	}
	if !slices.Contains(referrers, s.actor(c).Role) {
		return part
	}
	field := templates.Field{Name: "opening", Label: "岗位号", Hint: "岗位页和海报上都有", Mode: "numeric", Fill: "off", Max: 100, Required: true}
	if n != nil {
		field.Given = n.sent
	}
	part.Actions = []templates.Action{{
		Label: "推荐到这个岗位", Open: "推荐到岗位", To: "/people/" + id + "/refer", Key: "refer", Fields: []templates.Field{field},
	}}
	return part
}
