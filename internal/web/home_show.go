package web

import (
	"github.com/gofiber/fiber/v2"

	"laowu/internal/db"
	"laowu/internal/report"
	"laowu/internal/web/templates"
)

// desk counts what lies on the actor's desk, and reads with it what else a
// start page shows.
func (s *Server) desk(c *fiber.Ctx, also func(*db.Tx) error) (d report.Desk, err error) {
	err = s.DB.ReadTx(c.UserContext(), s.actor(c), func(tx *db.Tx) (err error) {
		if d, err = report.CountDesk(c.UserContext(), tx); err != nil || also == nil {
			return err
		}
		return also(tx)
	})
	return d, err
}

func (s *Server) showHome(c *fiber.Ctx, page templates.Home) error {
	return render(c, templates.HomePage(s.frame(c, page.Title), page))
}

// title is on whose behalf the page is shown.
func (s *Server) title(c *fiber.Ctx) string { return s.visit(c).account.OrganisationName }

func figure(label string, n int, unit, note, to string) templates.Figure {
	return templates.Figure{Label: label, Value: thousands(n), Unit: unit, Note: note, To: to}
}

// peopleFigures are those of everybody who looks after people.
func peopleFigures(d report.Desk) []templates.Figure {
	return []templates.Figure{
		figure("人员", d.People, "人", "看名单", "/people"), figure("在县外", d.Away, "人", "今天在岗", ""), figure("在县内", d.Here, "人", "今天在岗", ""),
		figure("自己能登录", d.Claimed, "人", "已经认领", ""),
	}
}

// waiting are the steps that wait, and a word where none does.
func waiting(d report.Desk) []templates.Item {
	var steps []templates.Item
	if d.Requests > 0 {
		steps = append(steps, templates.Item{Text: "本人提的更正和删除", To: "/requests", Small: thousands(d.Requests) + " 件等答复", Badge: templates.Badge{Text: "等答复", Kind: "risk"}})
	}
	if d.Consents > 0 {
		steps = append(steps, templates.Item{Text: "企业等着看的人", Small: thousands(d.Consents) + " 人还没答复，在各人那一页记", To: "/people"})
	}
	if d.Transfers > 0 {
		steps = append(steps, templates.Item{Text: "别的协会要转走的会员", To: "/transfers", Small: thousands(d.Transfers) + " 人等您答复", Badge: templates.Badge{Text: "等答复", Kind: "risk"}})
	}
	if d.Pairs > 0 {
		steps = append(steps, templates.Item{Text: "可能重复的岗位", To: "/repeats", Small: thousands(d.Pairs) + " 对等核对"})
	}
	if d.Asked > 0 {
		steps = append(steps, templates.Item{Text: "好久没有确认的岗位", To: "/stale", Small: thousands(d.Asked) + " 个，没有人确认就要关闭"})
	}
	steps = append(steps, tripSteps(d)...)
	if d.Waivers > 0 {
		steps = append(steps, templates.Item{Text: "企业说招不到本地人", To: "/waivers", Small: thousands(d.Waivers) + " 份等您办", Badge: templates.Badge{Text: "等答复", Kind: "risk"}})
	}
	if steps == nil {
		steps = append(steps, templates.Item{Text: "现在没有等着办的事"})
	}
	return steps
}

// tripSteps are the departures that are planned or under way.
func tripSteps(d report.Desk) []templates.Item {
	if d.Trips == 0 {
		return nil
	}
	return []templates.Item{{Text: "点对点出行", To: "/departures", Small: thousands(d.Trips) + " 趟在准备或者在路上"}}
}

// importLink leads to where workbooks are sent.
var importLink = templates.Link{Text: "导入表格", To: "/imports"}
