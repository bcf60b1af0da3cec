package web

import (
	"slices"
	"strings"

	"github.com/gofiber/fiber/v2"

	"laowu/internal/db"
	"laowu/internal/hiring"
	"laowu/internal/report"
	"laowu/internal/roster"
	"laowu/internal/web/templates"
	"laowu/matching"
)

// personFind finds people by everyday words, by name or by a whole number.
func (s *Server) personFind(c *fiber.Ctx) error {
	q := readPersonQuery(c)
	if q == (personQuery{}) && slices.Contains(cutters, s.actor(c).Role) {
		return c.Redirect("/people", fiber.StatusSeeOther)
	}
	if q == (personQuery{}) {
		return s.showPeople(c, roster.PersonFilter{})
	}
	found, err := s.Workers(c.UserContext(), s.actor(c), q.request())
	if err != nil {
		return err
	}
	page := peopleFrame("找到 " + thousands(found.Total) + " 人")
	page.Query, page.Note = templates.Given{Value: q.q}, found.Note
	page.Picked = s.pickedPeople(q, found)
	if !q.numbered() {
		page.Filters = s.peopleFilters(q.restart(), found.WorkerAnswer)
		page.Paging = peoplePaging(q, found)
	}
	if page.People, err = s.foundRows(c, found); err != nil {
		return err
	}
	if len(page.People) > 0 && page.People[0].Tick != nil {
		page.Ticked = s.tickedPeople(c, report.MemberCut{}, 0)
		page.Ticked.All, page.Ticked.None = "", ""
	}
	if len(page.People) == 0 {
		page.Nothing = &templates.Nothing{
			What: "没有找到", Next: "换个说法，或者点上面的条件去掉一个。姓名写全一点，或者写整个身份证号、手机号。只找得到归您管的人。",
			All: templates.Link{Text: "看全部人员", To: "/people"},
		}
		if q.numbered() {
			page.Nothing.Next = "看看号码有没有写错一位。只找得到归您管的人。"
		}
	}
	return render(c, templates.PeopleListPage(s.frame(c, "人员"), page))
}

// foundRows are the people found, with what they do now.
func (s *Server) foundRows(c *fiber.Ctx, found matching.FoundWorkers) (rows []templates.PersonRow, err error) {
	lines := make([]roster.PersonLine, len(found.People))
	for i, p := range found.People {
		lines[i] = p.PersonLine
	}
	var work map[int64]hiring.Spell
	err = s.DB.ReadTx(c.UserContext(), s.actor(c), func(tx *db.Tx) (err error) {
		work, err = hiring.CurrentWork(c.UserContext(), tx, numbersOf(lines))
		return err
	})
	for _, p := range found.People {
		row := s.personRow(p.PersonLine, work[p.ID])
		row.Channel = s.ability(p)
		if slices.Contains(cutters, s.actor(c).Role) {
			row.Tick = &templates.Tick{Value: itoa(p.ID)}
		}
		if p.Free && work[p.ID].ID == 0 {
			row.State = templates.Badge{Text: "空闲", Kind: "ok"}
		}
		rows = append(rows, row)
	}
	return rows, err
}

// ability is what somebody can do, in a line: 护工、电工；养老护理员证（四级）.
func (s *Server) ability(p matching.FoundWorker) string {
	var trades, certs []string
	for _, code := range p.Trades {
		trades = append(trades, s.Labels.Trade(code))
	}
	for _, c := range p.Certs {
		text := s.Labels.Certificate(c.Code)
		if c.Level != "" {
			text += "（" + c.Level + "）"
		}
		certs = append(certs, text)
	}
	var parts []string
	if len(trades) > 0 {
		parts = append(parts, "会或想干："+strings.Join(trades, "、"))
	}
	if len(certs) > 0 {
		parts = append(parts, "持证："+strings.Join(certs, "、"))
	}
	return strings.Join(parts, "；")
}

// pickedPeople are the conditions in force: as the words were understood, then
// as they were picked. Each button asks for the same without it; one that would
// repeat a number is not there.
func (s *Server) pickedPeople(q personQuery, found matching.FoundWorkers) []templates.Picked {
	var out []templates.Picked
	add := func(set bool, text string, drop func(*personQuery)) {
		if set {
			without := q.restart()
			if drop(&without); without.numbered() {
				return
			}
			out = append(out, templates.Picked{Text: text, To: orAll(without), Post: true})
		}
	}
	for _, chip := range found.Chips {
		add(true, chip.Label, func(w *personQuery) { w.q = chip.Without })
	}
	add(q.trade != "", "工种："+s.Labels.Trade(q.trade), func(w *personQuery) { w.trade = "" })
	add(q.place != "", "地点："+s.Atlas().Name(q.place), func(w *personQuery) { w.place = "" })
	add(q.cert != "", "证书："+s.Labels.Certificate(q.cert), func(w *personQuery) { w.cert = "" })
	add(q.free, "空闲的人", func(w *personQuery) { w.free = false })
	return out
}

// orAll is a question as a button posts it; one that asks for nothing shows all.
func orAll(q personQuery) string {
	if ask := q.ask(); ask != "" {
		return ask
	}
	return "all"
}

func peoplePaging(q personQuery, found matching.FoundWorkers) *templates.Paging {
	last := (found.Total + peoplePage - 1) / peoplePage
	if last < 2 {
		return nil
	}
	p := &templates.Paging{Where: "第 " + thousands(max(q.page, 1)) + " 页，共 " + thousands(last) + " 页", Post: true}
	if q.page > 1 {
		p.First = orAll(q.restart())
	}
	if found.NextCursor != "" {
		next := q
		next.cursor, next.page = found.NextCursor, max(q.page, 1)+1
		p.Next = next.ask()
	}
	return p
}
