package report

import (
	"fmt"

	"laowu/training"
)

// Goes is where townships' members went: a row a township, a column a
// destination, with the sums.
func (f *Flow) Goes() Grid {
	g := Grid{Title: "各乡镇去向", Heads: []string{"乡镇"}, Foot: []any{"全县"}}
	for _, d := range f.Destinations {
		g.Heads, g.Foot = append(g.Heads, d.Name), append(g.Foot, d.People)
	}
	g.Heads, g.Foot = append(g.Heads, "合计"), append(g.Foot, f.Members)
	for _, t := range f.Townships {
		row := []any{t.Name}
		for _, n := range t.To {
			row = append(row, n)
		}
		g.Rows = append(g.Rows, append(row, t.People))
	}
	return g
}

// ByDestination is how many went where and what they earn.
func (f *Flow) ByDestination() Grid {
	g := Grid{Title: "去向和工资", Heads: []string{"去向", "人数", "月工资", "中位数", "有工资的"}}
	for _, d := range f.Destinations {
		g.Rows = append(g.Rows, append([]any{d.Name, d.People}, d.Pay.cells()...))
	}
	g.Foot = append([]any{"全县", f.Members}, f.Pay.cells()...)
	return g
}

// shownTrades is how many trades are shown.
const shownTrades = 15

// ByTrade is what the commonest trades pay.
func (f *Flow) ByTrade() Grid {
	g := Grid{Title: "工种和工资", Heads: []string{"工种", "月工资", "中位数", "有工资的"}}
	for _, t := range f.Trades[:min(len(f.Trades), shownTrades)] {
		g.Rows = append(g.Rows, append([]any{t.Trade}, t.Pay.cells()...))
	}
	return g
}

// cells are mean, middle and how many; nothing where nobody's wage is on record.
func (p Pay) cells() []any {
	if p.N == 0 {
		return []any{nil, nil, 0}
	}
	return []any{int(p.Mean), int(p.Median), p.N}
}

// Held is how the agreements were held, month by month.
func (o *Overview) Held() Grid {
	g := Grid{Title: "用工协议按月", Heads: []string{"月份", "达标", "临近底线", "不达标"}}
	for _, m := range o.Months {
		name := fmt.Sprintf("%d 年 %d 月", m.Month.Year(), m.Month.Month())
		if !m.Frozen {
			name = "现在"
		}
		g.Rows = append(g.Rows, []any{name, m.Met, m.Near, m.Missed})
	}
	return g
}

// Steps is how far trainees came, of a programme; each step with what it is a
// part of.
func Steps(t training.Outcome) Grid {
	return Grid{Title: t.Programme, Heads: []string{"走到哪一步", "人数", "占哪些人", "占比"}, Rows: [][]any{
		{"报名", t.Enrolled, nil, nil}, {"结业合格", t.Completed, of("报名", t.Enrolled), Part(t.Completed, t.Enrolled)},
		{"拿到证书", t.Certified, of("结业", t.Completed), Part(t.Certified, t.Completed)}, {"找到活", t.Placed, of("结业", t.Completed), Part(t.Placed, t.Completed)},
		{"干满 90 天", t.Stayed, of("开始满 90 天的", t.Ripe), Part(t.Stayed, t.Ripe)},
	}}
}

func of(whom string, n int) string { return fmt.Sprintf("%s %d 人", whom, n) }

// Trained is all programmes beside each other.
func (o *Overview) Trained() Grid {
	g := Grid{Title: "各个项目", Heads: []string{"项目", "报名", "结业", "持证", "找到活", "满90天"}}
	for _, t := range o.Training {
		g.Rows = append(g.Rows, []any{t.Programme, t.Enrolled, t.Completed, t.Certified, t.Placed, t.Stayed})
	}
	return g
}

// Waits is the households in which nobody works, by township.
func (o *Overview) Waits() Grid {
	g := Grid{Title: "还没有人就业的搬迁户", Heads: []string{"乡镇", "户数", "过期", "最早从"}}
	for _, t := range o.Idle {
		name := t.Name
		if name == "" {
			name = "没写是哪个乡镇"
		}
		g.Rows = append(g.Rows, []any{name, t.Homes, t.Late, t.Since})
	}
	return g
}
