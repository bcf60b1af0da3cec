package web

import (
	"fmt"
	"strconv"
	"time"

	"laowu/internal/report"
	"laowu/internal/web/templates"
)

// quotaState is how a promise stands, in a word.
func quotaState(q *report.Quota) templates.Badge {
	switch {
	case !q.Met:
		return templates.Badge{Text: "不达标", Kind: "bad"}
	case q.Base() == 0:
		return templates.Badge{Text: "还没招人"}
	case q.AtTheLine():
		return templates.Badge{Text: "达标，临近底线", Kind: "risk"}
	}
	return templates.Badge{Text: "达标", Kind: "ok"}
}

// quotaBar is the share drawn beside what was promised; nil without hires.
func quotaBar(q *report.Quota) *templates.Bar {
	if q.Base() == 0 {
		return nil
	}
	return &templates.Bar{Share: q.Percent(), Goal: q.Promise(), Bad: !q.Met, Label: q.Percent() + "，协议 " + q.Promise()}
}

// parts are a share's numerator and denominator: 10 ÷ 16.
func parts(q *report.Quota) string {
	if q.Base() == 0 {
		return ""
	}
	return thousands(q.Local) + " ÷ " + thousands(q.Base())
}

// shortOf says how many locals are missing.
func shortOf(q *report.Quota) string {
	switch {
	case q.Needed == nil:
		return "再招也达不到"
	case *q.Needed == 0:
		return "不差"
	}
	return "还差 " + strconv.Itoa(*q.Needed) + " 人"
}

// monthWord and monthName write a month for people and for addresses.
func monthWord(m time.Time) string { return fmt.Sprintf("%d 年 %d 月", m.Year(), int(m.Month())) }

func monthName(m time.Time) string { return m.Format("2006-01") }

// evidence is who says where somebody is registered, and of which day.
func evidence(h report.Hire) string {
	by := map[string]string{"roster": "会员花名册", "register": "家庭户台账", "staff_list": "企业申报"}[h.RegisteredBy]
	if by == "" {
		return "没有户籍记录"
	}
	if h.RegisteredOn == nil {
		return by + "，没写日期"
	}
	return by + "，" + longDay(*h.RegisteredOn)
}
