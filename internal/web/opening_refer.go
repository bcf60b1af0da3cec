package web

import (
	"slices"
	"strconv"

	"github.com/gofiber/fiber/v2"

	"laowu/internal/db"
	"laowu/internal/hiring"
	"laowu/internal/roster"
	"laowu/internal/web/templates"
)

// openingRefer is a worker who wants to go: his word to the enterprise, and his
// consent that it sees him.
func (s *Server) openingRefer(c *fiber.Ctx) error {
	o, err := s.findOpening(c)
	if err != nil {
		return err
	}
	err = s.DB.Tx(c.UserContext(), s.actor(c), func(tx *db.Tx) error {
		_, err := hiring.Refer(c.UserContext(), tx, s.actor(c).Person, o.ID)
		return err
	})
	switch {
	case err == nil:
		return c.Redirect(openingPath(o.ID)+"#refer", fiber.StatusSeeOther)
	case !saidOfSending(err):
		return notReferred(err)
	}
	c.Status(fiber.StatusUnprocessableEntity)
	return s.showOpening(c, o, &templates.Notice{Kind: "bad", What: "没有报上名", Then: err.Error() + "。"})
}

// wanting is what somebody can do who wants this opening, or has somebody for
// it; nil where there is nothing to do.
func (s *Server) wanting(c *fiber.Ctx, o hiring.Opening, open bool) (*templates.Wanting, error) {
	role := s.actor(c).Role
	switch {
	case role == db.Worker:
		return s.wantedBy(c, o, open)
	case !open:
		return nil, nil //nolint:nilnil // there is nothing to do
	case role == db.Nobody:
		return &templates.Wanting{
			Title: "想去，可以报名", Says: "认领过本人记录的，登录以后点一下就报上了，或者请协会替您问。没有登录的，把岗位号 " + strconv.FormatInt(o.ID, 10) + " 告诉村里的协会，也能替您问。",
			Link: templates.Link{Text: "登录报名", To: withNext("/login?as=worker", openingPath(o.ID))},
		}, nil
	case slices.Contains(referrers, role):
		return &templates.Wanting{
			Title: "推荐人去", Says: "打开他的那一页，点“推荐到岗位”，填岗位号 " + strconv.FormatInt(o.ID, 10) + "。", Link: templates.Link{Text: "找人", To: "/people"},
		}, nil
	}
	return nil, nil //nolint:nilnil // likewise
}

// wantedBy is how it stands between a worker and the opening.
func (s *Server) wantedBy(c *fiber.Ctx, o hiring.Opening, open bool) (*templates.Wanting, error) {
	var all []hiring.Referred
	var asks []hiring.Ask
	ctx, me := c.UserContext(), s.actor(c).Person
	err := s.DB.ReadTx(ctx, s.actor(c), func(tx *db.Tx) (err error) {
		if all, err = hiring.ReferralsOf(ctx, tx, me); err != nil {
			return err
		}
		asks, err = hiring.AsksOf(ctx, tx, me)
		return err
	})
	if err != nil {
		return nil, err
	}
	i := slices.IndexFunc(all, func(r hiring.Referred) bool { return r.Opening == o.ID && r.State.Pending() })
	switch {
	case i >= 0:
		return &templates.Wanting{
			Title: "您报名了", State: referralBadge(all[i].State), Says: referralStory(all[i], s.today()), Link: templates.Link{Text: "看进展，或者说不去了", To: "/me#referrals"},
		}, nil
	case !open:
		return nil, nil //nolint:nilnil // nothing to do
	}
	w := &templates.Wanting{
		Title: "想去，可以报名", Says: "点“我自己报名”，就是同意" + o.Enterprise.Name + "看您的姓名、手机号和证书，好跟您联系。不收钱，随时可以说不去了。",
		Text: roster.ConsentText(o.Enterprise.Name, s.Now()), Do: &templates.Action{Label: "我自己报名", Kind: "main", To: openingPath(o.ID) + "/refer", Whom: o.Title},
	}
	s.askable(c, w, o, asks)
	return w, nil
}
