package demo

import (
	"fmt"
	"slices"
)

// pupilRow is one trainee on an institution's list.
type pupilRow struct {
	number int
	*course
	pupil
}

// courseBooks are the programmes' lists of their classes, a file each.
func (c *county) courseBooks() []book {
	var out []book
	for i, course := range c.courses {
		if i > 0 && c.courses[i-1].programme == course.programme {
			continue
		}
		rows := c.pupilsOf(course.programme)
		if len(rows) == 0 {
			continue
		}
		out = append(out, book{
			kind: "training", file: fmt.Sprintf("06-培训-%s.xlsx", course.programme), style: len(out),
			fill: func(w *writing) error {
				return form[pupilRow]{
					sheet: course.programme, title: fmt.Sprintf("兴县2016-2019年%s培训学员花名册（演示数据）", course.programme),
					above:   []any{"填报单位：兴县人社局"},
					columns: courseColumns(), rows: rows,
					below: [][]any{{"合计", nil, len(rows)}, {"制表人：　　　　审核人："}},
				}.write(w)
			},
		})
	}
	return out
}

func (c *county) pupilsOf(programme string) []pupilRow {
	var rows []pupilRow
	for _, one := range c.courses {
		if one.programme != programme {
			continue
		}
		for _, p := range slices.Clone(one.pupils) {
			rows = append(rows, pupilRow{len(rows) + 1, one, p})
		}
	}
	return rows
}

func courseColumns() []column[pupilRow] {
	return []column[pupilRow]{
		{titles: "序号", width: 6, cell: func(_ *writing, r pupilRow) any { return r.number }},
		{titles: "姓名|学员姓名|姓 名", width: 9, cell: func(w *writing, r pupilRow) any { return w.name(r.name) }},
		{titles: "性别", width: 5, cell: func(_ *writing, r pupilRow) any { return r.sex() }},
		{titles: "身份证号码|身份证号|公民身份号码", width: 21, text: true, cell: func(w *writing, r pupilRow) any { return w.id(r.id) }},
		{titles: "人员类别", width: 14, cell: func(_ *writing, r pupilRow) any { return r.category() }},
		{titles: "培训项目|项目名称|培训名称", width: 14, cell: func(_ *writing, r pupilRow) any { return r.programme }},
		{titles: "期次|班期|培训期次", width: 9, cell: func(w *writing, r pupilRow) any { return w.classNumber(r.course.number) }},
		{titles: "培训机构|学校名称|培训单位", width: 22, cell: func(_ *writing, r pupilRow) any { return r.institution }},
		{titles: "培训工种|培训专业|工种", width: 13, cell: func(_ *writing, r pupilRow) any { return r.trade }},
		{titles: "开班日期|开班时间", width: 12, cell: func(w *writing, r pupilRow) any { return w.wholeDay(r.starts) }},
		{titles: "结业日期|结业时间", width: 12, cell: func(w *writing, r pupilRow) any { return w.wholeDay(r.ends) }},
		{titles: "课时|培训课时", width: 7, cell: func(_ *writing, r pupilRow) any { return r.hours }},
		{titles: "计划人数", width: 8, cell: func(_ *writing, r pupilRow) any { return r.seats() }},
		{titles: "考核结果|考试结果", width: 9, cell: func(_ *writing, r pupilRow) any { return r.result }},
		{titles: "证书名称|取得证书", width: 18, cell: func(_ *writing, r pupilRow) any { return text(r.certificate()) }},
		{titles: "证书编号|证书号码", width: 20, text: true, cell: func(_ *writing, r pupilRow) any { return text(r.pupil.number) }},
		{titles: "发证日期|发证时间", width: 12, cell: func(w *writing, r pupilRow) any { return w.wholeDay(r.issued) }},
	}
}

// certificate is the trainee's own, not what the class leads to.
func (r pupilRow) certificate() string { return r.pupil.certificate }

// category is what institutions call whom they teach.
func (p pupil) category() string {
	if poor(p.kind) {
		return "建档立卡贫困劳动力"
	}
	return "农村转移就业劳动力"
}

// classNumber is the number of a class as its office writes it.
func (w *writing) classNumber(n int) any {
	if w.style%3 == 1 {
		return n
	}
	return fmt.Sprintf("第%d期", n)
}
