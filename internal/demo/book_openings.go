package demo

import "fmt"

// openingRow is one opening on its sheet.
type openingRow struct {
	number int
	opening
}

// fillOpenings writes the openings, a sheet for each region.
func (c *county) fillOpenings(w *writing) error {
	for _, r := range regions {
		f := form[openingRow]{
			sheet: r.title + "岗位", title: r.title + "企业岗位需求表（演示数据）",
			above:   []any{"信息来源：用工企业（均为虚构）", nil, nil, nil, nil, nil, nil, nil, nil, nil, nil, "单位：人、元/月"},
			columns: openingColumns(),
		}
		posts := 0
		for _, o := range c.openings {
			if o.enterprise.region == r.code {
				f.rows = append(f.rows, openingRow{len(f.rows) + 1, o})
				posts += o.headcount
			}
		}
		if len(f.rows) == 0 {
			continue
		}
		f.below = [][]any{{"合计", nil, nil, nil, nil, nil, posts}, {fmt.Sprintf("制表人：　　　　共 %d 个岗位", len(f.rows))}}
		if err := f.write(w); err != nil {
			return err
		}
	}
	return nil
}

func openingColumns() []column[openingRow] {
	return []column[openingRow]{
		{titles: "序号", width: 6, cell: func(_ *writing, o openingRow) any { return o.number }},
		{titles: "企业名称", width: 38, cell: func(_ *writing, o openingRow) any { return o.enterprise.name }},
		{titles: "统一社会信用代码", width: 22, text: true, cell: func(_ *writing, o openingRow) any { return o.enterprise.uscc }},
		{titles: "联系人", width: 10, cell: func(_ *writing, o openingRow) any { return o.contact }},
		{titles: "联系电话", width: 14, text: true, cell: func(w *writing, o openingRow) any { return w.phone(o.phone) }},
		{titles: "岗位名称", width: 20, cell: func(_ *writing, o openingRow) any { return o.title }},
		{titles: "需求人数", width: 8, cell: func(w *writing, o openingRow) any { return w.headcount(o.headcount) }},
		{titles: "用工形式", width: 9, cell: func(_ *writing, o openingRow) any { return o.form }},
		{titles: "年龄要求", width: 12, cell: func(_ *writing, o openingRow) any { return o.age }},
		{titles: "学历要求", width: 12, cell: func(_ *writing, o openingRow) any { return o.education }},
		{titles: "证书要求", width: 22, cell: func(_ *writing, o openingRow) any { return text(o.certificate) }},
		{titles: "月薪（元）", width: 16, cell: func(_ *writing, o openingRow) any { return o.wage }},
		{titles: "食宿", width: 10, cell: func(_ *writing, o openingRow) any { return o.board }},
		{titles: "工作地点", width: 28, cell: func(_ *writing, o openingRow) any { return o.place }},
		{titles: "工作内容", width: 42, cell: func(_ *writing, o openingRow) any { return o.duty }},
		{titles: "发布日期", width: 12, cell: func(w *writing, o openingRow) any { return w.wholeDay(o.from) }},
		{titles: "有效期至", width: 12, cell: func(w *writing, o openingRow) any { return w.wholeDay(o.until) }},
		{titles: "特殊技能岗位", width: 8, cell: func(_ *writing, o openingRow) any { return text(o.special) }},
	}
}

// headcount is a number, now and then with its unit.
func (w *writing) headcount(n int) any {
	if w.in(60) {
		return fmt.Sprintf("%d人", n)
	}
	return n
}
