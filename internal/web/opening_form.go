package web

import (
	"slices"
	"strconv"
	"strings"
	"time"

	"laowu/internal/db"
	"laowu/internal/hiring"
	"laowu/internal/value"
	"laowu/internal/web/templates"
)

// openingGroups are what an opening asks, in four groups. The county names the
// enterprise; also is a third answer of who sees it, where it was published to
// some counties.
func openingGroups(role db.Role, isNew bool, county string, also []string) []templates.FieldGroup {
	what := templates.FieldGroup{Title: "招什么人", Fields: []templates.Field{
		{Name: "title", Label: "岗位名称", Hint: "例如 养老护理员", Fill: "off", Max: 40, Required: true},
		{Name: "place", Label: "在哪里做工", Hint: "写到市、县，例如 鄂尔多斯市东胜区", Fill: "off", Max: 60, Required: true},
		{Name: "headcount", Label: "招几个人", Mode: "numeric", Fill: "off", Max: 6, Required: true},
		{Type: "radio", Name: "form", Label: "怎么用工", Options: []templates.Option{{Text: "长期", Value: "regular"}, {Text: "临时", Value: "temporary"}}, Required: true},
		{Type: "check", Name: "special_skill", Label: "是用工协议里写明的特殊技能岗位（只有临时工有）"},
		{Type: "area", Name: "description", Label: "做什么", Hint: "做哪些活、几点上班、倒不倒班", Max: 2000},
	}}
	if isNew && role != db.Enterprise {
		what.Fields = append([]templates.Field{{Name: "employer", Label: "哪家企业", Hint: "写全名，或者统一社会信用代码", Fill: "off", Max: 60, Required: true}}, what.Fields...)
	}
	return []templates.FieldGroup{what, payGroup(), peopleGroup(), untilGroup(county, also)}
}

func payGroup() templates.FieldGroup {
	var units, insured []templates.Option
	for _, u := range hiring.PayUnits() {
		units = append(units, templates.Option{Text: u.Word, Value: string(u.Unit)})
	}
	for _, i := range hiring.Insurances() {
		insured = append(insured, templates.Option{Text: i.Word, Value: i.Code})
	}
	return templates.FieldGroup{Title: "给什么", Fields: []templates.Field{
		{Name: "wage_min", Label: "工资最低", Hint: "没定的两格都空着，写作面议", Mode: "decimal", Fill: "off", Max: 12},
		{Name: "wage_max", Label: "工资最高", Hint: "只有一个数的，两格写一样", Mode: "decimal", Fill: "off", Max: 12},
		{Type: "select", Name: "pay", Label: "工资按什么算", Options: units, Required: true},
		{Type: "select", Name: "insurance", Label: "保险", Options: insured},
		{Type: "check", Name: "board", Label: "包吃"}, {Type: "check", Name: "lodging", Label: "包住"},
		{Name: "board_text", Label: "吃住怎么安排", Hint: "例如 包一顿午饭，四人间。可以不写", Fill: "off", Max: 60},
	}}
}

func peopleGroup() templates.FieldGroup {
	return templates.FieldGroup{Title: "什么人能去", Fields: []templates.Field{
		{Name: "age_min", Label: "最小几岁", Hint: "不限的空着；不能小于 16", Mode: "numeric", Fill: "off", Max: 3},
		{Name: "age_max", Label: "最大几岁", Hint: "不限的空着", Mode: "numeric", Fill: "off", Max: 3},
		{Name: "education", Label: "学历", Hint: "例如 初中；没有要求的空着", Fill: "off", Max: 20},
		{Name: "certificates", Label: "要什么证", Hint: "例如 养老护理员证；没有要求的空着", Fill: "off", Max: 60},
	}}
}

func untilGroup(county string, also []string) templates.FieldGroup {
	seen := []templates.Option{{Text: "各县都看得到", Value: "all"}, {Text: "只给" + county, Value: "own"}}
	if len(also) > 0 {
		seen = append(seen, templates.Option{Text: "和原来一样，给 " + strconv.Itoa(len(also)) + " 个县", Value: "kept"})
	}
	return templates.FieldGroup{Title: "找谁、到哪天", Fields: []templates.Field{
		{Name: "contact", Label: "联系人", Fill: "off", Max: 20},
		{Type: "tel", Name: "phone", Label: "联系电话", Hint: "会公布在岗位页上，请写单位的电话", Mode: "tel", Fill: "off", Max: 30},
		{Type: "date", Name: "valid_from", Label: "从哪天开始招"}, {Type: "date", Name: "valid_until", Label: "招到哪天"},
		{Type: "radio", Name: "published", Label: "谁看得到", Options: seen, Required: true},
	}}
}

// openingSaid are the values of an opening, as its form holds them.
func openingSaid(o hiring.Opening, county string) map[string]string {
	tick := map[bool]string{true: templates.Yes}
	said := map[string]string{
		"title": o.Title, "place": o.PlaceText, "headcount": strconv.Itoa(o.Headcount), "form": string(o.Form), "special_skill": tick[o.SpecialSkill],
		"description": o.Description, "pay": o.Pay, "board": tick[o.Board], "lodging": tick[o.Lodging], "board_text": o.BoardText, "insurance": o.Insurance,
		"age_min": strconv.Itoa(o.AgeMin), "age_max": someCount(o.AgeMax), "education": o.Education, "certificates": o.CertText,
		"contact": o.ContactName, "phone": o.ContactPhone, "valid_from": isoDay(o.ValidFrom), "valid_until": isoDay(o.ValidUntil), "published": "all",
	}
	switch {
	case slices.Equal(o.PublishedTo, []string{county}):
		said["published"] = "own"
	case o.PublishedTo != nil:
		said["published"] = "kept"
	}
	w, _ := value.ParseWageIn(value.Raw{Text: o.WageText}, value.Unit(o.Pay)) // what cannot be read again is shown by the month
	if value.Unit(o.Pay) == value.PerMonth || w.Unit != value.Unit(o.Pay) {
		said["wage_min"], said["wage_max"] = someCount(o.WageMin), someCount(o.WageMax)
		return said
	}
	said["wage_min"], said["wage_max"] = someMoney(w.LowFen), someMoney(w.HighFen)
	return said
}

// someCount is a number, nothing where it is 0.
func someCount(n int) string {
	if n == 0 {
		return ""
	}
	return strconv.Itoa(n)
}

func someMoney(fen int64) string {
	if fen == 0 {
		return ""
	}
	return strings.TrimSuffix(strconv.FormatFloat(float64(fen)/100, 'f', 2, 64), ".00")
}

// again is an opening as it is cloned: it needs a name of its own, since one of
// the same name, place and form is the same opening.
func again(said map[string]string, today time.Time) map[string]string {
	said["title"] = strings.TrimSpace(said["title"]) + "（" + strconv.Itoa(int(today.Month())) + "月）"
	said["valid_from"], said["valid_until"] = isoDay(&today), ""
	return said
}
