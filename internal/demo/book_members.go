package demo

import "fmt"

// memberRow is one member on a roster.
type memberRow struct {
	number int
	*person
}

// memberBooks are the townships' rosters of their members, a file each.
func (c *county) memberBooks() []book {
	var out []book
	for i, t := range c.townships {
		if len(t.villages) == 0 {
			continue
		}
		out = append(out, book{
			kind: "members", file: fmt.Sprintf("04-会员花名册-%s.xlsx", t.name), style: i,
			fill: func(w *writing) error { return c.fillMembers(w, t) },
		})
	}
	return out
}

// fillMembers writes a township's roster: on one sheet, or in some townships
// on a sheet for each association.
func (c *county) fillMembers(w *writing, t *township) error {
	if w.style%6 != 3 && w.style%6 != 4 {
		var villages []*village
		villages = append(villages, t.villages...)
		return rosterForm(w, t, "花名册", fmt.Sprintf("%s2019年务工协会会员花名册（演示数据）", t.written), villages).write(w)
	}
	for _, a := range c.associations {
		if a.township != t {
			continue
		}
		title := fmt.Sprintf("%s%s会员花名册（演示数据）", t.written, a.name)
		if err := rosterForm(w, t, a.name, title, a.villages).write(w); err != nil {
			return err
		}
	}
	return nil
}

func rosterForm(w *writing, t *township, sheet, title string, villages []*village) form[memberRow] {
	f := form[memberRow]{
		sheet: sheet, title: title, columns: memberColumns(), groups: true,
		above: []any{"填报单位：" + t.written + "人民政府", nil, nil, nil, nil, nil, "填报日期：2019年12月31日", nil, nil, nil, nil, "单位：人、元/月"},
	}
	for _, v := range villages {
		for _, p := range v.members {
			f.rows = append(f.rows, memberRow{len(f.rows) + 1, p})
		}
	}
	if w.style%6 == 1 {
		f.again = 400
	}
	f.below = [][]any{{"合计", nil, nil, nil, len(f.rows)}, {"制表人：" + t.leader() + "　　审核人：　　　　联系电话："}}
	return f
}

// leader is who signs for a township.
func (t *township) leader() string { return t.villages[0].association.leader }

// memberColumns are the columns of a roster: 24, six of them under a heading
// of their own.
func memberColumns() []column[memberRow] {
	return []column[memberRow]{
		{titles: "序号", width: 6, cell: func(_ *writing, m memberRow) any { return m.number }},
		{titles: "乡镇|所属乡镇|乡（镇）", width: 11, cell: func(_ *writing, m memberRow) any { return m.village.township.written }},
		{titles: "行政村|村委|行政村|所在村", width: 13, cell: func(w *writing, m memberRow) any { return w.village(m.village) }},
		{titles: "务工协会|所属协会|协会名称", width: 20, cell: func(_ *writing, m memberRow) any { return m.village.association.name }},
		{titles: "姓名|会员姓名|姓 名", width: 9, cell: func(w *writing, m memberRow) any { return w.name(m.name) }},
		{titles: "性别", width: 5, cell: func(_ *writing, m memberRow) any { return m.sex() }},
		{titles: "年龄|年龄（周岁）", width: 6, cell: func(_ *writing, m memberRow) any { return m.age() }},
		{titles: "身份证号码|身份证号|公民身份号码|证件号码", width: 21, text: true, cell: func(w *writing, m memberRow) any { return w.id(m.id) }},
		{titles: "民族", width: 7, cell: func(_ *writing, m memberRow) any { return m.ethnicity }},
		{titles: "文化程度|学历|受教育程度", width: 11, cell: func(_ *writing, m memberRow) any { return m.education }},
		{titles: "联系电话|手机号|本人电话|手机号码", width: 14, text: true, cell: func(w *writing, m memberRow) any { return w.phone(m.phone) }},
		{titles: "户编号|户号", width: 12, text: true, cell: func(_ *writing, m memberRow) any { return m.householdNumber() }},
		{titles: "家庭类别|户类型|家庭类型|户属性", width: 15, cell: func(w *writing, m memberRow) any { return w.kind(m.kind) }},
		{titles: "是否易地搬迁|易地搬迁|是否易地扶贫搬迁", width: 8, cell: func(w *writing, m memberRow) any { return w.yes(m.household != nil) }},
		{titles: "从业状态|就业状态|务工状态", width: 10, cell: func(_ *writing, m memberRow) any { return m.status() }},
		{group: "务工情况", titles: "务工地点|务工所在地|就业地点", width: 24, cell: func(_ *writing, m memberRow) any { return m.work.place }},
		{group: "务工情况", titles: "务工单位|务工企业名称|就业单位|用工单位", width: 24, cell: func(_ *writing, m memberRow) any { return m.work.employer }},
		{group: "务工情况", titles: "工种|从事工种|就业工种", width: 13, cell: func(_ *writing, m memberRow) any { return m.work.trade }},
		{group: "务工情况", titles: "月工资（元）|月收入（元）|月工资", width: 11, cell: func(w *writing, m memberRow) any { return w.wage(m.work.low, m.work.high) }},
		{group: "务工情况", titles: "外出时间|务工时间|开始时间", width: 12, cell: func(w *writing, m memberRow) any { return w.day(m.work.started) }},
		{group: "务工情况", titles: "就业渠道|组织方式|转移就业方式", width: 11, cell: func(_ *writing, m memberRow) any { return m.work.channel }},
		{titles: "技能特长|技能|特长", width: 9, cell: func(_ *writing, m memberRow) any { return text(m.skill) }},
		{titles: "入会时间|参会时间", width: 12, cell: func(w *writing, m memberRow) any { return w.day(m.joined) }},
		{titles: "备注", width: 10, cell: func(*writing, memberRow) any { return nil }},
	}
}

// householdNumber is given for the households of the register alone.
func (p *person) householdNumber() any {
	if p.household == nil {
		return nil
	}
	return p.household.number
}

func (p *person) status() string {
	if p.work.away {
		return "外出务工"
	}
	return "县内务工"
}
