package web

import (
	"errors"
	"slices"
	"strings"

	"github.com/gofiber/fiber/v2"

	"laowu/internal/access"
	"laowu/internal/db"
	"laowu/internal/roster"
	"laowu/internal/web/templates"
)

// personClaim prints a code with which the person makes the record his own. It
// is shown this once.
func (s *Server) personClaim(c *fiber.Ctx) error {
	id := atoi(c.Params("person"))
	var slip templates.ClaimSlip
	err := s.DB.Tx(c.UserContext(), s.actor(c), func(tx *db.Tx) error {
		p, err := roster.FindPerson(c.UserContext(), tx, s.Vault, id)
		if err != nil {
			return err
		}
		code, until, err := access.PrintClaim(c.UserContext(), tx, s.Vault, id)
		if err != nil {
			return err
		}
		slip = templates.ClaimSlip{Name: p.Name, Village: p.Village, Code: strings.Split(code, "-"), Until: day(until.In(china), s.today())}
		if len(p.Memberships) > 0 && p.Memberships[0].LeftOn == nil {
			slip.Association = p.Memberships[0].AssociationName
		}
		return nil
	})
	if errors.Is(err, access.ErrNotFound) {
		return errNobody
	}
	if err != nil {
		return err
	}
	at := s.absolute(c, "/claim")
	if slip.QR, err = drawQR(at + "?code=" + strings.Join(slip.Code, "")); err != nil {
		return err
	}
	_, slip.Address, _ = strings.Cut(at, "://")
	page := templates.ClaimSlips{Back: templates.Link{Text: slip.Name, To: "/people/" + itoa(id)}, Slips: []templates.ClaimSlip{slip}}
	return render(c, templates.ClaimSlipPage(s.frame(c, "认领码"), page))
}

// accountPart says whether the person claimed the record, and offers a code.
func (s *Server) accountPart(c *fiber.Ctx, p roster.Person) templates.Part {
	part := templates.Part{Empty: "本人还没有认领"}
	if p.HasLogin {
		part.Items = append(part.Items, templates.Item{Text: "本人已经认领，能自己登录"})
	}
	if p.ClaimUntil != nil {
		part.Note = "打印过一张认领码，到 " + day(p.ClaimUntil.In(china), s.today()) + "以前有效。再打印，旧的作废。"
	}
	if slices.Contains(claimPrinters, s.actor(c).Role) {
		again := templates.Action{Label: "打印认领码", To: "/people/" + itoa(p.ID) + "/claim"}
		if p.HasLogin {
			again.Open, again.Note = "重新打印认领码", "本人忘了密码才打印：用新码认领以后，原来的登录就用不了。"
		}
		part.Actions = []templates.Action{again}
	}
	return part
}

// claimPrinters are who may print codes.
var claimPrinters = []db.Role{db.Association, db.Township, db.County, db.Admin}
