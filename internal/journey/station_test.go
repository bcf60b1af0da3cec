package journey

import "strings"

// station works its queue: a call card in three taps leads to the next one, a
// card that tells of unpaid wages opens a case with a deadline, and those who came
// by the coach are ticked.
func station(v *visitor) {
	v.enters("station")
	v.sees("该回访", "维权在办", "该回访的人")
	first := v.Text("main .items a[href*='/visit']")
	v.Press(first) // one
	v.sees(first, "在岗", "没打通", "看号码，打电话")
	if strings.Contains(v.Text("main"), "已记入审计") {
		v.Error("the number is shown before it was asked for")
	}
	second := v.card(first, "label.to-in_post")
	third := v.card(second, "label.to-no_answer")
	v.reportsArrears(third)
	v.arrivals()
}

// card says how somebody is: two taps, and the next one's card is there.
func (v *visitor) card(whose, outcome string) (next string) {
	v.Helper()
	v.Tap(outcome, "")
	v.Fits()
	v.PressIn("form.outcome", "", "记下，下一个")
	v.Says(".alert.ok", "记下了")
	v.Fits()
	if next = v.Text("h1"); next == whose {
		v.Fatalf("%s comes again", whose)
	}
	return next
}

// reportsArrears tells that somebody was not paid: a case is opened, with who
// handles it and until when, and gets its first step.
func (v *visitor) reportsArrears(whose string) {
	v.Helper()
	v.Tap("label.to-trouble", "")
	v.Tap("label", "拖欠工资")
	v.Type("textarea[name=asked]", "三个月没有发工资")
	v.PressIn("form.outcome", "", "记下，下一个")
	v.Says(".alert.ok", "记下了")
	v.Says("main", "刚登记的维权")
	v.PressIn("header", "", "维权")
	v.sees("拖欠工资："+whose, "期限")
	v.PressIn("main", "", "拖欠工资："+whose)
	v.sees("谁在办", "期限", "三个月没有发工资")
	v.Type("#step-said", "给工地打了电话，说月底发")
	v.Press("记下这一步")
	v.sees("给工地打了电话，说月底发")
}

// arrivals ticks who came by the coach that is on its way, but one; whoever comes
// after finds it there no more.
func (v *visitor) arrivals() {
	v.Helper()
	v.PressIn("header", "", "接车")
	v.sees("车来了，到的人打勾", "还没有出发")
	if v.nth > 1 {
		if v.Count("fieldset.ticks") != 0 {
			v.Error("the coach that came is still awaited")
		}
		return
	}
	v.sees("在路上")
	v.Tap("fieldset.ticks label", "")
	v.Press("记到达")
	v.Says(".alert.ok", "记下了")
	v.Fits()
}
