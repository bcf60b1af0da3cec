package web

import (
	"strconv"

	"github.com/gofiber/fiber/v2"

	"laowu/internal/access"
	"laowu/internal/db"
	"laowu/internal/hiring"
	"laowu/internal/roster"
	"laowu/internal/web/templates"
)

// meDataShow is what is on record of a worker, and what he may do about it.
func (s *Server) meDataShow(c *fiber.Ctx) error {
	return s.showMyData(c, templates.MyData{}, nil)
}

func (s *Server) showMyData(c *fiber.Ctx, page templates.MyData, n *shown) error {
	var d roster.MyData
	var spells []hiring.Spell
	ctx, me := c.UserContext(), s.actor(c).Person
	err := s.DB.ReadTx(ctx, s.actor(c), func(tx *db.Tx) (err error) {
		if d, err = roster.FindMyData(ctx, tx, s.Vault, me); err != nil {
			return err
		}
		spells, err = hiring.Spells(ctx, tx, me)
		return err
	})
	if err != nil {
		return notHis(err)
	}
	page.Back = templates.Link{Text: "我的", To: "/me"}
	page.Name, page.Facts, page.Numbers = d.Name, s.myFacts(d), myNumbers(d, n)
	page.Work, page.Requests, page.Seen = work(spells, s.today()), requestItems(d.Requests, s.today()), s.seenItems(d.Trail)
	for _, f := range roster.CorrectionFields() {
		page.Kinds = append(page.Kinds, templates.Option{Text: f.Word, Value: f.Name, Small: f.Hint})
	}
	for _, k := range d.Consents {
		if k.State != roster.ConsentAsked {
			page.Answered = append(page.Answered, s.asking(k, "/me/data"))
		}
	}
	page.Download = templates.Action{Label: "存到手机里（Excel）", To: "/me/data"}
	page.LogOut = templates.Action{Label: "全部退出", To: "/me/logout"}
	page.DeleteTo, page.Password = "/me/delete", "/password"
	return render(c, templates.MyDataPage(s.frame(c, "我的信息"), page))
}

func (s *Server) myFacts(d roster.MyData) []templates.Fact {
	facts := []templates.Fact{{Label: "性别", Text: d.Sex.Word()}, {Label: "年龄", Text: strconv.Itoa(roster.Age(d.Birth, s.today())) + " 岁"}}
	for _, f := range []templates.Fact{
		{Label: "住在", Text: d.VillageName}, {Label: "户编号", Text: d.Household}, {Label: "户类别", Text: d.Kind.Word()},
		{Label: "文化", Text: d.Education}, {Label: "身体", Text: d.Health}, {Label: "会什么", Text: d.Skills}, {Label: "想干", Text: d.WishTrades}, {Label: "想去", Text: d.WishPlaces},
		{Label: "备注", Text: d.Remark},
	} {
		if f.Text != "" {
			facts = append(facts, f)
		}
	}
	for _, m := range d.Memberships {
		if m.LeftOn == nil {
			facts = append(facts, templates.Fact{Label: "协会", Text: m.AssociationName, Small: day(m.Joined, s.today()) + "起" + cameFrom(d.Transfers, m)})
		}
	}
	return facts
}

// cameFrom says from which association he came to one, where he was transferred.
func cameFrom(all []roster.Transfer, m roster.Membership) string {
	for _, t := range all {
		if t.State == roster.TransferAgreed && t.By == m.AssociationName && db.Day(*t.AnsweredAt).Equal(m.Joined) {
			return "，从" + t.From + "转来"
		}
	}
	return ""
}

func myNumbers(d roster.MyData, n *shown) []templates.Number {
	one := func(label, masked string, f access.Field) templates.Number {
		number := templates.Number{Label: label, Text: masked}
		switch {
		case masked == "":
			number.Text = "没有登记"
		case n != nil && n.field == f:
			number.Text, number.Note = spaced(f, n.number), "只在这一页显示"
		default:
			number.Ask = &templates.Action{Label: "看全号", To: "/me/reveal", Whom: label, Keep: pairs("field", string(f))}
		}
		return number
	}
	return []templates.Number{one("身份证号", d.Number.Mask(), access.IDNumber), one("手机号", d.Phone.Mask(), access.Phone)}
}

// asking is an enterprise that would see him, or does.
func (s *Server) asking(k roster.Consent, back string) templates.Asking {
	a := templates.Asking{
		Unit: k.EnterpriseName, For: introducer(k) + "的", State: consentBadge(k.State), Sees: "姓名、手机号和证书", Text: k.Text,
		When: consentTimes(k), TextDate: "问您的时候的说法", Actions: consentActions(k, back),
	}
	if k.Opening != 0 {
		a.To = "/openings/" + itoa(k.Opening)
	}
	return a
}

// seenItems are who looked at his record.
func (s *Server) seenItems(trail []roster.TrailEntry) []templates.Item {
	var items []templates.Item
	for _, e := range trail {
		who := e.Organisation
		if who == "" {
			who = "您自己"
		}
		small := s.moment(e.At)
		if e.Reason != "" {
			small += "，原因：" + e.Reason
		}
		items = append(items, templates.Item{Text: who + "：" + e.Action.Word(), Small: small})
	}
	return items
}
