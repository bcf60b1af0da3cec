package web

import (
	"net/url"
	"strconv"

	"github.com/gofiber/fiber/v2"

	"laowu/internal/db"
	"laowu/internal/followup"
	"laowu/internal/value"
	"laowu/internal/web/templates"
)

// queueRows is how many due visits a page lists, and queueDays how far ahead.
const queueRows, queueDays = 50, 7

// cuts are the tabs of the queue, by what the address says.
var cuts = []struct {
	key, text string
	set       func(*followup.Which, *Server)
}{
	{"", "全部", func(*followup.Which, *Server) {}},
	{"late", "过期", func(q *followup.Which, s *Server) { q.By = s.today() }},
	{"tried", "两次没打通", func(q *followup.Which, _ *Server) { q.Tried = true }},
	{"first", "第一次", func(q *followup.Which, _ *Server) { q.Fresh = true }},
}

// cut is which visits the address, or a form that keeps it, asks for.
type cut struct {
	key, employer string
	which         followup.Which
}

func (s *Server) cut(key, employer string) cut {
	k := cut{employer: value.Clean(employer), which: followup.Which{By: s.today().AddDate(0, 0, queueDays)}}
	k.which.Employer = k.employer
	for _, one := range cuts {
		if one.key == key {
			k.key = key
			one.set(&k.which, s)
		}
	}
	return k
}

// address is a page with the cut in its address.
func (k cut) address(path string) string {
	q := url.Values{}
	for name, v := range map[string]string{"cut": k.key, "employer": k.employer} {
		if v != "" {
			q.Set(name, v)
		}
	}
	if len(q) == 0 {
		return path
	}
	return path + "?" + q.Encode()
}

// with is the same with one more word of the address, of which the value
// follows.
func (k cut) with(path, name string) string {
	at := k.address(path)
	if at == path {
		return at + "?" + name + "="
	}
	return at + "&" + name + "="
}

// followupList is whom to visit next.
func (s *Server) followupList(c *fiber.Ctx) error {
	var w followup.Waiting
	ctx, at, k := c.UserContext(), int(max(atoi(c.Query("from")), 0)), s.cut(c.Query("cut"), c.Query("employer"))
	err := s.DB.ReadTx(ctx, s.actor(c), func(tx *db.Tx) (err error) {
		w, err = followup.Queue(ctx, tx, k.which, at, queueRows)
		return err
	})
	if err != nil {
		return err
	}
	if len(w.List) == 0 && at > 0 { // fewer are due by now
		return c.Redirect(k.address("/visits"), fiber.StatusSeeOther)
	}
	page := templates.Queue{
		Title: "回访", Lead: "上岗后按天数回访，一次就补上前面漏的；三次联系不上算失联。", Drafts: s.draftsOf(c), Tabs: s.queueTabs(k),
		List: "该回访的人", Note: thousands(w.Total) + " 人，包括这一周到期的，刚上岗的在前", Items: s.dueItems(c, w.List, k),
		Links: []templates.Link{{Text: "稳岗率", To: "/visits/kept"}, {Text: "维权", To: "/cases"}, exportLink},
	}
	s.narrow(c, &page, k, w)
	page.Paging = pagesFrom(k.with("/visits", "from"), "人", w.Total, at, queueRows)
	return render(c, templates.QueuePage(s.frame(c, page.Title), page))
}

// narrow says what the queue was cut down to, and what to do where nothing is
// left.
func (s *Server) narrow(c *fiber.Ctx, page *templates.Queue, k cut, w followup.Waiting) {
	if done := c.Query("done"); done != "" {
		page.Notice = doneNotice(len(w.List) > 0)
	}
	if k.employer != "" {
		page.Title, page.Lead = k.employer, "这家单位该回访的人，可以一趟做完。"
		page.Links = append([]templates.Link{{Text: "看全部的人", To: "/visits"}}, page.Links...)
		if s.mayVisit(c) && len(w.List) > 0 {
			page.Links = append([]templates.Link{{Text: "一趟做完", To: k.address("/visits/round")}}, page.Links...)
		}
	}
	if len(w.List) == 0 {
		page.Nothing = &templates.Nothing{What: "这一周没有该回访的人", Next: "谁在岗、哪天上的岗，以务工记录为准。", All: templates.Link{Text: "看人员", To: "/people"}}
		if k.key != "" {
			page.Nothing = &templates.Nothing{What: "没有这样的人", Next: "换一栏看看，或者看全部该回访的人。", All: templates.Link{Text: "看全部该回访的人", To: "/visits"}}
		}
	}
}

func (s *Server) queueTabs(k cut) []templates.Tab {
	var tabs []templates.Tab
	for _, one := range cuts {
		tabs = append(tabs, templates.Tab{Text: one.text, To: cut{key: one.key, employer: k.employer}.address("/visits"), Current: one.key == k.key})
	}
	return append(tabs, templates.Tab{Text: "按单位", To: "/visits/employers"})
}

// dueItems are due visits, an entry each: who, where, which day, how late.
func (s *Server) dueItems(c *fiber.Ctx, list []followup.Due, k cut) []templates.Item {
	may := s.mayVisit(c)
	items := make([]templates.Item, len(list))
	for i, d := range list {
		items[i] = templates.Item{Text: d.Name, To: "/people/" + itoa(d.Person), Small: s.dueText(d, k.employer == ""), Badge: lateBadge(d.Late)}
		if may {
			items[i].To = k.address("/placements/" + itoa(d.Placement) + "/visit")
		}
	}
	return items
}

// dueText says where somebody works, how long, and what visits came to.
func (s *Server) dueText(d followup.Due, employer bool) string {
	text := "上岗第 " + strconv.Itoa(d.Day()) + " 天"
	if d.Day() > 90 {
		text = "上岗 " + lasted(int(s.today().Sub(d.Begun).Hours()/24))
	}
	if employer {
		text = or(d.Employer, "单位不详") + "，" + text
	}
	switch {
	case d.Tries > 0:
		text += "，" + strconv.Itoa(d.Tries) + " 次没打通"
	case d.Last == nil:
		text += "，还没有回访过"
	}
	return text
}

// doneNotice says that the last card is recorded.
func doneNotice(more bool) *templates.Notice {
	if more {
		return &templates.Notice{Kind: "ok", What: "记下了，下一个"}
	}
	return &templates.Notice{Kind: "ok", What: "记下了，都做完了"}
}

// lateBadge says how late something is, or how many days are left.
func lateBadge(late int) templates.Badge {
	switch {
	case late > 0:
		return templates.Badge{Text: "晚了 " + lasted(late), Kind: "bad"}
	case late == 0:
		return templates.Badge{Text: "今天到期", Kind: "risk"}
	}
	return templates.Badge{Text: "还有 " + lasted(-late), Kind: "ok"}
}
