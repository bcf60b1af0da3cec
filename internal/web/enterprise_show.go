package web

import (
	"strconv"
	"strings"

	"github.com/gofiber/fiber/v2"

	"laowu/internal/db"
	"laowu/internal/hiring"
	"laowu/internal/web/templates"
)

// ownOpenings is how many openings an enterprise's start page lists.
const ownOpenings = 200

// enterpriseShow is where an enterprise begins: its openings, and who was
// introduced to it.
func (s *Server) enterpriseShow(c *fiber.Ctx) error {
	var notice *templates.Notice
	if c.Query("done") != "" {
		notice = &templates.Notice{Kind: "ok", What: "记下了", Then: "这个岗位照样招，求职的人搜得到。"}
	}
	return s.showEnterprise(c, notice)
}

func (s *Server) showEnterprise(c *fiber.Ctx, notice *templates.Notice) error {
	var own []hiring.OwnOpening
	var cared []hiring.CaredOpening
	d, err := s.desk(c, func(tx *db.Tx) (err error) {
		if own, err = hiring.OwnOpenings(c.UserContext(), tx, 0, ownOpenings); err != nil {
			return err
		}
		cared, err = hiring.CaredOpenings(c.UserContext(), tx, ownOpenings)
		return err
	})
	if err != nil {
		return err
	}
	page := templates.Home{
		Notice: notice, Next: "要您看一眼的岗位", Steps: s.caredItems(d, cared),
		Title: s.title(c), Lead: "推荐给您的人，本人同意以后才能看到姓名和电话。", List: "本单位的岗位",
		Figures: []templates.Figure{figure("在招岗位", d.Openings, "个", "", ""), figure("还差", d.Posts, "人", "", ""), figure("等本人答复", d.Consents, "人", "看推荐的人", "/candidates")},
		Links:   []templates.Link{{Text: "看应聘的人", To: "/referrals"}, {Text: "看推荐的人", To: "/candidates"}, {Text: "看用工协议", To: "/enterprise/quota"}, {Text: "说明招不到本地人", To: "/waivers"}, importLink, exportLink, formsLink},
	}
	if len(own) == 0 {
		page.Nothing = &templates.Nothing{What: "还没有岗位", Next: "导入岗位表，岗位就在这里；也可以交给县里导入。", All: importLink}
		return s.showHome(c, page)
	}
	page.Table = &templates.Table{Label: "本单位的岗位", Heads: []templates.Head{{Text: "岗位"}, {Text: "地点"}, {Text: "人数", Num: true}, {Text: "截止"}, {Text: "状态"}}}
	for _, o := range own {
		state := templates.Badge{Text: "在招", Kind: "ok"}
		switch {
		case o.Closed:
			state = templates.Badge{Text: "已关闭"}
		case o.ValidUntil != nil && o.ValidUntil.Before(s.today()):
			state = templates.Badge{Text: "已截止"}
		}
		page.Table.Rows = append(page.Table.Rows, []templates.Cell{
			{Text: o.Title, To: "/openings/" + itoa(o.ID)}, {Text: o.PlaceText}, {Text: strconv.Itoa(o.Headcount)}, {Text: strings.TrimSuffix(until(o.ValidUntil, s.today()), "截止")}, {Badge: state},
		})
	}
	return s.showHome(c, page)
}
