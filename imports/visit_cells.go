package imports

import (
	"laowu/internal/followup"
	"laowu/internal/value"
)

var visitWays = []word{
	{"电话", string(followup.Phone)}, {"手机", string(followup.Phone)}, {"短信", string(followup.Phone)}, {"微信", string(followup.WeChat)}, {"视频", string(followup.WeChat)},
	{"QQ", string(followup.WeChat)}, {"单位", string(followup.Workplace)}, {"企业", string(followup.Workplace)}, {"现场", string(followup.Workplace)}, {"实地", string(followup.Workplace)},
	{"走访", string(followup.CallOn)}, {"上门", string(followup.CallOn)}, {"入户", string(followup.CallOn)}, {"面", string(followup.CallOn)}, {"", string(followup.OtherWay)},
}

// visitOutcomes: who could not be reached says so first, then who is gone.
var visitOutcomes = []word{
	{"联系不上", string(followup.NoAnswer)}, {"联系不到", string(followup.NoAnswer)}, {"未联系上", string(followup.NoAnswer)}, {"没联系上", string(followup.NoAnswer)},
	{"无法联系", string(followup.NoAnswer)}, {"无人接", string(followup.NoAnswer)}, {"未接", string(followup.NoAnswer)}, {"打不通", string(followup.NoAnswer)},
	{"关机", string(followup.NoAnswer)}, {"停机", string(followup.NoAnswer)}, {"空号", string(followup.NoAnswer)}, {"失联", string(followup.NoAnswer)},
	{"不在", string(followup.Left)}, {"未在", string(followup.Left)}, {"离", string(followup.Left)}, {"返乡", string(followup.Left)}, {"回家", string(followup.Left)}, {"回乡", string(followup.Left)},
	{"辞", string(followup.Left)}, {"解除", string(followup.Left)}, {"在岗", string(followup.InPost)}, {"在职", string(followup.InPost)}, {"稳定", string(followup.InPost)}, {"正常", string(followup.InPost)},
}

// issueWords: unpaid wages come first, as they are told with all else.
var issueWords = []word{
	{"欠", string(followup.Arrears)}, {"拖", string(followup.Arrears)}, {"工资", string(followup.Arrears)}, {"薪", string(followup.Arrears)},
	{"工伤", string(followup.Injury)}, {"受伤", string(followup.Injury)}, {"伤", string(followup.Injury)}, {"事故", string(followup.Injury)},
	{"纠纷", string(followup.Dispute)}, {"争议", string(followup.Dispute)}, {"合同", string(followup.Dispute)}, {"辞退", string(followup.Dispute)}, {"社保", string(followup.Dispute)},
	{"加班", string(followup.Dispute)}, {"", string(followup.OtherKind)},
}

// visitWay is how somebody was visited; what is not on the list is another way.
func visitWay(r *row) string {
	if said := r.text("way"); said != "" {
		return wordIn(visitWays, said)
	}
	return ""
}

// visitResult are the values of what a visit came to, and of who left when, why
// and whether he wants to work again, which of others says nothing.
func visitResult(r *row, on value.Day) []any {
	outcome := visitOutcome(r)
	left := parse(r, "left_on", value.ParseDay)
	if code := value.Order(left, on); code != "" {
		r.report("left_on", code, "离岗日期在回访日期之后，请核对")
	}
	reason, willing := endReason(r), answer(r, "willing", value.ParseWilling)
	if outcome != followup.Left {
		return []any{null(string(outcome)), nil, nil, nil}
	}
	return []any{string(outcome), day(left), reason, willing}
}

// visitOutcome reads 是否在岗, which holds yes and no or says what came of it.
func visitOutcome(r *row) followup.Outcome {
	said := r.raw("outcome")
	yes, code := value.ParseYesNo(said)
	switch {
	case code == "" && yes == value.Yes:
		return followup.InPost
	case code == "" && yes == value.No:
		return followup.Left
	case code == "":
		r.report("outcome", value.Missing, "")
		return ""
	}
	known := wordIn(visitOutcomes, said.Plain())
	if known == "" {
		r.report("outcome", value.UnknownValue, "请填“是”“否”或“联系不上”")
	}
	return followup.Outcome(known)
}

// paidOnTime reads 工资是否按时发放, or 是否欠薪, which asks the contrary.
func paidOnTime(r *row) *bool {
	paid := yesNo(r, "paid")
	if owed := yesNo(r, "arrears"); paid == nil && owed != nil {
		return ptr(!*owed)
	}
	return paid
}

// issue is what went wrong, of a closed list; what is not on it is another
// matter. Who says that wages are owed need not say it twice.
func issue(r *row) string {
	if said := r.text("issue"); said != "" {
		return wordIn(issueWords, said)
	}
	if owed, _ := value.ParseYesNo(r.raw("arrears")); owed == value.Yes {
		return string(followup.Arrears)
	}
	return ""
}
