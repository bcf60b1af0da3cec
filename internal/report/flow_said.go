package report

import (
	"fmt"
	"slices"
	"strings"
)

// The rules by which Said finds something to say: townships with at least
// strong per cent of at least few members to one place, and a destination's
// wage that is further from the others than apart per cent.
const (
	strong = 40
	few    = 100
	apart  = 5
)

// Said is what can be seen in the flow, in words, by rule and not by hand: which
// townships send most of their people to one place, where most stay, who has no
// work, where wages are highest and lowest. Shares are cut, never rounded up.
// Nothing is said of what is not there.
func (f *Flow) Said() (all []string) {
	for i, d := range f.Destinations {
		if line := f.sent(i, d); line != "" {
			all = append(all, line)
		}
	}
	return append(all, f.earned()...)
}

// sent names the townships of which a destination takes the strong share.
func (f *Flow) sent(i int, d Destination) string {
	var names []string
	least := 100
	for _, t := range f.Townships {
		if part := 100 * t.To[i] / max(t.People, 1); t.People >= few && part >= strong {
			names, least = append(names, t.Name), min(least, part)
		}
	}
	if len(names) == 0 {
		return ""
	}
	who := strings.Join(names, "、")
	if n := len(names); n > 4 {
		who = strings.Join(names[:3], "、") + fmt.Sprintf("等 %d 个乡镇", n)
	}
	if len(names) > 1 {
		who += "都"
	}
	tenths := fmt.Sprintf("有%s成以上", []string{"", "一", "二", "三", "四", "五", "六", "七", "八", "九", "十"}[least/10])
	switch d.Code {
	case toCounty:
		return who + tenths + "在县内上班。"
	case toIdle:
		return who + tenths + "没有工作，先看名单找他们。"
	case toUnknown:
		return who + tenths + "没有写在哪里上班，请补上。"
	case toProvince, toElsewhere:
		return who + tenths + "去了" + d.Name + "。"
	}
	line := who + tenths + "去了" + d.Name
	if len(names) > 1 {
		line += "，回访可以一趟做完"
	}
	return line + "。"
}

// earned says where wages are highest and lowest, of destinations with wages
// enough to compare.
func (f *Flow) earned() (all []string) {
	paid := slices.DeleteFunc(slices.Clone(f.Destinations), func(d Destination) bool {
		return d.Pay.N < TradeLeast || d.Code == toUnknown || d.Code == toIdle
	})
	if len(paid) < 2 {
		return nil
	}
	slices.SortStableFunc(paid, func(a, b Destination) int { return int(b.Pay.Mean - a.Pay.Mean) })
	high, low := paid[0], paid[len(paid)-1]
	if 100*high.Pay.Mean >= (100+apart)*paid[1].Pay.Mean {
		all = append(all, fmt.Sprintf("%s的工资最高，平均 %d 元，去的人占 %d%%。", high.Name, int(high.Pay.Mean), 100*high.People/max(f.Members, 1)))
	}
	if 100*paid[len(paid)-2].Pay.Mean >= (100+apart)*low.Pay.Mean {
		all = append(all, fmt.Sprintf("%s的工资最低，平均 %d 元，比%s少 %d 元。", low.Name, int(low.Pay.Mean), high.Name, int(high.Pay.Mean)-int(low.Pay.Mean)))
	}
	return all
}
