package web

import (
	"strconv"
	"strings"

	"github.com/gofiber/fiber/v2"

	"laowu/internal/db"
	"laowu/internal/report"
	"laowu/internal/roster"
	"laowu/internal/web/templates"
	"laowu/matching/match"
)

// jobRows is how many members the page finds work for at once: each is held
// against all openings.
const jobRows = 20

// peopleJobs lists members without work, who has waited longest first, each with
// the opening that suits him best.
func (s *Server) peopleJobs(c *fiber.Ctx) error {
	ctx, at := c.UserContext(), max(int(atoi(c.Query("from"))), 0)
	all, err := s.members(c)
	if err != nil {
		return err
	}
	waiting := report.LongestFirst(all.All)
	if at >= len(waiting) {
		at = 0
	}
	var lines []roster.PersonLine
	var best map[int64]match.BestFor
	err = s.DB.ReadTx(ctx, s.actor(c), func(tx *db.Tx) (err error) {
		page := waiting[at:min(at+jobRows, len(waiting))]
		if lines, _, err = s.memberLines(c, tx, page); err != nil || s.Matcher == nil {
			return err
		}
		best, err = s.Matcher.Workers(ctx, tx, numbersOf(lines))
		return err
	})
	if err != nil {
		return err
	}
	page := templates.Listing{Back: backToPeople, Title: "帮会员找活", Lead: "没有在岗、能干也愿意干的，等得最久的在前。" + matchNote, Links: []templates.Link{rulesLink, {Text: "找岗位", To: "/"}}}
	if len(lines) == 0 {
		page.Lead = ""
		page.Nothing = &templates.Nothing{What: "没有等着找活的会员", Next: "没有在岗、能干也愿意干的人会列在这里。谁能干、想不想去，登记在花名册里。", All: backToPeople}
		return render(c, templates.ListingPage(s.frame(c, page.Title), page))
	}
	page.Done = "等着找活的 " + thousands(len(waiting)) + " 人"
	for i, l := range lines {
		page.Past.Items = append(page.Past.Items, s.jobItem(l, waiting[at+i], best[l.ID]))
	}
	page.Past.Ticked = &templates.Ticked{Says: "勾了的人：", Acts: []templates.TickedAct{{Label: "推荐到同一个岗位", To: "/people/refer", Main: true}}}
	page.Paging = pagesFrom("/people/jobs?from=", "人", len(waiting), at, jobRows)
	return render(c, templates.ListingPage(s.frame(c, page.Title), page))
}

// jobItem is a member with his best opening, and how to send him there.
func (s *Server) jobItem(l roster.PersonLine, m report.Member, b match.BestFor) templates.Item {
	item := templates.Item{
		Text: l.Name, To: "/people/" + itoa(l.ID), Small: l.Sex.Word() + "，" + strconv.Itoa(roster.Age(l.Birth, s.today())) + " 岁，" + l.Village,
		Tick: &templates.Tick{Value: itoa(l.ID)},
	}
	days := int(s.today().Sub(*m.Waits).Hours() / 24)
	item.Badge = templates.Badge{Text: "等了 " + strconv.Itoa(days) + " 天"}
	if days < 1 {
		item.Badge.Text = "今天起"
	} else if days >= 30 {
		item.Badge.Kind = "risk"
	}
	switch {
	case b.Match != nil:
		o := s.openingItem(*b.Match)
		item.Lines = append([]string{"合适的岗位 " + thousands(b.Fits) + " 个，最合适的：" + o.Text + "，" + o.Small + "（" + o.Badge.Text + "）"}, o.Lines...)
		item.Actions = []templates.Action{referAction(l.ID, b.Match.ID, l.Name+" "+b.Match.Title)}
		item.Actions[0].Label = "推荐去这里"
	case len(b.Blocks) > 0:
		item.Lines = []string{strings.Join(b.Blocks, "；")}
	default:
		item.Lines = []string{"现在没有合适的岗位。想干什么、想去哪里、有什么证，登记得越全越好找。"}
	}
	return item
}
