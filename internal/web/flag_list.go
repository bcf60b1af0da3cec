package web

import (
	"context"
	"time"

	"github.com/gofiber/fiber/v2"

	"laowu/internal/db"
	"laowu/internal/hiring"
	"laowu/internal/web/templates"
)

// flagRows is how many a page lists.
const flagRows = 50

// flagList is what on record cannot well be, to be looked at: of all kinds, or
// of one.
func (s *Server) flagList(c *fiber.Ctx) error {
	// The auditor reads other names than the county.
	all, _, err := recall(c, s, "flags "+string(s.actor(c).Role), s.today(), func(ctx context.Context, tx *db.Tx, _ time.Time) ([]hiring.Flag, error) {
		return hiring.Flags(ctx, tx, 0)
	})
	if err != nil {
		return err
	}
	kind := hiring.FlagKind(c.Query("kind"))
	page := templates.Listing{
		Title: "要核对的", Lead: "照记录算出来的，不一定错。点姓名看本人的记录，核对以后请原来报的单位改正再报一次。",
		Tabs: flagTabs(all, kind), List: "要核对的人和事",
	}
	if s.mayMerge(c) {
		page.Links = []templates.Link{{Text: "可能是一个人的两条记录", To: "/duplicates"}}
	}
	rows := flagTable(all, kind, s.today())
	if len(rows.Rows) == 0 {
		page.Nothing = &templates.Nothing{What: "没有要核对的", Next: "记录之间没有矛盾，也没有快到期的岗位。", All: templates.Link{Text: "看人员", To: "/people"}}
		return render(c, templates.ListingPage(s.frame(c, page.Title), page))
	}
	n := len(rows.Rows)
	from := min(max(0, int(atoi(c.Query("from")))), n-1)
	page.Note, page.Paging = thousands(n)+" 件", pagesFrom("/flags?kind="+urlEscape(string(kind))+"&from=", "件", n, from, flagRows)
	rows.Rows = rows.Rows[from:min(from+flagRows, n)]
	page.Table = &rows
	return render(c, templates.ListingPage(s.frame(c, page.Title), page))
}

func flagTabs(all []hiring.Flag, current hiring.FlagKind) []templates.Tab {
	count := map[hiring.FlagKind]int{}
	for _, f := range all {
		count[f.Kind]++
	}
	tabs := []templates.Tab{{Text: "全部", To: "/flags", Count: thousands(len(all)), Current: count[current] == 0}}
	for _, k := range hiring.FlagKinds() {
		if count[k] > 0 {
			tabs = append(tabs, templates.Tab{Text: k.Word(), To: "/flags?kind=" + string(k), Count: thousands(count[k]), Current: k == current})
		}
	}
	return tabs
}

func flagTable(all []hiring.Flag, kind hiring.FlagKind, today time.Time) templates.Table {
	t := templates.Table{Label: "要核对的人和事", Heads: []templates.Head{{Text: "姓名"}, {Text: "什么事"}, {Text: "单位"}, {Text: "哪天"}}}
	for _, f := range all {
		if kind != "" && f.Kind != kind {
			continue
		}
		t.Rows = append(t.Rows, []templates.Cell{
			{Text: f.Name, To: "/people/" + itoa(f.Person)}, {Badge: templates.Badge{Text: f.Kind.Word(), Kind: flagBadge(f.Kind)}},
			{Text: f.Employer, Small: f.Other}, {Text: flagDay(f, today)},
		})
	}
	return t
}

func flagBadge(k hiring.FlagKind) string {
	if k == hiring.TermNear || k == hiring.TwoFullTime {
		return "risk"
	}
	return "bad"
}

func flagDay(f hiring.Flag, today time.Time) string {
	if f.Kind == hiring.TermNear || f.Kind == hiring.TermOver {
		return "到 " + day(f.On, today)
	}
	return day(f.On, today) + "起"
}

// flagNote is what is to be looked at of one person's work, in a line.
func flagNote(all []hiring.Flag, today time.Time) string {
	text := ""
	for _, f := range all {
		if text += "要核对：" + f.Kind.Word() + "（" + f.Employer; f.Other != "" {
			text += "、" + f.Other
		}
		text += "，" + flagDay(f, today) + "）。"
	}
	return text
}
