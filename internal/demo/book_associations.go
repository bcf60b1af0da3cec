package demo

import (
	"slices"
	"strings"
)

// fillAssociations writes the county's list of associations.
func (c *county) fillAssociations(w *writing) error {
	joint := 0
	for _, a := range c.associations {
		joint += btoi(a.joint())
	}
	return form[*association]{
		sheet: "协会名册", title: "兴县务工协会名册（演示数据）",
		above:   []any{"填报单位：兴县人社局", nil, nil, nil, nil, nil, "单位：个"},
		columns: c.associationColumns(), rows: c.associations,
		below: [][]any{{"合计", nil, len(c.associations)}, {"制表人：　　　　审核人："}},
	}.write(w)
}

func (c *county) associationColumns() []column[*association] {
	return []column[*association]{
		{titles: "序号", width: 6, cell: func(_ *writing, a *association) any { return slices.Index(c.associations, a) + 1 }},
		{titles: "乡镇", width: 12, cell: func(_ *writing, a *association) any { return a.township.name }},
		{titles: "协会名称", width: 24, cell: func(_ *writing, a *association) any { return a.name }},
		{titles: "组建方式", width: 10, cell: func(_ *writing, a *association) any { return map[bool]any{true: "合建", false: "单建"}[a.joint()] }},
		{titles: "覆盖行政村", width: 32, cell: func(w *writing, a *association) any { return w.list(a.villages) }},
		{titles: "负责人", width: 10, cell: func(_ *writing, a *association) any { return a.leader }},
		{titles: "联系电话", width: 14, text: true, cell: func(_ *writing, a *association) any { return a.phone }},
		{titles: "成立时间", width: 13, cell: func(w *writing, a *association) any { return w.day(a.founded) }},
	}
}

// list names villages with one or another sign between them.
func (w *writing) list(villages []*village) any {
	names := make([]string, len(villages))
	for i, v := range villages {
		names[i] = v.name
	}
	return strings.Join(names, pick(w.draw, []string{"，", "、", "、"}))
}
