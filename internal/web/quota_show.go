package web

import (
	"errors"
	"fmt"
	"slices"
	"strconv"
	"time"

	"github.com/gofiber/fiber/v2"

	"laowu/internal/db"
	"laowu/internal/hiring"
	"laowu/internal/report"
	"laowu/internal/web/templates"
)

// errNoQuota is for an enterprise without an agreement, or a foreign one.
var errNoQuota = refusalError{fiber.StatusNotFound, "没有这家企业的用工协议", "请从用工协议的报表点进来。"}

// quotaAsked is which enterprise's agreement is shown, and where.
type quotaAsked struct {
	enterprise int64
	path       string
	month      time.Time       // a frozen month to look at; zero: none
	reason     templates.Given // a correction that was refused
}

// quotaFound is what was read of it.
type quotaFound struct {
	name   string
	now    *report.EnterpriseQuota // nil: no agreement on the day
	hires  []report.Hire
	months []report.FrozenMonth
	frozen *report.FrozenQuota
	series []report.MonthQuota

	waivers []hiring.Waiver
}

// quotaShow is one enterprise's agreement, person by person.
func (s *Server) quotaShow(c *fiber.Ctx) error {
	id := atoi(c.Params("enterprise"))
	month, _ := readMonth(c.Query("month"))
	return s.showQuota(c, quotaAsked{enterprise: id, path: quotaPath(id), month: month})
}

// quotaOwn is the same of the enterprise that asks.
func (s *Server) quotaOwn(c *fiber.Ctx) error {
	month, _ := readMonth(c.Query("month"))
	return s.showQuota(c, quotaAsked{enterprise: s.actor(c).Organisation, path: "/enterprise/quota", month: month})
}

func (s *Server) showQuota(c *fiber.Ctx, q quotaAsked) error {
	asOf, given := s.asOf(c)
	found, err := s.readQuota(c, q, asOf, given.Error == "")
	own := s.actor(c).Role == db.Enterprise
	switch {
	case errors.Is(err, report.ErrNoPromise) && own:
		found.name = s.title(c)
	case errors.Is(err, report.ErrNoPromise):
		return errNoQuota
	case err != nil:
		return err
	}
	page := templates.Quota{Head: s.reportHead(c, found.name, q.path, "quotas", asOf, given), Months: s.monthLinks(q, found.months), Month: s.monthPart(c, q, found.frozen)}
	if !own {
		page.Head.Back, page.Head.Files = templates.Link{Text: "用工协议", To: "/reports/quotas"}, nil
	}
	if own {
		page.Links = []templates.Link{{Text: "用工情况说明（盖章用）", To: "/enterprise/statement?as_of=" + asOf.Format(time.DateOnly)}, {Text: "说明招不到本地人", To: "/waivers/new"}, {Text: "更新员工名单", To: importsList}}
	}
	if q.reason.Error != "" && (page.Month == nil || len(page.Month.Actions) == 0) {
		page.Notice = &templates.Notice{Kind: "bad", What: "没有记上", Then: q.reason.Error + "。"}
	}
	switch {
	case found.now != nil:
		page.Head.Lead += "，协议从 " + longDay(found.now.Since) + "起"
		if page.Notice == nil {
			page.Notice = quotaNotice(&found.now.Regular)
		}
		page.Forms = []templates.QuotaForm{quotaForm("长期工", &found.now.Regular, 0), quotaForm("临时工", &found.now.Temporary.Quota, found.now.Temporary.Exempt)}
		page.Forms[0].Trend = trendOf(overMonths(found.series, found.now, regularOf, asOf), asOf)
		page.Forms[1].Trend = trendOf(overMonths(found.series, found.now, temporaryOf, asOf), asOf)
		page.Groups = []templates.Group{ifGroup(found.now.Regular)}
		if g := trendGroup(found.series, q.path); g != nil {
			page.Groups = append(page.Groups, *g)
		}
		if g := waiverGroup(found.waivers, s.today(), false); g != nil {
			page.Groups = append(page.Groups, *g)
		}
		page.Groups = append(page.Groups, hireGroups(c, s.today(), found.hires, own)...)
	case given.Error == "":
		page.Nothing = &templates.Nothing{What: "这一天没有在执行的用工协议", Next: "协议由县里导入。换一天看看，或者问县人社局。", All: templates.Link{Text: "回首页", To: s.visit(c).next()}}
	}
	return render(c, templates.QuotaPage(s.frame(c, found.name), page))
}

func (s *Server) readQuota(c *fiber.Ctx, q quotaAsked, asOf time.Time, count bool) (f quotaFound, err error) {
	ctx := c.UserContext()
	err = s.DB.ReadTx(ctx, s.actor(c), func(tx *db.Tx) (err error) {
		if f.name, err = report.Promised(ctx, tx, q.enterprise); err != nil {
			return err
		}
		if f.months, err = report.FrozenMonths(ctx, tx, q.enterprise); err != nil {
			return err
		}
		if f.series, err = report.FrozenQuotas(ctx, tx, q.enterprise); err != nil {
			return err
		}
		if !q.month.IsZero() {
			frozen, err := report.Frozen(ctx, tx, q.enterprise, q.month)
			if err != nil && !errors.Is(err, report.ErrNotFrozen) {
				return err
			}
			if err == nil {
				f.frozen = &frozen
			}
		}
		if !count {
			return nil
		}
		all, err := report.CountQuotas(ctx, tx, asOf)
		if err != nil {
			return err
		}
		i := slices.IndexFunc(all.Enterprises, func(e report.EnterpriseQuota) bool { return e.ID == q.enterprise })
		if i < 0 {
			return nil
		}
		f.now = &all.Enterprises[i]
		if f.waivers, err = hiring.WaiversAsOf(ctx, tx, q.enterprise, asOf); err != nil {
			return err
		}
		f.hires, err = report.QuotaHires(ctx, tx, q.enterprise, asOf)
		return err
	})
	return f, err
}

// quotaNotice warns before the promise is broken, and when it is.
func quotaNotice(q *report.Quota) *templates.Notice {
	switch {
	case !q.Met && q.Needed != nil:
		return &templates.Notice{Kind: "bad", What: "长期工没有达标", Then: fmt.Sprintf("再招 %d 名本县人就达标，这期间不要再招外地人。", *q.Needed)}
	case q.AtTheLine():
		return &templates.Notice{Kind: "risk", What: "长期工刚刚达标，没有余量", Then: q.Forecast() + "，低于协议的 " + q.Promise() + "。先招本县人，再招外地人。"}
	}
	return nil
}

func quotaForm(title string, q *report.Quota, exempt int) templates.QuotaForm {
	f := templates.QuotaForm{Title: title, State: quotaState(q), Share: "没有招", Bar: quotaBar(q), Sum: "协议 " + q.Promise()}
	f.Facts = []templates.Fact{{Label: "差多少", Text: shortOf(q)}, {Label: "在招", Text: thousands(q.PostsLeft()) + " 个岗位"}}
	if exempt > 0 {
		f.Facts = append(f.Facts, templates.Fact{Label: "不计入", Text: strconv.Itoa(exempt) + " 名特殊技能"})
	}
	if q.Base() == 0 {
		return f
	}
	f.Share, f.Sum = q.Percent(), "协议以来招了 "+thousands(q.Base())+" 人，本县 "+thousands(q.Local)+" 人，离职的也算"
	f.Facts = append(f.Facts, templates.Fact{Label: "预测", Text: q.Forecast()})
	f.Small = "占比只舍不入：" + parts(q) + "，记作 " + q.Percent() + "。"
	return f
}

// ifGroup says what a few more regular hires would do.
func ifGroup(q report.Quota) templates.Group {
	g := templates.Group{Title: "再招几个人会怎样", Note: "按长期工，现在 " + parts(&q), Table: templates.Table{Label: "再招几个人会怎样", Heads: []templates.Head{
		{Text: "如果再招"}, {Text: "本县人", Num: true}, {Text: "占比", Num: true}, {Text: "结果"},
	}}}
	for _, more := range []struct {
		text          string
		local, others int
	}{{"1 名本县人", 1, 0}, {"1 名本县人和 1 名外地人", 1, 1}, {"1 名外地人", 0, 1}} {
		then := q.If(more.local, more.others)
		row := []templates.Cell{{Text: more.text}, {Text: parts(&then)}, {Text: then.Percent()}, {Badge: quotaState(&then)}}
		if !then.Met {
			row[3].Small = shortOf(&then)
		}
		g.Table.Rows = append(g.Table.Rows, row)
	}
	return g
}
