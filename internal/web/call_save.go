package web

import (
	"github.com/gofiber/fiber/v2"

	"laowu/internal/db"
	"laowu/internal/followup"
)

// callSave records what a card says, and leads to the next one of its cut, or
// back to the round that it stands on.
func (s *Server) callSave(c *fiber.Ctx) error {
	w, err := s.findWork(c)
	if err != nil {
		return err
	}
	f := s.keptForm(c)
	v, refused := callVisit(c, w)
	var opened int64
	if refused == nil {
		opened, refused = s.recordVisit(c, v)
	}
	if refused != nil {
		if !visitWrong.has(refused) {
			return noWork(refused)
		}
		k, err := s.findCall(c)
		if err != nil {
			return err
		}
		c.Status(fiber.StatusUnprocessableEntity)
		return s.showCall(c, k, f, nil, nil, refused)
	}
	if f.round {
		return c.Redirect(f.with("/visits/round", "done")+"1", fiber.StatusSeeOther)
	}
	next, err := s.nextCall(c, f, w.Placement)
	if err == nil && opened != 0 {
		next += "&case=" + itoa(opened)
	}
	if err != nil {
		return err
	}
	return c.Redirect(next, fiber.StatusSeeOther)
}

// nextCall is the card of whoever is next and was not tried today; the queue
// where nobody is left.
func (s *Server) nextCall(c *fiber.Ctx, f callForm, after int64) (string, error) {
	var w followup.Waiting
	f.which.Rested = true
	err := s.DB.ReadTx(c.UserContext(), s.actor(c), func(tx *db.Tx) (err error) {
		w, err = followup.Queue(c.UserContext(), tx, f.which, 0, 2)
		return err
	})
	if err != nil {
		return "", err
	}
	for _, d := range w.List {
		if d.Placement != after { // its visit may be of another day
			return f.with("/placements/"+itoa(d.Placement)+"/visit", "done") + "1", nil
		}
	}
	return f.with("/visits", "done") + "1", nil
}
