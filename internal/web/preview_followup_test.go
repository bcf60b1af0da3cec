package web_test

import (
	"github.com/a-h/templ"

	"laowu/internal/web/templates"
)

func followupPreviews() []preview {
	return []preview{
		{"queue", sampleClerk(), func(f templates.Frame) templ.Component {
			return templates.HomePage(f, templates.Home{
				Title: "鄂尔多斯西部工作站", List: "该回访的人", Note: "最晚的 50 人，共 180 人", Table: &templates.Table{
					Label: "该回访的人", Heads: []templates.Head{{Text: "姓名"}, {Text: "单位"}, {Text: "第几天"}, {Text: "期限"}, {Text: "没打通", Num: true}, {Text: "办"}},
					Rows: [][]templates.Cell{{
						{Text: "白改香", To: "/people/17"}, {Text: "东胜区康养中心有限责任公司", Small: "鄂尔多斯市东胜区"}, {Text: "上岗第 90 天", Small: "上次 10 月 3 日"},
						{Badge: templates.Badge{Text: "晚了 12 天", Kind: "bad"}, Small: "11 月 12 日"}, {Text: "2 次"}, {Text: "记回访", To: "/placements/17/visit"},
					}},
				},
			})
		}},
		{"visit-form", sampleClerk(), func(f templates.Frame) templ.Component {
			return templates.FillPage(f, templates.Fill{
				Back: templates.Link{Text: "白改香", To: "/people/17"}, Title: "记回访：白改香", Lead: "要打电话，到本人那一页看全号。", To: "/placements/17/visit", Submit: "记下这次回访",
				Facts: []templates.Fact{{Label: "单位", Text: "东胜区康养中心有限责任公司"}, {Label: "地点", Text: "鄂尔多斯市东胜区"}},
				Groups: templates.OneGroup([]templates.Field{
					{Type: "date", Name: "on", Label: "哪天回访的", Given: templates.Given{Value: "2026-11-24", Error: "回访日期还没有到，请核对"}, Required: true},
					{Type: "radio", Name: "outcome", Label: "结果", Required: true, Options: []templates.Option{{Text: "在岗", Value: "in_post"}, {Text: "已离岗", Value: "left"}}},
					{Type: "select", Name: "reason", Label: "离岗的：为什么", Options: []templates.Option{{Text: "没有离岗"}, {Text: "活干完了、合同到期", Value: "term_over"}}},
					{Type: "area", Name: "asked", Label: "本人说了什么", Hint: "不要写身份证号和电话", Max: 500},
				}),
			})
		}},
		{"case", sampleClerk(), func(f templates.Frame) templ.Component {
			return templates.CasePage(f, templates.Case{
				Back: templates.Link{Text: "维权", To: "/cases"}, Title: "拖欠工资：白改香", State: templates.Badge{Text: "晚了 3 天", Kind: "bad"}, Notice: &templates.Notice{Kind: "bad", What: "没有记上", Then: "请写做了什么。"},
				Facts: []templates.Fact{{Label: "单位", Text: "东胜区康养中心有限责任公司", Small: "91150602MA0FAG439B"}, {Label: "金额", Text: "9,000 元"}},
				Steps: templates.Part{
					Items: []templates.Item{{Text: "登记", Small: "2026-11-14 10:00 鄂尔多斯西部工作站"}, {Text: "打了 12333", Small: "2026-11-15 10:00 鄂尔多斯西部工作站"}},
					Links: []templates.Link{{Text: "求助卡（12333、12345）", To: "/cases/3/card"}},
					Actions: []templates.Action{
						{Label: "记下这一步", Open: "记一步", To: "/cases/3/steps", Kind: "main", Key: "step", Fields: []templates.Field{{Type: "area", Name: "said", Label: "做了什么，对方怎么说", Max: 500, Required: true}}},
						{Label: "结案", Open: "结案", To: "/cases/3/close", Kind: "danger", Key: "close", Note: "结了就不能再改。", Fields: []templates.Field{{Type: "area", Name: "said", Label: "结果", Required: true}}},
					},
				},
			})
		}},
		{"case-card", sampleClerk(), func(f templates.Frame) templ.Component {
			return templates.CaseCardPage(f, templates.CaseCard{
				Back: templates.Link{Text: "这一件", To: "/cases/3"}, Title: "拖欠工资求助卡",
				Facts:   []templates.Fact{{Label: "本人", Text: "白改香", Small: "女"}, {Label: "单位", Text: "东胜区康养中心有限责任公司", Small: "91150602MA0FAG439B"}, {Label: "时间段", Text: "9 月 1 日到 10 月 31 日"}, {Label: "金额", Text: "9,000 元"}},
				Numbers: []templates.Number{{Label: "身份证号", Text: "142325********9968", Ask: reveal("id", "身份证号", "")}, {Label: "手机号", Text: "140 0000 3490", Note: "只在这一页显示；已记入审计"}},
				Said:    "九月、十月两个月的工资没有发，说是等甲方结账。", Proof: "考勤表照片和微信聊天在本人手机里。", Steps: []string{"2026-11-14 10:00 鄂尔多斯西部工作站：登记"}, Blanks: []string{"受理编号", "接线员", "答复", "何时回话"},
			})
		}},
	}
}
