package web

import (
	"bytes"
	"context"
	"io"
	"slices"
	"time"

	"laowu/internal/db"
	"laowu/internal/report"
)

// reportEntry is one report. What stands here can be taken as a workbook
// (/reports/NAME/file), as data (/api/v1/reports/NAME), and submitted
// (/reports/NAME/submitted); its own page is a line of the routes.
type reportEntry struct {
	name, title, about string
	path               string    // of its page
	roles              []db.Role // who takes its workbook; the page's line says who comes there
	count              func(context.Context, *db.Tx, time.Time) (reportMade, error)
}

// reportMade is a report that was counted: the lines that are submitted, and
// what writes the workbook while the transaction lasts.
type reportMade struct {
	lines []report.Line
	write func(io.Writer) error
}

// file is the report as a workbook.
func (r reportEntry) file(ctx context.Context, tx *db.Tx, asOf time.Time) ([]byte, error) {
	m, err := r.count(ctx, tx, asOf)
	if err != nil {
		return nil, err
	}
	var out bytes.Buffer
	err = m.write(&out)
	return out.Bytes(), err
}

// countywide are who sees the whole county.
var countywide = []db.Role{db.County, db.Admin, db.Auditor}

// reports are all of them, in the order of the page that lists them.
func reports() []reportEntry {
	all := []reportEntry{
		{"bulletin", "劳务公报", "公布的全部数字，每个都有定义，点开看是哪些人。", "/reports/bulletin", countywide, madeBulletin},
		{"quotas", "用工协议", "签了协议的企业招了多少本县人，差多少，再招会怎样；按月封存。", "/reports/quotas", slices.Concat(countywide, employers), madeQuotas},
		{"households", "搬迁户就业保障", "有劳动能力的搬迁贫困户，每户至少一人就业：还没有的逐户列出，带期限。", "/reports/households", countywide, madeHouseholds},
		{"ranking", "成效排名", "乡镇、协会、村，只比在岗、稳岗、保障和工资；没有报的写明未报。", "/reports/ranking", countywide, madeRanking},
	}
	about := map[report.Period]string{report.Daily: "当天的新增务工、离岗、培训、招用和搬迁户，写成文字。", report.Weekly: "七天的，写成文字。", report.TwentyDays: "二十天的，带乡镇排队。"}
	for _, p := range report.Periods() {
		all = append(all, reportEntry{string(p), p.Word(), about[p], "/reports/drafts/" + string(p), countywide, madeDraft(p)})
	}
	return all
}

func reportNamed(name string) (reportEntry, bool) {
	all := reports()
	i := slices.IndexFunc(all, func(r reportEntry) bool { return r.name == name })
	if i < 0 {
		return reportEntry{}, false
	}
	return all[i], true
}

func madeBulletin(ctx context.Context, tx *db.Tx, asOf time.Time) (reportMade, error) {
	b, err := report.Count(ctx, tx, asOf)
	return reportMade{b.Lines(), b.Write}, err
}

func madeQuotas(ctx context.Context, tx *db.Tx, asOf time.Time) (reportMade, error) {
	q, err := report.CountQuotas(ctx, tx, asOf)
	return reportMade{q.Lines(), func(w io.Writer) error { return report.WriteQuotas(ctx, tx, q, w) }}, err
}

func madeHouseholds(ctx context.Context, tx *db.Tx, asOf time.Time) (reportMade, error) {
	h, err := report.CountHouseholds(ctx, tx, asOf)
	return reportMade{h.Lines(), h.Write}, err
}

func madeRanking(ctx context.Context, tx *db.Tx, asOf time.Time) (reportMade, error) {
	r, err := report.CountRanking(ctx, tx, asOf)
	return reportMade{r.Lines(), r.Write}, err
}

func madeDraft(p report.Period) func(context.Context, *db.Tx, time.Time) (reportMade, error) {
	return func(ctx context.Context, tx *db.Tx, asOf time.Time) (reportMade, error) {
		d, err := report.CountDraft(ctx, tx, p, asOf)
		return reportMade{d.Lines(), d.Write}, err
	}
}
