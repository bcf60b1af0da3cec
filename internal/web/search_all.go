package web

import (
	"net/url"
	"strconv"

	"github.com/gofiber/fiber/v2"

	"laowu/internal/access"
	"laowu/internal/db"
	"laowu/internal/report"
	"laowu/internal/roster"
	"laowu/internal/value"
	"laowu/internal/web/templates"
)

// searchers look for anything in the county; the auditor reads names masked.
var searchers = []db.Role{db.County, db.Auditor, db.Admin}

// How many of a kind are shown beside the others, and how many alone.
const (
	fewFound  = 5
	foundPage = 50
)

// findKind is a kind of record in the search of everything.
type findKind struct {
	name, title, each string
	to                func(id int64) string // of a record's page; nil: there is none
}

var findKinds = []findKind{
	{"person", "人", "人", func(id int64) string { return "/people/" + itoa(id) }},
	{"enterprise", "单位", "家", enterprisePath},
	{"opening", "岗位", "个", openingPath},
	{"association", "协会", "个", associationPath},
	{"village", "村", "个", associationPath},
	{"class", "培训班", "个", func(id int64) string { return "/classes/" + itoa(id) }},
	{"import", "导入", "次", importPath},
	{"case", "案件", "件", func(id int64) string { return "/cases/" + itoa(id) }},
}

// searchAll is the box alone.
func (s *Server) searchAll(c *fiber.Ctx) error {
	return render(c, templates.SearchAllPage(s.frame(c, "搜全县"), templates.SearchAll{}))
}

// allAsked is what was asked: typed, or by a button's question.
type allAsked struct {
	text, kind string
	at         int
}

func readAll(c *fiber.Ctx) allAsked {
	a := allAsked{text: words(c.FormValue("q"))}
	if ask, err := url.ParseQuery(c.FormValue("ask")); err == nil && ask.Get("q") != "" {
		at, _ := strconv.Atoi(ask.Get("at"))
		a = allAsked{words(ask.Get("q")), ask.Get("kind"), max(at, 0)}
	}
	return a
}

// searchAllFind looks for what was typed.
func (s *Server) searchAllFind(c *fiber.Ctx) error {
	a := readAll(c)
	page := templates.SearchAll{Query: templates.Given{Value: a.text}}
	if a.text == "" {
		page.Query.Error = "写几个字再找"
		c.Status(fiber.StatusUnprocessableEntity)
		return render(c, templates.SearchAllPage(s.frame(c, "搜全县"), page))
	}
	found, people, err := s.findAll(c, a)
	if err != nil {
		return err
	}
	total := 0
	for _, k := range findKinds {
		f, ok := found[k.name]
		if k.name == "person" {
			f.Total, ok = people.Total, people.Total > 0
		}
		if !ok || a.kind != "" && k.name != a.kind {
			continue
		}
		total += f.Total
		page.Sections = append(page.Sections, s.foundSection(a, k, f, people))
		if a.kind != "" {
			page.Paging = allPaging(a, k, f.Total, people.Next)
		}
	}
	if page.Lead = "一共找到 " + thousands(total) + " 条。"; total == 0 {
		page.Lead = ""
		page.Nothing = &templates.Nothing{What: "没有找到", Next: "换个写法：姓名写全一点，号码写整个的，单位写名字里的几个字。", All: templates.Link{Text: "回总览", To: s.visit(c).next()}}
	}
	return render(c, templates.SearchAllPage(s.frame(c, "搜全县"), page))
}

func (s *Server) findAll(c *fiber.Ctx, a allAsked) (found map[string]report.Finds, people roster.PersonList, err error) {
	limit := fewFound
	if a.kind != "" {
		limit = foundPage
	}
	err = s.DB.ReadTx(c.UserContext(), s.actor(c), func(tx *db.Tx) (err error) {
		if a.kind == "" || a.kind == "person" {
			people, err = roster.People(c.UserContext(), tx, s.Vault, roster.PersonFilter{Text: a.text, After: int64(a.at), Limit: limit})
			for i, l := range people.Lines {
				people.Lines[i].Name = access.NameFor(tx, l.Name)
			}
			if err != nil || a.kind != "" {
				return err
			}
		}
		found, err = report.FindAll(c.UserContext(), tx, a.text, a.kind, limit, a.at)
		return err
	})
	return found, people, err
}

// foundSection are the records of a kind; of more than are shown, a button leads
// to all. A number that was typed is in no button.
func (s *Server) foundSection(a allAsked, k findKind, f report.Finds, people roster.PersonList) templates.OverviewSection {
	section := templates.OverviewSection{Title: k.title, Note: thousands(f.Total) + " " + k.each, Table: &templates.Table{Label: k.title, Heads: []templates.Head{{Text: k.title}, {Text: "说明"}}}}
	add := func(id int64, text, small string) {
		cell := templates.Cell{Text: text}
		if id != 0 {
			cell.To = k.to(id)
		}
		section.Table.Rows = append(section.Table.Rows, []templates.Cell{cell, {Text: small}})
	}
	for _, l := range f.Lines {
		add(l.ID, l.Text, l.Small)
	}
	if k.name == "person" {
		for _, l := range people.Lines {
			add(l.ID, l.Name, joined("，", l.Sex.Word(), strconv.Itoa(roster.Age(l.Birth, s.today()))+" 岁", l.Village, l.Association, l.IDMasked))
		}
	}
	if a.kind == "" && f.Total > fewFound && value.Redact(a.text) == a.text {
		section.Actions = []templates.Action{{Label: "看全部 " + thousands(f.Total) + " " + k.each, To: "/search", Keep: pairs("ask", a.of(k.name, 0))}}
	}
	return section
}

// of is the same question of one kind, after the first at; for people after the
// person of that number.
func (a allAsked) of(kind string, at int64) string {
	return "q=" + urlEscape(a.text) + "&kind=" + kind + "&at=" + itoa(at)
}

// allPaging leads through the records of one kind; of people next is the last one
// of the page, 0 where none follow.
func allPaging(a allAsked, k findKind, total int, next int64) *templates.Paging {
	if total <= foundPage {
		return nil
	}
	if k.name != "person" {
		next = 0
		if a.at+foundPage < total {
			next = int64(a.at + foundPage)
		}
	}
	p := &templates.Paging{Where: "共 " + thousands(total) + " " + k.each, Post: true}
	if a.at > 0 {
		p.First = a.of(k.name, 0)
	}
	if next > 0 {
		p.Next = a.of(k.name, next)
	}
	return p
}
