package web

import (
	"errors"
	"time"

	"github.com/gofiber/fiber/v2"

	"laowu/internal/access"
	"laowu/internal/db"
	"laowu/internal/hiring"
	"laowu/internal/value"
	"laowu/internal/web/templates"
)

// movers may move a referral, each by the lines of the table that are his.
var movers = []db.Role{db.Worker, db.Association, db.Township, db.Station, db.Enterprise, db.County, db.Admin}

// errReferral is for a referral that the actor does not see.
var errReferral = refusalError{fiber.StatusNotFound, "没有这次推荐", "可能本人已经收回，也可能不归您管。"}

// referralSave moves a referral.
func (s *Server) referralSave(c *fiber.Ctx) error {
	sent := refusedMove{
		referral: atoi(c.Params("referral")), to: c.FormValue("to"), reason: c.FormValue("reason"), note: c.FormValue("note"), started: c.FormValue("started"),
		unshared: c.FormValue("unshared") == templates.Yes,
	}
	err := s.DB.Tx(c.UserContext(), s.actor(c), func(tx *db.Tx) error {
		return hiring.MoveReferral(c.UserContext(), tx, sent.referral, hiring.ReferralStep{
			To: hiring.ReferralState(sent.to), Reason: sent.reason, Note: sent.note, Started: startDay(sent.started), Unshared: sent.unshared,
		})
	})
	switch {
	case err == nil:
		return c.Redirect(s.backFromMove(c), fiber.StatusSeeOther)
	case errors.Is(err, hiring.ErrNotFound):
		return errReferral
	case !saidOfMove(err):
		return notHis(err)
	}
	sent.why = err
	c.Status(fiber.StatusUnprocessableEntity)
	if s.actor(c).Role == db.Worker {
		return s.showMe(c, &sent)
	}
	return s.showReferrals(c, &sent)
}

// startDay is a day as it was typed; none where it is no whole day.
func startDay(text string) time.Time {
	d, code := value.ParseDay(value.Raw{Text: text})
	if code != "" || d.IsZero() || d.Precision() != value.ToDay {
		return time.Time{}
	}
	return d.Time()
}

func (s *Server) backFromMove(c *fiber.Ctx) string {
	if back := local(c.FormValue("back")); back != "" {
		return back
	}
	if s.actor(c).Role == db.Worker {
		return "/me"
	}
	return "/referrals"
}

// saidOfMove says whether an error is a refusal whose text goes to people.
func saidOfMove(err error) bool {
	var move hiring.MoveError
	if errors.As(err, &move) {
		return true
	}
	for _, known := range []error{
		hiring.ErrReasonCode, hiring.ErrNoteNone, hiring.ErrNoteLong, hiring.ErrNoteNumber, hiring.ErrNotAgreed, hiring.ErrMoved,
		hiring.ErrStartNone, hiring.ErrStartAhead, hiring.ErrStartEarly, hiring.ErrReferUnderAge, hiring.ErrNoReferralDay,
		hiring.ErrEnterpriseGone,
	} {
		if errors.Is(err, known) {
			return true
		}
	}
	return false
}

// saidOfSending says the same of a referral that was not made.
func saidOfSending(err error) bool {
	for _, known := range []error{
		hiring.ErrOpeningClosed, hiring.ErrOpeningOver, hiring.ErrOpeningFull, hiring.ErrReferUnderAge, hiring.ErrReferred, hiring.ErrNoReferralDay,
		hiring.ErrEnterpriseGone,
	} {
		if errors.Is(err, known) {
			return true
		}
	}
	return false
}

// notReferred turns what cannot be answered in a form into pages.
func notReferred(err error) error {
	if errors.Is(err, hiring.ErrNotFound) {
		return refusalError{fiber.StatusNotFound, "没有这个岗位", "可能已经撤下了。可以重新找一找。"}
	}
	if errors.Is(err, access.ErrNotFound) {
		return errNobody
	}
	return notHis(err)
}
