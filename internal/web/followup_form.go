package web

import (
	"errors"
	"time"

	"laowu/internal/followup"
	"laowu/internal/value"
	"laowu/internal/web/templates"
)

// visitWrong are the refusals of a visit. Texts of which it is not said which
// one is wrong stand under the first.
var visitWrong = wrongIn{
	"on":       {followup.ErrFuture, followup.ErrEarly, followup.ErrAgain, errDay},
	"outcome":  {followup.ErrOutcome, followup.ErrEnded, followup.ErrNoAnswered},
	"way":      {followup.ErrWay},
	"left_on":  {followup.ErrLeftOn, followup.ErrNotLeft, errLeftDay},
	"reason":   {followup.ErrWhyLeft},
	"wage_min": {followup.ErrWage},
	"issue":    {followup.ErrIssue, followup.ErrOpenCase, followup.ErrCaseRule},
	"asked":    {followup.ErrLong, followup.ErrNumber},
}

// The refusals of what cannot be read.
var (
	errDay     = errors.New("看不懂这个日期，请写成 2026-11-24")
	errLeftDay = errors.New("看不懂离岗日期，请写成 2026-11-24")
)

// visitFields are what a visit asks.
func (s *Server) visitFields() []templates.Field {
	return []templates.Field{
		{Type: "date", Name: "on", Label: "哪天回访的", Given: templates.Given{Value: s.today().Format("2006-01-02")}, Required: true},
		{Type: "select", Name: "way", Label: "怎么联系的", Options: choose("没有说", followup.Ways())},
		{Type: "radio", Name: "outcome", Label: "结果", Required: true, Options: choose("", followup.Outcomes())},
		{Type: "date", Name: "left_on", Label: "离岗的：哪天离开的", Hint: "不知道就空着，按回访这一天算"},
		{Type: "select", Name: "reason", Label: "离岗的：为什么", Options: choose("没有离岗", followup.Reasons())},
		{Type: "select", Name: "willing", Label: "离岗的：还想出来干活吗", Hint: "想干的，找活时就能再看到他", Options: yesNo("没有问", "还想干", "不想干了")},
		{Type: "select", Name: "paid", Label: "工资按时发吗", Options: yesNo("没有说", "按时", "没按时")},
		{Name: "wage_min", Label: "一个月多少元", Mode: "numeric", Fill: "off", Max: 12, Short: true},
		{Type: "select", Name: "issue", Label: "有没有问题", Hint: "选了就开一件维权，有期限、有人管", Options: choose("没有", followup.Kinds())},
		{Type: "area", Name: "asked", Label: "本人说了什么", Hint: "不要写身份证号和电话", Max: 500},
		{Type: "area", Name: "done", Label: "怎么处理的", Max: 500},
		{Name: "by", Label: "谁回访的", Fill: "off", Max: 50},
	}
}

// choose are the options of a list of codes; none, where it is given, is the
// choice of nothing.
func choose[T interface {
	~string
	Word() string
}](none string, codes []T,
) []templates.Option {
	var out []templates.Option
	if none != "" {
		out = append(out, templates.Option{Text: none})
	}
	for _, code := range codes {
		out = append(out, templates.Option{Text: code.Word(), Value: string(code)})
	}
	return out
}

func yesNo(none, yes, no string) []templates.Option {
	return []templates.Option{{Text: none}, {Text: yes, Value: "yes"}, {Text: no, Value: "no"}}
}

// visitSaid is what the form says of a visit on record.
func visitSaid(v followup.Made) map[string]string {
	outcome := v.Result
	if outcome == followup.Unreachable {
		outcome = followup.NoAnswer
	}
	return map[string]string{
		"on": v.VisitedOn.Format(time.DateOnly), "way": string(v.Way), "outcome": string(outcome), "left_on": isoDay(v.LeftOn), "reason": string(v.EndReason),
		"willing": toldYes(v.Willing), "paid": toldYes(v.PaidOnTime), "wage_min": filled(v.WageMin), "issue": string(v.Issue), "asked": v.Asked, "done": v.Done, "by": v.VisitedBy,
	}
}

// toldYes is the choice of yesNo that says so.
func toldYes(told *bool) string {
	switch {
	case told == nil:
		return ""
	case *told:
		return "yes"
	}
	return "no"
}

// yesOrNo is what a choice of yesNo says.
func yesOrNo(text string) *bool {
	if text != "yes" && text != "no" {
		return nil
	}
	yes := text == "yes"
	return &yes
}

// visitOf reads a visit from what a form says.
func visitOf(placement int64, said func(field string) string) (v followup.Visit, err error) {
	v = followup.Visit{
		Placement: placement, Way: followup.Way(said("way")), Outcome: followup.Outcome(said("outcome")),
		Reason: followup.Reason(said("reason")), Willing: yesOrNo(said("willing")), PaidOnTime: yesOrNo(said("paid")),
		Issue: followup.Kind(said("issue")), Asked: said("asked"), Done: said("done"), By: said("by"),
	}
	on, code := value.ParseDay(value.Raw{Text: said("on")})
	if code != "" || on.IsZero() {
		return v, errDay
	}
	left, code := value.ParseDay(value.Raw{Text: said("left_on")})
	if code != "" {
		return v, errLeftDay
	}
	if v.On = on.Time(); !left.IsZero() {
		v.LeftOn = left.Time()
	}
	wage, told, code := value.ParseCount(value.Raw{Text: said("wage_min")}, 1, 1_000_000)
	if code != "" {
		return v, followup.ErrWage
	}
	if told {
		v.WageMin, v.WageMax = &wage, &wage
	}
	return v, nil
}
