package web

import (
	"slices"

	"github.com/gofiber/fiber/v2"

	"laowu/internal/access"
	"laowu/internal/db"
	"laowu/internal/followup"
	"laowu/internal/hiring"
	"laowu/internal/report"
	"laowu/internal/roster"
	"laowu/internal/web/templates"
)

// approvalRows is how many of a kind the page lists.
const approvalRows = 50

// approvalTab is a kind, by the word in the address.
type approvalTab struct {
	name, text string
	fill       func(*Server, *fiber.Ctx, *db.Tx, *templates.Approvals) error
	roles      []db.Role // that see it
}

// approvalTabs are all of them, in the page's order.
var approvalTabs = []approvalTab{
	{"transfers", "转会", (*Server).transferApprovals, countywide}, {"waivers", "招不到本地人", (*Server).waiverApprovals, countywide},
	{"requests", "更正和删除", (*Server).requestApprovals, countywide}, {"complaints", "投诉", (*Server).complaintApprovals, followup.ComplaintReaders},
	{"reveals", "看全号", (*Server).revealApprovals, countywide},
}

// approvalList is what the county decides, in one place, one kind at a time; with
// them who had numbers shown whole.
func (s *Server) approvalList(c *fiber.Ctx) error {
	var page templates.Approvals
	may := func(t approvalTab) bool { return slices.Contains(t.roles, s.actor(c).Role) }
	at := max(slices.IndexFunc(approvalTabs, func(t approvalTab) bool { return t.name == c.Query("tab") && may(t) }), 0)
	err := s.DB.ReadTx(c.UserContext(), s.actor(c), func(tx *db.Tx) error {
		n, err := report.CountApprovals(c.UserContext(), tx)
		if err != nil {
			return err
		}
		counts := map[string]int{"transfers": n.Transfers, "waivers": n.Waivers, "requests": n.Requests, "complaints": n.Complaints}
		for i, t := range approvalTabs {
			if !may(t) {
				continue
			}
			tab := templates.Tab{Text: t.text, To: "/approvals?tab=" + t.name, Current: i == at}
			if n, ok := counts[t.name]; ok {
				tab.Count = thousands(n)
			}
			page.Tabs = append(page.Tabs, tab)
		}
		page.Lead = "等县里定的 " + thousands(n.Waiting()) + " 件。过了期限没人答复的，由县里定。"
		return approvalTabs[at].fill(s, c, tx, &page)
	})
	if err != nil {
		return err
	}
	return render(c, templates.ApprovalsPage(s.frame(c, "审批"), page))
}

// transferApprovals are questions between associations, late ones first.
func (s *Server) transferApprovals(c *fiber.Ctx, tx *db.Tx, page *templates.Approvals) error {
	open, err := roster.OpenTransfers(c.UserContext(), tx, s.Vault, approvalRows)
	if err != nil {
		return err
	}
	may := slices.Contains(transferAskers, s.actor(c).Role)
	late := slices.DeleteFunc(slices.Clone(open), func(t roster.Transfer) bool { return !t.Late })
	page.Parts = []templates.RecordPart{
		{Title: "过了期限，由县里定的", Part: templates.Part{Items: s.openTransfers(late, may), Empty: "没有过期的。"}},
		{Title: "还没有到期的", Part: templates.Part{Items: s.openTransfers(open[len(late):], may), Empty: "没有在办的。"}},
	}
	page.Links = []templates.Link{{Text: "看答复过的转会", To: "/transfers"}}
	return nil
}

// waiverApprovals are statements under way.
func (s *Server) waiverApprovals(c *fiber.Ctx, tx *db.Tx, page *templates.Approvals) error {
	all, err := hiring.Waivers(c.UserContext(), tx, hiring.WaiverFilter{State: hiring.WaiverOpen}, approvalRows)
	if err != nil {
		return err
	}
	page.Links = []templates.Link{{Text: "看全部说明", To: "/waivers"}}
	if len(all) == 0 {
		page.Nothing = &templates.Nothing{What: "没有在办的说明", Next: "有协议的企业说招不到本地人，就列在这里，答复到期以后由县里认定。"}
		return nil
	}
	page.List, page.Note = "在办的说明", "先到期的在前；点开看各协会怎么答的，再来认定"
	page.Table = s.waiverTable(c, page.List, all)
	return nil
}

// requestApprovals are what people asked of their records.
func (s *Server) requestApprovals(c *fiber.Ctx, tx *db.Tx, page *templates.Approvals) error {
	open, err := roster.OpenRequests(c.UserContext(), tx)
	if err != nil {
		return err
	}
	for _, r := range open[:min(len(open), approvalRows)] {
		page.Requests = append(page.Requests, s.requestCard(r))
	}
	if len(open) == 0 {
		page.Nothing = &templates.Nothing{What: "没有等您答复的请求", Next: "本人提了更正或者删除，会列在这里，十五天以内答复。"}
	}
	if slices.Contains(requests, s.actor(c).Role) {
		page.Links = []templates.Link{{Text: "看全部请求", To: "/requests"}}
	}
	return nil
}

// complaintApprovals are complaints without an answer.
func (s *Server) complaintApprovals(c *fiber.Ctx, tx *db.Tx, page *templates.Approvals) error {
	all, err := followup.Complaints(c.UserContext(), tx, followup.ComplaintOpen, 0, approvalRows)
	if err != nil {
		return err
	}
	page.Links = []templates.Link{{Text: "看全部投诉", To: "/complaints"}}
	if len(all) == 0 {
		page.Nothing = &templates.Nothing{What: "没有等答复的投诉", Next: "谁都能在页脚点“投诉”写一条，写了就列在这里。"}
		return nil
	}
	page.List, page.Note, page.Table = "等答复的投诉", "先写的在前；点开看全文，再答复", s.complaintTable(all)
	return nil
}

// revealApprovals is who had numbers shown whole, by organisation and reason.
func (s *Server) revealApprovals(c *fiber.Ctx, tx *db.Tx, page *templates.Approvals) error {
	all, rule, err := access.RevealList(c.UserContext(), tx)
	if err != nil {
		return err
	}
	numbers, odd := 0, 0
	page.List, page.Note = "谁看了多少", "看得多的在前；看的是谁的号码，只有审计记录里有"
	t := &templates.Table{Label: page.List, Heads: []templates.Head{{Text: "机构"}, {Text: "原因"}, {Text: "号码", Num: true}, {Text: "次数", Num: true}, {Text: "最近"}, {Text: "留意"}}}
	for _, r := range all {
		numbers += r.Numbers
		cell := templates.Cell{Badge: oddBadge(r)}
		if cell.Badge.Text != "" {
			odd++
		}
		t.Rows = append(t.Rows, []templates.Cell{{Text: joined(" · ", r.Organisation, r.Role.Title()), Small: actorText(r.Actor)}, {Text: r.Reason}, {Text: thousands(r.Numbers)}, {Text: thousands(r.Times)}, {Text: s.moment(r.Last)}, cell})
	}
	page.Figures = []templates.Figure{
		figure("看过的全号", numbers, "个", "最近 "+thousands(rule.Days)+" 天，本人看自己的不算", ""),
		figure("要留意的", odd, "项", "一个账号超过 "+thousands(rule.Many)+" 个，或者在夜里 "+thousands(rule.NightFrom)+" 点到 "+thousands(rule.NightUntil)+" 点看的", ""),
	}
	if len(all) == 0 {
		page.Nothing = &templates.Nothing{What: "最近 " + thousands(rule.Days) + " 天没有人看过全号", Next: "谁点开过身份证号或者电话的全号，写的什么原因，会列在这里。"}
		return nil
	}
	page.Table = t
	return nil
}

// oddBadge says what is unusual about showings; empty where nothing is.
func oddBadge(r access.Reveals) templates.Badge {
	switch {
	case r.Many && r.Night > 0:
		return templates.Badge{Text: "看得多，夜里看", Kind: "risk"}
	case r.Many:
		return templates.Badge{Text: "看得多", Kind: "risk"}
	case r.Night > 0:
		return templates.Badge{Text: "夜里看 " + thousands(r.Night) + " 次", Kind: "risk"}
	}
	return templates.Badge{}
}
