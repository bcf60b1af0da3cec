package web

import (
	"context"
	"time"

	"github.com/gofiber/fiber/v2"

	"laowu/internal/db"
	"laowu/internal/report"
)

// recall is what is counted for who asks as of a day, and when it was counted:
// now, or before the last change of the records.
func recall[T any](c *fiber.Ctx, s *Server, what string, asOf time.Time, count func(context.Context, *db.Tx, time.Time) (T, error)) (T, time.Time, error) {
	return report.Recall(c.UserContext(), s.kept, s.DB, s.actor(c), what, asOf, count) //nolint:wrapcheck // says what it did
}

// members are the people of an association or a township, as they stand.
func (s *Server) members(c *fiber.Ctx) (report.Members, error) {
	all, _, err := recall(c, s, "members", s.today(), func(ctx context.Context, tx *db.Tx, _ time.Time) (report.Members, error) {
		return report.FindMembers(ctx, tx)
	})
	return all, err
}

// countedAt says when figures were counted: 9:05 数的.
func countedAt(at time.Time) string { return "，" + at.In(china).Format("15:04") + " 数的" }

// Warm counts what the county's people open first, so that nobody waits for it
// after a start. Who asks is the county itself.
func (s *Server) Warm(ctx context.Context) error {
	a := db.Actor{County: s.County, Role: db.County}
	_, _, err := report.Recall(ctx, s.kept, s.DB, a, overviewKept, db.Day(s.DB.Now()), report.CountOverview)
	return err //nolint:wrapcheck // says what it did
}
