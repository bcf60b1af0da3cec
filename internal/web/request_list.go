package web

import (
	"errors"
	"slices"
	"time"

	"github.com/gofiber/fiber/v2"

	"laowu/internal/db"
	"laowu/internal/roster"
	"laowu/internal/web/templates"
)

// answerDays is within how many days a request is answered.
const answerDays = 15

// requestList is what people asked for of their records, to be answered.
func (s *Server) requestList(c *fiber.Ctx) error {
	return s.showRequests(c, nil)
}

func (s *Server) showRequests(c *fiber.Ctx, notice *templates.Notice) error {
	var open []roster.Request
	err := s.DB.ReadTx(c.UserContext(), s.actor(c), func(tx *db.Tx) (err error) {
		open, err = roster.OpenRequests(c.UserContext(), tx)
		return err
	})
	if err != nil {
		return err
	}
	page := templates.RequestList{Title: "本人的要求", Lead: "十五天以内答复。", Notice: notice}
	for _, r := range open {
		card := s.requestCard(r)
		card.Actions = typedAgain(c, notice, card.Actions)
		page.Requests = append(page.Requests, card)
	}
	if len(open) == 0 {
		page.Nothing = &templates.Nothing{What: "没有等答复的请求", Next: "本人提了更正或者删除，会列在这里。", All: templates.Link{Text: "看人员", To: "/people"}}
	}
	return render(c, templates.RequestListPage(s.frame(c, "更正和删除"), page))
}

func (s *Server) requestCard(r roster.Request) templates.Request {
	card := templates.Request{Kind: "更正", Name: r.Name, To: "/people/" + itoa(r.Person), About: r.Village, State: s.dueBadge(r.MadeAt)}
	card.Facts = []templates.Fact{{Label: "提出", Text: r.MadeAt.In(china).Format("2006-01-02")}}
	why := templates.Field{Name: "answer", Label: "怎么办的", Fill: "off", Max: 500}
	done := templates.Action{Label: "办好了", Open: "办好了", To: "/requests/" + itoa(r.ID), Kind: "main", Whom: r.Name, Key: "done" + itoa(r.ID), Keep: pairs("done", "yes"), Fields: []templates.Field{why}}
	if r.Kind == roster.Erasure {
		card.Kind = "删除"
		done.Label, done.Open, done.Kind = "删掉个人信息", "删掉", "danger"
		done.Note = "姓名、号码、电话和个人情况都清掉，再也找不回来；只留下数人数用的性别、出生年、村和务工记录。"
	} else {
		card.Facts = append(card.Facts, templates.Fact{Label: "哪一项", Text: correctionWord(r.Field)}, templates.Fact{Label: "应该是", Text: r.Said})
	}
	why.Label, why.Required = "为什么不办（本人看得到）", true
	no := templates.Action{Label: "不办", Open: "不办", To: "/requests/" + itoa(r.ID), Whom: r.Name, Key: "no" + itoa(r.ID), Keep: pairs("done", "no"), Fields: []templates.Field{why}}
	card.Actions = []templates.Action{done, no}
	return card
}

// dueBadge says how many days are left for an answer.
func (s *Server) dueBadge(made time.Time) templates.Badge {
	left := answerDays - int(s.Now().Sub(made).Hours()/24)
	if left < 0 {
		return templates.Badge{Text: "过期 " + thousands(-left) + " 天", Kind: "bad"}
	}
	return templates.Badge{Text: "还剩 " + thousands(left) + " 天", Kind: "risk"}
}

func correctionWord(field string) string {
	all := roster.CorrectionFields()
	i := slices.IndexFunc(all, func(f roster.CorrectionField) bool { return f.Name == field })
	if i < 0 {
		return field
	}
	return all[i].Word
}

// requestSave answers one.
func (s *Server) requestSave(c *fiber.Ctx) error {
	err := s.DB.Tx(c.UserContext(), s.actor(c), func(tx *db.Tx) error {
		return roster.AnswerRequest(c.UserContext(), tx, atoi(c.Params("request")), c.FormValue("done") == "yes", c.FormValue("answer"))
	})
	for _, known := range []error{roster.ErrRequestEnded, roster.ErrReason, roster.ErrSaidLong, roster.ErrSaidNumber} {
		if errors.Is(err, known) {
			c.Status(fiber.StatusUnprocessableEntity)
			return s.showRequests(c, &templates.Notice{Kind: "bad", What: "没有记上", Then: known.Error() + "。"})
		}
	}
	if err != nil {
		return notHis(err)
	}
	return c.Redirect("/requests", fiber.StatusSeeOther)
}

// requestPart is what a person asked for, on the staff's page.
func requestPart(all []roster.Request, today time.Time) templates.Part {
	part := templates.Part{Empty: "没有提过更正或删除"}
	part.Items = requestItems(all, today)
	return part
}

func requestItems(all []roster.Request, today time.Time) []templates.Item {
	var items []templates.Item
	for _, r := range all {
		item := templates.Item{Text: "更正" + correctionWord(r.Field), Small: day(r.MadeAt.In(china), today) + "提的", Badge: templates.Badge{Text: r.State.Word()}}
		if r.Kind == roster.Erasure {
			item.Text = "删除我的信息"
		}
		if r.State == roster.RequestOpen {
			item.Badge.Kind = "risk"
		}
		if r.Answer != "" {
			item.Small += "；答复：" + r.Answer
		}
		items = append(items, item)
	}
	return items
}
