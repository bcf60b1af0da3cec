package web

import (
	"context"
	"math"
	"net/url"
	"time"

	"github.com/gofiber/fiber/v2"

	"laowu/internal/db"
	"laowu/internal/followup"
	"laowu/internal/value"
	"laowu/internal/web/templates"
)

// employerList is where many can be visited on one way, the most first.
func (s *Server) employerList(c *fiber.Ctx) error {
	all, _, err := recall(c, s, "rounds", s.today(), func(ctx context.Context, tx *db.Tx, today time.Time) ([]followup.Round, error) {
		all, _, err := followup.Rounds(ctx, tx, today.AddDate(0, 0, queueDays), 0, math.MaxInt32)
		return all, err
	})
	if err != nil {
		return err
	}
	total, at := len(all), int(max(atoi(c.Query("from")), 0))
	if at > 0 && at >= total {
		return c.Redirect("/visits/employers", fiber.StatusSeeOther)
	}
	list := all[at:min(at+queueRows, total)]
	page := templates.Queue{
		Title: "回访", Lead: "同一家单位的人，回访可以一趟做完。", Drafts: s.draftsOf(c), Tabs: s.queueTabs(cut{key: "employers"}),
		List: "有人该回访的单位", Note: thousands(total) + " 家，人多的在前", Paging: pagesFrom("/visits/employers?from=", "家", total, at, queueRows),
	}
	page.Tabs[len(page.Tabs)-1].Current = true
	for _, r := range list {
		item := templates.Item{Text: or(r.Employer, "单位不详"), Small: thousands(r.Due) + " 人该回访", To: "/visits?employer=" + url.QueryEscape(r.Employer)}
		if r.Employer == "" || value.Redact(r.Employer) != r.Employer { // a number that somebody wrote there stands in no address
			item.To = ""
		}
		if r.Late > 0 {
			item.Badge = templates.Badge{Text: thousands(r.Late) + " 人过期", Kind: "bad"}
		}
		page.Items = append(page.Items, item)
	}
	if len(list) == 0 {
		page.Nothing = &templates.Nothing{What: "这一周没有该回访的单位", Next: "谁在岗、哪天上的岗，以务工记录为准。", All: templates.Link{Text: "看人员", To: "/people"}}
	}
	return render(c, templates.QueuePage(s.frame(c, page.Title), page))
}
