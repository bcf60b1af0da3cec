package journey

import (
	"fmt"

	"github.com/chromedp/chromedp/kb"

	"laowu/internal/demo"
)

// worker looks for work, narrows it, has the association ask, applies himself,
// follows both, and says that wages were not paid.
func worker(v *visitor) {
	v.enters(demo.WorkerPhone)
	v.Says("h1", "您好")
	v.Visit("/")
	v.Fits()
	v.Type("#q", "护工 鄂尔多斯")
	all := v.Text("h1")
	v.Renew(".search", "", "找", "new URL(location).searchParams.get('q') == '护工 鄂尔多斯' && document.querySelector('h1').textContent != '"+all+"'")
	v.Says(".chips", "护工", "鄂尔多斯")
	v.Fits()
	found := v.Text("h1")
	v.Renew(".quick", "", "", "document.querySelector('h1').textContent != '"+found+"'")
	v.Fits()
	v.opening()
	asked := v.Text("h1")
	v.Type("#ask-said", "工资哪天发")
	v.Press("请协会问")
	v.Says("#refer", "务工协会代问，想问：工资哪天发")
	v.PressIn(".back", "", "")
	v.opening()
	applied := v.Text("h1")
	v.PressIn("#refer", "", "我自己报名")
	v.Says("#refer", "您报名了", "等单位看")
	v.Fits()
	v.PressIn("#refer", "", "看进展")
	v.sees("您好", asked, "等协会问", applied, "等单位看")
	v.trouble()
}

// opening opens the first card of an opening that he has nothing to do with yet.
func (v *visitor) opening() {
	v.Helper()
	for nth := range 10 {
		card := fmt.Sprintf(".openings > .opening:nth-child(%d)", nth+1)
		title := v.Text(card + " h2")
		v.PressIn(card, "", title)
		if v.Count("#refer form[action$='/ask']") == 1 && v.Count("#refer form[action$='/refer']") == 1 {
			v.sees(title, "在哪里，怎么去", "公里", "想去，可以报名")
			return
		}
		v.PressIn(".back", "", "")
	}
	v.Fatal("he asked about each of the first ten openings")
}

// trouble says what is wrong, something else than the one before him, and reads who handles it
// and until when.
func (v *visitor) trouble() {
	v.Helper()
	kind := [][2]string{1: {"工资没发", "拖欠工资"}, 2: {"吵架了", "劳动纠纷"}}[v.nth]
	v.PressIn("main", "", "出了问题")
	v.sees("告诉我们", "12333")
	v.Tap("label", kind[0])
	v.Type("#amount", "6000")
	v.Type("#said", "两个月没发")
	v.Press("报上去")
	v.Says(".alert.ok", "报上去了："+kind[1], "来办")
	v.sees(kind[1], "以前回您")
}

// workerByKeys is the same way by the keyboard alone: whoever cannot hold a mouse
// or a screen steady still sees where he is.
func workerByKeys(v *visitor) {
	v.Visit("/login?as=worker")
	v.Reach("input", "手机号")
	v.Strike(demo.WorkerPhone)
	v.Reach("input", "密码")
	v.Strike(demo.WorkerPIN)
	v.Enter("main a, main button", "登录")
	v.Says("h1", "您好")
	v.Enter("header a", "找活")
	v.Reach("#q", "")
	v.Strike("护工 鄂尔多斯\r")
	v.Until("new URL(location).searchParams.get('q') == '护工 鄂尔多斯'")
	found := v.Text("h1")
	v.Reach(".quick .chip", "")
	v.Strike("\r")
	v.Until("document.querySelector('h1').textContent != '" + found + "'")
	title := v.Text(".opening h2")
	v.Enter("main a, main button", title)
	v.Says("h1", title)
	v.Unfold("让我的协会帮我问")
	v.Reach("textarea", "想问什么")
	v.Strike("工资哪天发")
	v.Enter("main a, main button", "请协会问")
	v.Says("#refer", "想问：工资哪天发")
	v.Enter("main a, main button", "我自己报名") // and the association need not ask
	v.Says("#refer", "您报名了", "等单位看")
	v.Enter("a, button", "出了问题")
	v.Reach("input[type=radio]", "工资没发")
	v.Strike(kb.ArrowDown) // to what is said of injuries
	v.Reach("textarea", "怎么回事")
	v.Strike("手压伤了")
	v.Enter("main a, main button", "报上去")
	v.Says(".alert.ok", "报上去了：工伤", "来办")
}
