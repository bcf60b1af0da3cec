package journey

import (
	"bytes"
	"fmt"
	"strings"
	"time"

	"laowu/internal/chromium"
)

// enterprise writes an opening that pays too little, mends and publishes it,
// answers several applicants at once, and takes its statement away.
func enterprise(v *visitor) {
	v.enters("enterprise")
	v.sees("在招岗位", "等您办的", "本单位的岗位")
	title := fmt.Sprintf("冷库保管员%d", v.nth)
	v.Press("发布岗位")
	v.sees("发布岗位", "先看一遍求职的人看到的样子")
	v.writes(title)
	v.PressIn("main form", "", "看看求职的人看到的样子")
	v.sees("最好改一改", "低于兴县的最低工资", "还没有发布")
	v.Type("#wage_min", "2600")
	v.Type("#wage_max", "3200")
	v.PressIn("main form", "", "再看一遍")
	v.sees("2600–3200", "发布这个岗位")
	if strings.Contains(v.Text("main"), "最低工资") {
		v.Error("the wage is warned of though it was mended")
	}
	v.Press("发布这个岗位")
	v.sees(title, "在招")
	v.invites()
	v.statement()
}

// writes fills in an opening that pays less than the least wage of the place.
func (v *visitor) writes(title string) {
	v.Helper()
	v.Type("#title", title)
	v.Type("#place", "兴县奥家湾乡")
	v.Type("#headcount", "3")
	v.Tap("label[for=form-regular]", "长期")
	v.Type("#description", "看冷库，登记进出，白班")
	v.Type("#wage_min", "1200")
	v.Type("#wage_max", "1500")
	v.Tap("label[for=lodging]", "包住")
	v.Type("#contact", "王经理")
	v.Type("#phone", "14000000009")
	v.Type("#valid_until", time.Now().AddDate(0, 2, 0).Format(time.DateOnly))
}

// invites asks several to an interview with one form; whoever comes after takes
// them on.
func (v *visitor) invites() {
	v.Helper()
	to := []string{1: "约面试", 2: "录用"}[v.nth]
	v.PressIn("header", "", "应聘")
	v.sees("应聘的人", "等您答复")
	open := chromium.Ask[[]string](v.Tab, fmt.Sprintf(`[...document.querySelectorAll('main tbody tr')]
		.filter(r => [...r.querySelectorAll('summary')].some(s => s.textContent.startsWith(%q))).map(r => r.querySelector('input[type=checkbox]').id)`, to))
	if len(open) < 2 {
		v.Fatalf("%d are there for %s", len(open), to)
	}
	open = open[:2]
	for _, id := range open {
		v.Tap("label[for="+id+"]", "")
	}
	v.Tap("#several label", to)
	v.Type("#all-note", "周三上午九点到厂门口")
	v.PressIn("#several", "", "给勾上的人记下")
	v.Fits()
	for _, id := range open {
		badge := chromium.Ask[string](v.Tab, fmt.Sprintf("document.getElementById(%q)?.closest('tr').querySelector('.badge').textContent || ''", id))
		if !strings.Contains(badge, strings.TrimPrefix(to, "约")) {
			v.Errorf("%s is %q after %s", id, badge, to)
		}
	}
}

// statement is what the enterprise seals for its agreement: as a page, and as a
// PDF where the machine has a Chinese font, which the page says otherwise.
func (v *visitor) statement() {
	v.Helper()
	v.PressIn("header", "", "协议")
	v.sees("长期工", "临时工", "再招几个人会怎样")
	v.Press("用工情况说明")
	v.sees("甲方：", "乙方：", "一、占比", "四、名单")
	if strings.Contains(v.Text("main"), "fonts-lxgw-wenkai") {
		return
	}
	file := v.Fetch("下载 PDF")
	if file.Status != 200 || file.Type != "application/pdf" || !bytes.HasPrefix(file.Data, []byte("%PDF-")) {
		v.Errorf("the PDF answers %d, %s, %.20q", file.Status, file.Type, file.Data)
	}
}
