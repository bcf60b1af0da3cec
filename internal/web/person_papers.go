package web

import (
	"slices"
	"time"

	"github.com/gofiber/fiber/v2"

	"laowu/internal/web/templates"
	"laowu/training"
)

// paperPart is what a person holds and held, on the staff's page and on his
// own; the county notes renewals and reviews there.
func (s *Server) paperPart(c *fiber.Ctx, held []training.Held) templates.Part {
	part := templates.Part{Empty: "没有登记证书"}
	may := slices.Contains(renewers, s.actor(c).Role)
	again, _ := c.Locals(paperKey).(*kept)
	for _, h := range held {
		item := templates.Item{Text: h.Name, Small: paperDays(h, s.today()), Badge: paperBadge(h, s.today())}
		if item.Text == "" {
			item.Text = h.Kind.Word()
		} else {
			item.Small = h.Kind.Word() + item.Small
		}
		if may && h.ReplacedBy == nil {
			item.Actions = paperActions(h, again)
		}
		part.Items = append(part.Items, item)
	}
	return part
}

func paperDays(h training.Held, today time.Time) string {
	text := ""
	for _, d := range []struct {
		at   *time.Time
		word string
	}{{h.Issued, "发证"}, {h.Expires, "到期"}, {h.ReviewOn, "要复审"}} {
		if d.at != nil {
			text += "；" + day(*d.at, today) + d.word
		}
	}
	for _, d := range h.Reviewed {
		text += "；" + day(d, today) + "复审通过"
	}
	return text
}

// paperBadge says how a certificate stands today.
func paperBadge(h training.Held, today time.Time) templates.Badge {
	within := func(d *time.Time) int {
		if d == nil {
			return training.Notices[0] + 1
		}
		return int(d.Sub(today).Hours() / 24)
	}
	ends, review := within(h.Expires), within(h.ReviewOn)
	switch {
	case h.ReplacedBy != nil:
		return templates.Badge{Text: "已换证"}
	case ends < 0:
		return templates.Badge{Text: "已到期", Kind: "bad"}
	case review < 0:
		return templates.Badge{Text: "没有按时复审", Kind: "bad"}
	case min(ends, review) <= training.Notices[0]:
		return templates.Badge{Text: "还有 " + thousands(min(ends, review)) + " 天", Kind: "risk"}
	case h.Kind == training.Completion:
		return templates.Badge{Text: "不算技能证书"}
	}
	return templates.Badge{Text: "有效", Kind: "ok"}
}

// paperActions are what the county notes of a certificate that holds.
func paperActions(h training.Held, again *kept) []templates.Action {
	to, key := "/certificates/"+itoa(h.ID), itoa(h.ID)
	given := func(field string) templates.Given { return again.given(key, field) }
	renew := templates.Action{
		Label: "登记新证", Open: "换证", Whom: h.Name, To: to + "/renew", Key: "renew" + key, Note: "旧证还留着，写明换成了哪一本。有效期和复审日期不写的，按规定推算。",
		Fields: []templates.Field{
			{Given: given("issued"), Type: "date", Name: "issued", Label: "新证发证日期", Required: true}, {Given: given("expires"), Type: "date", Name: "expires", Label: "有效期至"},
			{Given: given("review_on"), Type: "date", Name: "review_on", Label: "下次复审"}, {Given: given("paper"), Name: "paper", Label: "证书编号", Hint: "编号就是身份证号码的，不用写", Fill: "off", Max: 40},
		},
	}
	if h.ReviewOn == nil {
		return []templates.Action{renew}
	}
	return []templates.Action{renew, {
		Label: "登记复审", Open: "复审通过", Whom: h.Name, To: to + "/review", Key: "review" + key,
		Fields: []templates.Field{{Given: given("reviewed"), Type: "date", Name: "reviewed", Label: "复审通过的日期", Required: true}},
	}}
}
