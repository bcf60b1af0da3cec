package web

import (
	"errors"
	"slices"

	"github.com/gofiber/fiber/v2"

	"laowu/internal/db"
	"laowu/internal/hiring"
	"laowu/internal/web/templates"
)

// readsAsks read what workers have their associations ask.
var readsAsks = []db.Role{db.Association, db.Township, db.County, db.Auditor, db.Admin}

// askRows is how many a page lists: the eldest, which answers take off it.
const askRows = 50

// askList is what workers have their associations ask about, to be answered.
func (s *Server) askList(c *fiber.Ctx) error {
	n, ok := askDone[c.Query("done")]
	if !ok {
		return s.showAsks(c, refusedAsk{}, nil)
	}
	return s.showAsks(c, refusedAsk{}, &n)
}

var askDone = map[string]templates.Notice{
	"referred": {Kind: "ok", What: "报上名了", Then: "单位答复了没有，在“推荐”那一页看。"},
	"refused":  {Kind: "ok", What: "话带到了", Then: "本人登录以后，在“我的”那一页看得到。"},
}

// refusedAsk is an answer that could not be kept, with what was typed.
type refusedAsk struct {
	id   int64
	said string
	why  error
}

func (s *Server) showAsks(c *fiber.Ctx, sent refusedAsk, notice *templates.Notice) error {
	var open []hiring.Ask
	var all int
	err := s.DB.ReadTx(c.UserContext(), s.actor(c), func(tx *db.Tx) (err error) {
		if all, err = hiring.CountAsks(c.UserContext(), tx); err != nil {
			return err
		}
		open, err = hiring.Asks(c.UserContext(), tx, askRows)
		return err
	})
	if err != nil {
		return err
	}
	may := slices.Contains(hiring.AskAnswerers, s.actor(c).Role)
	page := templates.RequestList{Title: "会员请代问的岗位", Lead: "协会先打电话问单位，再回话。本人的姓名和电话单位还看不到。", Notice: notice}
	if may {
		page.Lead += "替他报了名，会再问他同意不同意。"
	}
	if all > len(open) {
		page.Lead += "一共 " + thousands(all) + " 件，先列问得最早的 " + thousands(len(open)) + " 件。"
	}
	for _, a := range open {
		page.Requests = append(page.Requests, s.askCard(a, may, sent))
	}
	if len(open) == 0 {
		page.Nothing = &templates.Nothing{What: "没有等回话的", Next: "会员在岗位页上点“让我的协会帮我问”，就列在这里。", All: templates.Link{Text: "看人员", To: "/people"}}
	}
	return render(c, templates.RequestListPage(s.frame(c, page.Title), page))
}

// askCard is a question with its two answers.
func (s *Server) askCard(a hiring.Ask, may bool, sent refusedAsk) templates.Request {
	card := templates.Request{Kind: "代问", Name: a.Name, To: "/people/" + itoa(a.Person), State: s.waitedBadge(a)}
	card.Facts = []templates.Fact{{Label: "岗位", Text: a.Title}, {Label: "单位", Text: a.EnterpriseName}, {Label: "哪天请的", Text: a.AskedAt.In(china).Format("2006-01-02")}}
	if a.AssociationName != "" {
		card.Facts = append(card.Facts, templates.Fact{Label: "请哪个协会", Text: a.AssociationName})
	}
	if a.Said != "" {
		card.Facts = append(card.Facts, templates.Fact{Label: "想问", Text: a.Said})
	}
	card.Links = []templates.Link{{Text: "看岗位和电话", To: openingPath(a.Opening)}}
	if !may {
		return card
	}
	to := "/asks/" + itoa(a.ID)
	said := templates.Field{Name: "answer", Label: "问到了什么（本人看得到）", Type: "area", Fill: "off", Max: 200, Required: true}
	if sent.id == a.ID && sent.why != nil {
		said.Given = templates.Given{Value: sent.said, Error: sent.why.Error()}
	}
	card.Actions = []templates.Action{
		{Label: "帮他报名", To: to + "/refer", Kind: "main", Whom: a.Name + "，" + a.Title},
		{Label: "回他这句话", Open: "回话不行", To: to + "/refuse", Whom: a.Name + "，" + a.Title, Key: "no" + itoa(a.ID), Fields: []templates.Field{said}},
	}
	return card
}

// waitedBadge says for how many days somebody has waited for a word.
func (s *Server) waitedBadge(a hiring.Ask) templates.Badge {
	days := int(s.today().Sub(db.Day(a.AskedAt)).Hours() / 24)
	if days == 0 {
		return templates.Badge{Text: "今天请的", Kind: "risk"}
	}
	return templates.Badge{Text: "等了 " + thousands(days) + " 天", Kind: "risk"}
}

// askedItem is a question on the person's page.
func (s *Server) askedItem(a hiring.Ask) templates.Item {
	return templates.Item{Text: a.Title, To: openingPath(a.Opening), Small: a.EnterpriseName + "；" + s.askStory(a), Badge: askBadge(a.State)}
}

// askRefer sends the one who asks to the opening.
func (s *Server) askRefer(c *fiber.Ctx) error {
	return s.answerAsk(c, "referred", func(tx *db.Tx, id int64) error {
		_, err := hiring.ReferAsked(c.UserContext(), tx, id)
		return err
	})
}

// askRefuse tells him in words what was heard.
func (s *Server) askRefuse(c *fiber.Ctx) error {
	return s.answerAsk(c, "refused", func(tx *db.Tx, id int64) error {
		return hiring.RefuseAsk(c.UserContext(), tx, id, c.FormValue("answer"))
	})
}

func (s *Server) answerAsk(c *fiber.Ctx, done string, answer func(*db.Tx, int64) error) error {
	sent := refusedAsk{id: atoi(c.Params("ask")), said: c.FormValue("answer")}
	err := s.DB.Tx(c.UserContext(), s.actor(c), func(tx *db.Tx) error { return answer(tx, sent.id) })
	switch {
	case err == nil:
		return c.Redirect("/asks?done="+done, fiber.StatusSeeOther)
	case errors.Is(err, hiring.ErrNotFound):
		return errAsk
	case errors.Is(err, hiring.ErrAnswerNone), errors.Is(err, hiring.ErrNoteLong), errors.Is(err, hiring.ErrNoteNumber):
		sent.why = err
		c.Status(fiber.StatusUnprocessableEntity)
		return s.showAsks(c, sent, nil)
	case errors.Is(err, hiring.ErrAskEnded), saidOfSending(err):
		c.Status(fiber.StatusUnprocessableEntity)
		return s.showAsks(c, refusedAsk{}, &templates.Notice{Kind: "bad", What: "没有记上", Then: err.Error() + "。"})
	}
	return notHis(err)
}

// errAsk is for a question that the actor does not see.
var errAsk = refusalError{fiber.StatusNotFound, "没有这一件", "可能不归您管。请从“会员请代问的”那一页重新打开。"}
