package web

import (
	"context"
	"time"

	"github.com/gofiber/fiber/v2"

	"laowu/imports"
	"laowu/internal/db"
	"laowu/internal/hiring"
	"laowu/internal/report"
	"laowu/internal/web/templates"
)

// ownOpenings is how many of its openings an enterprise chooses from; openingRows
// how many its start page lists at once, and cared how many that want a word.
const (
	ownOpenings = 200
	openingRows = 50
	caredRows   = 20
)

// enterpriseShow is where an enterprise begins: what waits, and its openings.
func (s *Server) enterpriseShow(c *fiber.Ctx) error {
	var notice *templates.Notice
	if c.Query("done") != "" {
		notice = &templates.Notice{Kind: "ok", What: "记下了", Then: "这个岗位照样招，求职的人搜得到。"}
	}
	return s.showEnterprise(c, notice)
}

// office is what is read for an enterprise's start page.
type office struct {
	own     []hiring.OwnOpening
	all     int
	cared   []hiring.CaredOpening
	waiting int
	since   *time.Time
	quotas  report.Quotas
}

func (s *Server) showEnterprise(c *fiber.Ctx, notice *templates.Notice) error {
	var o office
	from := int(max(0, atoi(c.Query("from"))))
	d, err := s.desk(c, func(tx *db.Tx) error { return o.read(c.UserContext(), tx, from) })
	if err != nil {
		return err
	}
	steps, err := s.enterpriseSteps(c, d, o)
	if err != nil {
		return err
	}
	page := templates.Home{
		Notice: notice, Next: "等您办的", Steps: steps, Title: s.title(c), List: "本单位的岗位",
		Figures: []templates.Figure{figure("在招岗位", d.Openings, "个", "今天在招的", ""), figure("还差", d.Posts, "人", "", ""), figure("等您答复", o.waiting, "人", "看应聘的人", "/referrals")},
		Main:    templates.Link{Text: "发布岗位", To: "/openings/new"},
		Ways: []templates.Titles{
			{Title: "招人和用工", Links: []templates.Link{{Text: "协会介绍的人", To: "/candidates"}, {Text: "用工情况说明", To: "/enterprise/statement"}}},
			{Title: "表格", Links: []templates.Link{{Text: "员工名单空白表", To: "/templates/hires"}, importLink, exportLink, formsLink}},
		},
	}
	if o.all == 0 {
		page.Nothing = &templates.Nothing{What: "还没有岗位", Next: "自己写一个，或者导入岗位表。", All: templates.Link{Text: "发布岗位", To: "/openings/new"}}
		return s.showHome(c, page)
	}
	page.Table, page.Note = s.ownTable(o.own), "点名称，改、延长、暂停、关闭都在里面"
	page.Paging = pagesFrom("/enterprise?from=", "个岗位", o.all, from, openingRows)
	return s.showHome(c, page)
}

func (o *office) read(ctx context.Context, tx *db.Tx, from int) (err error) {
	if o.own, err = hiring.OwnOpenings(ctx, tx, from, openingRows); err != nil {
		return err
	}
	if o.all, err = hiring.CountOwnOpenings(ctx, tx); err != nil {
		return err
	}
	if o.cared, err = hiring.CaredOpenings(ctx, tx, caredRows); err != nil {
		return err
	}
	if o.waiting, o.since, err = hiring.WaitingApplicants(ctx, tx); err != nil {
		return err
	}
	o.quotas, err = report.CountQuotas(ctx, tx, tx.Today())
	return err
}

// enterpriseSteps are what waits for an enterprise, the most pressing first.
func (s *Server) enterpriseSteps(c *fiber.Ctx, d report.Desk, o office) ([]templates.Item, error) {
	var steps []templates.Item
	if o.waiting > 0 && o.since != nil {
		steps = append(steps, templates.Item{
			Text: "应聘的人等您答复", To: applicantsPath(0, "waiting"), Small: thousands(o.waiting) + " 人，最早的从" + day(o.since.In(china), s.today()) + "等起",
			Badge: templates.Badge{Text: "等答复", Kind: "risk"},
		})
	}
	for i := range o.quotas.Enterprises {
		for _, q := range []struct {
			word  string
			quota *report.Quota
		}{{"长期工", &o.quotas.Enterprises[i].Regular}, {"临时工", &o.quotas.Enterprises[i].Temporary.Quota}} {
			if state := quotaState(q.quota); state.Kind == "bad" || state.Kind == "risk" {
				steps = append(steps, templates.Item{
					Text: "用工协议：" + q.word, To: "/enterprise/quota", Small: "本县 " + parts(q.quota) + "，" + q.quota.Percent() + "，协议 " + q.quota.Promise() + "；" + q.quota.Forecast(), Badge: state,
				})
			}
		}
	}
	if d.Waivers > 0 {
		steps = append(steps, templates.Item{Text: "招不到本地人的说明", To: "/waivers", Small: thousands(d.Waivers) + " 份在等协会答复"})
	}
	steps = append(steps, s.caredItems(d, o.cared)...)
	staff, err := s.staffItem(c)
	return append(steps, staff), err
}

// staffItem is the staff list by which the agreement is counted: how the last one
// fared, and where the next is sent.
func (s *Server) staffItem(c *fiber.Ctx) (templates.Item, error) {
	item := templates.Item{Text: "更新员工名单", To: importsList, Small: "还没有送过；比例按名单算"}
	past, err := s.Imports.History(c.UserContext(), s.actor(c), imports.HistoryQuery{Limit: historyPage})
	if err != nil {
		return item, err
	}
	for _, p := range past {
		if p.Kind != "hires" || p.DryRun {
			continue
		}
		item.To, item.Badge = importPath(p.Import), pastBadge(p)
		item.Small = "上一次 " + s.moment(p.SentAt)
		if p.Rows > 0 {
			item.Small += "，" + thousands(p.Rows) + " 行，没进去的 " + thousands(p.Rejected) + " 行"
		}
		break
	}
	return item, nil
}

// ownTable lists an enterprise's openings.
func (s *Server) ownTable(own []hiring.OwnOpening) *templates.Table {
	t := &templates.Table{Label: "本单位的岗位", Heads: []templates.Head{{Text: "岗位"}, {Text: "应聘", Num: true}, {Text: "状态"}}}
	for _, o := range own {
		sent := templates.Cell{Text: thousands(o.Applicants)}
		if o.Applicants > 0 {
			sent.To = applicantsPath(o.ID, "")
		}
		if o.Waiting > 0 {
			sent.Small = thousands(o.Waiting) + " 人等答复"
		}
		t.Rows = append(t.Rows, []templates.Cell{
			{Text: o.Title, To: managePath(o.ID), Small: o.PlaceText + "，" + thousands(o.Headcount) + " 人，" + until(o.ValidUntil, s.today())}, sent, {Badge: s.openingBadge(o.Closed, o.Why, o.ValidUntil)},
		})
	}
	return t
}
