package report

import (
	"fmt"
	"time"

	"laowu/internal/hiring"
	"laowu/internal/paper"
)

// Document is the statement as it is printed.
func (s Statement) Document() paper.Document {
	d := paper.Document{Title: "本地用工情况说明", Lead: "截至 " + chinese(s.AsOf), Foot: s.Enterprise.Name + "，截至 " + s.AsOf.Format(time.DateOnly)}
	office := s.Office
	if office == "" {
		office = s.County + "人力资源和社会保障局"
	}
	until := "没有写终止日期"
	if s.Ends != nil {
		until = "到 " + chinese(*s.Ends)
	}
	d.Blocks = []paper.Block{
		paper.Facts{
			{"甲方", office}, {"乙方", s.Enterprise.Name}, {"信用代码", s.Enterprise.USCC}, {"协议编号", fmt.Sprint(s.Agreement)},
			{"协议期限", "从 " + chinese(s.Enterprise.Since) + "起，" + until},
		},
		paper.Heading("一、占比"), s.shares(),
		paper.Text{Text: "算法：分母是协议开始以来乙方员工名单上新招或者补缺的人，离职的也算；分子是其中户籍登记在" + s.County +
			"的人，以会员花名册、家庭户台账、企业申报为据，不看身份证号前六位。临时工不计写明的特殊技能岗位。占比只舍不入。", Small: true},
		paper.Heading("二、逐月"), s.months(), paper.Heading("三、招不到本地人的说明"), s.waivers(),
		paper.Text{Text: "说明只作证据，不改占比的算法。", Small: true},
		paper.Heading("四、名单"), s.people(), paper.Text{Text: "没有同意的人只写姓。", Small: true},
		paper.Text{Text: "出具日期：" + chinese(s.Made)}, paper.Seals{"甲方：" + office, "乙方：" + s.Enterprise.Name},
	}
	return d
}

func chinese(d time.Time) string {
	return fmt.Sprintf("%d 年 %d 月 %d 日", d.Year(), int(d.Month()), d.Day())
}

func (s Statement) shares() paper.Table {
	t := paper.Table{Heads: []string{"用工", "本县人 ÷ 全部", "占比", "协议", "结果"}, Widths: []float64{2, 3, 2, 2, 5}, Right: []bool{false, true, true, true}}
	for _, l := range []struct {
		word   string
		quota  Quota
		exempt int
	}{{"长期工", s.Enterprise.Regular, 0}, {"临时工", s.Enterprise.Temporary.Quota, s.Enterprise.Temporary.Exempt}} {
		row := []string{l.word, "没有招", "", l.quota.Promise(), "还没有招人"}
		if l.quota.Base() > 0 {
			row = []string{l.word, partsOf(&l.quota), l.quota.Percent(), l.quota.Promise(), verdict(&l.quota)}
		}
		if l.exempt > 0 {
			row[4] += fmt.Sprintf("；另有 %d 名特殊技能不计", l.exempt)
		}
		t.Rows = append(t.Rows, row)
	}
	return t
}

func partsOf(q *Quota) string { return fmt.Sprintf("%d ÷ %d", q.Local, q.Base()) }

func verdict(q *Quota) string {
	switch {
	case q.Met:
		return "达标"
	case q.Needed == nil:
		return "不达标，再招也达不到"
	}
	return fmt.Sprintf("不达标，还差 %d 名本县人", *q.Needed)
}

func (s Statement) months() paper.Block {
	if len(s.Months) == 0 {
		return paper.Text{Text: "还没有封存过的月份。"}
	}
	t := paper.Table{Heads: []string{"月份", "长期工", "占比", "临时工", "占比"}, Widths: []float64{3, 3, 2, 3, 2}, Right: []bool{false, true, true, true, true}}
	for _, m := range s.Months {
		row := []string{fmt.Sprintf("%d 年 %d 月", m.Month.Year(), int(m.Month.Month()))}
		for _, q := range []*Quota{&m.Regular, &m.Temporary.Quota} {
			if q.Base() == 0 {
				row = append(row, "没有招", "")
				continue
			}
			row = append(row, partsOf(q), q.Percent())
		}
		t.Rows = append(t.Rows, row)
	}
	return t
}

func (s Statement) waivers() paper.Block {
	if len(s.Waivers) == 0 {
		return paper.Text{Text: "没有。"}
	}
	t := paper.Table{Heads: []string{"说明日期", "工种", "用工", "人数", "进展"}, Widths: []float64{3, 4, 2, 1.5, 5}, Right: []bool{false, false, false, true}}
	for _, w := range s.Waivers {
		said := w.State.Word()
		if w.Decision != "" {
			said += "：" + w.Decision
		}
		t.Rows = append(t.Rows, []string{w.StatedOn.Format(time.DateOnly), w.Trade, formWord(string(w.Form)), fmt.Sprint(w.Posts), said})
	}
	return t
}

func formWord(form string) string {
	if form == string(hiring.Temporary) {
		return "临时"
	}
	return "长期"
}

func (s Statement) people() paper.Block {
	if len(s.Hires) == 0 {
		return paper.Text{Text: "没有人。"}
	}
	t := paper.Table{Heads: []string{"序号", "姓名", "用工", "岗位", "起", "止", "本县人"}, Widths: []float64{1.4, 3, 1.6, 4, 3, 3, 3.4}, Right: []bool{true}}
	for i, h := range s.Hires {
		local := "不是"
		switch {
		case h.Exempt:
			local = "不计，特殊技能"
		case h.Local:
			local = "是"
		}
		ended := ""
		if h.Ended != nil {
			ended = h.Ended.Format(time.DateOnly)
		}
		t.Rows = append(t.Rows, []string{fmt.Sprint(i + 1), h.Name, formWord(h.Form), h.Trade, h.Started.Format(time.DateOnly), ended, local})
	}
	return t
}
