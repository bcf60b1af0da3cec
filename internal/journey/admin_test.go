package journey

import (
	"fmt"
	"strings"

	"laowu/internal/chromium"
)

// administrator gives somebody a login, whose one-time password is good for once,
// takes it away again, and looks at what the service does.
func administrator(v *visitor) {
	v.enters("demo-admin")
	v.sees("账号", "association", "在用")
	name := fmt.Sprintf("xin.ren%d", v.nth)
	office := chromium.Ask[string](v.Tab, "[...document.querySelectorAll('main tbody tr')].find(r => r.querySelector('a').textContent == 'township').querySelector('[data-label=身份] small').textContent")
	once := v.gives(name, office)
	clerk := v.first(name, once)
	clerk.sees(office, "今天要办的")
	v.disables(name)
	clerk.Visit("/township")
	clerk.Says("main", "登录")
	clerk.Clean()
	v.PressIn("header", "", "运行")
	v.sees("每天做的", "到期清理", "核对审计链", "做完了")
	v.PressIn("header", "", "规定")
	v.sees("现在用的", "最低工资")
	v.Press("上岗以后哪几天回访")
	v.sees("7、30、90、180", "依据")
	v.PressIn("header", "", "运行")
	v.PressIn(".tabs", "", "搜索引擎")
	v.sees("PostgreSQL", "等着更新", "都收进去了")
	v.PressIn("header", "", "审计")
	v.sees("审计记录", "停用账号")
	v.Press("现在逐条核对")
	v.sees("没有被改动")
}

// gives opens a login for an office, and answers with its one-time password.
func (v *visitor) gives(name, office string) (once string) {
	v.Helper()
	v.Press("新开账号")
	v.sees("只显示一次")
	v.Type("#name", name)
	v.Type("#holder", "白新人")
	v.Choose("#role", "乡镇")
	v.Type("#org", office)
	v.Press("开账号，给一次性密码")
	v.sees("只在这一页显示一次", name)
	return strings.ReplaceAll(v.Text("main .code"), " ", "")
}

// first is the new one's first login, who takes a password of his own.
func (v *visitor) first(name, once string) *visitor {
	v.Helper()
	const own = "xinren-ziji-2026"
	c := &visitor{v.browser.Open(v.TB, v.Site, chromium.Device{Width: v.Width, NoScript: v.NoScript}), v.browser, v.nth}
	c.Visit("/login?as=staff")
	c.Type("input[name=account]", name)
	c.Type("input[name=password]", once)
	c.PressIn("main form", "", "登录")
	c.sees("密码")
	c.Type("input[name=new]", own)
	c.Type("input[name=again]", own)
	c.PressIn("main form", "", "")
	return c
}

// disables takes the login away.
func (v *visitor) disables(name string) {
	v.Helper()
	v.PressIn("header", "", "账号")
	v.sees(name, "从没登录过")
	v.PressIn("main table", "", name)
	v.sees("白新人", "在用")
	v.Press("停用")
	v.sees("停用")
	v.PressIn("header", "", "账号")
	v.PressIn(".tabs", "", "停用")
	v.sees(name)
}
