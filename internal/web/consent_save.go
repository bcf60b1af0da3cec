package web

import (
	"context"
	"errors"
	"slices"
	"strings"

	"github.com/gofiber/fiber/v2"

	"laowu/internal/access"
	"laowu/internal/db"
	"laowu/internal/hiring"
	"laowu/internal/roster"
	"laowu/internal/value"
	"laowu/internal/web/templates"
)

// introducers may introduce a person to an enterprise; answerers answer for
// somebody, or for themselves.
var (
	introducers = []db.Role{db.Association, db.Township, db.County, db.Admin}
	answerers   = []db.Role{db.Association, db.Worker}
)

// personIntroduce asks a person whether an enterprise may see him.
func (s *Server) personIntroduce(c *fiber.Ctx) error {
	id, ctx := atoi(c.Params("person")), c.UserContext()
	err := s.DB.Tx(ctx, s.actor(c), func(tx *db.Tx) error {
		if _, err := roster.FindPerson(ctx, tx, s.Vault, id); err != nil {
			return err
		}
		enterprise, err := hiring.EnterpriseCalled(ctx, tx, value.Clean(c.FormValue("enterprise")))
		if err != nil {
			return err
		}
		_, err = roster.Introduce(ctx, tx, id, enterprise.ID, 0)
		return err
	})
	switch {
	case err == nil:
		return s.showPerson(c, nil, &templates.Notice{Kind: "ok", What: "介绍过去了", Then: "企业现在只看得到姓、性别和想做的活，本人同意以后才看得到姓名和电话。"})
	case errors.Is(err, hiring.ErrNoEnterprise), errors.Is(err, hiring.ErrEnterprises), errors.Is(err, roster.ErrIntroduced):
		c.Status(fiber.StatusUnprocessableEntity)
		return s.showPerson(c, nil, &templates.Notice{Kind: "bad", What: "没有介绍成", Then: err.Error() + "。"})
	}
	return notHis(err)
}

// notHis turns what the actor may not see or do into pages.
func notHis(err error) error {
	switch {
	case errors.Is(err, access.ErrNotFound):
		return errNobody
	case errors.Is(err, roster.ErrRole):
		return refusalError{fiber.StatusForbidden, "您的身份不能办这件事", "请找能办的人，或者县里的管理员。"}
	}
	return err
}

// consentSave answers for the person: yes, no, or taken back.
func (s *Server) consentSave(c *fiber.Ctx) error {
	id, ctx, answer := atoi(c.Params("consent")), c.UserContext(), c.FormValue("answer")
	err := s.DB.Tx(ctx, s.actor(c), func(tx *db.Tx) error {
		if err := answered(ctx, tx, id, answer); err != nil {
			return err
		}
		return hiring.EndUnconsented(ctx, tx, id)
	})
	for _, known := range []error{roster.ErrAnswered, roster.ErrNotGiven, roster.ErrNotMember} {
		if errors.Is(err, known) {
			return refusalError{fiber.StatusConflict, "没有记上", known.Error() + "。"}
		}
	}
	if err != nil {
		return notHis(err)
	}
	back := local(c.FormValue("back"))
	if back == "" {
		back = homes[s.actor(c).Role]
	}
	return c.Redirect(back, fiber.StatusSeeOther)
}

func answered(ctx context.Context, tx *db.Tx, id int64, answer string) error {
	if answer == "end" {
		return roster.Withdraw(ctx, tx, id)
	}
	return roster.Answer(ctx, tx, id, answer == "yes")
}

// consentPart are the enterprises that a person was introduced to.
func (s *Server) consentPart(c *fiber.Ctx, r record) templates.Part {
	part := templates.Part{Empty: "还没有介绍给哪家企业", Note: "企业要看姓名和电话，先要本人同意。协会可以替没有手机的会员记下他当面的答复。"}
	back := "/people/" + itoa(r.person.ID)
	for _, k := range r.consents {
		item := templates.Item{Text: k.EnterpriseName, Small: consentTimes(k), Badge: consentBadge(k.State)}
		if slices.Contains(answerers, s.actor(c).Role) {
			item.Actions = consentActions(k, back)
		}
		part.Items = append(part.Items, item)
	}
	if slices.Contains(introducers, s.actor(c).Role) {
		part.Actions = []templates.Action{{
			Label: "介绍给这家企业", Open: "介绍给企业", To: back + "/introduce", Key: "introduce",
			Fields: []templates.Field{{Name: "enterprise", Label: "企业名称或信用代码", Fill: "off", Max: 100, Required: true}},
		}}
	}
	return part
}

func consentTimes(k roster.Consent) string {
	parts := []string{longDay(k.AskedAt.In(china)) + "，" + introducer(k)}
	if k.AnsweredAt != nil && !k.AnsweredAt.Equal(k.AskedAt) {
		who := "本人"
		if k.AnsweredRole == db.Association {
			who = "协会代答"
		}
		parts = append(parts, longDay(k.AnsweredAt.In(china))+"，"+who)
	}
	return strings.Join(parts, "；")
}

// introducer says who brought a person and an enterprise together.
func introducer(k roster.Consent) string {
	if k.AskedBy == "" && k.AnsweredRole == db.Worker {
		return "本人报名"
	}
	return k.AskedBy + "介绍"
}

func consentBadge(state roster.ConsentState) templates.Badge {
	kind := map[roster.ConsentState]string{roster.ConsentAsked: "risk", roster.ConsentGiven: "ok"}[state]
	return templates.Badge{Text: state.Word(), Kind: kind}
}

// consentActions are what can be answered by now.
func consentActions(k roster.Consent, back string) []templates.Action {
	to := "/consents/" + itoa(k.ID)
	one := func(label, answer, kind string) templates.Action {
		return templates.Action{Label: label, To: to, Kind: kind, Whom: k.EnterpriseName, Keep: pairs("answer", answer, "back", back)}
	}
	switch k.State {
	case roster.ConsentAsked:
		return []templates.Action{one("同意", "yes", "main"), one("不同意", "no", "")}
	case roster.ConsentGiven:
		return []templates.Action{one("收回同意", "end", "danger")}
	}
	return nil
}
