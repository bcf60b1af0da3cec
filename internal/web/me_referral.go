package web

import (
	"errors"

	"github.com/gofiber/fiber/v2"

	"laowu/internal/db"
	"laowu/internal/hiring"
	"laowu/internal/web/templates"
)

// myReferrals are the openings that a worker has his association ask about, and
// those that he went for or was sent to, each with what comes next.
func (s *Server) myReferrals(all []hiring.Referred, asks []hiring.Ask, m movable) templates.Part {
	part := templates.Part{
		Empty: "还没有报名。看中了哪个岗位，点“我自己报名”，或者“让我的协会帮我问”；协会推荐您去的，也列在这里。",
	}
	m.back = "/me"
	for _, a := range asks {
		if a.State != hiring.AskReferred { // the referral says the rest
			part.Items = append(part.Items, s.askItem(a))
		}
	}
	for _, r := range all {
		item := s.referralItem(r, r.Title, openingPath(r.Opening), m)
		if next := nextSteps[r.State]; next != "" {
			item.Lines = append(item.Lines, "接下来："+next)
		}
		part.Items = append(part.Items, item)
	}
	return part
}

// nextSteps say by the state of a referral what comes next, and what one can do.
var nextSteps = map[hiring.ReferralState]string{
	hiring.ReferralNew:       "等单位看。等得着急，打岗位页上的电话问，报岗位的名字。",
	hiring.ReferralSeen:      "单位看过了，会约见面，或者回话要不要。",
	hiring.ReferralInterview: "照说好的时间去见面，带身份证，有证书的带证书。",
	hiring.ReferralAccepted:  "照说好的日子去报到；去了以后先签合同。",
	hiring.ReferralHired:     "上岗了。工资没发、出了问题，点上面的大按钮。",
	hiring.ReferralRefused:   "这一家没成，看看别的岗位。",
	hiring.ReferralExpired:   "单位一直没有回话。还想去，可以再报一次，或者请协会问。",
}

// askItem is a question to the association.
func (s *Server) askItem(a hiring.Ask) templates.Item {
	item := templates.Item{
		Text: a.Title, To: openingPath(a.Opening), Small: a.EnterpriseName + "；" + s.askStory(a), Badge: askBadge(a.State),
	}
	if a.State == hiring.AskOpen {
		item.Lines = []string{"接下来：等协会打电话问，问到了在这里回您。"}
		item.Actions = []templates.Action{{Label: "不用问了", To: "/me/asks/" + itoa(a.ID) + "/withdraw", Whom: a.Title}}
	}
	return item
}

// askStory says whom one asked when, and what the answer was.
func (s *Server) askStory(a hiring.Ask) string {
	text := day(a.AskedAt.In(china), s.today()) + "请" + or(a.AssociationName, "协会") + "代问"
	if a.Said != "" {
		text += "，想问：" + a.Said
	}
	if a.AnsweredAt != nil {
		text += "；" + day(a.AnsweredAt.In(china), s.today()) + a.State.Word()
	}
	if a.Answer != "" {
		text += "：" + a.Answer
	}
	return text
}

func askBadge(state hiring.AskState) templates.Badge {
	return templates.Badge{Text: state.Word(), Kind: map[hiring.AskState]string{hiring.AskOpen: "risk", hiring.AskReferred: "ok"}[state]}
}

// askWithdraw is a worker's word that nobody need ask any more.
func (s *Server) askWithdraw(c *fiber.Ctx) error {
	err := s.DB.Tx(c.UserContext(), s.actor(c), func(tx *db.Tx) error {
		return hiring.WithdrawAsk(c.UserContext(), tx, atoi(c.Params("ask")))
	})
	switch {
	case errors.Is(err, hiring.ErrNotFound):
		return refusalError{fiber.StatusNotFound, "没有这一件", "请从“我的”那一页重新打开。"}
	case err != nil && !errors.Is(err, hiring.ErrAskEnded): // who taps twice sees what stands
		return notHis(err)
	}
	return c.Redirect("/me#referrals", fiber.StatusSeeOther)
}
