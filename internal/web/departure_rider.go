package web

import (
	"context"
	"errors"
	"slices"

	"github.com/gofiber/fiber/v2"

	"laowu/internal/access"
	"laowu/internal/db"
	"laowu/internal/hiring"
	"laowu/internal/roster"
	"laowu/internal/web/templates"
)

// foundRiders is how many people a search offers; an association is offered its
// members without one.
const foundRiders, offeredRiders = 30, 300

// findRiders reads who may be put on a list: whom the actor sees and who is not
// on it, with the work that they have.
func (s *Server) findRiders(ctx context.Context, tx *db.Tx, t *trip) error {
	f := roster.PersonFilter{Text: t.query, Limit: foundRiders}
	if !t.may.List {
		return nil
	}
	if t.query == "" && t.Opening != 0 {
		if err := s.referredRiders(ctx, tx, t); err != nil || len(t.found) > 0 {
			return err
		}
	}
	if t.query == "" && tx.Actor.Role != db.Association {
		return nil
	}
	if t.query == "" {
		f.Limit = offeredRiders
	}
	list, err := roster.People(ctx, tx, s.Vault, f)
	if err != nil {
		return err
	}
	aboard := map[int64]bool{}
	for _, r := range t.riders {
		aboard[r.Person] = true
	}
	var ids []int64
	for _, l := range list.Lines {
		if !aboard[l.ID] {
			t.found, ids = append(t.found, l), append(ids, l.ID)
		}
	}
	t.work, err = hiring.CurrentWork(ctx, tx, ids)
	return err
}

// referredRiders offers those who were sent to the departure's opening and whose
// referral may still come to something, before all others; whom the employer has
// taken is ticked.
func (s *Server) referredRiders(ctx context.Context, tx *db.Tx, t *trip) error {
	sent, err := hiring.PendingFor(ctx, tx, t.Opening)
	if err != nil {
		return err
	}
	var ids []int64
	for _, one := range sent {
		if !slices.ContainsFunc(t.riders, func(r hiring.Rider) bool { return r.Person == one.Person }) {
			ids = append(ids, one.Person)
		}
		if one.State == hiring.ReferralAccepted && t.ticked == nil {
			t.taken = append(t.taken, one.Person)
		}
	}
	if t.found, err = roster.Lines(ctx, tx, s.Vault, ids); err != nil {
		return err
	}
	t.referred = len(t.found) > 0
	t.work, err = hiring.CurrentWork(ctx, tx, ids)
	return err
}

// departureFind looks for people by name or by a whole number.
func (s *Server) departureFind(c *fiber.Ctx) error {
	return s.showDeparture(c, trip{query: c.FormValue("q")})
}

// people are the numbers that were ticked in a form.
func people(c *fiber.Ctx, name string) []int64 {
	out := []int64{}
	for _, v := range c.Request().PostArgs().PeekMulti(name) {
		if id := atoi(string(v)); id != 0 {
			out = append(out, id)
		}
	}
	return out
}

// departureRiders puts people on the list.
func (s *Server) departureRiders(c *fiber.Ctx) error {
	picked := people(c, "rider")
	return s.onTrip(c, picked, func(ctx context.Context, tx *db.Tx, id int64) error { return hiring.AddRiders(ctx, tx, id, picked) })
}

// departureDrop takes somebody off.
func (s *Server) departureDrop(c *fiber.Ctx) error {
	return s.onTrip(c, nil, func(ctx context.Context, tx *db.Tx, id int64) error {
		return hiring.DropRider(ctx, tx, id, atoi(c.FormValue("person")))
	})
}

// departureAnswer notes what somebody said on the telephone.
func (s *Server) departureAnswer(c *fiber.Ctx) error {
	return s.onTrip(c, nil, func(ctx context.Context, tx *db.Tx, id int64) error {
		return hiring.ConfirmRide(ctx, tx, id, atoi(c.FormValue("person")), hiring.RiderAnswer(c.FormValue("answer")))
	})
}

// onTrip does something to a departure and shows it again; where it was refused,
// why, with what was ticked.
func (s *Server) onTrip(c *fiber.Ctx, ticked []int64, do func(context.Context, *db.Tx, int64) error) error {
	ctx, id := c.UserContext(), atoi(c.Params("departure"))
	err := s.DB.Tx(ctx, s.actor(c), func(tx *db.Tx) error {
		if _, err := hiring.FindDeparture(ctx, tx, id); errors.Is(err, access.ErrNotFound) {
			return errNoTrip
		} else if err != nil {
			return err
		}
		return do(ctx, tx, id)
	})
	if err == nil {
		return c.Redirect(departurePath(id), fiber.StatusSeeOther)
	}
	if !isTripRefusal(err) {
		return notHis(err)
	}
	c.Status(fiber.StatusUnprocessableEntity)
	return s.showDeparture(c, trip{ticked: ticked, notice: &templates.Notice{Kind: "bad", What: "没有记上", Then: tripRefusal(err) + "。"}})
}

func tripRefusal(err error) string {
	if errors.Is(err, access.ErrNotFound) {
		return "这个人不归您管，或者记录已经清除"
	}
	return err.Error()
}

// isTripRefusal says whether an error is a refusal in words for people.
func isTripRefusal(err error) bool {
	for _, known := range []error{
		access.ErrNotFound, hiring.ErrNotPlanned, hiring.ErrNotLeft, hiring.ErrNotArrived, hiring.ErrOver, hiring.ErrNotYours, hiring.ErrFull,
		hiring.ErrUnderAge, hiring.ErrAboard, hiring.ErrOtherDeparture, hiring.ErrNotAboard, hiring.ErrNobodyPicked, hiring.ErrRiderAnswer,
		hiring.ErrTooEarly, hiring.ErrNobodyBoarded, hiring.ErrArrivedOn, hiring.ErrNobodyCame, hiring.ErrRiderMoved, hiring.ErrEnterpriseGone,
		hiring.ErrReason, hiring.ErrReasonLong, hiring.ErrReasonNumber,
	} {
		if errors.Is(err, known) {
			return true
		}
	}
	var rests hiring.RestsError
	return errors.As(err, &rests)
}
