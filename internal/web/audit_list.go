package web

import (
	"fmt"
	"slices"
	"time"

	"github.com/gofiber/fiber/v2"

	"laowu/imports"
	"laowu/internal/access"
	"laowu/internal/db"
	"laowu/internal/web/templates"
)

// seesTrail see the audit trail. Nothing on its pages can be written by the
// auditor.
var seesTrail = []db.Role{db.Auditor, db.Admin}

// watchedDays is how many days the page counts.
const watchedDays = 7

// china is the county's time.
var china = time.FixedZone("UTC+8", 8*60*60)

// auditList is the audit trail with the state of its chain; before anything is
// asked, what happened lately that is worth a look.
func (s *Server) auditList(c *fiber.Ctx) error {
	f, page := auditFilter(c)
	var found access.Trail
	var last *access.Checked
	var days []access.WatchedDay
	err := s.DB.ReadTx(c.UserContext(), s.actor(c), func(tx *db.Tx) (err error) {
		if found, err = access.FindEntries(c.UserContext(), tx, f); err != nil {
			return err
		}
		if last, err = access.LastCheck(c.UserContext(), tx); err != nil {
			return err
		}
		days, err = access.CountWatched(c.UserContext(), tx, watchedDays)
		return err
	})
	if err != nil {
		return err
	}
	page.Path, page.Chain, page.Kinds, page.Range = "/audit", s.chainNotice(found, last), auditKinds(), auditRange(f, found)
	if auditArgs(c) == "" {
		page.Days = auditDays(days)
	}
	if s.actor(c).Role == db.Admin {
		page.Check = []templates.Action{{Label: "现在逐条核对", To: "/audit/verify"}}
	}
	if c.Query("done") == "checking" {
		page.Chain.Then += "正在逐条核对，过一会儿刷新这一页。"
	}
	kinds := imports.Titles()
	for _, e := range found.Entries {
		page.Entries = append(page.Entries, auditRow(e, kinds))
	}
	if len(page.Entries) == 0 {
		page.Nothing = &templates.Nothing{What: "没有这样的记录", Next: "换一个日期，或者去掉条件。", All: templates.Link{Text: "看全部记录", To: "/audit"}}
	} else {
		page.Links = []templates.Link{{Text: "看规定", To: "/rules"}, {Text: "下载 Excel", To: "/audit.xlsx?" + auditArgs(c)}}
	}
	page.Paging = auditPaging(c, found)
	return render(c, templates.AuditListPage(s.frame(c, "审计记录"), page))
}

func auditPaging(c *fiber.Ctx, found access.Trail) *templates.Paging {
	p := &templates.Paging{Where: "共 " + manyEntries(found) + " 条，最近的在前"}
	if c.Query("before") != "" {
		p.First = "/audit?" + auditArgs(c)
	}
	if found.Next > 0 {
		p.Next = "/audit?before=" + itoa(found.Next) + "&" + auditArgs(c)
	}
	if p.First == "" && p.Next == "" {
		return nil
	}
	return p
}

// manyEntries is how many were found: of what is more than is counted, at least.
func manyEntries(t access.Trail) string {
	if t.More {
		return thousands(t.Total) + " 多"
	}
	return thousands(t.Total)
}

func auditFilter(c *fiber.Ctx) (access.EntryFilter, templates.AuditList) {
	var page templates.AuditList
	page.From.Value, page.To.Value, page.Org.Value = c.Query("from"), c.Query("to"), words(c.Query("org"))
	page.Account.Value, page.Action.Value, page.Person.Value = words(c.Query("account")), words(c.Query("action")), c.Query("person")
	f := access.EntryFilter{Actor: page.Account.Value, Organisation: page.Org.Value, Actions: actionsNamed(page.Action.Value), Before: atoi(c.Query("before")), Limit: pageRows}
	for _, d := range []struct {
		given *templates.Given
		at    *time.Time
		add   time.Duration
	}{{&page.From, &f.From, 0}, {&page.To, &f.To, 24 * time.Hour}} {
		if d.given.Value == "" {
			continue
		}
		t, err := time.ParseInLocation(time.DateOnly, d.given.Value, china)
		if err != nil {
			d.given.Error = "日期要写成 2026-11-01"
			continue
		}
		*d.at = t.Add(d.add)
	}
	if page.Person.Value != "" {
		if f.Person = atoi(page.Person.Value); f.Person == 0 {
			page.Person.Error = "人员编号是数字，在人员那一页的网址里"
		}
	}
	return f, page
}

// actionsNamed are the actions that an address means: one, or a kind that is
// watched.
func actionsNamed(name string) []access.Action {
	if name == "" {
		return nil
	}
	for _, w := range access.Watches() {
		if w.Name == name && !slices.Contains(w.Actions, access.Action(name)) {
			return w.Actions
		}
	}
	return []access.Action{access.Action(name)}
}

// chainNotice says how the chain stands, and when it was last gone through.
func (s *Server) chainNotice(t access.Trail, last *access.Checked) templates.Notice {
	n := templates.Notice{Kind: "ok", What: fmt.Sprintf("已连到第 %s 环", thousands(int(t.Linked)))}
	if t.Pending > 0 {
		n.Then = fmt.Sprintf("最近 %s 条等待入链。", thousands(int(t.Pending)))
	}
	switch {
	case last == nil:
		n.Kind = "risk"
		n.Then += "还没有逐条核对过，服务每天核对一次。"
	case last.Faults > 0:
		n.Kind, n.What = "bad", "记录被动过："+last.Said
		n.Then += fmt.Sprintf("%s核对出 %s 处。先不要再改数据，马上告诉负责安全的人。", s.moment(last.At), thousands(last.Faults))
	default:
		n.Then += fmt.Sprintf("%s逐条核对到第 %s 环（第 %s 条记录），没有被改动。", s.moment(last.At), thousands(int(last.Linked)), thousands(int(last.Entry)))
	}
	return n
}

// auditKinds are what was done, the watched kinds first.
func auditKinds() []templates.Option {
	out := []templates.Option{{Text: "全部"}}
	for _, w := range access.Watches() {
		if len(actionsNamed(w.Name)) > 1 {
			out = append(out, templates.Option{Text: w.Word + "（各种）", Value: w.Name})
		}
	}
	for _, a := range access.Actions() {
		out = append(out, templates.Option{Text: a.Word, Value: string(a.Action)})
	}
	return out
}

// auditDays counts what is watched by day, each figure with its list.
func auditDays(days []access.WatchedDay) *templates.Table {
	t := &templates.Table{Label: "要看一眼的", Heads: []templates.Head{{Text: "哪天"}}}
	for _, w := range access.Watches() {
		t.Heads = append(t.Heads, templates.Head{Text: w.Word, Num: true})
	}
	for _, d := range days {
		on := d.Day.Format(time.DateOnly)
		row := []templates.Cell{{Text: on, To: "/audit?from=" + on + "&to=" + on}}
		for i, w := range access.Watches() {
			cell := templates.Cell{Text: thousands(d.Counts[i])}
			if d.Counts[i] > 0 {
				cell.To = "/audit?from=" + on + "&to=" + on + "&action=" + watchName(w)
			}
			row = append(row, cell)
		}
		t.Rows = append(t.Rows, row)
	}
	return t
}

// watchName is how an address asks for all actions of a watched kind.
func watchName(w access.Watch) string {
	if len(w.Actions) == 1 {
		return string(w.Actions[0])
	}
	return w.Name
}

func auditRange(f access.EntryFilter, t access.Trail) string {
	days := "全部日期"
	switch from, to := f.From.In(china).Format(time.DateOnly), f.To.Add(-time.Second).In(china).Format(time.DateOnly); {
	case !f.From.IsZero() && !f.To.IsZero():
		days = from + " 至 " + to
	case !f.From.IsZero():
		days = from + " 起"
	case !f.To.IsZero():
		days = "到 " + to
	}
	return days + "，共 " + manyEntries(t) + " 条"
}

// auditArgs are the conditions of the list as an address has them.
func auditArgs(c *fiber.Ctx) (args string) {
	for _, name := range []string{"from", "to", "account", "org", "action", "person"} {
		if v := c.Query(name); v != "" {
			args += "&" + name + "=" + urlEscape(v)
		}
	}
	if args == "" {
		return ""
	}
	return args[1:]
}
