package web

import (
	"context"

	"github.com/gofiber/fiber/v2"

	"laowu/internal/db"
	"laowu/internal/hiring"
)

// departureLeave notes who got on.
func (s *Server) departureLeave(c *fiber.Ctx) error {
	on := people(c, "person")
	return s.onTrip(c, on, func(ctx context.Context, tx *db.Tx, id int64) error { return hiring.SetOut(ctx, tx, id, on) })
}

// departureRecall puts it back before it left.
func (s *Server) departureRecall(c *fiber.Ctx) error {
	return s.onTrip(c, nil, hiring.Recall)
}

// departureArrive notes who came, and makes their placements.
func (s *Server) departureArrive(c *fiber.Ctx) error {
	came, on := people(c, "person"), formDay(c, "on")
	return s.onTrip(c, came, func(ctx context.Context, tx *db.Tx, id int64) error {
		_, err := hiring.Arrive(ctx, tx, id, on, came)
		return err
	})
}

// departureBack takes the arrival back.
func (s *Server) departureBack(c *fiber.Ctx) error {
	return s.onTrip(c, nil, func(ctx context.Context, tx *db.Tx, id int64) error {
		_, err := hiring.TakeBackArrival(ctx, tx, id, c.FormValue("reason"))
		return err
	})
}

// departureCancel calls it off.
func (s *Server) departureCancel(c *fiber.Ctx) error {
	return s.onTrip(c, nil, func(ctx context.Context, tx *db.Tx, id int64) error {
		return hiring.CancelDeparture(ctx, tx, id, c.FormValue("reason"))
	})
}
