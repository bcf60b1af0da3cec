package web

import (
	"slices"
	"strings"
	"time"

	"github.com/gofiber/fiber/v2"

	"laowu/internal/report"
	"laowu/internal/web/templates"
	"laowu/training"
)

// tableFile leads to the same table as a workbook.
func tableFile(chart string, asOf time.Time) templates.Link {
	return templates.Link{Text: "下载表格 .xlsx", To: "/county/" + chart + "/file?as_of=" + asOf.Format(time.DateOnly)}
}

// flowPanel is where members went.
func flowPanel(o report.Overview, asOf time.Time) templates.Panel {
	f := o.Flow
	p := templates.Panel{Key: "flow", Title: "从哪里来，到哪里去", Note: thousands(f.Members) + " 名参会农民，按务工地点"}
	if f.Members == 0 {
		p.Empty = "这一天还没有会员。导入花名册以后，去向就画在这里。"
		return p
	}
	var says []string
	for _, d := range f.Destinations {
		says = append(says, d.Name+" "+thousands(d.People)+" 人")
	}
	goes := f.Goes()
	p.Drawn = &templates.Drawn{
		Kind: "flow", Unit: "人", Says: "各乡镇会员去了哪里：" + strings.Join(says, "，"), Table: gridTable(goes, 1, len(goes.Heads)-1, false), Fold: "看各乡镇的表", Wide: true, File: tableFile("flow", asOf),
	}
	p.Table, p.Said = paidTable(f.ByDestination(), true), f.Said()
	p.Small = "县外县内按务工记录，去哪里按地点的行政区划。工资只算有记录的人，写成范围的取中间。"
	return p
}

// paidTable is a grid whose last columns are a wage, its middle and of how many:
// the last stands under the wage, so that a phone has room. The wages are drawn
// where dots tell no colours.
func paidTable(g report.Grid, dots bool) *templates.Table {
	n := len(g.Heads) - 1
	first, last := n-2, n
	if dots {
		first, last = 0, 0
	}
	t := gridTable(g, first, last, dots)
	cut := func(row []templates.Cell) []templates.Cell {
		if row[n-2].Text != "" {
			row[n-2].Small = row[n].Text + " 人"
		}
		return row[:n]
	}
	for i, row := range t.Rows {
		t.Rows[i] = cut(row)
	}
	if len(t.Foot) > 0 {
		t.Foot = cut(t.Foot)
	}
	t.Heads, t.Keep = t.Heads[:n], true
	return &t
}

// wagePanel is what is earned, by destination and by trade.
func wagePanel(o report.Overview, asOf time.Time) templates.Panel {
	p := templates.Panel{Key: "wages", Title: "工资", Note: "每月，元；有记录的 " + thousands(o.Flow.Pay.N) + " 人"}
	byTrade := o.Flow.ByTrade()
	if len(byTrade.Rows) == 0 {
		p.Empty = "有工资记录的人太少，还看不出来。"
		return p
	}
	first := byTrade.Rows[0]
	p.Drawn = &templates.Drawn{
		Kind: "bars", Unit: "元", Says: "人数最多的工种是" + first[0].(string) + "，平均每月 " + thousands(first[1].(int)) + " 元", //nolint:forcetypeassert // the grid's first columns
		Table: *paidTable(byTrade, false), Side: true, Fold: "看各工种的表", File: tableFile("wages", asOf),
	}
	p.Small = "人数最多的 " + thousands(len(byTrade.Rows)) + " 个工种，按表上写的叫法；不足 " + thousands(report.TradeLeast) + " 人的不列。按去向的工资在上面的表里。"
	return p
}

// quotaPanel is how the agreements were held over time, and which need care.
func quotaPanel(o report.Overview, asOf time.Time) templates.Panel {
	last := o.Months[len(o.Months)-1]
	p := templates.Panel{Key: "quotas", Title: "用工协议", Note: thousands(last.Met+last.Near+last.Missed) + " 家企业有协议", Half: true, Links: []templates.Link{{Text: "看全部协议", To: "/reports/quotas?as_of=" + asOf.Format(time.DateOnly)}}}
	if len(o.Quotas.Enterprises) == 0 {
		p.Empty = "这一天没有在执行的用工协议。"
		return p
	}
	p.Drawn = &templates.Drawn{
		Kind: "stack", Unit: "家", Says: "现在达标 " + thousands(last.Met) + " 家，临近底线 " + thousands(last.Near) + " 家，不达标 " + thousands(last.Missed) + " 家",
		Table: asTable(gridTable(o.Held(), 1, 4, false)), Fold: "看各月的表", File: tableFile("quotas", asOf),
	}
	p.Table = careTable(o.Quotas, asOf)
	p.Small = "一家企业的长期工和临时工里有一项不达标，就算不达标。封存的月份按封存时的数。"
	if len(o.Months) == 1 {
		p.Small += "还没有封存过的月份。"
	}
	return p
}

// careTable are the enterprises that miss their agreement or are near to it; nil
// where there are none.
func careTable(q report.Quotas, asOf time.Time) *templates.Table {
	t := &templates.Table{Label: "要留意的", Heads: []templates.Head{{Text: "企业"}, {Text: "本县人", Num: true}, {Text: "占比"}, {Text: "状态"}}}
	for _, l := range quotaLines(q) {
		if l.rank() > 1 {
			break
		}
		cells := l.cells(asOf)
		cells[0].To = enterprisePath(l.enterprise.ID)
		t.Rows = append(t.Rows, cells[:4])
	}
	if t.Rows == nil {
		return nil
	}
	return t
}

// trainingPanel is how far trainees of a programme came.
func trainingPanel(c *fiber.Ctx, o report.Overview, asOf time.Time) templates.Panel {
	p := templates.Panel{Key: "training", Title: "培训以后", Note: "截至这一天，一人在一个项目里数一次", Half: true, By: "按项目看", Links: []templates.Link{{Text: "看每个班的", To: "/training/outcomes?on=" + asOf.Format(time.DateOnly)}}}
	if len(o.Training) == 0 {
		p.Empty = "这一天以前没有培训记录。"
		return p
	}
	picked := c.Query("training")
	at := max(slices.IndexFunc(o.Training, func(t training.Outcome) bool { return t.Programme == picked }), 0)
	for i, t := range o.Training {
		p.Tabs = append(p.Tabs, templates.Tab{Text: t.Programme, To: "/county?as_of=" + asOf.Format(time.DateOnly) + "&training=" + urlEscape(t.Programme) + "#training", Current: i == at})
	}
	one := o.Training[at]
	p.Drawn = &templates.Drawn{
		Kind: "steps", Unit: "人", Says: one.Programme + "：报名 " + thousands(one.Enrolled) + " 人，结业 " + thousands(one.Completed) + "，拿证 " + thousands(one.Certified) + "，找到活 " + thousands(one.Placed) + "，干满 90 天 " + thousands(one.Stayed),
		Table: asTable(gridTable(report.Steps(one), 1, 2, false)), Fold: "看每一步的表", File: tableFile("training", asOf),
	}
	all := gridTable(o.Trained(), 0, 0, false)
	for i := range all.Rows {
		all.Rows[i] = slices.Concat(all.Rows[i][:2], all.Rows[i][3:5])
	}
	all.Heads, all.Keep = slices.Concat(all.Heads[:2], all.Heads[3:5]), true
	p.Table = &all
	return p
}

// homesPanel is the relocated households in which nobody works, by township.
func homesPanel(o report.Overview, asOf time.Time) templates.Panel {
	list := "/reports/households?as_of=" + asOf.Format(time.DateOnly)
	p := templates.Panel{Key: "homes", Title: "还没有人就业的搬迁户", Note: "要保障的 " + thousands(o.Homes.Able) + " 户，已有人就业 " + thousands(o.Homes.Covered) + " 户", Links: []templates.Link{{Text: "看逐户的名单", To: list}}}
	waits := o.Waits()
	if len(waits.Rows) == 0 {
		p.Empty = "没有。要保障的搬迁贫困户，每户都有人在岗。"
		return p
	}
	p.Drawn = &templates.Drawn{
		Kind: "bars", Unit: "户", Says: "一共 " + thousands(len(o.Homes.Uncovered)) + " 户，其中过了期限 " + thousands(o.Homes.Overdue()) + " 户",
		Table: asTable(gridTable(waits, 1, 3, false)), Side: true, Fold: "看各乡镇的表", File: tableFile("homes", asOf),
	}
	return p
}
