package web

import (
	"errors"
	"slices"
	"strconv"
	"strings"

	"github.com/gofiber/fiber/v2"

	"laowu/internal/access"
	"laowu/internal/db"
	"laowu/internal/roster"
	"laowu/internal/web/templates"
)

// claimsWrong are the refusals of a sheet of codes.
var claimsWrong = wrongIn{"": {access.ErrNobodyToClaim, access.ErrManyClaims, errNobodyPicked}}

var errNobodyPicked = errors.New("还没有勾人，请先勾给谁印")

// peopleClaimsShow says for whom codes are printed.
func (s *Server) peopleClaimsShow(c *fiber.Ctx) error { return s.showClaims(c, nil) }

func (s *Server) showClaims(c *fiber.Ctx, notice *templates.Notice) error {
	var k chosen
	var free []int64
	err := s.DB.ReadTx(c.UserContext(), s.actor(c), func(tx *db.Tx) (err error) {
		if k, err = s.choose(c, tx); err != nil {
			return err
		}
		free, err = access.Unclaimed(c.UserContext(), tx, numbersOf(k.lines))
		return err
	})
	if err != nil {
		return err
	}
	if notice == nil {
		notice = goneNotice(k)
	}
	can := 0
	if k.left == nil {
		k.left = free
	}
	t := s.chosenTicks(k, "/people/claims", "给谁印", "印勾上的人的认领码")
	for i, row := range t.Rows {
		if slices.Contains(free, atoi(row.Value)) {
			can++
		} else {
			t.Rows[i].On, t.Rows[i].Small = false, row.Small+"；已经能自己登录，不印"
		}
	}
	t.Button = "印 " + strconv.Itoa(can) + " 人的认领码"
	if can < len(t.Rows) || k.gone > 0 || c.Method() == fiber.MethodPost {
		t.Button = "印勾上的人的认领码"
	}
	return render(c, templates.ManyPage(s.frame(c, "印认领码"), templates.Many{
		Back: backToPeople, Title: "印几个人的认领码", Lead: "一人一份，一张 A4 纸两份，裁开交给本人。已经能登录的不印；以前印了没用的，旧的作废。",
		Notice: notice, Ticks: t, Nothing: nobodyChosen(k),
	}))
}

// peopleClaims prints them. They are shown this once; each is noted, and counts as
// one that is printed alone.
func (s *Server) peopleClaims(c *fiber.Ctx) error {
	picked := people(c, "person")
	var printed []access.PrintedClaim
	var slips []templates.ClaimSlip
	err := s.DB.Tx(c.UserContext(), s.actor(c), func(tx *db.Tx) (err error) {
		if len(picked) == 0 {
			return errNobodyPicked
		}
		if printed, err = access.PrintClaims(c.UserContext(), tx, s.Vault, picked); err != nil {
			return err
		}
		for range printed { // over the limit, none is printed and none noted
			if err := s.within(limitPrint, c); err != nil {
				return err
			}
		}
		slips, err = s.claimSlips(c, tx, printed)
		return err
	})
	switch {
	case claimsWrong.has(err):
		c.Status(fiber.StatusUnprocessableEntity)
		return s.showClaims(c, wholeRefusal("没有印", err))
	case err != nil:
		return err
	}
	page := templates.ClaimSlips{Back: backToPeople, Slips: slips}
	return render(c, templates.ClaimSlipPage(s.frame(c, "认领码"), page))
}

// claimSlips are the slips, village by village, as they are handed out.
func (s *Server) claimSlips(c *fiber.Ctx, tx *db.Tx, printed []access.PrintedClaim) ([]templates.ClaimSlip, error) {
	ids := make([]int64, len(printed))
	codes := map[int64]access.PrintedClaim{}
	for i, p := range printed {
		ids[i], codes[p.Person] = p.Person, p
	}
	lines, err := roster.Lines(c.UserContext(), tx, s.Vault, ids)
	if err != nil {
		return nil, err
	}
	slices.SortStableFunc(lines, func(a, b roster.PersonLine) int { return compare(a.Village, b.Village) })
	at := s.absolute(c, "/claim")
	_, address, _ := strings.Cut(at, "://")
	var slips []templates.ClaimSlip
	for _, l := range lines {
		p := codes[l.ID]
		slip := templates.ClaimSlip{
			Name: l.Name, Village: l.Village, Association: l.Association, Address: address, Code: strings.Split(p.Code, "-"), Until: day(p.Until.In(china), s.today()),
		}
		if slip.QR, err = drawQR(at + "?code=" + strings.Join(slip.Code, "")); err != nil {
			return nil, err
		}
		slips = append(slips, slip)
	}
	return slips, nil
}
