package web

import (
	"github.com/gofiber/fiber/v2"

	"laowu/internal/access"
	"laowu/internal/db"
	"laowu/internal/roster"
	"laowu/internal/web/templates"
)

// caseCard is a case on a sheet of paper for 12333 or 12345, numbers masked.
func (s *Server) caseCard(c *fiber.Ctx) error { return s.showCard(c, nil) }

// caseReveal is the card with one number whole, for a reason.
func (s *Server) caseReveal(c *fiber.Ctx) error {
	k, err := s.file(c)
	if err != nil {
		return err
	}
	n, err := s.reveal(c, k.Person, access.Field(c.FormValue("field")))
	if err != nil {
		return err
	}
	return s.showCard(c, n)
}

func (s *Server) showCard(c *fiber.Ctx, n *shown) error {
	k, err := s.file(c)
	if err != nil {
		return err
	}
	var p roster.Person
	err = s.DB.ReadTx(c.UserContext(), s.actor(c), func(tx *db.Tx) (err error) {
		p, err = roster.FindPerson(c.UserContext(), tx, s.Vault, k.Person)
		return err
	})
	if err != nil {
		return notHis(err)
	}
	title := k.Kind.Word() + "求助卡"
	card := templates.CaseCard{
		Back: templates.Link{Text: "这一件", To: "/cases/" + itoa(k.ID)}, Title: title, Facts: append([]templates.Fact{{Label: "本人", Text: k.Name, Small: p.Sex.Word()}}, s.cardFacts(k)...),
		Numbers: s.personNumbers(c, p, n), Said: or(k.Said, "（当面问清再写）"), Proof: or(k.Evidence, "（还没有，请本人找合同、工资条、聊天记录）"), Blanks: []string{"受理编号", "接线员", "答复", "何时回话"},
	}
	for i := range card.Numbers {
		if card.Numbers[i].Ask != nil {
			card.Numbers[i].Ask.To = "/cases/" + itoa(k.ID) + "/reveal"
		}
	}
	for _, item := range s.stepItems(k) {
		card.Steps = append(card.Steps, item.Small+"："+item.Text)
	}
	return render(c, templates.CaseCardPage(s.frame(c, title), card))
}

// cardFacts are those that whoever answers the telephone asks for: employer,
// period, amount.
func (s *Server) cardFacts(k file) []templates.Fact {
	return []templates.Fact{
		{Label: "单位", Text: or(k.Employer, "不详"), Small: k.USCC}, {Label: "地点", Text: or(k.PlaceText, "不详")}, {Label: "工种", Text: or(k.Trade, "不详")},
		{Label: "务工", Text: span(k.Started, k.Ended, s.today())}, {Label: "时间段", Text: or(s.period(k.Line), "不详")}, {Label: "金额", Text: or(amountText(k.Amount), "不详")},
		{Label: "经办", Text: k.OwnerName},
	}
}

func or(text, other string) string {
	if text == "" {
		return other
	}
	return text
}
