package web

import (
	"errors"
	"slices"
	"time"

	"github.com/gofiber/fiber/v2"

	"laowu/internal/access"
	"laowu/internal/db"
	"laowu/internal/hiring"
	"laowu/internal/web/templates"
)

// arrivalSave notes who came, and makes their placements. What is sent again
// because the answer was lost is answered as the first time.
func (s *Server) arrivalSave(c *fiber.Ctx) error {
	ctx, id, came, on := c.UserContext(), atoi(c.Params("departure")), people(c, "person"), formDay(c, "on")
	err := s.DB.Tx(ctx, s.actor(c), func(tx *db.Tx) error {
		same, err := s.arrivedSo(c, tx, id, on, came)
		if err != nil || same {
			return err
		}
		_, err = hiring.Arrive(ctx, tx, id, on, came)
		return err
	})
	switch {
	case err == nil:
		return c.Redirect("/arrivals?done=1", fiber.StatusSeeOther)
	case errors.Is(err, errNoTrip):
		return errNoTrip
	case !isTripRefusal(err):
		return notHis(err)
	}
	c.Status(fiber.StatusUnprocessableEntity)
	return s.showArrivals(c, id, &templates.Notice{Kind: "bad", What: "没有记上", Then: tripRefusal(err) + "。"})
}

// arrivedSo says whether the arrival is on record already, on that day and with
// those people.
func (s *Server) arrivedSo(c *fiber.Ctx, tx *db.Tx, id int64, on time.Time, came []int64) (bool, error) {
	ctx := c.UserContext()
	d, err := hiring.FindDeparture(ctx, tx, id)
	if errors.Is(err, access.ErrNotFound) {
		return false, errNoTrip
	}
	if err != nil || d.State != hiring.Arrived || d.ArrivedOn == nil || !d.ArrivedOn.Equal(on) {
		return false, err
	}
	riders, err := hiring.Riders(ctx, tx, id)
	var there []int64
	for _, r := range riders {
		if r.Arrived != nil && *r.Arrived {
			there = append(there, r.Person)
		}
	}
	slices.Sort(there)
	slices.Sort(came)
	return slices.Equal(there, came), err
}
