package imports

import (
	"fmt"
	"testing"

	"laowu/internal/value"
)

// TestPay: what a figure is paid for, and in which thousands it is written,
// may stand in the heading.
func TestPay(t *testing.T) {
	t.Parallel()
	for title, c := range map[string]struct{ cell, want string }{
		"月工资":      {"3500-4500", "3500 4500 month"},
		"月工资（元）":   {"面议", "0 0 month"},
		"工资（元/天）":  {"200", "4350 4350 day"},
		"日工资":      {"200", "4350 4350 day"},
		"工资(元/小时)": {"20", "3480 3480 hour"},
		"年收入（元）":   {"60000", "5000 5000 year"},
		"年收入（万元）":  {"6", "5000 5000 year"},
		"务工总收入":    {"6万", "5000 5000 year"},
		"务工年收入":    {"5000元/月", "5000 5000 month"},
		"月收入（千元）":  {"4-5", "4000 5000 month"},
		"月收入（万元）":  {"5000元", "5000 5000 month"},
	} {
		f := surveyed(t, "members", "册.csv", []byte("姓名,身份证号码,"+title+"\n王建,1,"+c.cell+"\n"))
		for r, err := range f.book.Rows(0) {
			if err != nil {
				t.Fatal(err)
			}
			if r.Number == 1 {
				continue
			}
			one := row{sheet: f.sheets[0], cells: r.Cells}
			var w value.Wage
			for _, field := range []string{"wage", "wage_year"} {
				if one.has(field) {
					w = one.wage(field)
				}
			}
			low, high := w.Monthly()
			if got := fmt.Sprint(low, " ", high, " ", w.Unit); got != c.want || one.bad {
				t.Errorf("%s under %s: %s, want %s", c.cell, title, got, c.want)
			}
		}
	}
}
