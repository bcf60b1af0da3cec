package web

import (
	"errors"
	"strings"

	"github.com/gofiber/fiber/v2"

	"laowu/internal/access"
	"laowu/internal/db"
	"laowu/internal/followup"
	"laowu/internal/roster"
	"laowu/internal/web/templates"
)

// errNoComplaint is for complaints that are not there.
var errNoComplaint = refusalError{fiber.StatusNotFound, "没有这件投诉", "请从“投诉与建议”的列表里打开。"}

// complaintTold is what was just shown, typed or refused.
type complaintTold struct {
	phone       string // whole
	why, answer templates.Given
	notice      *templates.Notice
}

// complaintRead is one complaint.
func (s *Server) complaintRead(c *fiber.Ctx) error { return s.showHeard(c, complaintTold{}) }

func (s *Server) showHeard(c *fiber.Ctx, told complaintTold) error {
	var h followup.Heard
	err := s.DB.ReadTx(c.UserContext(), s.actor(c), func(tx *db.Tx) (err error) {
		h, err = followup.FindComplaint(c.UserContext(), tx, atoi(c.Params("complaint")))
		return err
	})
	if errors.Is(err, access.ErrNotFound) {
		return errNoComplaint
	}
	if err != nil {
		return err
	}
	if c.Query("done") == "answered" && told.notice == nil {
		told.notice = &templates.Notice{Kind: "ok", What: "答复记下了", Then: "发的人凭回执号看得到。"}
	}
	page := templates.Record{
		Back: templates.Link{Text: "投诉与建议", To: "/complaints"}, Title: h.Kind.Word(), State: complaintBadge(h.State), Notice: told.notice, Facts: s.heardFacts(h, told),
		Parts: []templates.RecordPart{
			{Title: "说了什么", Part: templates.Part{Items: paragraphItems(or(h.Said, "内容保存的日子过了，已经清除。"))}},
			{Title: "答复", Part: templates.Part{Items: paragraphItems(h.Answer), Empty: "还没有答复", Actions: heardActions(h, told)}},
		},
	}
	if h.Opening != 0 {
		page.Links = []templates.Link{{Text: "看这个岗位", To: openingPath(h.Opening)}}
	} else if h.Page != "" {
		page.Links = []templates.Link{{Text: "看这一页", To: h.Page}}
	}
	return render(c, templates.RecordPage(s.frame(c, "投诉："+page.Title), page))
}

// paragraphItems is a text with its lines.
func paragraphItems(text string) []templates.Item {
	var items []templates.Item
	for line := range strings.SplitSeq(text, "\n") {
		if line != "" {
			items = append(items, templates.Item{Text: line})
		}
	}
	return items
}

func (s *Server) heardFacts(h followup.Heard, told complaintTold) []templates.Fact {
	facts := []templates.Fact{{Label: "哪天", Text: day(h.MadeAt.In(china), s.today())}, {Label: "说的是", Text: or(h.About, or(h.Page, "没有写"))}}
	if h.Contact != "" {
		facts = append(facts, templates.Fact{Label: "称呼", Text: h.Contact})
	}
	switch {
	case told.phone != "":
		facts = append(facts, templates.Fact{Label: "电话", Text: told.phone, Small: "只在这一页显示"})
	case h.Phone:
		facts = append(facts, templates.Fact{Label: "电话", Text: "留了，加密保存"})
	default:
		facts = append(facts, templates.Fact{Label: "电话", Text: "没有留"})
	}
	return facts
}

func heardActions(h followup.Heard, told complaintTold) []templates.Action {
	at := "/complaints/" + itoa(h.ID)
	actions := []templates.Action{{
		Label: "答复", Open: map[followup.ComplaintState]string{followup.ComplaintOpen: "写答复", followup.ComplaintAnswered: "改答复"}[h.State], To: at, Kind: "main", Key: "answer",
		Note: "发的人凭回执号看得到。不要写身份证号和电话。", Shown: h.State == followup.ComplaintOpen,
		Fields: []templates.Field{{Given: told.answer, Type: "area", Name: "answer", Label: "查的情况，怎么办的", Max: followup.LongestComplaint, Required: true}},
	}}
	if h.Phone && told.phone == "" {
		actions = append(actions, templates.Action{
			Label: "看电话", Open: "看电话", To: at + "/reveal", Key: "reveal", Note: "谁看过、为什么看，记在审计里。",
			Fields: []templates.Field{{Given: told.why, Name: "reason", Label: "为什么要看", Fill: "off", Max: 100, Required: true}},
		})
	}
	return actions
}

// complaintAnswer answers one.
func (s *Server) complaintAnswer(c *fiber.Ctx) error {
	id, answer := atoi(c.Params("complaint")), templates.Given{Value: c.FormValue("answer")}
	err := s.DB.Tx(c.UserContext(), s.actor(c), func(tx *db.Tx) error {
		return followup.AnswerComplaint(c.UserContext(), tx, id, answer.Value)
	})
	switch {
	case err == nil:
		return c.Redirect("/complaints/"+itoa(id)+"?done=answered", fiber.StatusSeeOther)
	case errors.Is(err, access.ErrNotFound):
		return errNoComplaint
	case !errors.Is(err, followup.ErrComplaintNone) && !errors.Is(err, followup.ErrComplaintLong) && !errors.Is(err, followup.ErrNumber):
		return err
	}
	answer.Error = err.Error()
	c.Status(fiber.StatusUnprocessableEntity)
	return s.showHeard(c, complaintTold{answer: answer, notice: &templates.Notice{Kind: "bad", What: "没有记上", Then: err.Error() + "。"}})
}

// complaintReveal shows the telephone that was left, for a reason.
func (s *Server) complaintReveal(c *fiber.Ctx) error {
	told := complaintTold{why: templates.Given{Value: c.FormValue("reason")}}
	err := s.DB.Tx(c.UserContext(), s.actor(c), func(tx *db.Tx) (err error) {
		told.phone, err = followup.RevealComplaint(c.UserContext(), tx, s.Vault, atoi(c.Params("complaint")), told.why.Value)
		return err
	})
	switch {
	case errors.Is(err, access.ErrNotFound):
		return errNoComplaint
	case errors.Is(err, roster.ErrWhy), errors.Is(err, roster.ErrNoNumber):
		told.why.Error = err.Error()
		c.Status(fiber.StatusUnprocessableEntity)
	case err != nil:
		return err
	}
	told.phone = spoken(told.phone)
	return s.showHeard(c, told)
}
