package demo

// fillVisits writes the visits, a sheet for each station.
func (c *county) fillVisits(w *writing) error {
	for i, rows := range c.visits {
		if len(rows) == 0 {
			continue
		}
		err := form[visited]{
			sheet: stations[i].name, title: "兴县2019年务工人员回访记录：" + stations[i].name + "（演示数据）",
			above:   []any{"填报单位：" + stations[i].name, nil, nil, "填报日期：2019年12月31日"},
			columns: visitColumns(), rows: rows, below: [][]any{{"合计", len(rows)}},
		}.write(w)
		if err != nil {
			return err
		}
	}
	return nil
}

func visitColumns() []column[visited] {
	number := 0
	return []column[visited]{
		{titles: "序号", width: 6, cell: func(*writing, visited) any { number++; return number }},
		{titles: "姓名", width: 9, cell: func(_ *writing, v visited) any { return v.name }},
		{titles: "身份证号码", width: 21, text: true, cell: func(_ *writing, v visited) any { return v.id }},
		{titles: "用工单位", width: 26, cell: func(_ *writing, v visited) any { return v.work.employer }},
		{titles: "回访日期", width: 12, cell: func(w *writing, v visited) any { return w.wholeDay(v.on) }},
		{titles: "回访方式", width: 9, cell: func(_ *writing, v visited) any { return v.way }},
		{titles: "是否在岗", width: 9, cell: func(_ *writing, v visited) any { return v.in }},
		{titles: "月工资（元）", width: 11, cell: func(w *writing, v visited) any { return w.wage(v.low, v.high) }},
		{titles: "工资是否按时发放", width: 9, cell: func(_ *writing, v visited) any { return text(v.paid) }},
		{titles: "问题类别", width: 10, cell: func(_ *writing, v visited) any { return text(v.issue) }},
		{titles: "问题描述", width: 24, cell: func(_ *writing, v visited) any { return text(v.said) }},
		{titles: "回访人", width: 9, cell: func(_ *writing, v visited) any { return v.by }},
	}
}
