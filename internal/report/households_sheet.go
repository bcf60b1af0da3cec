package report

import (
	"errors"
	"fmt"
	"io"
	"strings"
	"time"

	"laowu/imports/sheet"
)

// Write writes the report as a workbook: the count, and a sheet with the
// uncovered households, names masked.
func (h Households) Write(out io.Writer) error {
	w, err := sheet.Create()
	if err != nil {
		return fmt.Errorf("write households: %w", err)
	}
	if err = errors.Join(h.fillCount(w), h.fillUncovered(w)); err == nil {
		err = w.Save(out)
	}
	if err != nil {
		return errors.Join(fmt.Errorf("write households: %w", err), w.Close())
	}
	return nil
}

func (h Households) fillCount(w *sheet.Writer) error {
	s, err := begin(w, "一户至少一人就业", "搬迁贫困户就业保障（截至 "+h.AsOf.Format(time.DateOnly)+"）",
		[]any{"指标", "户数"}, []float64{44, 14})
	if err != nil {
		return err
	}
	return errors.Join(s.Row("有劳动能力且有就业意愿的搬迁贫困户", h.Able), s.Row("其中至少一人就业", h.Covered),
		s.Row("其中无人就业", len(h.Uncovered)), s.Row("保障率（%）", Figure{Value: h.Share()}.Shown()))
}

func (h Households) fillUncovered(w *sheet.Writer) error {
	titles := []any{"乡镇", "村", "户编号", "安置点", "无人就业自", "应解决于", "逾期", "可就业人员", "想做的工种", "想去的地方"}
	s, err := begin(w, "无人就业的户", "无人就业的搬迁贫困户（截至 "+h.AsOf.Format(time.DateOnly)+"）", titles,
		[]float64{14, 16, 14, 22, 12, 12, 7, 26, 20, 20})
	if err != nil {
		return err
	}
	for _, u := range h.Uncovered {
		names, trades, places := u.words()
		if err := s.Row(u.Township, u.Village, u.Number, u.Site, u.Since, u.Deadline, yes(u.Overdue), names, trades, places); err != nil {
			return err
		}
	}
	return nil
}

// words are what a line says of the household's workers: names with sex and age,
// and what work they want, and where.
func (u UncoveredHousehold) words() (names, trades, places string) {
	var n, t, p []string
	for _, w := range u.Workers {
		n = append(n, w.Words())
		if w.Trades != "" {
			t = append(t, w.Trades)
		}
		if w.Places != "" {
			p = append(p, w.Places)
		}
	}
	return strings.Join(n, "、"), strings.Join(t, "、"), strings.Join(p, "、")
}

// Words are a worker in a list: 王**（男，34 岁）.
func (w IdleWorker) Words() string {
	return fmt.Sprintf("%s（%s，%d 岁）", w.Name, map[string]string{"male": "男", "female": "女"}[w.Sex], w.Age)
}
