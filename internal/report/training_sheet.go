package report

import (
	"errors"
	"fmt"
	"io"
	"strconv"
	"time"

	"laowu/imports/sheet"
	"laowu/training"
)

// Part is n of whole in percent, cut after one decimal and never rounded up:
// "66.6%"; "—" where there is no whole.
func Part(n, whole int) string {
	if whole == 0 {
		return "—"
	}
	tenths := n * 1000 / whole
	text := strconv.Itoa(tenths / 10)
	if tenths%10 != 0 {
		text += "." + strconv.Itoa(tenths%10)
	}
	return text + "%"
}

// WriteOutcomes writes what came of training as a workbook, a sheet by programme
// and one by class; each share stands beside its numerator, and the heading says
// of what it is. Without work, what followed the classes is left out.
func WriteOutcomes(byProgramme, byClass []training.Outcome, asOf time.Time, work bool, out io.Writer) error {
	w, err := sheet.Create()
	if err != nil {
		return fmt.Errorf("write outcomes: %w", err)
	}
	err = errors.Join(fillOutcomes(w, "按项目", byProgramme, asOf, work), fillOutcomes(w, "按班", byClass, asOf, work))
	if err == nil {
		err = w.Save(out)
	}
	if err != nil {
		return errors.Join(fmt.Errorf("write outcomes: %w", err), w.Close())
	}
	return nil
}

func fillOutcomes(w *sheet.Writer, name string, all []training.Outcome, asOf time.Time, work bool) error {
	titles := []any{"培训项目", "期次", "报名（人）", "结业合格（人）", "占报名", "取得证书（人）", "占结业"}
	widths := []float64{24, 12, 12, 16, 10, 16, 10}
	if work {
		titles = append(titles, "结业后找到活（人）", "占结业", "开始满90天（人）", "干满90天（人）", "占满90天的")
		widths = append(widths, 20, 10, 18, 16, 12)
	}
	s, err := begin(w, name, "培训成效（截至 "+asOf.Format(time.DateOnly)+"）", titles, widths)
	if err != nil {
		return err
	}
	for _, o := range all {
		row := []any{o.Programme, o.Number, o.Enrolled, o.Completed, Part(o.Completed, o.Enrolled), o.Certified, Part(o.Certified, o.Completed)}
		if work {
			row = append(row, o.Placed, Part(o.Placed, o.Completed), o.Ripe, o.Stayed, Part(o.Stayed, o.Ripe))
		}
		if err := s.Row(row...); err != nil {
			return err
		}
	}
	return nil
}

// WriteDemand writes what open posts ask for beside who has it as a workbook,
// where most is missing first.
func WriteDemand(all []training.Demand, on time.Time, out io.Writer) error {
	w, err := sheet.Create()
	if err != nil {
		return fmt.Errorf("write demand: %w", err)
	}
	s, err := begin(w, "该办什么班", "岗位要的证书和持证的人（"+on.Format(time.DateOnly)+"）",
		[]any{"证书", "工种", "在招（人）", "持证（人）", "持证没有全职活（人）", "在办班的名额", "还差（人）"}, []float64{26, 20, 12, 12, 20, 14, 12})
	for _, d := range all {
		if err != nil {
			break
		}
		err = s.Row(d.Name, d.Trade, d.Posts, d.Holders, d.Free, d.Coming, d.Missing())
	}
	if err == nil {
		err = w.Save(out)
	}
	if err != nil {
		return errors.Join(fmt.Errorf("write demand: %w", err), w.Close())
	}
	return nil
}
