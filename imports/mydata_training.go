package imports

import (
	"strings"
	"time"

	"laowu/training"
)

func lessonPage(all []training.Enrolment) copyPage {
	p := copyPage{name: "培训", heading: []any{"培训项目", "期次", "培训机构", "工种", "开班", "结业", "出勤课时", "考核结果", "成绩", "中途退出"}}
	for _, e := range all {
		var score any
		if e.Score != nil {
			score = *e.Score
		}
		p.rows = append(p.rows, []any{
			e.Programme, e.Number, e.Institution, e.Trade, dayCell(e.Starts), dayCell(e.Ends), numberCell(e.Attended), e.Result.Word(), score, yesCell(&e.Dropped),
		})
	}
	return p
}

func certificatePage(all []training.Held) copyPage {
	p := copyPage{name: "证书", heading: []any{"证书", "类别", "等级", "编号", "工种", "发证", "有效期至", "复审", "复审通过", "已换证"}}
	for _, h := range all {
		renewed := h.ReplacedBy != nil
		p.rows = append(p.rows, []any{
			h.Name, h.Kind.Word(), numberCell(h.Level), h.Number, h.Trade, dayCell(h.Issued), dayCell(h.Expires), dayCell(h.ReviewOn), daysCell(h.Reviewed), yesCell(&renewed),
		})
	}
	return p
}

func subsidyPage(all []training.Subsidy) copyPage {
	p := copyPage{name: "培训补贴", heading: []any{"培训项目", "期次", "职业", "等级", "金额（元）", "发放"}}
	for _, s := range all {
		p.rows = append(p.rows, []any{s.Programme, s.Number, s.Occupation, numberCell(s.Level), s.Amount, dayCell(s.PaidOn)})
	}
	return p
}

// daysCell are days in one cell, nil for none.
func daysCell(days []time.Time) any {
	if len(days) == 0 {
		return nil
	}
	out := make([]string, len(days))
	for i, d := range days {
		out[i] = d.Format(time.DateOnly)
	}
	return strings.Join(out, "、")
}
