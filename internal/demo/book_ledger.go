package demo

import "time"

// fillLedger writes the ledger of placements, a sheet for each sort.
func (c *county) fillLedger(w *writing) error {
	for _, name := range []string{sheetBrands, sheetWorkshops, sheetWelfare, sheetForestry} {
		if len(c.ledger[name]) == 0 {
			continue
		}
		err := form[placed]{
			sheet: name, title: "兴县2019年就业台账：" + name + "（演示数据）",
			above:   []any{"填报单位：兴县人社局", nil, nil, "填报日期：2019年12月31日"},
			columns: ledgerColumns(), rows: c.ledger[name], below: [][]any{{"合计", len(c.ledger[name])}},
		}.write(w)
		if err != nil {
			return err
		}
	}
	return nil
}

func ledgerColumns() []column[placed] {
	number := 0
	return []column[placed]{
		{titles: "序号", width: 6, cell: func(*writing, placed) any { number++; return number }},
		{titles: "姓名", width: 9, cell: func(_ *writing, p placed) any { return p.name }},
		{titles: "身份证号码", width: 21, text: true, cell: func(_ *writing, p placed) any { return p.id }},
		{titles: "乡镇", width: 11, cell: func(_ *writing, p placed) any { return p.village.township.written }},
		{titles: "务工协会", width: 20, cell: func(_ *writing, p placed) any { return p.village.association.name }},
		{titles: "用工单位", width: 26, cell: func(_ *writing, p placed) any { return p.employer }},
		{titles: "岗位", width: 16, cell: func(_ *writing, p placed) any { return p.trade }},
		{titles: "就业渠道", width: 14, cell: func(_ *writing, p placed) any { return p.channel }},
		{titles: "劳务品牌", width: 14, cell: func(_ *writing, p placed) any { return text(p.brand) }},
		{titles: "上岗时间", width: 12, cell: func(w *writing, p placed) any { return w.wholeDay(p.started) }},
		{titles: "离岗时间", width: 12, cell: func(w *writing, p placed) any { return w.wholeDay(p.ended) }},
		{titles: "离岗原因", width: 10, cell: func(_ *writing, p placed) any { return over(p.ended) }},
		{titles: "聘期至", width: 12, cell: func(w *writing, p placed) any { return w.wholeDay(p.term) }},
		{titles: "月工资（元）", width: 11, cell: func(w *writing, p placed) any { return w.wage(p.low, p.high) }},
	}
}

func over(ended time.Time) any {
	if ended.IsZero() {
		return nil
	}
	return "季节性用工期满"
}

// fillStaff writes the staff lists of the enterprises with an agreement, a
// sheet for each.
func (c *county) fillStaff(w *writing) error {
	for _, e := range c.enterprises {
		var rows []hired
		for _, h := range c.staff {
			if h.firm == e {
				rows = append(rows, h)
			}
		}
		if len(rows) == 0 {
			continue
		}
		err := form[hired]{
			sheet: e.name, title: e.name + "用工名册（演示数据）", above: []any{"填报日期：2019年12月31日"},
			columns: staffColumns(), rows: rows, below: [][]any{{"合计", len(rows)}},
		}.write(w)
		if err != nil {
			return err
		}
	}
	return nil
}

func staffColumns() []column[hired] {
	number := 0
	return []column[hired]{
		{titles: "序号", width: 6, cell: func(*writing, hired) any { number++; return number }},
		{titles: "企业名称", width: 30, cell: func(_ *writing, h hired) any { return h.firm.name }},
		{titles: "统一社会信用代码", width: 22, text: true, cell: func(_ *writing, h hired) any { return h.firm.uscc }},
		{titles: "姓名", width: 9, cell: func(_ *writing, h hired) any { return h.name }},
		{titles: "身份证号", width: 21, text: true, cell: func(_ *writing, h hired) any { return h.id }},
		{titles: "户籍所在地", width: 22, cell: func(_ *writing, h hired) any { return h.register }},
		{titles: "岗位", width: 14, cell: func(_ *writing, h hired) any { return h.trade }},
		{titles: "用工形式", width: 9, cell: func(_ *writing, h hired) any { return h.form }},
		{titles: "特殊技能岗位", width: 8, cell: func(_ *writing, h hired) any { return text(h.special) }},
		{titles: "入职时间", width: 12, cell: func(w *writing, h hired) any { return w.wholeDay(h.started) }},
		{titles: "月工资", width: 10, cell: func(w *writing, h hired) any { return w.wage(h.low, h.high) }},
	}
}
