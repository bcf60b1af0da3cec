package web

import (
	"errors"
	"slices"
	"strconv"

	"github.com/gofiber/fiber/v2"

	"laowu/internal/access"
	"laowu/internal/db"
	"laowu/internal/hiring"
	"laowu/internal/report"
	"laowu/internal/roster"
	"laowu/internal/web/templates"
)

// mostPrinted is how many people stand on a printed list: more is a workbook's.
const mostPrinted = 1000

// printed is a list on paper.
type printed struct {
	cut   report.MemberCut
	calls bool // to telephone by
	whole map[int64]string
	total int
	lines []roster.PersonLine
	work  map[int64]hiring.Spell
	ends  map[int64]report.Member
	today report.Members
}

// peoplePrint is the list of members, or of those who were ticked, to print;
// numbers masked.
func (s *Server) peoplePrint(c *fiber.Ctx) error {
	p, err := s.readPrinted(c)
	if err != nil {
		return err
	}
	return s.showPrinted(c, p, nil)
}

// readPrinted reads who stands on the list.
func (s *Server) readPrinted(c *fiber.Ctx) (p printed, err error) {
	ticked := pickedPeopleOf(c)
	if c.Method() == fiber.MethodPost {
		ticked = people(c, "shown")
	}
	p.cut, p.calls = readCut(c), c.Query("as") == "calls" || len(ticked) > 0
	if p.today, err = s.members(c); err != nil {
		return p, err
	}
	found := p.today.Cut(p.cut)
	if len(ticked) > 0 {
		found = slices.DeleteFunc(found, func(m report.Member) bool { return !slices.Contains(ticked, m.Person) })
	}
	slices.SortStableFunc(found, func(a, b report.Member) int { return compare(a.Village, b.Village) })
	p.total, p.ends = len(found), map[int64]report.Member{}
	found = found[:min(len(found), mostPrinted)]
	for _, m := range found {
		p.ends[m.Person] = m
	}
	err = s.DB.ReadTx(c.UserContext(), s.actor(c), func(tx *db.Tx) (err error) {
		p.lines, p.work, err = s.memberLines(c, tx, found)
		return err
	})
	return p, err
}

// peopleCalls is the list to telephone by, with numbers whole, for a reason. Each
// showing is noted and counts towards what an account is shown.
func (s *Server) peopleCalls(c *fiber.Ctx) error {
	if len(people(c, "shown")) == 0 {
		return c.Redirect("/people/print?as=calls", fiber.StatusSeeOther)
	}
	p, err := s.readPrinted(c)
	if err != nil {
		return err
	}
	n := &shown{field: access.Phone, reason: c.FormValue("reason"), other: c.FormValue("other")}
	reason := n.reason
	if reason == otherReason {
		reason = n.other
	}
	whole := map[int64]string{}
	err = s.DB.Tx(c.UserContext(), s.actor(c), func(tx *db.Tx) error {
		for _, l := range p.lines {
			number, err := roster.Reveal(c.UserContext(), tx, s.Vault, l.ID, access.Phone, reason)
			if errors.Is(err, roster.ErrNoNumber) || errors.Is(err, access.ErrNotFound) {
				continue
			}
			if err != nil {
				return err
			}
			if err := s.within(limitReveal, c); err != nil { // over the limit, none is shown and none noted
				return err
			}
			whole[l.ID] = spaced(access.Phone, number)
		}
		return nil
	})
	if err := s.revealRefused(c, n, err); err != nil {
		return err
	}
	if err == nil {
		p.whole = whole
	}
	return s.showPrinted(c, p, n)
}

// mostCalls is how many numbers are asked for at once.
const mostCalls = 50

func (s *Server) showPrinted(c *fiber.Ctx, p printed, n *shown) error {
	page := templates.Roll{
		Back: templates.Link{Text: "人员", To: cutLink("/people", p.cut)}, Title: s.title(c) + "会员名单", Empty: "名单里没有人",
		Facts:  []templates.Fact{{Label: "日期", Text: day(s.today(), s.today())}, {Label: "人数", Text: thousands(len(p.lines)) + " 人"}},
		Notice: templates.Notice{What: "这一页可以直接打印", Then: "在浏览器的菜单里选“打印”。号码都遮着。"},
	}
	for _, chip := range cutPicked(p.today, p.cut) {
		page.Facts = append(page.Facts, templates.Fact{Label: "只列", Text: chip.Text})
	}
	if p.total > len(p.lines) {
		page.Notice = templates.Notice{Kind: "risk", What: "只列前 " + thousands(mostPrinted) + " 人", Then: "共 " + thousands(p.total) + " 人。先选一个村再打印，或者导出 Excel。"}
	}
	if p.calls {
		page.Title = s.title(c) + "电话表"
		page.Ask = s.askCalls(p, n)
	}
	for _, l := range p.lines {
		if k := len(page.Groups) - 1; k < 0 || page.Groups[k].Title != orVillage(l.Village) {
			page.Groups = append(page.Groups, templates.RollGroup{Title: orVillage(l.Village), Table: templates.Table{Label: orVillage(l.Village), Heads: p.heads()}})
		}
		g := &page.Groups[len(page.Groups)-1]
		g.Table.Rows = append(g.Table.Rows, s.printedRow(p, l, len(g.Table.Rows)+1))
		g.Note = strconv.Itoa(len(g.Table.Rows)) + " 人"
	}
	return render(c, templates.RollPage(s.frame(c, page.Title), page))
}

func orVillage(name string) string {
	if name == "" {
		return "没登记村"
	}
	return name
}

// askCalls offers the numbers whole, where they are few enough to be telephoned.
func (s *Server) askCalls(p printed, n *shown) *templates.Action {
	if p.whole != nil || len(p.lines) == 0 || len(p.lines) > mostCalls {
		return nil
	}
	a := &templates.Action{
		Label: "印电话全号（每个人都记入审计）", Open: "印电话全号", Whom: "名单", To: "/people/print", Kind: "main", Key: "phone", Fields: reasonFields(n, access.Phone),
	}
	for _, l := range p.lines {
		a.Keep = append(a.Keep, templates.Pair{Name: "shown", Value: itoa(l.ID)})
	}
	return a
}

func (p printed) heads() []templates.Head {
	if p.calls {
		return []templates.Head{{Text: "姓名"}, {Text: "电话"}, {Text: "务工"}, {Text: "打了"}, {Text: "怎么说"}}
	}
	return []templates.Head{{Text: "姓名"}, {Text: "身份证", Num: true}, {Text: "电话", Num: true}, {Text: "务工"}, {Text: "证书到期"}}
}

func (s *Server) printedRow(p printed, l roster.PersonLine, nth int) []templates.Cell {
	name := templates.Cell{Text: strconv.Itoa(nth) + ". " + l.Name, Small: l.Sex.Word() + "，" + strconv.Itoa(roster.Age(l.Birth, s.today())) + " 岁"}
	phone, work := templates.Cell{Text: l.PhoneMasked}, templates.Cell{Text: spellText(p.work[l.ID])}
	if whole := p.whole[l.ID]; whole != "" {
		phone.Text = whole
	}
	if p.calls {
		return []templates.Cell{name, phone, work, {Text: "□"}, {}}
	}
	ends := templates.Cell{}
	if m := p.ends[l.ID]; m.Ends != nil {
		ends.Text = day(*m.Ends, s.today())
	}
	return []templates.Cell{name, {Text: l.IDMasked}, phone, work, ends}
}
