package demo

import (
	"fmt"
	"strconv"
)

// least is what no opening pays less than a month: above the minimum wage of
// every place that the demonstration names.
const least = 2600

// offered is the wage of an opening as an employer writes it.
func offered(d draw, j job, temporary bool) string {
	low := max(j.low+100*d.between(-3, 4), least) / 100 * 100
	high := max(j.high+100*d.between(-4, 4), low+300) / 100 * 100
	if temporary && d.in(300) {
		return byTime(d, low)
	}
	switch n := d.IntN(100); {
	case n < 14:
		return strconv.Itoa(low)
	case n < 22:
		return fmt.Sprintf("%d元", (low+high)/200*100)
	case n < 50:
		return fmt.Sprintf("%d-%d", low, high)
	case n < 62:
		return fmt.Sprintf("%d-%d元", low, high)
	case n < 72:
		return thousands(low) + "-" + thousands(high) + "千"
	case n < 80:
		return fmt.Sprintf("%d元以上", low)
	case n < 84:
		return fmt.Sprintf("%sK-%sK", thousands(low), thousands(high))
	case n < 88:
		return fmt.Sprintf("底薪%d+提成", low)
	case n < 92:
		return fmt.Sprintf("计件，%d-%d元", low, high)
	case n < 98:
		return "面议"
	}
	return "计件"
}

// byTime is the pay of a day or an hour: a month has 21.75 paid days.
func byTime(d draw, monthly int) string {
	if d.in(300) {
		return fmt.Sprintf("%d元/小时", monthly*100/(2175*8)+1)
	}
	return fmt.Sprintf("%d元/天", (monthly*100/2175+10)/10*10)
}

// thousands writes 4500 as 4.5.
func thousands(yuan int) string {
	if yuan%1000 == 0 {
		return strconv.Itoa(yuan / 1000)
	}
	return fmt.Sprintf("%d.%d", yuan/1000, yuan%1000/100)
}
