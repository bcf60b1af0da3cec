package demo

import "slices"

// fillEnterprises writes the list of enterprises, with the agreements of those
// that have one.
func (c *county) fillEnterprises(w *writing) error {
	return form[*enterprise]{
		sheet: "企业名册", title: "劳务协作企业名册（演示数据）",
		above:   []any{"填报单位：兴县人社局", nil, nil, nil, nil, nil, nil, "企业均为虚构"},
		columns: c.enterpriseColumns(), rows: c.enterprises,
		below: [][]any{{"合计", len(c.enterprises)}},
	}.write(w)
}

func (c *county) enterpriseColumns() []column[*enterprise] {
	return []column[*enterprise]{
		{titles: "序号", width: 6, cell: func(_ *writing, e *enterprise) any { return slices.Index(c.enterprises, e) + 1 }},
		{titles: "企业名称", width: 40, cell: func(_ *writing, e *enterprise) any { return e.name }},
		{titles: "统一社会信用代码", width: 22, text: true, cell: func(_ *writing, e *enterprise) any { return e.uscc }},
		{titles: "所属行业", width: 20, cell: func(_ *writing, e *enterprise) any { return e.business }},
		{titles: "所在地", width: 24, cell: func(_ *writing, e *enterprise) any { return e.place }},
		{titles: "联系人", width: 10, cell: func(_ *writing, e *enterprise) any { return e.contact }},
		{titles: "联系电话", width: 14, text: true, cell: func(w *writing, e *enterprise) any { return w.phone(e.phone) }},
		{titles: "用工协议起始日期", width: 14, cell: func(w *writing, e *enterprise) any { return w.wholeDay(e.starts) }},
		{titles: "用工协议终止日期", width: 14, cell: func(*writing, *enterprise) any { return nil }},
		{titles: "长期用工本地比例", width: 10, cell: func(w *writing, e *enterprise) any { return w.share(e, "60%", 60, 0.6) }},
		{titles: "临时用工本地比例", width: 10, cell: func(w *writing, e *enterprise) any { return w.share(e, "100%", 100) }},
	}
}

// share is a share of an agreement in one of the ways to write it.
func (w *writing) share(e *enterprise, ways ...any) any {
	if e.starts.IsZero() {
		return nil
	}
	return pick(w.draw, ways)
}
