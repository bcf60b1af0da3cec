package web

import (
	"context"
	"errors"
	"time"

	"github.com/gofiber/fiber/v2"

	"laowu/internal/db"
	"laowu/internal/hiring"
	"laowu/internal/web/templates"
)

func managePath(id int64) string { return openingPath(id) + "/manage" }

// openingDone says what was done with an opening, by what its address says.
var openingDone = map[string]templates.Notice{
	"written": {Kind: "ok", What: "写上了", Then: "求职的人马上搜得到。"},
	"changed": {Kind: "ok", What: "记下了", Then: "搜索里马上跟着变。"},
}

// openingManage is one opening to who keeps it, with all that can be done.
func (s *Server) openingManage(c *fiber.Ctx) error {
	if n, ok := openingDone[c.Query("done")]; ok {
		return s.showManage(c, &n)
	}
	return s.showManage(c, nil)
}

func (s *Server) showManage(c *fiber.Ctx, notice *templates.Notice) error {
	o, err := s.keptOpening(c)
	if err != nil {
		return err
	}
	own := s.actor(c).Role == db.Enterprise
	page := templates.Record{
		Back: templates.Link{Text: "本单位的岗位", To: "/enterprise"}, Title: o.Title, State: s.openingBadge(o.Closed, o.Why, o.ValidUntil), Notice: notice,
		Facts: append([]templates.Fact{{Label: "地点", Text: fullPlace(s.Atlas(), o.Place, o.PlaceText)}, {Label: "人数", Text: thousands(o.Headcount) + " 人"}, {Label: "月薪", Text: wage(o.WageMin, o.WageMax).Figure}}, s.openingFacts(o)...),
		Links: []templates.Link{
			{Text: "改", To: openingPath(o.ID) + "/edit"}, {Text: "照这个再发一个", To: openingPath(o.ID) + "/clone"}, {Text: "看求职的人看到的", To: openingPath(o.ID)},
		},
	}
	if own {
		page.Links = append([]templates.Link{{Text: "应聘的人", To: "/referrals?opening=" + itoa(o.ID)}}, page.Links...)
	} else {
		page.Back = templates.Link{Text: "等确认的岗位", To: "/stale"}
		page.Facts = append([]templates.Fact{{Label: "单位", Text: o.Enterprise.Name}}, page.Facts...)
	}
	part := templates.RecordPart{Title: "要做什么", Part: templates.Part{Actions: typedAgain(c, notice, s.openingActions(o))}}
	page.Parts = []templates.RecordPart{part}
	return render(c, templates.RecordPage(s.frame(c, page.Title), page))
}

// openingBadge is how an opening stands.
func (s *Server) openingBadge(closed bool, why string, until *time.Time) templates.Badge {
	switch {
	case closed:
		return templates.Badge{Text: hiring.ClosedWord(why)}
	case until != nil && until.Before(s.today()):
		return templates.Badge{Text: "过期了", Kind: "bad"}
	case until != nil && until.Before(s.today().AddDate(0, 0, soon+1)):
		return templates.Badge{Text: "快截止", Kind: "risk"}
	}
	return templates.Badge{Text: "在招", Kind: "ok"}
}

// soon is how many days before its last day an opening is spoken of.
const soon = 7

// openingActions are what can be done with an opening now.
func (s *Server) openingActions(o hiring.Opening) []templates.Action {
	path := openingPath(o.ID)
	over := o.ValidUntil != nil && o.ValidUntil.Before(s.today())
	actions := []templates.Action{extendAction(o.ID, o.Title)}
	if o.Closed {
		if !over {
			actions = append(actions, templates.Action{Label: "重新开放", To: path + "/reopen", Kind: "main", Whom: o.Title, Keep: pairs("back", managePath(o.ID))})
		}
		if o.Why == "paused" {
			actions = append(actions, closeAction(o.ID, o.Title))
		}
		return actions
	}
	return append(actions, templates.Action{
		Label: "暂停这个岗位", Open: "暂停", Whom: o.Title, To: path + "/pause", Key: "pause",
		Note: "暂停以后谁也搜不到，再导入岗位表也不会自己打开；随时可以重新开放。已经应聘的人照样可以答复。",
	}, closeAction(o.ID, o.Title))
}

func extendAction(id int64, title string) templates.Action {
	return templates.Action{
		Label: "延长到这一天", Open: "延长", Whom: title, To: openingPath(id) + "/extend", Key: "extend" + itoa(id),
		Fields: []templates.Field{{Type: "date", Name: "until", Label: "招到哪天", Required: true}},
	}
}

func closeAction(id int64, title string) templates.Action {
	why := []templates.Option{{Text: "请选一个原因"}}
	for _, w := range hiring.ClosedWhy() {
		why = append(why, templates.Option{Text: w.Word, Value: w.Code})
	}
	return templates.Action{
		Label: "关闭这个岗位", Open: "关闭", Kind: "danger", Whom: title, To: openingPath(id) + "/close", Key: "close" + itoa(id),
		Fields: []templates.Field{{Type: "select", Name: "why", Label: "为什么关闭", Options: why, Required: true}},
	}
}

// openingExtend gives one a later last day.
func (s *Server) openingExtend(c *fiber.Ctx) error {
	until := startDay(c.FormValue("until"))
	return s.onOpening(c, func(ctx context.Context, tx *db.Tx, id int64) error { return hiring.ExtendOpening(ctx, tx, id, until) })
}

// openingPause lets one rest.
func (s *Server) openingPause(c *fiber.Ctx) error { return s.onOpening(c, hiring.PauseOpening) }

// openingClose closes one for a reason.
func (s *Server) openingClose(c *fiber.Ctx) error {
	why := c.FormValue("why")
	return s.onOpening(c, func(ctx context.Context, tx *db.Tx, id int64) error { return hiring.CloseOpening(ctx, tx, id, why) })
}

// saidOfOpening says whether an error is a refusal whose text goes to people.
func saidOfOpening(err error) bool {
	for _, known := range []error{
		hiring.ErrConfirmClosed, hiring.ErrConfirmOver, hiring.ErrReopenOpen, hiring.ErrClosedAlready, hiring.ErrCloseWhy, hiring.ErrExtendDay,
		hiring.ErrExtendBack, hiring.ErrEnterpriseGone,
	} {
		if errors.Is(err, known) {
			return true
		}
	}
	return false
}
