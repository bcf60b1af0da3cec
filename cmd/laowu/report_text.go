package main

import (
	"fmt"
	"io"
	"strconv"
	"text/tabwriter"
	"time"

	"laowu/internal/report"
)

func writeBulletin(out io.Writer, b report.Bulletin) {
	fmt.Fprintf(out, "截至 %s\n", b.AsOf)
	w := tabwriter.NewWriter(out, 0, 0, 2, ' ', 0)
	for _, f := range b.Figures {
		fmt.Fprintf(w, "%s\t%s\t%s\n", f.Shown(), f.Zh, f.Unit)
	}
	_ = w.Flush()
}

func writeQuotas(out io.Writer, q report.Quotas) {
	fmt.Fprintf(out, "截至 %s，%d 家企业有用工协议\n", q.AsOf.Format(time.DateOnly), len(q.Enterprises))
	writeTable(out, quotaRows(q))
}

func quotaRows(q report.Quotas) [][]string {
	rows := [][]string{{"企业", "用工", "招用", "本地", "占比", "约定", "", "预测"}}
	for _, e := range q.Enterprises {
		for i, f := range []report.Quota{e.Regular, e.Temporary.Quota} {
			word := []string{"长期", "临时"}[i]
			met := "未达标"
			if f.Met {
				met = "达标"
			}
			rows = append(rows, []string{
				e.Name, word, strconv.Itoa(f.Hires), strconv.Itoa(f.Local), f.Percent(),
				strconv.FormatFloat(100*f.Required, 'f', -1, 64) + "%", met, f.Forecast(),
			})
		}
	}
	return rows
}

func writeHouseholds(out io.Writer, h report.Households) {
	fmt.Fprintf(out, "截至 %s，有劳动能力且有就业意愿的搬迁贫困户 %d 户，至少一人就业 %d 户（%s%%），无人就业 %d 户，其中逾期 %d 户\n",
		h.AsOf.Format(time.DateOnly), h.Able, h.Covered, report.Figure{Value: h.Share()}.Shown(), len(h.Uncovered), h.Overdue())
	if len(h.Uncovered) == 0 {
		return
	}
	rows := [][]string{{"乡镇", "村", "户编号", "无人就业自", "应解决于", "", "可就业人员"}}
	for _, u := range h.Uncovered {
		late := ""
		if u.Overdue {
			late = "逾期"
		}
		names := ""
		for _, w := range u.Workers {
			names += w.Words() + " "
		}
		rows = append(rows, []string{u.Township, u.Village, u.Number, u.Since, u.Deadline, late, names})
	}
	writeTable(out, rows)
}

func writeRanking(out io.Writer, r report.Ranking) {
	fmt.Fprintf(out, "截至 %s；%s 以来没有新记录的为未报，不足 %d 人的不列\n", r.AsOf, r.Since, r.Least)
	for _, level := range r.Levels() {
		fmt.Fprintf(out, "\n%s\n", level.Word)
		rows := [][]string{report.RankTitles()}
		for _, k := range level.Ranks {
			rows = append(rows, k.Words())
		}
		writeTable(out, rows)
	}
}

func writeDraft(out io.Writer, d report.Draft) { fmt.Fprintln(out, d.Text) }

func writeDifferences(out io.Writer, all []report.Difference) {
	if len(all) == 0 {
		fmt.Fprintln(out, "和提交时没有不同")
		return
	}
	rows := [][]string{{"指标", "提交时", "现在", "原因"}}
	for _, d := range all {
		why := d.Reason
		if why == "" {
			why = "还没有写明"
		}
		rows = append(rows, []string{d.Zh, d.Was, d.Is, why})
	}
	writeTable(out, rows)
}
