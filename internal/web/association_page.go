package web

import (
	"slices"
	"strings"

	"github.com/gofiber/fiber/v2"

	"laowu/internal/db"
	"laowu/internal/report"
	"laowu/internal/roster"
	"laowu/internal/web/templates"
)

// errNoAssociation is for one that the county does not have.
var errNoAssociation = refusalError{fiber.StatusNotFound, "没有这个协会", "请从协会的名单点进来。"}

// associationPage is one association: what it covers, and its people in figures.
func (s *Server) associationPage(c *fiber.Ctx) error {
	all, at, err := recall(c, s, "associations", s.today(), report.CountAssociations)
	if err != nil {
		return err
	}
	id := atoi(c.Params("association"))
	i := slices.IndexFunc(all, func(l report.AssociationLine) bool { return l.ID == id })
	if i < 0 {
		return errNoAssociation
	}
	var about roster.AssociationAbout
	err = s.DB.ReadTx(c.UserContext(), s.actor(c), func(tx *db.Tx) (err error) {
		about, err = roster.FindAssociation(c.UserContext(), tx, id)
		return err
	})
	if err != nil {
		return err
	}
	l := all[i]
	page := templates.Overview{
		Back: templates.Link{Text: "协会", To: "/associations"}, Title: l.Name, State: heardBadge(l.Missing), Lead: "截至 " + longDay(s.today()) + countedAt(at),
		Figures: []templates.Figure{
			figure("会员", l.Members, "人", "今天在册", ""), figure("在县外", l.Away, "人", "占会员的 "+cutShare(l.Away, l.Members), ""), figure("在县内", l.Here, "人", "占会员的 "+cutShare(l.Here, l.Members), ""),
			figure("没有在岗记录", l.Members-l.Away-l.Here, "人", "或者没写县内县外", ""), figure("搬迁户还没人就业", l.Idle, "户", "看逐户的名单", "/reports/households"),
		},
		Links: []templates.Link{{Text: "看排名", To: "/reports/ranking?level=association"}, {Text: "找会员", To: "/people"}, {Text: exportLink.Text, To: "/exports/new/members"}},
	}
	facts := []templates.Fact{{Label: "乡镇", Text: l.Township}, {Label: "编号", Text: l.Code}, {Label: "办法", Text: map[string]string{"sole": "单建", "joint": "合建"}[about.Form]}, {Label: "负责人", Text: about.Leader}, {Label: "成立", Text: about.Founded}, {Label: "导入", Text: sentText(l.Sent, s.today())}}
	facts = slices.DeleteFunc(facts, func(f templates.Fact) bool { return f.Text == "" })
	page.Sections = []templates.OverviewSection{
		{Title: "基本情况", Facts: facts}, {Title: "覆盖的村", Note: thousands(len(about.Villages)) + " 个", Table: villageTable(about.Villages), Empty: "没有登记覆盖哪个村。"},
	}
	return render(c, templates.OverviewPage(s.frame(c, l.Name), page))
}

func villageTable(villages []roster.CoveredVillage) *templates.Table {
	if len(villages) == 0 {
		return nil
	}
	t := &templates.Table{Label: "覆盖的村", Heads: []templates.Head{{Text: "村"}, {Text: "在册的人", Num: true}, {Text: "从哪天"}}}
	for _, v := range villages {
		t.Rows = append(t.Rows, []templates.Cell{{Text: v.Name, Small: strings.TrimSpace(v.Code)}, {Text: thousands(v.People)}, {Text: v.Since}})
	}
	return t
}
