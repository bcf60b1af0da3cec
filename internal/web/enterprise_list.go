package web

import (
	"slices"

	"github.com/gofiber/fiber/v2"

	"laowu/internal/db"
	"laowu/internal/hiring"
	"laowu/internal/report"
	"laowu/internal/web/templates"
)

func enterprisePath(id int64) string { return "/enterprises/" + itoa(id) }

// standings are how agreements are held, as the page's address and its badges
// have it.
var standings = map[string]templates.Badge{
	"missed": {Text: "不达标", Kind: "bad"}, "near": {Text: "临近底线", Kind: "risk"}, "met": {Text: "达标", Kind: "ok"},
}

// enterpriseCuts are the list's tabs: all, who hires, then by agreement.
var enterpriseCuts = []struct{ name, text string }{
	{"", "全部"}, {"hiring", "在招"}, {"agreed", "有协议"}, {"missed", "不达标"}, {"near", "临近底线"},
}

// enterpriseList is the county's enterprises: what they offer, and how they hold
// their agreements.
func (s *Server) enterpriseList(c *fiber.Ctx) error {
	quotas, at, err := recall(c, s, "quotas", s.today(), report.CountQuotas)
	if err != nil {
		return err
	}
	typed, cut, from := words(c.Query("q")), c.Query("show"), int(min(atoi(c.Query("from")), 1_000_000))
	page := templates.Directory{
		Title: "单位", Lead: "协议的状态是 " + at.In(china).Format("15:04") + " 数的，岗位是现在的。", To: "/enterprises", Query: templates.Given{Value: typed}, Label: "单位的名字，或者统一社会信用代码", By: "按情况看", Keep: pairs("show", cut),
		Links: []templates.Link{{Text: "看用工协议", To: "/reports/quotas"}, {Text: exportLink.Text, To: "/exports/new/enterprises"}},
	}
	var lines []hiring.EnterpriseLine
	total := 0
	err = s.DB.ReadTx(c.UserContext(), s.actor(c), func(tx *db.Tx) error {
		for _, k := range enterpriseCuts {
			f := hiring.EnterpriseFilter{Called: typed, Hiring: k.name == "hiring", Among: agreedAs(quotas, k.name), At: from, Limit: rollPage}
			if k.name != cut {
				f.At, f.Limit = 0, 0
			}
			its, n, err := hiring.Enterprises(c.UserContext(), tx, f)
			if err != nil {
				return err
			}
			page.Tabs = append(page.Tabs, templates.Tab{Text: k.text, To: "/enterprises?show=" + k.name + "&q=" + urlEscape(typed), Count: thousands(n), Current: k.name == cut})
			if k.name == cut {
				lines, total = its, n
			}
		}
		return nil
	})
	if err != nil {
		return err
	}
	page.Count = thousands(total) + " 家"
	if len(lines) == 0 {
		page.Nothing = &templates.Nothing{What: "没有这样的单位", Next: "换个名字，或者去掉条件。单位由县里导入企业表或者岗位表带进来。", All: templates.Link{Text: "看全部单位", To: "/enterprises"}}
	} else {
		page.Table = enterpriseTable(lines, quotas)
		page.Paging = pagesFrom("/enterprises?show="+urlEscape(cut)+"&q="+urlEscape(typed)+"&from=", "家单位", total, from, rollPage)
	}
	return render(c, templates.DirectoryPage(s.frame(c, page.Title), page))
}

// agreedAs are the numbers of the enterprises whose agreements stand so; nil where
// the cut is not by agreement.
func agreedAs(q report.Quotas, cut string) []int64 {
	if cut == "" || cut == "hiring" {
		return nil
	}
	out := []int64{}
	for _, e := range q.Enterprises {
		if cut == "agreed" || e.Standing() == cut {
			out = append(out, e.ID)
		}
	}
	return out
}

func enterpriseTable(lines []hiring.EnterpriseLine, q report.Quotas) *templates.Table {
	t := &templates.Table{Label: "单位", Heads: []templates.Head{{Text: "单位"}, {Text: "行业"}, {Text: "在招岗位", Num: true}, {Text: "在招人数", Num: true}, {Text: "本县人"}, {Text: "协议"}}}
	for _, l := range lines {
		row := []templates.Cell{{Text: l.Name, To: enterprisePath(l.ID), Small: joined("，", l.USCC, l.PlaceText)}, {Text: l.Industry}, {Text: thousands(l.Openings)}, {Text: thousands(l.Posts)}, {}, {Text: "没有协议"}}
		if i := slices.IndexFunc(q.Enterprises, func(e report.EnterpriseQuota) bool { return e.ID == l.ID }); i >= 0 {
			e := &q.Enterprises[i]
			row[4], row[5] = templates.Cell{Text: parts(&e.Regular), Small: "长期工 " + e.Regular.Percent()}, templates.Cell{Badge: standings[e.Standing()]}
		}
		t.Rows = append(t.Rows, row)
	}
	return t
}
