package web_test

import (
	"github.com/a-h/templ"

	"laowu/internal/web/templates"
)

// groupPreviews are what is done for many at once: a departure, its printed
// list, and the forms and pages of a statement.
func groupPreviews() []preview {
	rider := func(name, small string, b templates.Badge) templates.Item {
		one := func(label string) templates.Action {
			return templates.Action{Label: label, To: "/departures/3/answers", Whom: name, Keep: []templates.Pair{{Name: "person", Value: "17"}}}
		}
		return templates.Item{Text: name, To: "/people/17", Small: small, Badge: b, Actions: []templates.Action{one("去"), one("不去"), one("没打通"), {Label: "移出名单", Kind: "plain", Whom: name, To: "/departures/3/drop"}}}
	}
	trip := templates.Record{
		Back: templates.Link{Text: "点对点出行", To: "/departures"}, Title: "送到鄂尔多斯市东胜区", State: templates.Badge{Text: "准备中", Kind: "risk"},
		Notice: &templates.Notice{Kind: "bad", What: "没有记上", Then: "欧阳建军：同一天已经排在另一趟里。"},
		Facts:  []templates.Fact{{Label: "单位", Text: "示例康养公司", Small: "护工"}, {Label: "座位", Text: "45 座，名单 2 人", Small: "说去 1，不去 0，没打通 1"}},
		Links:  []templates.Link{{Text: "打印名单", To: "/departures/3/manifest"}},
		Parts: []templates.RecordPart{
			{Title: "名单", Part: templates.Part{Items: []templates.Item{
				rider("白改香", "女，53 岁，高家村；11-24 14:20 康宁镇务工协会打的电话", templates.Badge{Text: "去", Kind: "ok"}), rider("欧阳建军", "男，34 岁，西坪村", templates.Badge{Text: "没打通", Kind: "risk"}),
			}}},
			{Title: "加人", Find: &templates.Find{To: "/departures/3/find", Field: templates.Field{Type: "search", Name: "q", Label: "找要去的人", Hint: "输姓名，或者整个身份证号、手机号", Fill: "off", Max: 50}},
				Ticks: &templates.Ticks{To: "/departures/3/riders", Name: "rider", Legend: "要去的人", Button: "加进名单", Error: "请先选人", Rows: []templates.Tick{
					{Value: "18", Text: "张伟", Small: "男，61 岁，高家村；在岗：保洁，蔚汾镇", On: true}, {Value: "19", Text: "李秀兰", Small: "女，47 岁，高家村"},
				}}},
			{Title: "到达", Part: templates.Part{Note: "从那天起都算在岗；花名册、用工名单已经报过的，并成一条。"}, Ticks: &templates.Ticks{
				To: "/departures/3/arrive", Name: "person", Legend: "到了的人", Button: "记到达", Rows: []templates.Tick{{Value: "17", Text: "白改香", On: true}},
				Fields: []templates.Field{{Type: "date", Name: "on", Label: "哪天到的", Required: true, Given: templates.Given{Value: "2026-11-26"}}},
			}},
		},
	}
	return []preview{
		{"departure", sampleClerk(), func(f templates.Frame) templ.Component { return templates.RecordPage(f, trip) }},
		{"manifest", sampleClerk(), func(f templates.Frame) templ.Component { return templates.ManifestPage(f, sampleManifest(45)) }},
		{"waiver-new", sampleClerk(), func(f templates.Frame) templ.Component {
			return templates.FillPage(f, templates.Fill{
				Back: templates.Link{Text: "招不到本地人的说明", To: "/waivers"}, Title: "说明招不到本地人", Lead: "提交以后，县里各个务工协会都会看到。", To: "/waivers", Submit: "提交，问协会",
				Notice: &templates.Notice{Kind: "bad", What: "没有提交", Then: "人数要在 1 到 1000 之间。"},
				Groups: templates.OneGroup([]templates.Field{
					{Type: "select", Name: "opening", Label: "哪个岗位", Options: []templates.Option{{Text: "不是挂出来的岗位，写在下面"}, {Text: "电工，兴县", Value: "1"}}},
					{Type: "radio", Name: "form", Label: "怎么用工", Options: []templates.Option{{Text: "长期", Value: "regular", Small: "选了岗位不用选"}, {Text: "临时", Value: "temporary"}}},
					{Name: "posts", Label: "几个人", Mode: "numeric", Required: true, Given: templates.Given{Value: "两", Error: "人数要在 1 到 1000 之间"}},
				}),
			})
		}},
	}
}

// sampleManifest is a coach full of people.
func sampleManifest(people int) templates.Manifest {
	m := templates.Manifest{
		Back: templates.Link{Text: "回到这一趟", To: "/departures/3"}, Title: "11 月 25 日，甲村村委会到鄂尔多斯市东胜区",
		Notice: templates.Notice{What: "这一页可以直接打印", Then: "在浏览器的菜单里选“打印”。"},
		Facts:  []templates.Fact{{Label: "单位", Text: "示例康养公司", Small: "护工"}, {Label: "联系人", Text: "刘队长", Small: "140****0009"}},
		Ask: &templates.Action{Label: "名单上印全号（会记入审计）", Open: "印电话全号", Whom: "名单", To: "/departures/3/manifest", Kind: "main", Key: "phone", Fields: []templates.Field{
			{Name: "other", Label: "其他原因", Max: 100},
		}},
	}
	for range people {
		m.Rows = append(m.Rows, templates.Seated{Name: "欧阳建军", About: "男，34 岁", Village: "康宁镇西坪村", Phone: "140****3490", Answer: "没打通"})
	}
	return m
}
