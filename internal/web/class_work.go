package web

import (
	"slices"

	"laowu/internal/db"
	"laowu/internal/report"
	"laowu/internal/web/templates"
	"laowu/training"
)

// workSection is who went to work after a class, where, and since when, with the
// share that it is; none for a trainer, who sees no work.
func (s *Server) workSection(role db.Role, k training.Class, all []training.Worked) templates.OverviewSection {
	section := templates.OverviewSection{
		Title: "后来", Note: "结业 " + thousands(k.Completed) + " 人里，" + thousands(len(all)) + " 人找到了活，占 " + report.Part(len(all), max(k.Completed, 1)), Empty: "结业以后还没有登记到活。",
	}
	if len(all) == 0 {
		return section
	}
	t := &templates.Table{Label: "结业以后的活", Heads: []templates.Head{{Text: "姓名"}, {Text: "在哪里干"}, {Text: "从哪天"}, {Text: "现在"}}}
	for _, w := range all {
		name := templates.Cell{Text: w.Name}
		if slices.Contains(looksAfter, role) {
			name.To = "/people/" + itoa(w.Person)
		}
		state := templates.Cell{Badge: templates.Badge{Text: "还在", Kind: "ok"}}
		if w.Ended != nil && !w.Ended.After(s.today()) {
			state = templates.Cell{Text: "离开了", Small: day(*w.Ended, s.today())}
		}
		t.Rows = append(t.Rows, []templates.Cell{name, {Text: w.Employer, Small: w.Place}, {Text: day(w.Started, s.today())}, state})
	}
	section.Table = t
	return section
}
