package web

import (
	"strings"

	"laowu/internal/area"
	"laowu/internal/db"
	"laowu/internal/hiring"
	"laowu/internal/web/templates"
	"laowu/training"
)

// openingFacts are what the enterprise told of the work; what it did not tell
// is left out.
func (s *Server) openingFacts(o hiring.Opening) []templates.Fact {
	today := s.today()
	var out []templates.Fact
	add := func(label, text string) {
		if text != "" {
			out = append(out, templates.Fact{Label: label, Text: text})
		}
	}
	add("做什么", o.Description)
	add("用工", formName(o.Form))
	add("工资", wageFact(o))
	add("吃住", boardFact(o))
	add("保险", hiring.InsuranceWord(o.Insurance))
	if atlas := s.Atlas(); !strings.HasSuffix(fullPlace(atlas, o.Place, o.PlaceText), o.PlaceText) {
		add("地点", o.PlaceText)
	}
	add("到哪天", until(o.ValidUntil, today))
	add("推荐的人", sentWords[o.Lift])
	if !o.UpdatedAt.IsZero() {
		add("更新", day(db.Day(o.UpdatedAt), today))
	}
	return out
}

// sentWords say by the lift of an opening how many were sent to it lately; of two
// that fit alike, search has the one with fewer first.
var sentWords = map[int]string{3: "最近还没有，排得靠前一点", 2: "还少，排得靠前一点", 1: "不多，还可以推荐", 0: "已经够招的人数了，也看看别的岗位"}

// payNames says how a wage is reckoned where it is not by the month.
var payNames = map[string]string{"day": "按天算", "hour": "按小时算", "piece": "计件，多干多得", "year": "按年算"}

// wageFact is the wage as the enterprise wrote it, and how it is reckoned.
func wageFact(o hiring.Opening) string {
	parts := make([]string, 0, 2)
	if w := wage(o.WageMin, o.WageMax); figures(o.WageText) != figures(w.Figure) {
		parts = append(parts, "单位写的是“"+o.WageText+"”")
	}
	if how := payNames[o.Pay]; how != "" {
		parts = append(parts, how)
	}
	return strings.Join(parts, "，")
}

// figures are the digits of a text: what is the same in them needs no saying
// twice.
func figures(text string) string {
	return strings.Map(func(r rune) rune {
		if r < '0' || r > '9' {
			return -1
		}
		return r
	}, text)
}

// boardFact is board and lodging as written, or as it was understood.
func boardFact(o hiring.Opening) string {
	switch o.BoardText {
	case "":
		return boardAndLodging(o.Board, o.Lodging)
	case "无":
		return "吃住自己解决"
	}
	return o.BoardText
}

// offerTags are an opening's benefits and form.
func offerTags(o hiring.Opening) []templates.Tag {
	var out []templates.Tag
	if given := boardAndLodging(o.Board, o.Lodging); given != "" {
		out = append(out, templates.Tag{Text: given, Kind: "good"})
	}
	return append(out, templates.Tag{Text: formName(o.Form)})
}

// openingChecks are what is asked of who comes, then what is not.
func openingChecks(o hiring.Opening) []templates.Check {
	var asked, not []templates.Check
	check := func(isAsked bool, text, otherwise string) {
		if isAsked {
			asked = append(asked, templates.Check{Text: text})
		} else {
			not = append(not, templates.Check{Text: otherwise, Not: true})
		}
	}
	age := ages(o.AgeMin, o.AgeMax)
	check(age != "", age, "年龄不限，满 16 岁就行")
	check(!training.None(o.CertText), "要有"+o.CertText, "不要证书")
	check(o.Education != "" && o.Education != "不限", "学历："+o.Education, "不要求学历")
	return append(asked, not...)
}

// employerFacts are who the employer is, so that it can be checked.
func employerFacts(atlas *area.Atlas, e hiring.Enterprise) []templates.Fact {
	out := []templates.Fact{{Label: "名称", Text: e.Name}}
	if e.USCC != "" {
		out = append(out, templates.Fact{Label: "信用代码", Text: e.USCC, Small: "用它可以在“国家企业信用信息公示系统”查这家单位"})
	}
	if e.Industry != "" {
		out = append(out, templates.Fact{Label: "行业", Text: e.Industry})
	}
	if place := fullPlace(atlas, e.Place, e.PlaceText); place != "" {
		out = append(out, templates.Fact{Label: "所在地", Text: place})
	}
	return out
}

// fullPlace is a place with the prefecture it lies in: 鄂尔多斯市东胜区; as
// written where it lies outside the known divisions.
func fullPlace(atlas *area.Atlas, code, text string) string {
	one, ok := atlas.Find(code)
	if !ok {
		return text
	}
	if above, ok := atlas.Find(one.Parent); ok && above.Level != area.Province {
		return above.Name + one.Name
	}
	return one.Name
}

// spoken writes a mobile number in groups, as people read it out.
func spoken(phone string) string {
	if len(phone) == 11 && phone[0] == '1' {
		return phone[:3] + " " + phone[3:7] + " " + phone[7:]
	}
	return phone
}
