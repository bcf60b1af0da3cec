package web

import (
	"slices"
	"strconv"

	"github.com/gofiber/fiber/v2"

	"laowu/internal/followup"
	"laowu/internal/web/templates"
)

// trouble is the choice of who is at work and has a problem, which opens a case.
const trouble = "trouble"

// callForm is what the form of a card keeps of where it was opened.
type callForm struct {
	cut
	round bool // one of many on a page
}

// draftsOf is the number of the account whose unsent cards the browser keeps;
// empty for who sends none.
func (s *Server) draftsOf(c *fiber.Ctx) string {
	if !s.mayVisit(c) {
		return ""
	}
	return itoa(s.actor(c).Account)
}

// keptForm is what a form that was sent keeps.
func (s *Server) keptForm(c *fiber.Ctx) callForm {
	return callForm{s.cut(c.FormValue("cut"), c.FormValue("employer")), c.FormValue("round") != ""}
}

// outcomeForm asks what came of a call, or of a word on the site: a choice, and
// then what that choice needs.
func (s *Server) outcomeForm(c *fiber.Ctx, w followup.Work, f callForm) templates.Outcome {
	to := "/placements/" + itoa(w.Placement) + "/visit"
	out := templates.Outcome{
		To: to, Key: "v" + itoa(w.Placement), Keep: pairs("card", "1", "cut", f.key, "employer", f.employer), Legend: "怎么样", Submit: "记下，下一个",
		Then: []templates.Then{
			{Option: templates.Option{Text: followup.InPost.Word(), Value: string(followup.InPost)}, Fields: atWorkFields(w, f.round)},
			{Option: templates.Option{Text: "没打通", Value: string(followup.NoAnswer)}},
			{Option: templates.Option{Text: "不干了", Value: string(followup.Left)}, Fields: goneFields()},
			{Option: templates.Option{Text: "有问题", Value: trouble}, Fields: []templates.Field{
				{Type: "radio", Name: "issue", Label: "什么问题", Hint: "选了就开一件维权，有期限、有人管", Options: choose("", followup.Kinds())},
			}},
		},
		Fields: []templates.Field{{Type: "area", Name: "asked", Label: "本人说了什么（可以不写）", Hint: "不要写身份证号和电话", Max: 500}},
		Fold: []templates.Field{
			{Type: "date", Name: "on", Label: "哪天问的", Given: templates.Given{Value: s.today().Format("2006-01-02")}, Required: true},
			{Type: "select", Name: "way", Label: "怎么联系的", Given: templates.Given{Value: string(followup.Phone)}, Options: choose("没有说", followup.Ways())},
		},
		Open:  "改日期、联系办法",
		Draft: templates.Draft{Account: s.draftsOf(c), Page: to, Stay: f.round},
	}
	if f.round {
		out.Keep, out.Submit, out.Fold[1].Value = append(out.Keep, pairs("round", "1")...), "记下", string(followup.Workplace) // the way
		out.Legend, out.Then[1].Text, out.Open = w.Name+"怎么样", "没见到", "写几句、改日期"
		out.Fields, out.Fold = nil, append(out.Fields, out.Fold...)
	}
	return out
}

// atWorkFields ask whether wages are as they are on record, and on time.
func atWorkFields(w followup.Work, round bool) []templates.Field {
	paid := templates.Field{Type: "radio", Name: "paid", Label: "工资按时发吗", Options: yesNo("没问", "按时", "没按时")}
	wage := templates.Field{Name: "wage_min", Label: "现在一个月多少元", Mode: "numeric", Fill: "off", Max: 12, Short: true}
	if round {
		return []templates.Field{paid}
	}
	if w.WageMin == nil {
		return []templates.Field{wage, paid}
	}
	wage.Hint = "变了的写；没变的空着"
	return []templates.Field{{Type: "radio", Name: "wage_same", Label: "工资还是每月 " + wageOnRecord(w) + " 元吗", Options: yesNo("没问", "是", "变了")}, wage, paid}
}

func wageOnRecord(w followup.Work) string {
	text := strconv.Itoa(*w.WageMin)
	if w.WageMax != nil && *w.WageMax != *w.WageMin {
		text += "–" + strconv.Itoa(*w.WageMax)
	}
	return text
}

func goneFields() []templates.Field {
	return []templates.Field{
		{Type: "select", Name: "reason", Label: "为什么不干了", Options: choose("请选", followup.Reasons())},
		{Type: "date", Name: "left_on", Label: "哪天离开的", Hint: "不知道就空着，按今天算"},
		{Type: "radio", Name: "willing", Label: "还想出来干活吗", Options: yesNo("没问", "想", "不想了")},
	}
}

// needs are the fields of a card that each choice asks, beside those of all.
var needs = map[string][]string{
	string(followup.InPost): {"paid", "wage_min"}, string(followup.Left): {"reason", "left_on", "willing"}, trouble: {"issue"},
}

// callVisit reads a visit from a card: what its choice needs and no more, as
// fields of other choices may have been touched before.
func callVisit(c *fiber.Ctx, w followup.Work) (followup.Visit, error) {
	chosen := c.FormValue("outcome")
	v, err := visitOf(w.Placement, func(name string) string {
		if name == "outcome" && chosen == trouble {
			return string(followup.InPost)
		}
		if slices.Contains([]string{"on", "way", "asked", "outcome"}, name) || slices.Contains(needs[chosen], name) {
			return c.FormValue(name)
		}
		return ""
	})
	switch {
	case err != nil:
	case chosen == trouble && v.Issue == "":
		err = followup.ErrIssue
	case chosen == string(followup.InPost) && c.FormValue("wage_same") == "yes" && v.WageMin == nil:
		v.WageMin, v.WageMax = w.WageMin, w.WageMax
	}
	return v, err
}
