package web

import (
	"errors"
	"slices"
	"strings"

	"github.com/gofiber/fiber/v2"

	"laowu/internal/access"
	"laowu/internal/db"
	"laowu/internal/roster"
	"laowu/internal/value"
	"laowu/internal/web/templates"
)

// reasons are those for which numbers are asked most; any other is typed.
var reasons = []string{"打电话联系本人", "核对花名册", "帮本人办手续", "本人来问"}

// otherReason is the choice of a reason that is typed.
const otherReason = "other"

// personReveal shows one number of a person whole, in place, for a reason.
func (s *Server) personReveal(c *fiber.Ctx) error {
	n, err := s.reveal(c, atoi(c.Params("person")), access.Field(c.FormValue("field")))
	if err != nil {
		return err
	}
	return s.showPerson(c, n, nil)
}

// reveal reads the reason that was chosen or typed, and the number.
func (s *Server) reveal(c *fiber.Ctx, person int64, f access.Field) (*shown, error) {
	n := &shown{field: f, reason: c.FormValue("reason"), other: c.FormValue("other")}
	reason := n.reason
	if reason == otherReason {
		reason = n.other
	}
	err := s.DB.Tx(c.UserContext(), s.actor(c), func(tx *db.Tx) (err error) {
		n.number, err = roster.Reveal(c.UserContext(), tx, s.Vault, person, f, reason)
		return err
	})
	return n, s.revealRefused(c, n, err)
}

// revealRefused keeps a refusal to be shown in the form; others end it.
func (s *Server) revealRefused(c *fiber.Ctx, n *shown, err error) error {
	switch {
	case errors.Is(err, access.ErrNotFound), errors.Is(err, roster.ErrNoField):
		return errNobody
	case errors.Is(err, roster.ErrMayNot):
		return refusalError{fiber.StatusForbidden, "您的身份不能看全号", "要看的，请找县里的管理员。"}
	case errors.Is(err, roster.ErrWhy), errors.Is(err, roster.ErrNoNumber):
		n.refuse = err.Error()
		c.Status(fiber.StatusUnprocessableEntity)
		return nil
	}
	return err
}

// personNumbers are a person's numbers, masked but for the one just shown.
func (s *Server) personNumbers(c *fiber.Ctx, p roster.Person, n *shown) []templates.Number {
	return []templates.Number{
		s.personNumber(c, "身份证号", p.IDMasked, access.IDNumber, p, n),
		s.personNumber(c, "手机号", p.PhoneMasked, access.Phone, p, n),
	}
}

func (s *Server) personNumber(c *fiber.Ctx, label, masked string, f access.Field, p roster.Person, n *shown) templates.Number {
	number := templates.Number{Label: label, Text: masked}
	if masked == "" {
		number.Text = "没有登记"
		return number
	}
	if n != nil && n.field == f && n.number != "" {
		number.Text, number.Note = spaced(f, n.number), "只在这一页显示；已记入审计"
		return number
	}
	if slices.Contains([]db.Role{db.Auditor, db.Trainer}, s.actor(c).Role) {
		return number
	}
	ask := &templates.Action{
		Label: "看全号（会记入审计）", Open: "看全号", Whom: label, To: "/people/" + itoa(p.ID) + "/reveal", Kind: "main", Key: string(f),
		Keep: pairs("field", string(f)), Fields: reasonFields(n, f),
	}
	number.Ask = ask
	return number
}

func reasonFields(n *shown, f access.Field) []templates.Field {
	why := templates.Field{Type: "radio", Name: "reason", Label: "为什么要看", Required: true}
	for _, r := range reasons {
		why.Options = append(why.Options, templates.Option{Text: r, Value: r})
	}
	why.Options = append(why.Options, templates.Option{Text: "其他，写在下面", Value: otherReason})
	other := templates.Field{Name: "other", Label: "其他原因", Hint: "写清楚办什么事，不要写号码", Fill: "off", Max: 100}
	if n != nil && n.field == f {
		why.Value, other.Value = n.reason, n.other
		why.Error = n.refuse
	}
	return []templates.Field{why, other}
}

// spaced is a whole number as people read it out.
func spaced(f access.Field, number string) string {
	if f == access.Phone {
		phone, _ := value.ParsePhone(value.Raw{Text: number})
		if phone.Mobile() {
			return strings.Join([]string{number[:3], number[3:7], number[7:]}, " ")
		}
		return number
	}
	return strings.Join([]string{number[:6], number[6:14], number[14:]}, " ")
}
