package web

import (
	"errors"
	"slices"
	"strconv"

	"github.com/gofiber/fiber/v2"

	"laowu/internal/access"
	"laowu/internal/db"
	"laowu/internal/hiring"
	"laowu/internal/roster"
	"laowu/internal/web/templates"
)

// departureManifest is the list to print, numbers masked.
func (s *Server) departureManifest(c *fiber.Ctx) error {
	var m hiring.Manifest
	err := s.DB.ReadTx(c.UserContext(), s.actor(c), func(tx *db.Tx) (err error) {
		m, err = hiring.FindManifest(c.UserContext(), tx, s.Vault, atoi(c.Params("departure")))
		return err
	})
	if errors.Is(err, access.ErrNotFound) {
		return errNoTrip
	}
	if err != nil {
		return err
	}
	return s.showManifest(c, m, nil)
}

// departureReveal is the same with numbers whole, for a reason. Each number
// counts towards what an account is shown.
func (s *Server) departureReveal(c *fiber.Ctx) error {
	ctx, id := c.UserContext(), atoi(c.Params("departure"))
	n := &shown{field: access.Phone, reason: c.FormValue("reason"), other: c.FormValue("other")}
	reason := n.reason
	if reason == otherReason {
		reason = n.other
	}
	var m hiring.Manifest
	err := s.DB.Tx(ctx, s.actor(c), func(tx *db.Tx) (err error) {
		if m, err = hiring.FindManifest(ctx, tx, s.Vault, id); err != nil {
			return err
		}
		whole, err := hiring.RevealManifest(ctx, tx, s.Vault, id, reason)
		if err != nil {
			return err
		}
		m = whole
		return s.withinReveals(c, m)
	})
	if errors.Is(err, access.ErrNotFound) {
		return errNoTrip
	}
	if err := s.revealRefused(c, n, err); err != nil {
		return err
	}
	return s.showManifest(c, m, n)
}

// withinReveals takes one showing for each number of a manifest. Over the limit,
// none is shown and none noted.
func (s *Server) withinReveals(c *fiber.Ctx, m hiring.Manifest) error {
	for _, l := range m.Lines {
		if l.Telephone == "" {
			continue
		}
		if err := s.within(limitReveal, c); err != nil {
			return err
		}
	}
	return nil
}

func (s *Server) showManifest(c *fiber.Ctx, m hiring.Manifest, n *shown) error {
	page := templates.Manifest{
		Back: templates.Link{Text: "回到这一趟", To: departurePath(m.ID)}, Title: day(m.LeavesOn, s.today()) + "，" + m.Origin + "到" + m.PlaceText,
		Facts: manifestFacts(m), Empty: "名单里还没有人",
		Notice: templates.Notice{What: "这一页可以直接打印", Then: "在浏览器的菜单里选“打印”。没有网的时候，在纸上勾上车和到达，回来再记。"},
	}
	if !m.Whole && slices.Contains(reveals, s.actor(c).Role) {
		page.Ask = &templates.Action{
			Label: "名单上印全号（会记入审计）", Open: "印电话全号", Whom: "名单", To: departurePath(m.ID) + "/manifest", Kind: "main", Key: "phone", Fields: reasonFields(n, access.Phone),
		}
	}
	for _, l := range m.Lines {
		row := templates.Seated{Name: l.Name, Village: l.Village, Phone: l.Telephone, Answer: l.Answer.Word()}
		if m.Whole && l.Telephone != "" {
			row.Phone = spaced(access.Phone, l.Telephone)
		}
		if l.Name == "" {
			row.Name = unseen(s.actor(c).Role, m.State)
		} else {
			row.About = l.Sex.Word() + "，" + strconv.Itoa(roster.Age(l.Birth, s.today())) + " 岁"
		}
		page.Rows = append(page.Rows, row)
	}
	return render(c, templates.ManifestPage(s.frame(c, page.Title), page))
}

func manifestFacts(m hiring.Manifest) []templates.Fact {
	facts := []templates.Fact{
		{Label: "单位", Text: m.Employer, Small: m.Trade}, {Label: "集合", Text: m.Origin, Small: m.LeavesAt}, {Label: "组织", Text: m.OrganisedBy},
		{Label: "座位", Text: strconv.Itoa(m.Seats) + " 座，去 " + thousands(len(m.Lines)) + " 人"},
	}
	if m.Contact != "" || m.ContactPhone != "" {
		facts = append(facts, templates.Fact{Label: "联系人", Text: m.Contact, Small: m.ContactPhone})
	}
	return facts
}
