package web

import (
	"slices"
	"strconv"
	"strings"

	"github.com/gofiber/fiber/v2"

	"laowu/internal/db"
	"laowu/internal/hiring"
	"laowu/internal/report"
	"laowu/internal/roster"
	"laowu/internal/web/templates"
)

// memberRows is how many members a page shows.
const memberRows = 50

// cutters are who cuts the list of those whom he looks after: the others see a
// county, or an area, in which only a search leads to somebody.
var cutters = []db.Role{db.Association, db.Township}

// memberList is the members that the address's conditions leave, page after page.
func (s *Server) memberList(c *fiber.Ctx) error {
	ctx, cut := c.UserContext(), readCut(c)
	at := max(int(atoi(c.Query("from"))), 0)
	all, err := s.members(c)
	if err != nil {
		return err
	}
	found := all.Cut(cut)
	if at >= len(found) {
		at = 0
	}
	var lines []roster.PersonLine
	var work map[int64]hiring.Spell
	err = s.DB.ReadTx(ctx, s.actor(c), func(tx *db.Tx) (err error) {
		lines, work, err = s.memberLines(c, tx, found[at:min(at+memberRows, len(found))])
		return err
	})
	if err != nil {
		return err
	}
	page := peopleFrame(thousands(len(found)) + " 人")
	page.Links = []templates.Link{{Text: "打印名单", To: cutLink("/people/print", cut)}, {Text: "打印电话表", To: cutLink("/people/print", cut, "as", "calls")}, {Text: "帮会员找活", To: "/people/jobs"}, exportLink, importLink}
	page.Filters, page.Picked, page.Quick = cutFilters(all, cut), cutPicked(all, cut), cutQuick(all, cut)
	page.Paging = pagesFrom(andFrom(cutLink("/people", cut)), "人", len(found), at, memberRows)
	page.Ticked, page.Notice = s.tickedPeople(c, cut, at), manyDone(c)
	marks := map[int64]report.Member{}
	for _, m := range found[at:min(at+memberRows, len(found))] {
		marks[m.Person] = m
	}
	for _, l := range lines {
		page.People = append(page.People, s.memberRow(c, l, work[l.ID], marks[l.ID], all))
	}
	if len(page.People) == 0 {
		page.Quick, page.Ticked, page.Links = nil, nil, nil
		page.Nothing = noMembers(len(all.All))
	}
	return render(c, templates.PeopleListPage(s.frame(c, "人员"), page))
}

// noMembers says what to do where the list is empty: of so many in all.
func noMembers(of int) *templates.Nothing {
	if of > 0 {
		return &templates.Nothing{What: "没有这样的人", Next: "点上面的条件去掉一个，再看看。", All: templates.Link{Text: "看全部人员", To: "/people"}}
	}
	return &templates.Nothing{What: "这里还没有人", Next: "导入花名册以后，人就在这里。", All: importLink}
}

// manyDone says what a form about several people did before this page.
func manyDone(c *fiber.Ctx) *templates.Notice {
	n := atoi(c.Query("n"))
	switch c.Query("done") {
	case "placed":
		notice := &templates.Notice{Kind: "ok", What: "记了 " + itoa(n) + " 人上岗", Then: "务工记录在各人那一页。"}
		if joined := atoi(c.Query("joined")); joined > 0 {
			notice.Then = "其中 " + itoa(joined) + " 人早有人报过，并成了一条。"
		}
		return notice
	case "left":
		return &templates.Notice{Kind: "ok", What: "记了 " + itoa(n) + " 人离岗", Then: "他们现在没有在岗，还想干的可以帮他们找活。"}
	}
	return nil
}

// andFrom is an address that ends in where a page begins.
func andFrom(address string) string {
	if strings.Contains(address, "?") {
		return address + "&from="
	}
	return address + "?from="
}

// memberLines reads a page's lines, and what each does now.
func (s *Server) memberLines(c *fiber.Ctx, tx *db.Tx, page []report.Member) (lines []roster.PersonLine, work map[int64]hiring.Spell, err error) {
	ids := make([]int64, len(page))
	for i, m := range page {
		ids[i] = m.Person
	}
	if err := tx.Among(c.UserContext(), ids); err != nil {
		return nil, nil, err
	}
	if lines, err = roster.Lines(c.UserContext(), tx, s.Vault, ids); err != nil {
		return nil, nil, err
	}
	work, err = hiring.CurrentWork(c.UserContext(), tx, ids)
	return lines, work, err
}

// memberRow is one member, with what is to be known of him first.
func (s *Server) memberRow(c *fiber.Ctx, l roster.PersonLine, w hiring.Spell, m report.Member, all report.Members) templates.PersonRow {
	row := s.personRow(l, w)
	row.Tick = &templates.Tick{Value: itoa(l.ID), On: c.Query("tick") == "all"}
	switch {
	case m.Unplaced(all.Today, all.Days):
		row.State = templates.Badge{Text: strconv.Itoa(int(all.Today.Sub(*m.Waits).Hours()/24)) + " 天没着落", Kind: "risk"}
	case m.EndsWithin(all.Today, 30):
		row.State = templates.Badge{Text: "证书 30 天内到期", Kind: "risk"}
	case m.Asked:
		row.State = templates.Badge{Text: "企业等他答复", Kind: "risk"}
	}
	return row
}

// tickedPeople is what is done with several people of the list.
func (s *Server) tickedPeople(c *fiber.Ctx, cut report.MemberCut, at int) *templates.Ticked {
	t := &templates.Ticked{Says: "勾了的人：", Acts: []templates.TickedAct{{Label: "推荐到岗位", To: "/people/refer", Main: true}}}
	for _, a := range []struct {
		act templates.TickedAct
		by  []db.Role
	}{
		{templates.TickedAct{Label: "记上岗", To: "/people/place"}, placers}, {templates.TickedAct{Label: "记离岗", To: "/people/leave"}, visitors},
		{templates.TickedAct{Label: "印认领码", To: "/people/claims"}, claimPrinters}, {templates.TickedAct{Label: "印电话表", To: "/people/print"}, cutters},
	} {
		if slices.Contains(a.by, s.actor(c).Role) {
			t.Acts = append(t.Acts, a.act)
		}
	}
	here := cutLink("/people", cut, "from", strconv.Itoa(at))
	if c.Query("tick") == "all" {
		t.None = here
	} else {
		t.All = cutLink("/people", cut, "from", strconv.Itoa(at), "tick", "all")
	}
	return t
}
