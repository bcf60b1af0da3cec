package web

import (
	"slices"
	"strings"
	"time"

	"github.com/gofiber/fiber/v2"

	"laowu/internal/report"
	"laowu/internal/value"
	"laowu/internal/web/templates"
)

// rollPage is how many associations or enterprises a page lists.
const rollPage = 50

func associationPath(id int64) string { return "/associations/" + itoa(id) }

// associationCut is one tab of the list.
type associationCut struct {
	name, text string
	is         func(report.AssociationLine) bool
}

var associationCuts = []associationCut{
	{"", "全部", func(report.AssociationLine) bool { return true }},
	{"missing", "未报", func(l report.AssociationLine) bool { return l.Missing }},
	{"idle", "有没人就业的搬迁户", func(l report.AssociationLine) bool { return l.Idle > 0 }},
	{"empty", "没有会员", func(l report.AssociationLine) bool { return l.Members == 0 }},
}

// associationList is the county's associations: their members, where these work,
// and who has not been heard of.
func (s *Server) associationList(c *fiber.Ctx) error {
	all, at, err := recall(c, s, "associations", s.today(), report.CountAssociations)
	if err != nil {
		return err
	}
	typed, cut := words(c.Query("q")), c.Query("show")
	page := templates.Directory{
		Title: "协会", Count: thousands(len(all)) + " 个", Lead: "截至 " + longDay(s.today()) + countedAt(at) + "。二十天里没有新记录的写明未报，不当作零。",
		To: "/associations", Query: templates.Given{Value: typed}, Label: "协会或者乡镇的名字", By: "按情况看", Keep: pairs("show", cut),
		Links: []templates.Link{{Text: "看排名", To: "/reports/ranking?level=association"}, {Text: exportLink.Text, To: "/exports/new/associations"}},
	}
	named := slices.DeleteFunc(slices.Clone(all), func(l report.AssociationLine) bool {
		return !strings.Contains(value.Key(l.Township+l.Name), value.Key(typed)) && l.Code != typed
	})
	var lines []report.AssociationLine
	for _, k := range associationCuts {
		its := slices.DeleteFunc(slices.Clone(named), func(l report.AssociationLine) bool { return !k.is(l) })
		page.Tabs = append(page.Tabs, templates.Tab{Text: k.text, To: "/associations?show=" + k.name + "&q=" + urlEscape(typed), Count: thousands(len(its)), Current: k.name == cut})
		if k.name == cut {
			lines = its
		}
	}
	if len(lines) == 0 {
		page.Nothing = &templates.Nothing{What: "没有这样的协会", Next: "换个名字，或者去掉条件。协会由县里导入。", All: templates.Link{Text: "看全部协会", To: "/associations"}}
		return render(c, templates.DirectoryPage(s.frame(c, page.Title), page))
	}
	from := min(int(atoi(c.Query("from"))), len(lines)-1)
	page.Table = s.associationTable(lines[from:min(from+rollPage, len(lines))])
	page.Paging = pagesFrom("/associations?show="+urlEscape(cut)+"&q="+urlEscape(typed)+"&from=", "个协会", len(lines), from, rollPage)
	return render(c, templates.DirectoryPage(s.frame(c, page.Title), page))
}

func (s *Server) associationTable(lines []report.AssociationLine) *templates.Table {
	t := &templates.Table{Label: "协会", Heads: []templates.Head{
		{Text: "协会"}, {Text: "会员", Num: true}, {Text: "县外", Num: true}, {Text: "县内", Num: true}, {Text: "没人就业", Num: true}, {Text: "自己导入"}, {Text: "近况"},
	}}
	for _, l := range lines {
		idle := templates.Cell{Text: thousands(l.Idle) + " 户"}
		t.Rows = append(t.Rows, []templates.Cell{
			{Text: l.Name, To: associationPath(l.ID), Small: l.Township + "，" + thousands(l.Villages) + " 个村"}, {Text: thousands(l.Members)}, {Text: thousands(l.Away)}, {Text: thousands(l.Here)},
			idle, {Text: sentText(l.Sent, s.today())}, {Badge: heardBadge(l.Missing)},
		})
	}
	return t
}

func sentText(at *time.Time, today time.Time) string {
	if at == nil {
		return "没有导入过"
	}
	return day(at.In(china), today)
}

// heardBadge says whether an association was heard of lately.
func heardBadge(missing bool) templates.Badge {
	if missing {
		return templates.Badge{Text: "未报", Kind: "risk"}
	}
	return templates.Badge{Text: "有新记录", Kind: "ok"}
}
