package web

import (
	"strconv"

	"github.com/gofiber/fiber/v2"

	"laowu/internal/db"
	"laowu/internal/hiring"
	"laowu/internal/roster"
	"laowu/internal/web/templates"
)

// peoplePage is how many people a page shows.
const peoplePage = 30

// personList is whom the actor sees, page after page.
func (s *Server) personList(c *fiber.Ctx) error {
	return s.showPeople(c, roster.PersonFilter{After: atoi(c.Query("after"))})
}

// personFind finds by name or by a whole number, which comes by POST: no
// address and no log holds it.
func (s *Server) personFind(c *fiber.Ctx) error {
	return s.showPeople(c, roster.PersonFilter{Text: c.FormValue("q")})
}

func (s *Server) showPeople(c *fiber.Ctx, f roster.PersonFilter) error {
	f.Limit = peoplePage
	var list roster.PersonList
	var work map[int64]hiring.Spell
	err := s.DB.ReadTx(c.UserContext(), s.actor(c), func(tx *db.Tx) (err error) {
		if list, err = roster.People(c.UserContext(), tx, s.Vault, f); err != nil {
			return err
		}
		ids := make([]int64, len(list.Lines))
		for i, l := range list.Lines {
			ids[i] = l.ID
		}
		work, err = hiring.CurrentWork(c.UserContext(), tx, ids)
		return err
	})
	if err != nil {
		return err
	}
	page := templates.PeopleList{Title: "人员", Count: thousands(list.Total) + " 人", SearchTo: "/people", Query: templates.Given{Value: f.Text}, Links: []templates.Link{exportLink}}
	for _, l := range list.Lines {
		page.People = append(page.People, s.personRow(l, work[l.ID]))
	}
	if len(page.People) == 0 {
		page.Nothing = nobodyFound(f)
	}
	if f.After > 0 || list.Next > 0 {
		page.Paging = &templates.Paging{Where: "共 " + thousands(list.Total) + " 人"}
		if f.After > 0 {
			page.Paging.First = "/people"
		}
		if list.Next > 0 {
			page.Paging.Next = "/people?after=" + strconv.FormatInt(list.Next, 10)
		}
	}
	return render(c, templates.PeopleListPage(s.frame(c, "人员"), page))
}

func (s *Server) personRow(l roster.PersonLine, w hiring.Spell) templates.PersonRow {
	row := templates.PersonRow{
		Name: l.Name, To: "/people/" + itoa(l.ID), About: l.Sex.Word() + "，" + strconv.Itoa(roster.Age(l.Birth, s.today())) + " 岁",
		Village: l.Village, ID: l.IDMasked, Phone: l.PhoneMasked,
	}
	switch {
	case w.ID != 0:
		row.Work = spellText(w)
		row.State = templates.Badge{Text: awayText(w.Away), Kind: "ok"}
	case l.AnnouncedOn != nil:
		row.State = templates.Badge{Text: "将清理", Kind: "risk"}
	default:
		row.State = templates.Badge{Text: "没有在岗记录"}
	}
	return row
}

func nobodyFound(f roster.PersonFilter) *templates.Nothing {
	if f.Text != "" {
		return &templates.Nothing{What: "没有找到", Next: "姓名写全一点，或者写整个身份证号、手机号。只找得到归您管的人。", All: templates.Link{Text: "看全部人员", To: "/people"}}
	}
	return &templates.Nothing{What: "这里还没有人", Next: "导入花名册以后，人就在这里。", All: templates.Link{Text: "回首页", To: "/"}}
}

func spellText(w hiring.Spell) string {
	text := ""
	for _, part := range []string{w.Trade, w.Employer, w.PlaceText} {
		if part == "" {
			continue
		}
		if text != "" {
			text += "，"
		}
		text += part
	}
	return text
}

func awayText(away *bool) string {
	switch {
	case away == nil:
		return "在岗"
	case *away:
		return "在县外"
	}
	return "在县内"
}
