package report

import (
	"errors"
	"fmt"
	"io"
	"strings"
	"time"

	"laowu/imports/sheet"
)

// words write the draft down. They tell what was counted and no more.
func (d Draft) words(n map[string]float64) string {
	lines := []string{
		d.title(),
		fmt.Sprintf("一、就业：新增务工 %v 人，其中县外 %v 人、县内 %v 人，脱贫户 %v 人；离岗 %v 人，其中目前没有工作的 %v 人。",
			n["placed"], n["placed_away"], n["placed_in_county"], n["placed_poor"], n["left"], n["left_idle"]),
		fmt.Sprintf("二、培训：结业 %v 个班期，完成培训 %v 人，取得证书 %v 人。", n["classes"], n["trained"], n["certified"]),
		fmt.Sprintf("三、用工协议：协议企业招用 %v 人次，其中兴县籍 %v 人次；企业说明招不到本地人 %v 份，认定 %v 份，其中属实 %v 份。",
			n["hires"], n["hires_local"], n["waivers_stated"], n["waivers_decided"], n["waivers_granted"]),
		fmt.Sprintf("四、搬迁户：解决无人就业 %v 户，新增 %v 户，期末还有 %v 户，其中逾期 %v 户。",
			n["households_cleared"], n["households_fallen"], n["households_uncovered"], n["households_overdue"]),
		fmt.Sprintf("五、协会：入会 %v 人，退会 %v 人。", n["joined"], n["resigned"]),
		fmt.Sprintf("六、推荐和出行：推荐 %v 人次，推荐上岗 %v 人次，被单位拒绝 %v 人次；点对点到达 %v 趟 %v 人。",
			n["referrals"], n["referrals_hired"], n["referrals_refused"], n["departures"], n["departure_people"]),
		fmt.Sprintf("七、回访和维权：回访 %v 人次，联系到 %v 人，失联 %v 人；维权登记 %v 件，结案 %v 件，期末在办 %v 件，其中逾期 %v 件。",
			n["visits"], n["visits_reached"], n["visits_unreachable"], n["cases_opened"], n["cases_closed"], n["cases_open"], n["cases_overdue"]),
	}
	if d.Ranking != nil {
		lines = append(lines, "八、排队："+d.Ranking.words())
	}
	return strings.Join(lines, "\n")
}

func (d Draft) title() string {
	if d.From == d.To {
		return fmt.Sprintf("%s（%s）", d.Period.Word(), long(d.To))
	}
	return fmt.Sprintf("%s（%s至%s）", d.Period.Word(), long(d.From), long(d.To))
}

// long is a day as offices write it: 2019年12月31日.
func long(day string) string {
	t, err := time.Parse(time.DateOnly, day)
	if err != nil {
		return day
	}
	return t.Format("2006年1月2日")
}

// words name the townships in their places, and those that did not report.
func (r Ranking) words() string {
	var placed, missing []string
	for _, k := range r.Townships {
		switch k.State {
		case Ranked:
			placed = append(placed, fmt.Sprintf("%d %s", *k.Place, k.Name))
		case Missing:
			missing = append(missing, k.Name)
		case Small:
		}
	}
	if len(placed) == 0 {
		placed = []string{"没有可排的乡镇"}
	}
	if len(missing) == 0 {
		return strings.Join(placed, "，") + "。"
	}
	return strings.Join(placed, "，") + "；未报：" + strings.Join(missing, "、") + "。"
}

// Lines are the draft's figures, and those of its ranking.
func (d Draft) Lines() []Line {
	out := Bulletin{Figures: d.Figures}.Lines()
	if d.Ranking != nil {
		out = append(out, d.Ranking.Lines()...)
	}
	return out
}

// Write writes the draft as a workbook: its text and its figures, and the sheets
// of its ranking.
func (d Draft) Write(out io.Writer) error {
	w, err := sheet.Create()
	if err != nil {
		return fmt.Errorf("write draft: %w", err)
	}
	if err = d.fill(w); err == nil {
		err = w.Save(out)
	}
	if err != nil {
		return errors.Join(fmt.Errorf("write draft: %w", err), w.Close())
	}
	return nil
}

func (d Draft) fill(w *sheet.Writer) error {
	s, err := begin(w, "正文", d.title(), []any{"正文"}, []float64{110})
	for _, line := range strings.Split(d.Text, "\n")[1:] {
		if err == nil {
			err = s.Row(line)
		}
	}
	if err != nil {
		return err
	}
	s, err = begin(w, "数字", d.title(), []any{"指标", "数值", "单位", "代号"}, []float64{30, 12, 14, 26})
	for _, f := range d.Figures {
		if err == nil {
			err = s.Row(f.Zh, f.Value, f.Unit, f.ID)
		}
	}
	if err != nil || d.Ranking == nil {
		return err
	}
	return d.Ranking.fill(w)
}
