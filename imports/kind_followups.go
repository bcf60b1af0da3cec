package imports

import (
	"context"
	"slices"

	"laowu/internal/db"
	"laowu/internal/followup"
	"laowu/internal/hiring"
	"laowu/internal/roster"
	"laowu/internal/value"
)

// followups: visits to people at work, as stations and associations keep them.
// It is of work that is on record; it creates none.
func followups() Kind {
	return Kind{
		Name: "followups", Title: "回访记录", from: []db.Role{db.Station, db.Association, db.Township},
		must:   []string{"name", "id_number", "employer|uscc", "visited_on"},
		never:  []string{"期次", "班期", "培训期次", "开班日期", "结业日期", "需求人数", "招聘人数", "户编号", "户主姓名"},
		fields: slices.Concat([]field{nameField(), idField(), {"sex", []string{"性别"}, choice("可以不填，以身份证号码为准", "男", "女")}, {"age", []string{"年龄", "周岁", "年龄周岁"}, beside("填报日期那天的周岁；可以不填，以身份证号码为准", "43")}, workEmployerField(), usccField()}, visitFields(), issueFields()),
		open: func(ctx context.Context, tx *db.Tx, env *Env) (importer, error) {
			f := &followupRows{env: env}
			var err error
			if f.codes, err = hiring.EnterpriseNames(ctx, tx); err != nil {
				return nil, err
			}
			f.sites, _, err = hiring.EnterpriseSites(ctx, tx)
			return f, err
		},
		out: outgoing{
			ledger: followup.VisitLedger(), says: visitWords(),
			where: append([]filter{ofEnterprise()}, between("visited_on", "回访日期")...),
			to:    []db.Role{db.Association, db.Township, db.Station}, people: []string{"name", "visited_by"},
		},
	}
}

func workEmployerField() field {
	return field{"employer", []string{
		"用工单位", "用人单位", "务工单位", "就业单位", "企业名称", "单位名称", "用工单位名称", "用人单位名称", "务工单位名称", "务工企业名称", "务工企业", "就业企业", "用工企业", "工作单位", "公司名称", "企业", "单位",
	}, says("写全称；也可以只写统一社会信用代码。要先有他在这家单位干活的记录", "示例康养公司").always()}
}

func visitFields() []field {
	return []field{
		{"visited_on", []string{"回访日期", "回访时间", "走访日期", "走访时间", "跟踪日期", "跟踪时间", "随访日期"}, dated("哪天回访").always()},
		{"way", []string{"回访方式", "方式", "走访方式", "联系方式类别", "跟踪方式"}, choice("怎么联系的", wordsOf(followup.Way.Word, followup.Phone, followup.WeChat, followup.CallOn, followup.Workplace, followup.OtherWay)...)},
		{"outcome", []string{"是否在岗", "在岗情况", "在岗状态", "是否仍在岗", "回访结果", "目前是否在岗", "是否在职", "目前状态"}, choice("还在不在那里干", wordsOf(followup.Outcome.Word, followup.InPost, followup.Left, followup.NoAnswer)...).always()},
		{"left_on", []string{"离岗时间", "离岗日期", "离职时间", "离职日期", "返乡时间", "返乡日期"}, dated("离岗的才填")},
		{"end_reason", []string{"离岗原因", "离职原因", "返乡原因", "未在岗原因", "不在岗原因"}, choice("离岗的才填", reasonWords()...)},
		{"willing", []string{"是否愿意再就业", "再就业意愿", "就业意愿", "求职意愿", "务工意愿", "是否愿意外出"}, yesOrNo("离岗的才填：还想不想再找活")},
		{"wage", []string{"月工资", "月收入", "月薪", "工资", "月工资收入", "实发工资", "日工资", "日薪", "小时工资"}, says("一个月多少元，可以写成 3500-4500", "4000")},
		{"paid", []string{"工资是否按时发放", "工资按时发放", "是否按时发放工资", "工资发放是否按时", "按时发放工资", "工资发放情况"}, yesOrNo("工资是不是按时发的")},
		{"arrears", []string{"是否欠薪", "有无欠薪", "是否拖欠工资", "有无拖欠工资", "欠薪"}, beside("写了工资是否按时发放就不用写", "否")},
		{"visited_by", []string{"回访人", "回访人员", "回访人姓名", "走访人", "走访人员", "跟踪人", "经办人"}, says("谁去问的", "李英")},
		// When the next one is due is computed.
		{"", []string{"下次回访", "下次回访日期", "下次回访时间"}, guide{}},
	}
}

func issueFields() []field {
	return []field{
		{"issue", []string{"问题类别", "诉求类别", "问题类型", "诉求类型", "反映问题类别"}, choice("有问题的才填", wordsOf(followup.Kind.Word, followup.Arrears, followup.Injury, followup.Dispute, followup.OtherKind)...)},
		{"asked", []string{"问题描述", "诉求", "诉求内容", "反映问题", "存在问题", "问题", "本人诉求", "情况说明", "备注"}, says("出了什么事、要什么", "两个月没发工资")},
		{"done", []string{"处理结果", "处理情况", "办理结果", "办理情况", "处理意见", "解决情况"}, says("怎么处理的", "已联系单位，答应月底发")},
	}
}

type followupRows struct {
	env   *Env
	codes map[string][]string // of enterprises, by Key of the name
	sites map[string]string   // of enterprises, by code
}

func (f *followupRows) table() []db.Column { return followup.VisitColumns() }

func (f *followupRows) check(r *row) []any {
	p := f.env.person(r)
	code, employer := f.employer(r)
	on := parse(r, "visited_on", value.ParseDay)
	if !r.wants("visited_on") {
		r.report("visited_on", value.Missing, "")
	}
	if on.First().After(f.env.Today) {
		r.report("visited_on", value.DateOrder, "回访日期还没有到，请核对")
	}
	values := []any{p.hash, p.name, null(code), nil, null(employer), nil, day(on), null(visitWay(r))}
	values = append(values, visitResult(r, on)...)
	low, high := wages(r.wage("wage"))
	values = append(values, paidOnTime(r), low, high, null(issue(r)))
	return append(values, null(r.text("asked")), null(r.text("done")), null(r.text("visited_by")))
}

// employer is the credit code of the row's employer, where it or its name tells
// one, and the name. Whether anybody works there, the records tell.
func (f *followupRows) employer(r *row) (code, name string) {
	name = value.Clean(r.text("employer"))
	if r.wants("uscc") {
		code = string(parse(r, "uscc", value.ParseUSCC))
		if _, known := f.sites[code]; code != "" && !known {
			r.report("uscc", value.UnknownEnterprise, "")
		}
		return code, name
	}
	if name == "" {
		r.report("employer", value.Missing, "")
	}
	if codes := f.codes[value.Key(name)]; len(codes) == 1 {
		code = codes[0]
	}
	return code, name
}

func (f *followupRows) merge(ctx context.Context, tx *db.Tx, in *intake) (db.Merged, error) {
	found, err := db.Prepare(ctx, tx, slices.Concat(roster.KnownPeople(tx), followup.FindPlacements(tx))...)
	if err != nil {
		return db.Merged{}, err
	}
	doubts := append(whom(tx.Actor, "他务工地的工作站、他的协会、乡镇或县里"),
		doubt{field: "employer", code: value.UnknownPlacement, sql: known("i.placement IS NULL")},
		doubt{field: followup.LeftBefore.Field, code: value.DateOrder, message: "离岗日期在上岗之前，请核对", sql: followup.LeftBefore.SQL, args: []any{tx.Actor.County}},
		duplicates("visited_on", "placement, visited_on"))
	if err := in.ask(ctx, tx, doubts...); err != nil {
		return db.Merged{}, err
	}
	merged, err := db.Merge(ctx, tx, followup.MergeVisits(tx)...)
	merged.Costs = append(found, merged.Costs...)
	return merged, err
}
