package web

import (
	"github.com/gofiber/fiber/v2"

	"laowu/internal/db"
	"laowu/internal/hiring"
	"laowu/internal/web/templates"
)

// staleRows is how many openings the county's page lists.
const staleRows = 200

// staleList is the county's openings that nobody confirmed, that end soon or that
// were closed: most enterprises have no account of their own that would be told.
func (s *Server) staleList(c *fiber.Ctx) error {
	var all []hiring.CaredOpening
	err := s.DB.ReadTx(c.UserContext(), s.actor(c), func(tx *db.Tx) (err error) {
		all, err = hiring.CaredOpenings(c.UserContext(), tx, staleRows)
		return err
	})
	if err != nil {
		return err
	}
	page := templates.Listing{
		Title: "等确认的岗位", Done: "最急的在前",
		Lead: "单位有账号的，自己的首页上也看得到；没有账号的，请打电话问一问，还招就替它点一下。再导入一次岗位表，也算确认。",
	}
	if c.Query("done") != "" {
		page.Notice = &templates.Notice{Kind: "ok", What: "记下了", Then: "这个岗位照样招，求职的人搜得到。"}
	}
	if len(all) == 0 {
		page.Done = ""
		page.Nothing = &templates.Nothing{What: "没有等确认的岗位", Next: "好久没有更新的岗位，每天会找出来列在这里。", All: templates.Link{Text: "看全部岗位", To: "/"}}
	}
	for _, o := range all {
		item := s.caredItem(o)
		item.Text = o.Title + "，" + o.Employer + "，" + o.PlaceText
		if s.actor(c).Role == db.Auditor {
			item.Actions = nil
		}
		page.Past.Items = append(page.Past.Items, item)
	}
	return render(c, templates.ListingPage(s.frame(c, page.Title), page))
}
