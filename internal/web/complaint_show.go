package web

import (
	"errors"
	"strings"

	"github.com/gofiber/fiber/v2"

	"laowu/internal/access"
	"laowu/internal/db"
	"laowu/internal/followup"
	"laowu/internal/hiring"
	"laowu/internal/web/templates"
)

var complaintWrong = wrongIn{
	"kind":    {followup.ErrComplaintKind},
	"said":    {followup.ErrComplaintNone, followup.ErrComplaintLong, followup.ErrComplaintNumber},
	"contact": {followup.ErrContact},
	"phone":   {followup.ErrComplaintPhone},
}

func complaintFields() []templates.Field {
	return []templates.Field{
		{Type: "radio", Name: "kind", Label: "哪一类事", Options: choose("", followup.ComplaintKinds()), Required: true},
		{Type: "area", Name: "said", Label: "怎么回事", Hint: "哪家单位，什么时候，多少钱；最多 5000 个字，不要写身份证号和电话", Max: followup.LongestComplaint, Required: true},
		{Name: "contact", Label: "怎么称呼您", Hint: "想让我们回电话才写，不写也行", Fill: "off", Max: 20},
		{Type: "tel", Name: "phone", Label: "您的电话", Hint: "想让我们回电话才写，加密保存，只有县里能看", Fill: "off", Max: 20},
	}
}

// complaintShow is the form by which anybody complains, about an opening or a page
// that the link names.
func (s *Server) complaintShow(c *fiber.Ctx) error {
	given := from(map[string]string{"kind": c.Query("kind")})
	return s.showComplaint(c, templates.Complaint{Fields: fill(complaintFields(), given, nil), Keep: pairs("opening", c.Query("opening"), "page", words(c.Query("page")))})
}

func (s *Server) showComplaint(c *fiber.Ctx, page templates.Complaint) error {
	if err := s.withToken(c); err != nil {
		return err
	}
	if page.Fields == nil {
		page.Fields = complaintFields()
	}
	for _, p := range page.Keep {
		if p.Name != "opening" || atoi(p.Value) == 0 {
			continue
		}
		o, err := s.Opening(c.UserContext(), s.actor(c), atoi(p.Value))
		if err != nil && !errors.Is(err, hiring.ErrNotFound) {
			return err
		}
		if err == nil {
			page.About = o.Title + "，" + o.Enterprise.Name
		}
	}
	if s.actor(c).Role == db.Worker {
		page.Trouble = templates.Link{Text: "工资没发 / 出了问题", To: "/me/trouble"}
	}
	return render(c, templates.ComplaintPage(s.frame(c, "投诉与建议"), page))
}

// complaintSave records a complaint and leads to its receipt.
func (s *Server) complaintSave(c *fiber.Ctx) error {
	sent := followup.Complaint{
		Kind: followup.ComplaintKind(c.FormValue("kind")), Opening: atoi(c.FormValue("opening")), Page: c.FormValue("page"),
		Said: c.FormValue("said"), Contact: c.FormValue("contact"), Phone: c.FormValue("phone"), Once: c.FormValue(onceField),
	}
	var receipt string
	err := s.DB.Tx(c.UserContext(), s.actor(c), func(tx *db.Tx) (err error) {
		receipt, err = followup.Complain(c.UserContext(), tx, s.Vault, sent)
		return err
	})
	if err == nil {
		return c.Redirect("/complaint/"+receipt, fiber.StatusSeeOther)
	}
	if !complaintWrong.has(err) {
		return err
	}
	c.Status(fiber.StatusUnprocessableEntity)
	return s.showComplaint(c, templates.Complaint{
		Fields: fill(complaintFields(), posted(c), complaintWrong.of(err)), Keep: pairs("opening", c.FormValue("opening"), "page", words(sent.Page)),
		Notice: &templates.Notice{Kind: "bad", What: "还没有发出去", Then: err.Error() + "。写的都还在。"},
	})
}

// receiptFind leads to a receipt that was typed.
func (s *Server) receiptFind(c *fiber.Ctx) error {
	typed := c.FormValue("receipt")
	err := s.DB.ReadTx(c.UserContext(), s.actor(c), func(tx *db.Tx) error {
		_, err := followup.FindComplained(c.UserContext(), tx, typed)
		return err
	})
	if errors.Is(err, access.ErrNotFound) {
		c.Status(fiber.StatusUnprocessableEntity)
		return s.showComplaint(c, templates.Complaint{Receipt: templates.Given{Value: typed, Error: "没有这个回执号，看看是不是抄错了一个字母"}})
	}
	if err != nil {
		return err
	}
	return c.Redirect("/complaint/"+followup.Receipt(typed), fiber.StatusSeeOther)
}

// receiptShow is what became of a complaint, for who has its receipt.
func (s *Server) receiptShow(c *fiber.Ctx) error {
	var k followup.Complained
	err := s.DB.ReadTx(c.UserContext(), s.actor(c), func(tx *db.Tx) (err error) {
		k, err = followup.FindComplained(c.UserContext(), tx, c.Params("receipt"))
		return err
	})
	if errors.Is(err, access.ErrNotFound) {
		return refusalError{fiber.StatusNotFound, "没有这个回执号", "看看是不是抄错了一个字母，或者到“投诉与建议”里再填一次。"}
	}
	if err != nil {
		return err
	}
	private(c)
	page := templates.Receipt{
		Number: followup.Receipt(c.Params("receipt")), State: complaintBadge(k.State),
		Facts: []templates.Fact{{Label: "哪一类", Text: k.Kind.Word()}, {Label: "哪天", Text: day(k.MadeAt.In(china), s.today())}},
	}
	if k.About != "" {
		page.Facts = append(page.Facts, templates.Fact{Label: "说的是", Text: k.About})
	}
	if k.AnsweredAt != nil {
		page.Facts = append(page.Facts, templates.Fact{Label: "答复", Text: day(k.AnsweredAt.In(china), s.today())})
		page.Answer = strings.Split(or(k.Answer, "答复保存的日子过了，内容已经清除。"), "\n")
	}
	return render(c, templates.ReceiptPage(s.frame(c, "您的投诉"), page))
}

func complaintBadge(state followup.ComplaintState) templates.Badge {
	return templates.Badge{Text: state.Word(), Kind: map[followup.ComplaintState]string{followup.ComplaintOpen: "risk", followup.ComplaintAnswered: "ok"}[state]}
}
