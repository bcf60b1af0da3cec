package web

import (
	"errors"

	"github.com/gofiber/fiber/v2"

	"laowu/imports"
	"laowu/internal/db"
	"laowu/internal/roster"
	"laowu/internal/web/templates"
	"laowu/matching"
)

// retentionShow is how long records are kept, what the timers did, and, where it
// is asked for, what would go now: counting looks at everybody and takes a while.
func (s *Server) retentionShow(c *fiber.Ctx) error {
	var rule roster.RetentionRule
	var runs []roster.RetentionRun
	var now *roster.RetentionRun
	var all int
	from := int(atoi(c.Query("from")))
	err := s.DB.ReadTx(c.UserContext(), s.actor(c), func(tx *db.Tx) (err error) {
		if rule, err = roster.FindRetentionRule(c.UserContext(), tx); err != nil && !errors.Is(err, roster.ErrNoRule) {
			return err
		}
		if runs, all, err = roster.RetentionRuns(c.UserContext(), tx, from, pageRows); err != nil {
			return err
		}
		if c.Query("count") == "now" && rule.Source != "" {
			now, err = dueNow(c, tx)
		}
		return err
	})
	if err != nil {
		return err
	}
	page := templates.Overview{
		Title: "到期清理", TabsBy: "看哪一页", Tabs: adminTabs(c), Lead: "很久没有动静的人先预告再清除；文件到期删除。服务每天看一次。有户、有会、有活、有案的人不会列进来。",
		Sections: []templates.OverviewSection{retentionRuleSection(rule), s.dueSection(now), {Title: "做过的", Note: "只记数目，不记是谁", Table: s.runTable(runs), Empty: "还没有做过。服务启动以后会做第一次。"}},
		Paging:   pagesFrom("/admin/retention?from=", "次", all, from, pageRows),
	}
	if len(runs) > 0 {
		page.Figures = runFigures("上一次", runs[0])
	} else {
		page.Sections[2].Table = nil
	}
	return render(c, templates.OverviewPage(s.frame(c, page.Title), page))
}

// dueNow counts what a run would do.
func dueNow(c *fiber.Ctx, tx *db.Tx) (*roster.RetentionRun, error) {
	plan, err := roster.Retain(c.UserContext(), tx, false)
	if err != nil {
		return nil, err
	}
	files, err := imports.ForgetFiles(c.UserContext(), tx, false)
	if err != nil {
		return nil, err
	}
	exports, err := imports.ForgetExports(c.UserContext(), tx, false)
	if err != nil {
		return nil, err
	}
	asked, err := matching.ForgetQuestions(c.UserContext(), tx, false)
	if err != nil {
		return nil, err
	}
	return &roster.RetentionRun{At: tx.Now, Announced: len(plan.Announce), Kept: len(plan.Keep), Erased: len(plan.Erase), Files: len(files), Exports: len(exports), Questions: int(asked)}, nil
}

func retentionRuleSection(r roster.RetentionRule) templates.OverviewSection {
	section := templates.OverviewSection{Title: "现在的规定", Links: []templates.Link{{Text: "改规定", To: "/rules/retention_rule"}}}
	if r.Source == "" {
		section.Empty = roster.ErrNoRule.Error() + "。"
		return section
	}
	section.Note = "从 " + r.ValidFrom.Format("2006-01-02") + " 起"
	section.Facts = []templates.Fact{
		{Label: "预告", Text: thousands(r.IdleMonths) + " 个月没有动静"}, {Label: "清除", Text: "预告以后 " + thousands(r.NoticeDays) + " 天"},
		{Label: "导入的", Text: "文件保存 " + thousands(r.FileDays) + " 天"}, {Label: "导出的", Text: "文件保存 " + thousands(r.ExportDays) + " 天"}, {Label: "依据", Text: r.Source},
	}
	return section
}

func (s *Server) dueSection(now *roster.RetentionRun) templates.OverviewSection {
	section := templates.OverviewSection{Title: "现在会清掉多少", Empty: "数一数要看全县的人，等一两秒。只数，什么也不清。", Links: []templates.Link{{Text: "现在数一数", To: "/admin/retention?count=now"}}}
	if now == nil {
		return section
	}
	section.Note = "只数了数，什么也没有清"
	for _, f := range runFigures("", *now) {
		section.Facts = append(section.Facts, templates.Fact{Label: f.Label, Text: f.Value + " " + f.Unit})
	}
	return section
}

// runFigures are what a run did or would do.
func runFigures(note string, r roster.RetentionRun) []templates.Figure {
	if note != "" && !r.Done {
		note += "只数了数"
	}
	return []templates.Figure{
		figure("预告清除", r.Announced, "人", note, ""), figure("撤回预告", r.Kept, "人", note, ""), figure("清除", r.Erased, "人", note, ""),
		figure("导入文件", r.Files, "次", note, ""), figure("导出文件", r.Exports, "个", note, ""), figure("搜过的词", r.Questions, "条", note, ""),
	}
}

func (s *Server) runTable(runs []roster.RetentionRun) *templates.Table {
	t := &templates.Table{Label: "做过的清理", Heads: []templates.Head{
		{Text: "时间"}, {Text: "做没做"}, {Text: "预告", Num: true}, {Text: "撤回", Num: true}, {Text: "清除", Num: true}, {Text: "导入的", Num: true}, {Text: "导出的", Num: true}, {Text: "词", Num: true},
	}}
	for _, r := range runs {
		state := templates.Badge{Text: "只数了数"}
		if r.Done {
			state = templates.Badge{Text: "清了", Kind: "ok"}
		}
		row := []templates.Cell{{Text: s.moment(r.At), Small: actorText(r.By)}, {Badge: state}}
		for _, n := range []int{r.Announced, r.Kept, r.Erased, r.Files, r.Exports, r.Questions} {
			row = append(row, templates.Cell{Text: thousands(n)})
		}
		t.Rows = append(t.Rows, row)
	}
	return t
}
