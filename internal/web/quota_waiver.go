package web

import (
	"time"

	"laowu/internal/hiring"
	"laowu/internal/web/templates"
)

// waiverGroup lists what was stated of finding nobody local, beside the quotas;
// nil where nothing was. Whose it is stands there where the page is of many.
func waiverGroup(all []hiring.Waiver, today time.Time, many bool) *templates.Group {
	if len(all) == 0 {
		return nil
	}
	title := "招不到本地人的说明"
	g := &templates.Group{Title: title, Note: "只放在旁边作证据，占比照样算", Table: templates.Table{Label: title, Heads: []templates.Head{
		{Text: "工种"}, {Text: "人数", Num: true}, {Text: "答复期限"}, {Text: "进展"},
	}}}
	for _, w := range all {
		post := templates.Cell{Text: w.Trade, Small: formName(w.Form), To: waiverPath(w.ID)}
		if many {
			post.Small = w.EnterpriseName + "，" + post.Small
		}
		g.Table.Rows = append(g.Table.Rows, []templates.Cell{
			post, {Text: thousands(w.Posts)}, {Text: day(w.AnswerBy, today), Small: day(w.StatedOn, today) + "说明"}, {Badge: waiverBadge(w.State)},
		})
	}
	return g
}
