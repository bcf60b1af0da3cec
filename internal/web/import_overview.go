package web

import (
	"slices"
	"strings"

	"github.com/gofiber/fiber/v2"

	"laowu/imports"
	"laowu/internal/db"
	"laowu/internal/web/templates"
)

// importStates are the cuts of the admin's list of imports, what is to be looked
// at first.
var importStates = []string{"failed", "queued", "draft", "done", "undone", "dropped"}

// importOverview is every office's imports: how each went, and the way to take
// one back.
func (s *Server) importOverview(c *fiber.Ctx) error {
	q := imports.HistoryQuery{Before: atoi(c.Query("before")), State: c.Query("state"), Kind: c.Query("kind"), By: words(c.Query("by")), Limit: pageRows + 1}
	if !slices.Contains(importStates, q.State) {
		q.State = ""
	}
	all, err := s.Imports.History(c.UserContext(), s.actor(c), q)
	if err != nil {
		return err
	}
	counts, err := s.Imports.CountStates(c.UserContext(), s.actor(c))
	if err != nil {
		return err
	}
	page := templates.Overview{
		Title: "各单位的导入", Lead: "谁在什么时候送了什么，写进了多少行，退回了多少行。写错了的，可以整批撤回。", TabsBy: "按结果看", Tabs: importCuts(q, counts), Sift: importSift(q),
		Links: []templates.Link{{Text: "自己导入表格", To: importsList}},
	}
	args := importArgs(q, q.State)
	page.Paging = &templates.Paging{Where: "最近的在前"}
	if len(all) > pageRows {
		all = all[:pageRows]
		page.Paging.Next = "/admin/imports?" + args + "&before=" + itoa(all[pageRows-1].Import)
	}
	if q.Before > 0 {
		page.Paging.First = "/admin/imports?" + args
	}
	if page.Paging.First == "" && page.Paging.Next == "" {
		page.Paging = nil
	}
	if len(all) == 0 {
		page.Nothing = &templates.Nothing{What: "没有这样的导入", Next: "换一个条件，或者看全部。", All: templates.Link{Text: "看全部导入", To: "/admin/imports"}}
	} else {
		page.Sections = []templates.OverviewSection{{Title: "导入", Table: s.overviewTable(all)}}
	}
	return render(c, templates.OverviewPage(s.frame(c, page.Title), page))
}

// importArgs are the conditions of the list as an address has them, of a state.
func importArgs(q imports.HistoryQuery, state string) string {
	return "state=" + state + "&kind=" + urlEscape(q.Kind) + "&by=" + urlEscape(q.By)
}

func importCuts(q imports.HistoryQuery, counts map[string]int) []templates.Tab {
	total := 0
	for _, n := range counts {
		total += n
	}
	tabs := []templates.Tab{{Text: "全部", To: "/admin/imports?" + importArgs(q, ""), Count: thousands(total), Current: q.State == ""}}
	for _, state := range importStates {
		tabs = append(tabs, templates.Tab{Text: stateWords[state], To: "/admin/imports?" + importArgs(q, state), Count: thousands(counts[state]), Current: q.State == state})
	}
	return tabs
}

func importSift(q imports.HistoryQuery) *templates.Sift {
	kinds := []templates.Option{{Text: "全部"}}
	for _, k := range imports.KindsOf(db.Admin) {
		kinds = append(kinds, templates.Option{Text: k.Title, Value: k.Name})
	}
	states := []templates.Option{{Text: "全部"}}
	for _, state := range importStates {
		states = append(states, templates.Option{Text: stateWords[state], Value: state})
	}
	return &templates.Sift{
		To: "/admin/imports", Submit: "看这些导入", Set: q.Kind != "" || q.By != "",
		Fields: []templates.Field{
			{Given: templates.Given{Value: q.By}, Name: "by", Label: "哪个单位或账号", Fill: "off", Max: 60}, {Given: templates.Given{Value: q.Kind}, Type: "select", Name: "kind", Label: "哪一种", Options: kinds},
			{Given: templates.Given{Value: q.State}, Type: "select", Name: "state", Label: "结果", Options: states},
		},
	}
}

func (s *Server) overviewTable(all []imports.Past) *templates.Table {
	t := &templates.Table{Label: "导入", Heads: []templates.Head{
		{Text: "文件"}, {Text: "谁送的"}, {Text: "时间"}, {Text: "新增", Num: true}, {Text: "更新", Num: true}, {Text: "退回", Num: true}, {Text: "结果"}, {Text: "撤回"},
	}}
	for _, p := range all {
		file := templates.Cell{Text: namesOf(p), Small: pastKind(p) + "，第 " + itoa(p.Import) + " 号"}
		if p.Staged {
			file.To = importPath(p.Import)
		}
		from := templates.Cell{Text: p.From, Small: strings.Trim(p.Role.Title()+"，"+actorText(p.By), "，")}
		if from.Text == "" {
			from = templates.Cell{Text: actorText(p.By), Small: p.Role.Title()}
		}
		row := []templates.Cell{file, from, {Text: s.moment(p.SentAt)}, {}, {}, {}, {Badge: pastBadge(p)}, {}}
		if p.State == "done" || p.State == "undone" {
			row[3], row[4], row[5] = templates.Cell{Text: thousands(p.Created)}, templates.Cell{Text: thousands(p.Updated)}, templates.Cell{Text: thousands(p.Rejected)}
		}
		if p.State == "done" && !p.DryRun {
			row[7] = templates.Cell{Text: "整批撤回", To: importPath(p.Import) + "/undo"}
		}
		if p.Failure != nil {
			row[6].Small = p.Failure.Message
		}
		t.Rows = append(t.Rows, row)
	}
	return t
}
