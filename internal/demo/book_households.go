package demo

import (
	"fmt"
	"strings"
)

// resident is one person of the household register.
type resident struct {
	number int // of the household, on its sheet
	*household
	*person
}

// first says that the person stands first in the household.
func (r resident) first() bool { return r.people[0] == r.person }

// householdBooks are the register: a file for each town (镇), and one for all
// rural townships (乡) with a sheet each.
func (c *county) householdBooks() []book {
	var out []book
	var rural []*township
	for i, t := range c.townships {
		switch {
		case len(t.residents()) == 0:
		case strings.HasSuffix(t.name, "乡"):
			rural = append(rural, t)
		default:
			out = append(out, book{
				kind: "households", file: fmt.Sprintf("03-家庭户台账-%s.xlsx", t.name), style: i,
				fill: func(w *writing) error { return registerForm(w, t, "家庭户台账").write(w) },
			})
		}
	}
	if len(rural) == 0 {
		return out
	}
	return append(out, book{kind: "households", file: "03-家庭户台账-各乡.xlsx", style: len(c.townships), fill: func(w *writing) error {
		for _, t := range rural {
			if err := registerForm(w, t, t.written).write(w); err != nil {
				return err
			}
		}
		return nil
	}})
}

func (t *township) residents() []resident {
	var out []resident
	number := 0
	for _, v := range t.villages {
		for _, h := range v.households {
			number++
			for _, p := range h.people {
				out = append(out, resident{number, h, p})
			}
		}
	}
	return out
}

// registerForm is a township's sheet: a row a person, the household's own
// cells merged over its rows, or written again in each by some.
func registerForm(w *writing, t *township, sheet string) form[resident] {
	f := form[resident]{
		sheet: sheet, title: fmt.Sprintf("%s家庭户台账（演示数据）", t.written), columns: registerColumns(), rows: t.residents(),
		above: []any{"填报单位：" + t.written, nil, nil, nil, nil, "填报日期：2019年12月31日"}, groups: w.style%2 == 0,
	}
	if w.style%3 != 2 {
		f.block = func(r resident) int {
			if r.first() {
				return len(r.people)
			}
			return 0
		}
	}
	f.below = [][]any{{"合计", nil, nil, nil, nil, nil, nil, nil, len(f.rows)}, {"填表人：" + t.leader() + "　　负责人：　　　　（盖章）"}}
	return f
}

func registerColumns() []column[resident] {
	const home, people = "家庭信息", "家庭成员信息"
	return []column[resident]{
		{titles: "序号", width: 6, merged: true, cell: func(_ *writing, r resident) any { return r.number }},
		{group: home, titles: "行政村|所在村", width: 13, merged: true, cell: func(w *writing, r resident) any { return w.village(r.household.village) }},
		{group: home, titles: "户编号|户号", width: 12, text: true, merged: true, cell: func(_ *writing, r resident) any { return r.household.number }},
		{group: home, titles: "户主姓名", width: 9, merged: true, cell: func(w *writing, r resident) any { return w.name(r.people[0].name) }},
		{group: home, titles: "家庭类别|户类型", width: 15, merged: true, cell: func(w *writing, r resident) any { return w.kind(r.household.kind) }},
		{group: home, titles: "是否易地搬迁|易地扶贫搬迁", width: 8, merged: true, cell: func(w *writing, r resident) any { return w.yes(r.relocated) }},
		{group: home, titles: "安置点|集中安置点", width: 20, merged: true, cell: func(_ *writing, r resident) any { return text(r.site) }},
		{group: home, titles: "家庭人口", width: 6, merged: true, cell: func(_ *writing, r resident) any { return len(r.people) }},
		{group: people, titles: "姓名|成员姓名", width: 9, cell: func(w *writing, r resident) any { return w.name(r.name) }},
		{group: people, titles: "与户主关系", width: 9, cell: func(_ *writing, r resident) any { return r.relation }},
		{group: people, titles: "性别", width: 5, cell: func(_ *writing, r resident) any { return r.sex() }},
		{group: people, titles: "年龄", width: 5, cell: func(_ *writing, r resident) any { return r.age() }},
		{group: people, titles: "身份证号码|成员证件号码|身份证号", width: 21, text: true, cell: func(w *writing, r resident) any { return w.id(r.id) }},
		{group: people, titles: "民族", width: 7, cell: func(_ *writing, r resident) any { return r.ethnicity }},
		{group: people, titles: "文化程度", width: 12, cell: func(_ *writing, r resident) any { return r.education }},
		{group: people, titles: "健康状况|身体状况", width: 11, cell: func(_ *writing, r resident) any { return r.health }},
		{group: people, titles: "劳动能力|劳动技能|有无劳动能力", width: 18, cell: func(w *writing, r resident) any { return w.ability(r.person) }},
		{group: people, titles: "就业意愿|是否有就业意愿|务工意愿", width: 8, cell: func(w *writing, r resident) any { return w.wish(r.person) }},
		{group: people, titles: "期望工种|求职意向", width: 12, cell: func(_ *writing, r resident) any { return text(r.wishTrade) }},
		{group: people, titles: "期望地点|意向地点", width: 11, cell: func(_ *writing, r resident) any { return text(r.wishPlace) }},
		{group: people, titles: "期望工资（元/月）|期望月薪", width: 11, cell: func(w *writing, r resident) any { return w.wished(r.wishWage) }},
		{group: people, titles: "联系电话|手机号码", width: 14, text: true, cell: func(w *writing, r resident) any { return w.phone(r.phone) }},
		{titles: "备注", width: 10, cell: func(*writing, resident) any { return nil }},
	}
}

// ability is the register's word for whether somebody can work.
func (w *writing) ability(p *person) any {
	switch {
	case w.style%3 == 2:
		return map[bool]any{true: "有", false: "无"}[p.able]
	case p.able && p.age() > 60:
		return "弱劳动力或半劳动力"
	case p.able && p.skill != "":
		return "技能劳动力"
	case p.able:
		return "普通劳动力"
	case p.age() > 15 && p.age() < 60:
		return "丧失劳动力"
	}
	return "无劳动力"
}

// wish is whether somebody wants to work; children are not asked.
func (w *writing) wish(p *person) any {
	if p.age() < 16 {
		return nil
	}
	return map[bool]any{true: "是", false: "否"}[p.willing]
}

func (w *writing) wished(yuan int) any {
	switch {
	case yuan == 0:
		return nil
	case w.in(250):
		return fmt.Sprintf("%d以上", yuan)
	case w.in(200):
		return fmt.Sprintf("%d-%d", yuan, yuan+1000)
	}
	return yuan
}
