package journey

import (
	"fmt"
	"strings"

	"laowu/internal/chromium"
	"laowu/internal/demo"
)

// picked is how many members each journey sends.
const picked = 3

// association takes on the account of an association, sees what waits today, cuts
// its members to those without work, sends several to one opening, reads what came
// of each, looks at the coach, and has claim codes printed.
func association(v *visitor) {
	v.enters("association")
	v.switchTo("务工协会")
	v.sees("今天要办的", "点对点出行在准备", "没有在岗")
	opening := v.openingNumber()
	v.PressIn("header", "", "人员")
	v.sees("找人", "在不在岗")
	v.PressIn("main", "", "没有在岗")
	v.PressIn("main", "", "想出去干活")
	v.sees("没有在岗", "想出去干活")
	v.tick()
	v.Press("推荐到岗位")
	v.sees("推荐几个人去一个岗位")
	v.Type("input[name=opening]", opening)
	v.Press("推荐勾上的人")
	v.rows()
	v.coach()
	v.slips()
}

// switchTo goes on as the account of an organisation whose name ends in a word.
func (v *visitor) switchTo(organisation string) {
	v.Helper()
	if !strings.HasPrefix(v.Path(), "/switch") {
		v.Visit("/switch")
	}
	v.sees("务工协会", "人民政府")
	v.PressIn("main li", organisation, "")
	v.Says("header", organisation)
}

// openingNumber is that of an opening which the association looks up.
func (v *visitor) openingNumber() string {
	v.Helper()
	v.PressIn("header", "", "岗位")
	v.PressIn(".opening", "", v.Text(".opening h2"))
	number := strings.TrimPrefix(v.Path(), "/openings/")
	number, _, _ = strings.Cut(number, "?")
	v.sees("岗位号 " + number)
	return number
}

// tick ticks members that no journey before this one sent.
func (v *visitor) tick() {
	v.Helper()
	ids := chromium.Ask[[]string](v.Tab, "[...document.querySelectorAll('main input[name=person]')].map(e => e.id)")
	if len(ids) < picked*(v.nth+1) {
		v.Fatalf("only %d members", len(ids))
	}
	for _, id := range ids[picked*v.nth : picked*(v.nth+1)] {
		v.Tap("label[for="+id+"]", "")
	}
	if n := v.Count("main input[name=person]:checked"); n != picked {
		v.Fatalf("%d are ticked", n)
	}
}

// rows are what came of each: that several were sent is told, and that each was.
func (v *visitor) rows() {
	v.Helper()
	v.sees("推荐的结果", fmt.Sprintf("推荐了 %d 人", picked))
	if n := v.Count("main tbody tr"); n != picked {
		v.Errorf("%d rows tell of %d", n, picked)
	}
	v.Press("看推荐")
	v.sees("等单位看")
}

// coach is the trip that is being got ready: who comes, and the list to print.
func (v *visitor) coach() {
	v.Helper()
	v.Visit("/departures")
	v.sees("准备中")
	v.PressIn("tbody tr", "准备中", "")
	v.sees("30 座", "早上 7 点")
	v.Press("打印名单")
	v.sees("乡政府门口", "务工协会")
}

// slips are sheets with a code for each, by which members log in themselves.
func (v *visitor) slips() {
	v.Helper()
	v.Visit("/people?work=home&wish=yes")
	v.tick()
	v.Press("印认领码")
	v.sees("印几个人的认领码")
	v.Press(fmt.Sprintf("印 %d 人的认领码", picked))
	v.Fits()
	if n := v.Count(".slip .code"); n != picked {
		v.Errorf("%d slips for %d", n, picked)
	}
}

// associationByKeys is the way from the accounts to the referral by the keyboard
// alone.
func associationByKeys(v *visitor) {
	v.Visit("/login?as=staff")
	v.Reach("input", "账号")
	v.Strike("association")
	v.Reach("input", "密码")
	v.Strike(demo.Password)
	v.Enter("main a, main button", "登录")
	v.Enter("main a, main button", "务工协会")
	v.Says("main", "今天要办的")
	v.Enter("header a", "岗位")
	v.Enter("main a, main button", v.Text(".opening h2"))
	opening := strings.TrimPrefix(v.Path(), "/openings/")
	v.Enter("header a", "人员")
	v.Unfold("在不在岗")
	v.Enter("main a, main button", "没有在岗")
	v.Unfold("想不想去")
	v.Enter("main a, main button", "想出去干活")
	v.Reach("input[name=person]", "")
	v.Strike(" ")
	v.Enter("main a, main button", "推荐到岗位")
	v.Reach("input", "岗位号")
	v.Strike(opening)
	v.Enter("main a, main button", "推荐勾上的人")
	v.sees("推荐的结果", "推荐了 1 人")
	v.Enter("main a, main button", "看推荐")
	v.Says("main", "等单位看")
}
