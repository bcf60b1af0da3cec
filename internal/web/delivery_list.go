package web

import (
	"errors"

	"github.com/gofiber/fiber/v2"

	"laowu/internal/db"
	"laowu/internal/notice"
	"laowu/internal/web/templates"
)

// deliveryRows is how many deliveries a page lists.
const deliveryRows = 50

// deliveryStates are the cuts of the list.
var deliveryStates = []struct{ State, Word string }{{"failed", "没有发成"}, {"waiting", "等着发"}, {"sent", "发出了"}}

// deliveryList tells the admin how short messages and calls to other programs go:
// neither whose nor what.
func (s *Server) deliveryList(c *fiber.Ctx) error { return s.showDeliveries(c, nil) }

func (s *Server) showDeliveries(c *fiber.Ctx, said *templates.Notice) error {
	state, at := c.Query("state", "failed"), atoi(c.Query("older"))
	var counts []notice.Count
	var all []notice.Delivery
	err := s.DB.ReadTx(c.UserContext(), s.actor(c), func(tx *db.Tx) (err error) {
		if counts, err = notice.Counts(c.UserContext(), tx); err != nil {
			return err
		}
		all, err = notice.Deliveries(c.UserContext(), tx, state, deliveryRows+1, at)
		return err
	})
	if err != nil {
		return err
	}
	page := templates.Listing{
		Title: "短信和推送", Notice: said, Tabs: adminTabs(c),
		Lead: "消息都在平台里；设了网关的，同一个人同一种消息一天最多往外发一次，夜里不发。发不出去的过一会儿再试，网关拒收的列在下面。",
		List: "网关", Table: deliveryTable(counts), Done: "没有发成", Past: templates.Part{Empty: "没有"},
	}
	if page.Table == nil {
		page.Nothing = &templates.Nothing{What: "还没有往外发过", Next: "没有设网关，消息只在平台里看。怎么接网关，看安装说明的“消息、短信和推送”。", All: templates.Link{Text: "看账号", To: "/admin"}}
	}
	for _, one := range deliveryStates {
		if one.State == state {
			page.Done = one.Word
			continue
		}
		page.Links = append(page.Links, templates.Link{Text: "看" + one.Word + "的", To: "/admin/notices?state=" + one.State})
	}
	if len(all) > deliveryRows {
		all = all[:deliveryRows]
		page.Paging = &templates.Paging{Where: "新的在前", Next: "/admin/notices?state=" + state + "&older=" + itoa(all[deliveryRows-1].ID)}
	}
	for _, d := range all {
		page.Past.Items = append(page.Past.Items, deliveryItem(d))
	}
	return render(c, templates.ListingPage(s.frame(c, page.Title), page))
}

func deliveryTable(counts []notice.Count) *templates.Table {
	if len(counts) == 0 {
		return nil
	}
	t := &templates.Table{Label: "网关", Heads: []templates.Head{{Text: "怎么发"}, {Text: "等着发", Num: true}, {Text: "正在发", Num: true}, {Text: "没发成", Num: true}, {Text: "今天发", Num: true}, {Text: "最近一次"}}}
	for _, n := range counts {
		last := "还没有发成过"
		if n.LastSent != nil {
			last = n.LastSent.In(china).Format("2006-01-02 15:04")
		}
		t.Rows = append(t.Rows, []templates.Cell{
			{Text: n.Way.Word()}, {Text: thousands(n.Waiting)}, {Text: thousands(n.Sending)}, {Text: thousands(n.Failed)}, {Text: thousands(n.Today)}, {Text: last},
		})
	}
	return t
}

func deliveryItem(d notice.Delivery) templates.Item {
	item := templates.Item{
		Text:  d.Way.Word() + "：" + d.Word,
		Small: "给" + d.Role.Title() + "，" + thousands(d.Notices) + " 条消息，试了 " + thousands(d.Tries) + " 次，" + d.MadeAt.In(china).Format("2006-01-02 15:04"),
	}
	if why := notice.TroubleWord(d.Trouble); why != "" {
		item.Lines = []string{why}
	}
	switch d.State {
	case "failed":
		item.Badge = templates.Badge{Text: "没有发成", Kind: "bad"}
		item.Actions = []templates.Action{{Label: "再发一次", To: "/admin/notices/" + itoa(d.ID) + "/again", Whom: d.Word}}
	case "waiting":
		item.Badge = templates.Badge{Text: d.NextAt.In(china).Format("15:04") + " 再试", Kind: "risk"}
	case "sent":
		item.Badge = templates.Badge{Text: "发出了", Kind: "ok"}
	}
	return item
}

// deliveryAgain has one that failed tried anew.
func (s *Server) deliveryAgain(c *fiber.Ctx) error {
	err := s.DB.Tx(c.UserContext(), s.actor(c), func(tx *db.Tx) error {
		return notice.SendAgain(c.UserContext(), tx, atoi(c.Params("delivery")))
	})
	if errors.Is(err, notice.ErrNotFailed) {
		c.Status(fiber.StatusUnprocessableEntity)
		return s.showDeliveries(c, &templates.Notice{Kind: "bad", What: "没有再发", Then: err.Error() + "。"})
	}
	if err != nil {
		return noSuch(err, "没有这一条", "可能过了保存的日子，请回到列表再看。")
	}
	return c.Redirect("/admin/notices?state=waiting", fiber.StatusSeeOther)
}
