package web

import (
	"errors"
	"strconv"

	"github.com/gofiber/fiber/v2"

	"laowu/internal/access"
	"laowu/internal/db"
	"laowu/internal/roster"
	"laowu/internal/web/templates"
)

// personMergeShow sets two records side by side.
func (s *Server) personMergeShow(c *fiber.Ctx) error {
	return s.showMerge(c, atoi(c.Query("with")), nil)
}

func (s *Server) showMerge(c *fiber.Ctx, with int64, notice *templates.Notice) error {
	first, err := s.record(c, atoi(c.Params("person")))
	if err != nil {
		return err
	}
	if with == 0 {
		return s.showDuplicates(c, notice)
	}
	second, err := s.record(c, with)
	if err != nil {
		return err
	}
	page := templates.Listing{
		Back: templates.Link{Text: "可能是一个人的两条记录", To: "/duplicates"}, Title: "对照两条记录", Notice: notice, List: first.person.Name,
		Lead:    "是同一个人才合并：留下的一条接过另一条的务工、培训、会员和证书，另一个号码以后也找到他。合并可以拆开。",
		Table:   &templates.Table{Label: "两条记录", Heads: []templates.Head{{Text: "哪一项"}, {Text: "第一条"}, {Text: "第二条"}}, Rows: s.compared(first, second)},
		Actions: typedAgain(c, notice, []templates.Action{mergeAction("第一条", first.person.ID, with), mergeAction("第二条", with, first.person.ID)}),
	}
	return render(c, templates.ListingPage(s.frame(c, page.Title), page))
}

// mergeAction keeps one record and makes the other one with it.
func mergeAction(which string, kept, gone int64) templates.Action {
	return templates.Action{
		Label: "合并", Open: "留下" + which + "，合并", To: "/people/" + itoa(kept) + "/merge", Kind: "main", Whom: which, Key: "keep" + itoa(kept), Keep: pairs("with", itoa(gone)),
		Fields: []templates.Field{{Name: "reason", Label: "凭什么是同一个人", Hint: "例如：看过户口本；不要写号码", Fill: "off", Max: 100, Required: true}},
	}
}

// compared are the rows of what either record says; what differs is marked.
func (s *Server) compared(a, b record) [][]templates.Cell {
	var rows [][]templates.Cell
	for _, line := range [][3]string{
		{"姓名", a.person.Name, b.person.Name}, {"性别", a.person.Sex.Word(), b.person.Sex.Word()},
		{"出生", a.person.Birth.Format("2006-01-02"), b.person.Birth.Format("2006-01-02")},
		{"身份证", a.person.IDMasked, b.person.IDMasked}, {"电话", a.person.PhoneMasked, b.person.PhoneMasked}, {"村", a.person.Village, b.person.Village},
		{"户编号", a.person.HouseholdNumber, b.person.HouseholdNumber}, {"户籍", s.registered(a.person), s.registered(b.person)},
		{"协会", countedBy(a.person), countedBy(b.person)}, {"务工", spellsText(a), spellsText(b)}, {"登录", loginText(a.person), loginText(b.person)},
	} {
		if line[1] == "" && line[2] == "" {
			continue
		}
		first, second := templates.Cell{Text: line[1]}, templates.Cell{Text: line[2]}
		if line[1] != line[2] {
			second.Badge = templates.Badge{Text: "不同", Kind: "risk"}
		}
		rows = append(rows, []templates.Cell{{Text: line[0]}, first, second})
	}
	return rows
}

func countedBy(p roster.Person) string {
	if len(p.Memberships) > 0 && p.Memberships[0].LeftOn == nil {
		return p.Memberships[0].AssociationName
	}
	return "没有"
}

func spellsText(r record) string {
	if len(r.spells) == 0 {
		return "没有"
	}
	return strconv.Itoa(len(r.spells)) + " 段，最近 " + spellText(r.spells[0])
}

func loginText(p roster.Person) string {
	if p.HasLogin {
		return "本人能登录"
	}
	return "没有"
}

// personMerge makes another record one with this.
func (s *Server) personMerge(c *fiber.Ctx) error {
	kept, gone := atoi(c.Params("person")), atoi(c.FormValue("with"))
	err := s.DB.Tx(c.UserContext(), s.actor(c), func(tx *db.Tx) error {
		_, err := roster.Join(c.UserContext(), tx, s.Vault, kept, gone, c.FormValue("reason"))
		return err
	})
	if said := mergeRefusal(err); said != nil {
		c.Status(fiber.StatusUnprocessableEntity)
		return s.showMerge(c, gone, &templates.Notice{Kind: "bad", What: "没有合并", Then: said.Error() + "。"})
	}
	if errors.Is(err, access.ErrNotFound) {
		return errNobody
	}
	if err != nil {
		return err
	}
	return c.Redirect("/people/"+itoa(kept), fiber.StatusSeeOther)
}

// mergeUndo takes a merge apart.
func (s *Server) mergeUndo(c *fiber.Ctx) error {
	err := s.DB.Tx(c.UserContext(), s.actor(c), func(tx *db.Tx) error {
		return roster.Part(c.UserContext(), tx, atoi(c.Params("merge")), c.FormValue("reason"))
	})
	switch said := mergeRefusal(err); {
	case errors.Is(err, roster.ErrNoMerge):
		return refusalError{fiber.StatusNotFound, "没有这次合并", "可能已经拆开了。"}
	case said != nil:
		c.Status(fiber.StatusUnprocessableEntity)
		return s.showDuplicates(c, &templates.Notice{Kind: "bad", What: "没有拆开", Then: said.Error() + "。"})
	case err != nil:
		return err
	}
	return c.Redirect("/duplicates", fiber.StatusSeeOther)
}

// mergeRefusal is the refusal in err that is shown beside the form.
func mergeRefusal(err error) error {
	for _, known := range []error{roster.ErrOneRecord, roster.ErrTwoPeople, roster.ErrMergeReason, roster.ErrTangled} {
		if errors.Is(err, known) {
			return known
		}
	}
	var rests *roster.RestsError
	if errors.As(err, &rests) {
		return rests
	}
	return nil
}
