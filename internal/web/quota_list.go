package web

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strconv"
	"time"

	"github.com/gofiber/fiber/v2"

	"laowu/internal/db"
	"laowu/internal/report"
	"laowu/internal/web/templates"
)

// freezers may freeze a month and say why it differs now.
var freezers = []db.Role{db.County, db.Admin}

// quotaList is how the enterprises hold their agreements as of a day.
func (s *Server) quotaList(c *fiber.Ctx) error {
	return s.showQuotas(c, "", nil)
}

// showQuotas shows them; month and wrong are a form to freeze that was refused.
func (s *Server) showQuotas(c *fiber.Ctx, month string, wrong error) error {
	asOf, given := s.asOf(c)
	page := templates.QuotaList{Head: s.reportHead(c, "用工协议", "/reports/quotas", "quotas", asOf, given)}
	var months []report.FrozenMonth
	err := s.DB.ReadTx(c.UserContext(), s.actor(c), func(tx *db.Tx) (err error) {
		if months, err = report.FrozenMonths(c.UserContext(), tx, 0); err != nil || given.Error != "" {
			return err
		}
		if page.Group, page.Waivers, err = s.quotaGroups(c.UserContext(), tx, asOf); err != nil {
			return err
		}
		page.Parts, err = s.keptParts(c, tx, "quotas", asOf, given)
		return err
	})
	if err != nil {
		return err
	}
	if n := atoi(c.Query("frozen")); n > 0 {
		page.Notice = &templates.Notice{Kind: "ok", What: "封存好了", Then: "封存了 " + thousands(int(n)) + " 家企业；以后有变动，会显示成差别，要写原因。"}
	}
	if page.Group == nil && given.Error == "" {
		page.Nothing = &templates.Nothing{What: "这一天没有用工协议", Next: "导入企业表的时候写上协议，这里就有了。", All: templates.Link{Text: "看劳务公报", To: "/reports/bulletin"}}
	}
	page.Months = s.frozenPart(c, months, month, wrong)
	return render(c, templates.QuotaListPage(s.frame(c, "用工协议"), page))
}

// quotaGroups are the enterprises with an agreement on the day, and what they
// stated of finding nobody local; nil where there is none.
func (s *Server) quotaGroups(ctx context.Context, tx *db.Tx, asOf time.Time) (all, waivers *templates.Group, err error) {
	q, err := report.CountQuotas(ctx, tx, asOf)
	if err != nil || len(q.Enterprises) == 0 {
		return nil, nil, err
	}
	stated, err := q.Waivers(ctx, tx)
	return quotaGroup(q, asOf), waiverGroup(stated, s.today(), true), err
}

// quotaLine is one promise of one enterprise.
type quotaLine struct {
	enterprise report.EnterpriseQuota
	word       string
	quota      report.Quota
}

// quotaLines are all promises, what fails first, then what is at the line.
func quotaLines(q report.Quotas) (lines []quotaLine) {
	for _, e := range q.Enterprises {
		lines = append(lines, quotaLine{e, "长期工", e.Regular}, quotaLine{e, "临时工", e.Temporary.Quota})
	}
	slices.SortStableFunc(lines, func(a, b quotaLine) int { return cmp.Compare(a.rank(), b.rank()) })
	return lines
}

// quotaGroup is the table, what fails first, then what is at the line.
func quotaGroup(q report.Quotas, asOf time.Time) *templates.Group {
	lines := quotaLines(q)
	g := &templates.Group{Title: "各企业", Table: templates.Table{Label: "各企业", Heads: []templates.Head{
		{Text: "企业"}, {Text: "本县人", Num: true}, {Text: "占比"}, {Text: "状态"}, {Text: "在招", Num: true}, {Text: "预测"},
	}}}
	failing, near := 0, 0
	for _, l := range lines {
		switch l.rank() {
		case 0:
			failing++
		case 1:
			near++
		}
		g.Table.Rows = append(g.Table.Rows, l.cells(asOf))
	}
	g.Note = fmt.Sprintf("%d 家企业有协议，%d 项不达标，%d 项临近底线。占比只舍不入。", len(q.Enterprises), failing, near)
	return g
}

// rank puts first what fails, then what is at the line, then the rest.
func (l quotaLine) rank() int {
	switch {
	case !l.quota.Met:
		return 0
	case l.quota.AtTheLine():
		return 1
	case l.quota.Base() > 0:
		return 2
	}
	return 3
}

func (l quotaLine) cells(asOf time.Time) []templates.Cell {
	q := &l.quota
	hires := templates.Cell{Text: parts(q)}
	if l.enterprise.Temporary.Exempt > 0 && l.word == "临时工" {
		hires.Small = "不计 " + strconv.Itoa(l.enterprise.Temporary.Exempt) + " 名特殊技能"
	}
	share := templates.Cell{Text: "没有招", Bar: quotaBar(q), Small: "协议 " + q.Promise()}
	state := templates.Cell{Badge: quotaState(q)}
	if !q.Met {
		state.Small = shortOf(q)
	}
	return []templates.Cell{
		{Text: l.enterprise.Name, To: quotaPath(l.enterprise.ID) + "?as_of=" + asOf.Format(time.DateOnly), Small: l.word}, hires, share,
		state, {Text: thousands(q.PostsLeft())}, {Text: forecast(q)},
	}
}

// forecast says what the next hire makes of it; nothing where nobody was hired.
func forecast(q *report.Quota) string {
	if q.Base() == 0 {
		return ""
	}
	return q.Forecast()
}
