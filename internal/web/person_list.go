package web

import (
	"slices"
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
	if slices.Contains(cutters, s.actor(c).Role) {
		return s.memberList(c)
	}
	return s.showPeople(c, roster.PersonFilter{After: atoi(c.Query("after"))})
}

func (s *Server) showPeople(c *fiber.Ctx, f roster.PersonFilter) error {
	f.Limit = peoplePage
	var list roster.PersonList
	var work map[int64]hiring.Spell
	err := s.DB.ReadTx(c.UserContext(), s.actor(c), func(tx *db.Tx) (err error) {
		if list, err = roster.People(c.UserContext(), tx, s.Vault, f); err != nil {
			return err
		}
		work, err = hiring.CurrentWork(c.UserContext(), tx, numbersOf(list.Lines))
		return err
	})
	if err != nil {
		return err
	}
	page := peopleFrame(thousands(list.Total) + " 人")
	page.Quick = []templates.Choice{{Text: "空闲的人", To: personQuery{free: true}.ask(), Post: true}}
	for _, l := range list.Lines {
		page.People = append(page.People, s.personRow(l, work[l.ID]))
	}
	if len(page.People) == 0 {
		page.Quick = nil
		page.Nothing = &templates.Nothing{What: "这里还没有人", Next: "导入花名册以后，人就在这里。", All: templates.Link{Text: "回首页", To: "/"}}
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

// peopleFrame is what a list of people has whatever was asked.
func peopleFrame(count string) templates.PeopleList {
	return templates.PeopleList{Title: "人员", Count: count, SearchTo: "/people", Links: []templates.Link{exportLink}}
}

func numbersOf(lines []roster.PersonLine) []int64 {
	ids := make([]int64, len(lines))
	for i, l := range lines {
		ids[i] = l.ID
	}
	return ids
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
