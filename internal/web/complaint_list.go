package web

import (
	"strconv"
	"unicode/utf8"

	"github.com/gofiber/fiber/v2"

	"laowu/internal/db"
	"laowu/internal/followup"
	"laowu/internal/web/templates"
)

// complaintRows is how many complaints a page lists.
const complaintRows = 50

// complaintList is what people complain of: what waits for an answer, the eldest
// first, or what was answered.
func (s *Server) complaintList(c *fiber.Ctx) error {
	state := followup.ComplaintOpen
	if c.Query("state") == string(followup.ComplaintAnswered) {
		state = followup.ComplaintAnswered
	}
	at := max(c.QueryInt("page"), 1)
	var all []followup.Heard
	var counts []followup.ComplaintCount
	err := s.DB.ReadTx(c.UserContext(), s.actor(c), func(tx *db.Tx) (err error) {
		if counts, err = followup.CountComplaints(c.UserContext(), tx); err != nil {
			return err
		}
		all, err = followup.Complaints(c.UserContext(), tx, state, (at-1)*complaintRows, complaintRows)
		return err
	})
	if err != nil {
		return err
	}
	open, answered := 0, 0
	for _, k := range counts {
		open, answered = open+k.Open, answered+k.Answered
	}
	page := templates.Overview{
		Title: "投诉与建议", Lead: "谁都能发，不用登录。答复以后，发的人凭回执号看得到。",
		Figures: []templates.Figure{figure("等答复", open, "件", "", ""), figure("已答复", answered, "件", "", "")},
		Paging:  complaintPaging(state, at, map[bool]int{true: open, false: answered}[state == followup.ComplaintOpen]),
	}
	if s.actor(c).Role == db.Admin {
		page.TabsBy, page.Tabs = "看哪一页", adminTabs(c)
	}
	page.Sections = []templates.OverviewSection{{Title: state.Word() + "的", Table: s.complaintTable(all)}, {Title: "各类有多少", Table: complaintKindTable(counts)}}
	other := templates.Link{Text: "看已答复的", To: "/complaints?state=answered"}
	if state == followup.ComplaintAnswered {
		other = templates.Link{Text: "看等答复的", To: "/complaints"}
	}
	page.Sections[0].Links = []templates.Link{other}
	if len(all) == 0 {
		page.Sections[0].Table, page.Sections[0].Empty = nil, "没有"+state.Word()+"的。"
	}
	return render(c, templates.OverviewPage(s.frame(c, page.Title), page))
}

// complaintPaging leads through a long list.
func complaintPaging(state followup.ComplaintState, at, total int) *templates.Paging {
	last := (total + complaintRows - 1) / complaintRows
	if last < 2 {
		return nil
	}
	to := "/complaints?state=" + string(state)
	p := &templates.Paging{Where: "第 " + strconv.Itoa(at) + " 页，共 " + strconv.Itoa(last) + " 页"}
	if at > 1 {
		p.First = to
	}
	if at < last {
		p.Next = to + "&page=" + strconv.Itoa(at+1)
	}
	return p
}

// beginning is how much of a complaint a list shows, in characters.
const beginning = 60

func (s *Server) complaintTable(all []followup.Heard) *templates.Table {
	t := &templates.Table{Label: "投诉与建议", Heads: []templates.Head{{Text: "哪一类"}, {Text: "说的是"}, {Text: "内容"}, {Text: "哪天"}}}
	for _, h := range all {
		said := h.Said
		if utf8.RuneCountInString(said) > beginning {
			said = string([]rune(said)[:beginning]) + "…"
		}
		t.Rows = append(t.Rows, []templates.Cell{
			{Text: h.Kind.Word(), To: "/complaints/" + itoa(h.ID)}, {Text: or(h.About, or(h.Page, "没有写"))}, {Text: said}, {Text: day(h.MadeAt.In(china), s.today()), Badge: complaintBadge(h.State)},
		})
	}
	return t
}

func complaintKindTable(counts []followup.ComplaintCount) *templates.Table {
	t := &templates.Table{Label: "各类投诉有多少", Heads: []templates.Head{{Text: "哪一类"}, {Text: "等答复", Num: true}, {Text: "已答复", Num: true}}}
	for _, k := range counts {
		t.Rows = append(t.Rows, []templates.Cell{{Text: k.Kind.Word()}, {Text: thousands(k.Open)}, {Text: thousands(k.Answered)}})
	}
	return t
}
