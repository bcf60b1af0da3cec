package imports

import (
	"context"

	"laowu/internal/db"
	"laowu/internal/followup"
)

// followupPages are the visits to a person and his cases, each with its steps.
func followupPages(ctx context.Context, tx *db.Tx, person int64) ([]copyPage, error) {
	made, err := followup.Visits(ctx, tx, person)
	if err != nil {
		return nil, err
	}
	cases, err := followup.CasesOf(ctx, tx, person)
	if err != nil {
		return nil, err
	}
	steps := copyPage{name: "维权经过", heading: []any{"问题", "单位", "时间", "哪家机构", "做了什么"}}
	for _, k := range cases {
		all, err := followup.Steps(ctx, tx, k.ID)
		if err != nil {
			return nil, err
		}
		for _, s := range all {
			steps.rows = append(steps.rows, []any{k.Kind.Word(), k.Employer, timeCell(&s.At), s.Organisation, s.Text()})
		}
	}
	return []copyPage{visitPage(made), casePage(cases), steps}, nil
}

func visitPage(all []followup.Made) copyPage {
	p := copyPage{name: "回访", heading: []any{"单位", "日期", "方式", "结果", "离岗", "离岗原因", "工资按时", "工资从", "工资到", "问题", "诉求", "处理", "回访人"}}
	for _, v := range all {
		p.rows = append(p.rows, []any{
			v.Employer, v.VisitedOn, v.Way.Word(), v.Result.Word(), dayCell(v.LeftOn), v.EndReason.Word(), yesCell(v.PaidOnTime),
			numberCell(v.WageMin), numberCell(v.WageMax), v.Issue.Word(), v.Asked, v.Done, v.VisitedBy,
		})
	}
	return p
}

func casePage(all []followup.Line) copyPage {
	p := copyPage{name: "维权", heading: []any{"问题", "单位", "从", "到", "金额", "情况", "证据", "现在", "结果", "谁在办", "开始", "期限", "办结"}}
	for _, k := range all {
		p.rows = append(p.rows, []any{
			k.Kind.Word(), k.Employer, dayCell(k.PeriodFrom), dayCell(k.PeriodTo), numberCell(k.Amount), k.Said, k.Evidence, k.State.Word(), k.Outcome.Word(),
			k.OwnerName, k.OpenedOn, k.Deadline, dayCell(k.ClosedOn),
		})
	}
	return p
}
