package web

import (
	"strconv"
	"time"

	"laowu/internal/report"
	"laowu/internal/web/templates"
)

// quotaOver is a month's quota of a form of employment, or today's.
type quotaOver struct {
	month time.Time // zero: the day that is asked for
	quota *report.Quota
}

// overMonths are the frozen months before a day, then the day itself; months
// without hires have no share.
func overMonths(months []report.MonthQuota, now *report.EnterpriseQuota, of func(*report.EnterpriseQuota) *report.Quota, asOf time.Time) (all []quotaOver) {
	for i := range months {
		if q := of(&months[i].EnterpriseQuota); q.Base() > 0 && months[i].Month.Before(asOf) {
			all = append(all, quotaOver{months[i].Month, q})
		}
	}
	if q := of(now); q.Base() > 0 {
		all = append(all, quotaOver{quota: q})
	}
	return all
}

func regularOf(e *report.EnterpriseQuota) *report.Quota   { return &e.Regular }
func temporaryOf(e *report.EnterpriseQuota) *report.Quota { return &e.Temporary.Quota }

// tenths is a share in tenths of a percent, cut.
func tenths(q *report.Quota) int { return 1000 * q.Local / q.Base() }

func (q quotaOver) text() string {
	if q.month.IsZero() {
		return "现在"
	}
	return strconv.Itoa(int(q.month.Month())) + " 月"
}

// trendOf draws the months; nil where there is no more than one.
func trendOf(all []quotaOver, asOf time.Time) *templates.Trend {
	if len(all) < 2 {
		return nil
	}
	t := &templates.Trend{Goal: int(all[len(all)-1].quota.Required*1000 + 0.5)}
	least := all[0]
	for _, q := range all {
		if tenths(q.quota) < tenths(least.quota) {
			least = q
		}
		t.Points = append(t.Points, templates.TrendPoint{Text: q.text(), Value: q.quota.Percent(), Share: tenths(q.quota)})
	}
	last := all[len(all)-1].quota
	t.Label = "从 " + monthWord(all[0].month) + "的 " + all[0].quota.Percent() + " 到" + longDay(asOf) + "的 " + last.Percent() + "，最低 " + least.text() + " " + least.quota.Percent() + "，协议 " + last.Promise()
	return t
}

// trendGroup is the same in figures; nil where no month is frozen.
func trendGroup(months []report.MonthQuota, path string) *templates.Group {
	if len(months) == 0 {
		return nil
	}
	g := &templates.Group{Title: "逐月的占比", Note: "按封存时的数字", Table: templates.Table{Label: "逐月的占比", Heads: []templates.Head{
		{Text: "月份"}, {Text: "长期", Num: true}, {Text: "占比", Num: true}, {Text: "临时", Num: true}, {Text: "占比", Num: true},
	}}}
	for i := len(months) - 1; i >= 0; i-- {
		m := &months[i]
		row := []templates.Cell{{Text: monthWord(m.Month), To: path + "?month=" + monthName(m.Month)}}
		for _, q := range []*report.Quota{&m.Regular, &m.Temporary.Quota} {
			if q.Base() == 0 {
				row = append(row, templates.Cell{Text: "没有招"}, templates.Cell{})
				continue
			}
			row = append(row, templates.Cell{Text: parts(q)}, templates.Cell{Text: q.Percent()})
		}
		g.Table.Rows = append(g.Table.Rows, row)
	}
	return g
}
