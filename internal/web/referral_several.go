package web

import (
	"errors"
	"slices"

	"github.com/gofiber/fiber/v2"

	"laowu/internal/db"
	"laowu/internal/hiring"
	"laowu/internal/web/templates"
)

// severalMoved is what was asked of several referrals, and what was refused.
type severalMoved struct {
	step    refusedMove
	ids     []int64
	refused map[int64]error
	why     error // of all: nobody was ticked, nothing was chosen
}

// The refusals of a form for several.
var (
	errNobodyTicked = errors.New("请先在名单里勾上人")
	errManyTicked   = errors.New("一次最多办 50 个人")
	errNoStep       = errors.New("请选要记成什么")
)

// stepsForSeveral are what may be made of several at once.
var stepsForSeveral = []struct {
	to   hiring.ReferralState
	text string
}{
	{hiring.ReferralInterview, "约面试"}, {hiring.ReferralAccepted, "录用"}, {hiring.ReferralHired, "上岗了（要写哪天）"}, {hiring.ReferralRefused, "不合适（要选原因）"},
}

// referralSeveral makes one step with all that are ticked; who cannot be moved is
// said one by one.
func (s *Server) referralSeveral(c *fiber.Ctx) error {
	m := severalMoved{step: refusedMove{
		to: c.FormValue("to"), reason: c.FormValue("reason"), note: c.FormValue("note"), started: c.FormValue("started"), unshared: c.FormValue("unshared") == templates.Yes,
	}}
	for _, id := range c.Request().PostArgs().PeekMulti("referral") {
		if n := atoi(string(id)); n > 0 && !slices.Contains(m.ids, n) {
			m.ids = append(m.ids, n)
		}
	}
	if m.why = m.check(); m.why == nil {
		err := s.DB.Tx(c.UserContext(), s.actor(c), func(tx *db.Tx) (err error) {
			m.refused, err = hiring.MoveSeveral(c.UserContext(), tx, m.ids, hiring.ReferralStep{
				To: hiring.ReferralState(m.step.to), Reason: m.reason(), Note: m.step.note, Started: startDay(m.step.started), Unshared: m.step.unshared,
			})
			return err
		})
		if err != nil {
			return notHis(err)
		}
		if len(m.refused) == 0 {
			f, cut := applicantsAsked(c)
			back := applicantsPath(f.Opening, cut)
			return c.Redirect(back+map[bool]string{true: "?", false: "&"}[back == "/referrals"]+"moved="+itoa(int64(len(m.ids))), fiber.StatusSeeOther)
		}
	}
	c.Status(fiber.StatusUnprocessableEntity)
	return s.showApplicants(c, nil, &m)
}

func (m *severalMoved) check() error {
	switch {
	case len(m.ids) == 0:
		return errNobodyTicked
	case len(m.ids) > applicantRows:
		return errManyTicked
	case !slices.ContainsFunc(stepsForSeveral, func(s struct {
		to   hiring.ReferralState
		text string
	}) bool {
		return string(s.to) == m.step.to
	}):
		return errNoStep
	}
	return nil
}

// reason is the one that was chosen, where the step asks for one.
func (m *severalMoved) reason() string {
	if hiring.ReferralState(m.step.to) != hiring.ReferralRefused {
		return ""
	}
	return m.step.reason
}

// of says of one referral whether it stays ticked, and why it was refused.
func (m *severalMoved) of(id int64) (ticked bool, refused string) {
	if m == nil {
		return false, ""
	}
	err, wrong := m.refused[id]
	switch {
	case errors.Is(err, hiring.ErrNotFound):
		refused = errReferral.what
	case wrong:
		refused = err.Error()
	}
	return slices.Contains(m.ids, id) && (wrong || m.why != nil), refused
}

// tell puts the form under the list, as it was filled in, and says above it what
// became of a first try.
func (m *severalMoved) tell(c *fiber.Ctx, page *templates.CandidateList, can movable, all []hiring.Applicant) {
	if !slices.ContainsFunc(all, func(a hiring.Applicant) bool { return a.State.Pending() }) {
		return
	}
	f, cut := applicantsAsked(c)
	var given refusedMove
	if m != nil {
		given = m.step
	}
	steps := []templates.Option{}
	for _, s := range stepsForSeveral {
		steps = append(steps, templates.Option{Text: s.text, Value: string(s.to)})
	}
	fields := []templates.Field{
		{Given: templates.Given{Value: given.to}, Type: "radio", Name: "to", Label: "都记成", Options: steps, Required: true},
		{Given: templates.Given{Value: given.started}, Type: "date", Name: "started", Label: "哪天上岗的", Hint: "只有“上岗了”要写"},
		{Given: templates.Given{Value: given.reason}, Type: "select", Name: "reason", Label: "为什么不合适", Options: can.options(hiring.EmployerSide)},
		{Given: templates.Given{Value: given.note}, Name: "note", Label: "补充一句", Hint: "不要写电话和身份证号", Fill: "off", Max: 200},
		unsharedField(given.unshared),
	}
	page.Several = &templates.Several{To: "/referrals/several", Button: "给勾上的人记下", Fields: fields, Keep: pairs("in_opening", itoa(f.Opening), "in_state", cut, "in_from", itoa(int64(f.After)))}
	switch {
	case m == nil:
	case m.why != nil:
		fields[0].Error = m.why.Error()
		page.Notice = &templates.Notice{Kind: "bad", What: "没有记上", Then: m.why.Error() + "。"}
	default:
		done := len(m.ids) - len(m.refused)
		page.Notice = &templates.Notice{Kind: "bad", What: thousands(len(m.refused)) + " 人没有记上，" + thousands(done) + " 人记上了", Then: m.reasons()}
	}
}

// reasons are what was refused, each once.
func (m *severalMoved) reasons() string {
	var said []string
	for _, id := range m.ids {
		if _, why := m.of(id); why != "" && !slices.Contains(said, why) {
			said = append(said, why)
		}
	}
	text := ""
	for _, one := range said {
		text += one + "。"
	}
	return text
}
