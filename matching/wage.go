package matching

import (
	"strings"
)

// wage is what a text says of pay, in yuan a month.
type wage struct {
	min, max int  // 0: not said
	swapped  bool // was written from high to low
	most     bool // an upper limit only: 3000以下
	daily    bool // by the day or hour, and so not comparable
}

// The words around a wage. Longer ones first.
var (
	wageHeads = []string{"月工资", "月薪资", "月收入", "月薪", "月入", "月资", "工资", "薪资", "薪水", "底薪", "收入", "待遇", "一个月", "每月", "一月", "月"}
	wageTails = []string{"元每个月", "元一个月", "块一个月", "一个月", "元每月", "块钱", "元/月", "每月", "/月", "月薪", "元", "块", "钱"}
	wageMore  = []string{"元及以上", "及以上", "或以上", "以上", "往上", "起步", "起", "多", "左右", "上下", "打底", "+", "朝上", "不低于"}
	wageLess  = []string{"及以下", "以下", "以内", "之内"}
	wageTo    = []string{"-", "~", "—", "–", "―", "－", "至", "到", "～", "〜"}
	wageDay   = []string{"一天", "每天", "/天", "一日", "/日", "每日", "一小时", "/小时", "每小时", "天", "日结", "小时"}
	wageLead  = []string{"至少", "不低于", "最低", "大于", "超过", ">=", ">", "≥"}
)

// Numbers below and above are no monthly wage.
const lowestWage, highestWage = 800, 100000

// wageAt reads a wage that begins at a character: 3000以上, 4000-6000,
// 月薪5千, 5k, 三千以上, 四五千. The span ends behind it.
func wageAt(t text, i int) (span, bool) {
	at := i
	head := t.skip(&at, wageHeads)
	t.spaces(&at, head)
	lead := t.skip(&at, wageLead)
	low, unit, ok := numberAt(t, &at)
	if !ok || !head && !lead && !t.edge(i) {
		return span{}, false
	}
	w := wage{min: low}
	t.skip(&at, wageTails)
	w.upper(t, &at, unit)
	t.skip(&at, wageTails)
	if w.daily = t.skip(&at, wageDay); !w.daily {
		w.tail(t, &at)
	}
	return w.span(t, i, at)
}

// upper reads the upper end of a range. 4-6千 counts its unit for both.
func (w *wage) upper(t text, at *int, unit bool) {
	next := *at
	if !t.skip(&next, wageTo) {
		return
	}
	high, highUnit, ok := numberAt(t, &next)
	if !ok {
		return
	}
	*at, w.max = next, high
	if highUnit && !unit && w.min < 100 && high >= lowestWage {
		w.min *= scaleOf(high, w.min)
	}
}

// scaleOf is the unit of a range's upper end: 千 for 4-6千, 万 for 1-2万.
func scaleOf(high, low int) int {
	if high >= 10000 && low < high/10000*10 && low*10000 <= high {
		return 10000
	}
	return 1000
}

// tail reads 以上 and 以下 behind a wage.
func (w *wage) tail(t text, at *int) {
	if !t.skip(at, wageMore) {
		w.most = t.skip(at, wageLess)
	}
	t.skip(at, wageTails)
}

// span checks that the number can be a wage: neither a year nor people.
func (w *wage) span(t text, from, to int) (span, bool) {
	if w.max > 0 && w.max < w.min {
		w.min, w.max, w.swapped = w.max, w.min, true
	}
	if !t.edge(to) || !w.daily && (w.min < lowestWage || w.min > highestWage) {
		return span{}, false
	}
	if to < len(t.runes) && strings.ContainsRune("年人名个号岁平米吨公路", t.runes[to]) {
		return span{}, false
	}
	return span{from, to, &concept{kind: isWage, wage: *w}}, true
}

// skip passes over the first of the words that stands at a character.
func (t text) skip(at *int, words []string) bool {
	for _, w := range words {
		if strings.HasPrefix(t.all[t.at[*at]:], w) {
			*at += len([]rune(w))
			return true
		}
	}
	return false
}

// spaces passes over spaces and colons behind a heading word.
func (t text) spaces(at *int, head bool) {
	for head && *at < len(t.runes) && (t.runes[*at] == ' ' || t.runes[*at] == ':') {
		*at++
	}
}

// WageBands are the values of the wage facet: at least so many yuan a month.
func WageBands() []int { return []int{3000, 4000, 5000, 6000, 8000} }
