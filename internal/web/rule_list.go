package web

import (
	"errors"
	"slices"
	"strings"

	"github.com/gofiber/fiber/v2"

	"laowu/internal/db"
	"laowu/internal/followup"
	"laowu/internal/hiring"
	"laowu/internal/notice"
	"laowu/internal/report"
	"laowu/internal/roster"
	"laowu/internal/rule"
	"laowu/internal/web/templates"
	"laowu/matching/match"
	"laowu/training"
)

// ruleTables are the dated rules that have no page of their own.
func ruleTables() []rule.Table {
	return slices.Concat(hiring.RuleTables(), followup.RuleTables(), report.RuleTables(), roster.RuleTables(), notice.RuleTables())
}

// ruleList is every dated rule that holds today, with where it is written.
func (s *Server) ruleList(c *fiber.Ctx) error {
	page := templates.Overview{
		Title: "规定", Lead: "平台照这些天数和数目办事。改了就加一条新的，从哪天起写清楚，旧的不动。",
		Sections: []templates.OverviewSection{{Title: "现在用的", Table: &templates.Table{Label: "现在用的规定", Heads: []templates.Head{{Text: "规定"}, {Text: "现在是"}, {Text: "依据"}}}}},
	}
	err := s.DB.ReadTx(c.UserContext(), s.actor(c), func(tx *db.Tx) error {
		for _, t := range ruleTables() {
			all, err := rule.List(c.UserContext(), tx, t)
			if err != nil {
				return err
			}
			s.addRules(page.Sections[0].Table, t, all)
		}
		return s.addOwnPages(c, tx, &page)
	})
	if err != nil {
		return err
	}
	return render(c, templates.OverviewPage(s.frame(c, page.Title), page))
}

// shownRules is how many rows of a table stand in the list of all.
const shownRules = 10

// addRules adds the rows of a table that hold today; of many, how many they are.
func (s *Server) addRules(into *templates.Table, t rule.Table, all []rule.Row) {
	to := "/rules/" + t.Name
	found := 0
	for i, holds := range t.Holds(all, s.today()) {
		if !holds {
			continue
		}
		if found++; found > shownRules {
			continue
		}
		into.Rows = append(into.Rows, []templates.Cell{{Text: t.Title, To: to}, {Text: s.ruleSaid(t, all[i]), Small: "从 " + longDay(all[i].ValidFrom) + "起"}, sourceCell(all[i].Source)})
	}
	switch {
	case found > shownRules:
		into.Rows = append(into.Rows[:len(into.Rows)-shownRules], []templates.Cell{{Text: t.Title, To: to}, {Text: thousands(found) + " 条"}, {Text: "各条有各条的，点进去看"}})
	case found == 0:
		into.Rows = append(into.Rows, []templates.Cell{{Text: t.Title, To: to}, {Badge: templates.Badge{Text: "还没有规定", Kind: "bad"}}, {}})
	}
}

// ruleSaid is a row in words, places by their names.
func (s *Server) ruleSaid(t rule.Table, r rule.Row) string {
	var parts []string
	for i, f := range t.Fields {
		text := f.Said(r.Values[i])
		switch f.Kind {
		case rule.Place:
			parts = append(parts, s.Atlas().Name(r.Values[i]))
		case rule.Choice, rule.Known, rule.Text:
			parts = append(parts, text)
		case rule.Count, rule.Counts, rule.Choices, rule.YesNo, rule.Clock:
			parts = append(parts, f.Label+"："+text)
		}
	}
	return strings.Join(parts, "；")
}

// sourceCell is where a rule is written; what the county has yet to settle is
// marked.
func sourceCell(source string) templates.Cell {
	cell := templates.Cell{Text: source}
	for _, word := range []string{"待县", "未定", "拟定", "平台缺省", "缺省为"} {
		if strings.Contains(source, word) {
			cell.Badge = templates.Badge{Text: "待县里核对", Kind: "risk"}
		}
	}
	return cell
}

// addOwnPages adds the rules that have pages of their own, and leads there.
func (s *Server) addOwnPages(c *fiber.Ctx, tx *db.Tx, page *templates.Overview) error {
	subsidies, err := training.SubsidyRules(c.UserContext(), tx)
	if err != nil {
		return err
	}
	papers, err := training.CertificateRules(c.UserContext(), tx)
	if err != nil {
		return err
	}
	weights, err := match.Weights(c.UserContext(), tx)
	if err != nil {
		return err
	}
	change := func(text, to string) []templates.Link { return []templates.Link{{Text: text, To: to}} }
	page.Sections = append(page.Sections,
		templates.OverviewSection{Title: "补贴核对", Table: subsidyRules(subsidies), Links: change("改补贴核对的规定", "/training/rules")},
		templates.OverviewSection{Title: "证书的有效期和复审", Table: paperRules(papers), Links: change("改证书的规定", "/training/rules")},
		templates.OverviewSection{Title: "匹配每一项最多几分", Table: weightTable(weights), Fold: "看各项的分数", Links: change("改匹配的分数", "/match/rules")})
	return s.addShownRules(c, tx, page)
}

var errNoRule = refusalError{fiber.StatusNotFound, "没有这一项规定", "请回到“规定”里再找。"}

// ruleShow is one table of rules, the old ones too, and the form that adds one.
func (s *Server) ruleShow(c *fiber.Ctx) error { return s.showRule(c, nil, nil) }

func ruleNamed(name string) (rule.Table, bool) {
	for _, t := range ruleTables() {
		if t.Name == name {
			return t, true
		}
	}
	return rule.Table{}, false
}

func (s *Server) showRule(c *fiber.Ctx, get func(string) string, wrong rule.Refusals) error {
	t, ok := ruleNamed(c.Params("rule"))
	if !ok {
		return errNoRule
	}
	var all []rule.Row
	err := s.DB.ReadTx(c.UserContext(), s.actor(c), func(tx *db.Tx) (err error) {
		all, err = rule.List(c.UserContext(), tx, t)
		return err
	})
	if err != nil {
		return err
	}
	from := min(int(atoi(c.Query("from"))), len(all))
	section := templates.OverviewSection{Title: "从前到以后", Note: "标着“现在用的”今天起作用", Table: s.ruleTable(t, all, from)}
	if slices.Contains(renewers, s.actor(c).Role) {
		section.Actions = []templates.Action{ruleForm(t.Knowing(all), get, wrong)}
	}
	page := templates.Overview{
		Back: templates.Link{Text: "规定", To: "/rules"}, Title: t.Title, Lead: t.About, Sections: []templates.OverviewSection{section},
		Paging: pagesFrom("/rules/"+t.Name+"?from=", "条", len(all), from, pageRows),
	}
	if c.Query("done") == "set" && get == nil {
		page.Notice = &templates.Notice{Kind: "ok", What: "规定记下了", Then: "从写的那天起按它办。"}
	}
	return render(c, templates.OverviewPage(s.frame(c, page.Title), page))
}

func (s *Server) ruleTable(t rule.Table, all []rule.Row, from int) *templates.Table {
	out := &templates.Table{Label: t.Title, Heads: []templates.Head{{Text: "从哪天"}, {Text: "规定"}, {Text: "依据"}}}
	holds := t.Holds(all, s.today())
	for i := from; i < min(from+pageRows, len(all)); i++ {
		r, state := all[i], templates.Badge{}
		switch {
		case holds[i]:
			state = templates.Badge{Text: "现在用的", Kind: "ok"}
		case r.ValidFrom.After(s.today()):
			state = templates.Badge{Text: "还没到"}
		}
		out.Rows = append(out.Rows, []templates.Cell{{Text: longDay(r.ValidFrom), Badge: state}, {Text: s.ruleSaid(t, r)}, sourceCell(r.Source)})
	}
	return out
}

func ruleForm(t rule.Table, get func(string) string, wrong rule.Refusals) templates.Action {
	a := templates.Action{
		Label: "记下这条规定", Open: "加一条规定", To: "/rules/" + t.Name, Key: "rule", Note: "同一天已经有的，改成这样；别的不动。",
		Fields: []templates.Field{{Type: "date", Name: "valid_from", Label: "从哪天起", Required: true}},
	}
	for _, f := range t.Fields {
		field := templates.Field{Name: f.Column, Label: f.Label, Hint: f.Hint, Fill: "off", Max: 80, Required: true}
		if f.Unit != "" {
			field.Label += "（" + f.Unit + "）"
		}
		switch f.Kind {
		case rule.Count:
			field.Mode, field.Max = "numeric", 8
		case rule.Choice, rule.Known, rule.YesNo:
			field.Type, field.Options = "select", []templates.Option{{Text: "请选"}}
			for _, o := range f.Chosen() {
				field.Options = append(field.Options, templates.Option{Text: o.Text, Value: o.Value})
			}
		case rule.Choices:
			field.Max, field.Required = 200, f.Least > 0
		case rule.Counts, rule.Place, rule.Text, rule.Clock:
		}
		a.Fields = append(a.Fields, field)
	}
	a.Fields = append(a.Fields, templates.Field{Name: "source", Label: "依据的文件", Fill: "off", Max: 200, Required: true})
	if get != nil {
		a.Fields = fill(a.Fields, get, func(field string) string { return wrong[field] })
	}
	return a
}

// ruleSave writes one rule.
func (s *Server) ruleSave(c *fiber.Ctx) error {
	t, ok := ruleNamed(c.Params("rule"))
	if !ok {
		return errNoRule
	}
	get := posted(c)
	err := s.DB.Tx(c.UserContext(), s.actor(c), func(tx *db.Tx) error {
		all, err := rule.List(c.UserContext(), tx, t)
		if err != nil {
			return err
		}
		r, err := t.Knowing(all).Read(get, s.placeCode)
		if err != nil {
			return err
		}
		return rule.Set(c.UserContext(), tx, t, r)
	})
	var wrong rule.Refusals
	switch {
	case err == nil:
		return c.Redirect("/rules/"+t.Name+"?done=set", fiber.StatusSeeOther)
	case errors.As(err, &wrong):
		c.Status(fiber.StatusUnprocessableEntity)
		return s.showRule(c, get, wrong)
	}
	return notHis(err)
}
