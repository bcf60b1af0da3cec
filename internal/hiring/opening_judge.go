package hiring

import (
	"context"
	"slices"
	"strconv"
	"time"

	"laowu/internal/area"
	"laowu/internal/db"
)

// Judge says what is against a draft: money that is taken from workers is refused
// (劳动合同法第九条, 人社部令第44号), all else is warned of and left to the employer.
func (o OpeningDraft) Judge(ctx context.Context, tx *db.Tx, atlas *area.Atlas) ([]OpeningRemark, error) {
	words, err := OpeningWords(ctx, tx)
	if err != nil {
		return nil, err
	}
	lowest, err := MinimumWages(ctx, tx)
	if err != nil {
		return nil, err
	}
	out := o.paid(lowest, atlas, tx.Today())
	out = append(out, o.worded(words)...)
	if o.Insurance == "none" && o.Form == Regular {
		out = append(out, OpeningRemark{Field: "insurance", Text: "长期工要缴社会保险，请核对", Source: "社会保险法第五十八条：自用工之日起三十日内办理社会保险登记"})
	}
	return out, nil
}

// paid warns where no wage is said, and where one is below the minimum of the
// place on the first day.
func (o OpeningDraft) paid(all []MinimumWage, atlas *area.Atlas, today time.Time) []OpeningRemark {
	low, high := o.Wage.Monthly()
	if low == 0 {
		low = high
	}
	if low == 0 {
		return []OpeningRemark{{Field: "wage_min", Text: "没有写工资，看的人少；招人简章应当写明报酬", Source: "就业服务与就业管理规定第十一条"}}
	}
	on := today
	if o.ValidFrom != nil && o.ValidFrom.After(today) {
		on = *o.ValidFrom
	}
	least, ok := LowestWage(all, atlas.Path(o.Place), on)
	if !ok || low >= least.Monthly {
		return nil
	}
	text := "一个月 " + strconv.Itoa(low) + " 元，低于" + atlas.Name(least.Place) + "的最低工资 " + strconv.Itoa(least.Monthly) + " 元"
	if o.Wage.Unit != "month" {
		text = "折成" + text
	}
	return []OpeningRemark{{Field: "wage_min", Text: text + "；做满一个月的要不低于它，请核对", Source: "劳动法第四十八条；" + least.ValidFrom.Format(time.DateOnly) + " 起的标准"}}
}

// worded finds the words in each text of the draft, of a kind one a field. A trade
// that is closed to the young is spoken of only where they are called.
func (o OpeningDraft) worded(words []OpeningWord) (out []OpeningRemark) {
	texts := []struct{ field, text string }{
		{"title", o.Title}, {"description", o.Description}, {"board_text", o.BoardText}, {"education", o.Education}, {"certificates", o.CertText}, {"contact", o.Contact},
	}
	for _, t := range texts {
		var told []string
		for _, w := range words {
			if slices.Contains(told, w.Kind) || w.Kind == "hazard" && o.AgeMin >= grown || !says(t.text, w.Word) {
				continue
			}
			told = append(told, w.Kind)
			out = append(out, o.remark(t.field, w))
		}
	}
	return slices.CompactFunc(out, func(a, b OpeningRemark) bool { return a.Field == "age_min" && b.Field == "age_min" })
}

// grown is the age from which on no trade is closed: 未成年工 are 16 and 17
// (劳动法第五十八条).
const grown = 18

func (o OpeningDraft) remark(field string, w OpeningWord) OpeningRemark {
	if w.Kind == "hazard" {
		return OpeningRemark{Field: "age_min", Text: "写了“" + w.Word + "”：这样的活一般不能让 16、17 岁的人做，请把最低年龄写成 18", Source: w.Source}
	}
	return OpeningRemark{Field: field, Text: "写了“" + w.Word + "”：" + adviceOf[w.Kind], Source: w.Source, Refused: w.Kind == "money"}
}
