package web_test

import (
	"strings"

	"github.com/a-h/templ"

	"laowu/internal/web/templates"
)

// loginPreviews are the pages of whoever is not logged in yet, or just is.
func loginPreviews() []preview {
	wrong := &templates.Notice{Kind: "bad", What: "手机号或者密码不对", Then: "请再输一次。还能试 3 次。"}
	rules := []templates.Check{{Text: "至少 12 位，可以是一句话，例如“今年谷子收了八百斤”"}, {Text: "不用常见的密码，不用账号和姓名"}}
	return []preview{
		{"login-worker", nil, func(f templates.Frame) templ.Component {
			return templates.LoginPage(f, templates.Login{StaffTo: "/login?as=staff", WorkerTo: "/login", Next: "/me"})
		}},
		{"login-worker-wrong", nil, func(f templates.Frame) templ.Component {
			return templates.LoginPage(f, templates.Login{
				StaffTo: "/login?as=staff", WorkerTo: "/login", Notice: wrong,
				Phone: templates.Given{Value: "1400000349", Error: "手机号只有 10 位，少了 1 位"}, Password: templates.Given{Value: "hidden", Error: "还没有填密码"},
			})
		}},
		{"login-staff", nil, func(f templates.Frame) templ.Component {
			return templates.LoginPage(f, templates.Login{
				Staff: true, StaffTo: "/login?as=staff", WorkerTo: "/login", Account: templates.Given{Value: "kangning"},
				Notice: &templates.Notice{Kind: "risk", What: "太久没有动，已经退出", Then: "请重新登录，接着办刚才的事。"},
			})
		}},
		{"login-code", nil, func(f templates.Frame) templ.Component {
			return templates.SecondFactorPage(f, templates.SecondFactor{Code: templates.Given{Value: "123456", Error: "数字不对，或者已经换了。请看验证器现在显示的"}})
		}},
		{"login-bind", nil, func(f templates.Frame) templ.Component {
			return templates.SecondFactorSetupPage(f, templates.SecondFactorSetup{QR: sampleCode(), Secret: strings.Fields("JBSW Y3DP EHPK 3PXP JBSW Y3DP EHPK 3PXP")})
		}},
		{"password-first", nil, func(f templates.Frame) templ.Component {
			return templates.PasswordPage(f, templates.Password{
				Notice: &templates.Notice{Kind: "risk", What: "一次性密码只能用这一次", Then: "请现在定一个自己的密码。"}, Rules: rules,
			})
		}},
		{"password-change", sampleClerk(), func(f templates.Frame) templ.Component {
			return templates.PasswordPage(f, templates.Password{
				Rules: rules, Current: &templates.Given{Error: "现在的密码不对"}, New: templates.Given{Error: "太短，还差 3 位"},
				Again: templates.Given{Error: "两次输的不一样"},
			})
		}},
		{"switch", sampleClerk(), func(f templates.Frame) templ.Component {
			return templates.SwitchPage(f, templates.Switch{Identities: []templates.Identity{
				{Account: "1", Organisation: "康宁镇务工协会", Role: "协会", Current: true},
				{Account: "2", Organisation: "康宁镇人民政府", Role: "乡镇", Small: "上次 11 月 20 日用过"},
				{Account: "3", Organisation: "您自己", Role: "务工人员"},
			}})
		}},
		{"refused", sampleClerk(), func(f templates.Frame) templ.Component {
			return templates.RefusedPage(f, templates.Refused{
				What: "您的身份不能打开这一页", Then: "这一页只有县里的管理员能看。您现在是康宁镇务工协会的人。",
				Links: []templates.Link{{Text: "换一个身份", To: "/switch"}, {Text: "回协会的首页", To: "/association"}},
			})
		}},
	}
}

// claimPreviews are the way from a slip of paper to a login.
func claimPreviews() []preview {
	slip := templates.ClaimSlip{
		Name: "白改香", Village: "高家村", Code: []string{"K7QM", "3XPD", "8R2W"}, QR: sampleCode(),
		Address: "laowu.example/claim", Until: "12 月 25 日", Association: "康宁镇务工协会",
	}
	other := slip
	other.Name, other.Village = "欧阳建军", "康宁镇西坪村"
	return []preview{
		{"claim", nil, func(f templates.Frame) templ.Component {
			return templates.ClaimPage(f, templates.Claim{
				Notice: &templates.Notice{Kind: "bad", What: "认领码和身份证号对不上", Then: "请照着纸再输一遍。错 5 次，这个码就作废。"},
				Code:   templates.Given{Value: "K7QM3XPD8R2W"}, Last4: templates.Given{Value: "991", Error: "要四位，少了 1 位"},
			})
		}},
		{"claim-set", nil, func(f templates.Frame) templ.Component {
			return templates.ClaimSetPage(f, templates.ClaimSet{
				Name: "白**", Facts: []templates.Fact{{Label: "村", Text: "高家村"}, {Label: "协会", Text: "康宁镇务工协会"}},
				Keep: []templates.Pair{{Name: "ticket", Value: "abc"}}, Phone: templates.Given{Value: "14000003490"},
				New: templates.Given{Error: "6 位一样的数字太好猜，换一个"}, Consent: templates.Given{Error: "同意了才能设密码"},
			})
		}},
		{"claim-done", nil, func(f templates.Frame) templ.Component {
			return templates.ClaimDonePage(f, templates.ClaimDone{Phone: "140****3490", Link: templates.Link{Text: "看我的信息", To: "/me"}})
		}},
		{"claim-slips", sampleClerk(), func(f templates.Frame) templ.Component {
			return templates.ClaimSlipPage(f, templates.ClaimSlips{
				Back: templates.Link{Text: "白改香", To: "/people/17"}, Slips: []templates.ClaimSlip{slip, other, slip},
			})
		}},
	}
}
