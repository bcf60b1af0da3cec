package web

import (
	"slices"

	"github.com/gofiber/fiber/v2"

	"laowu/imports"
	"laowu/internal/db"
	"laowu/internal/web/templates"
)

// formDone are the notices of what a form before this page did.
var formDone = map[string]templates.Notice{
	"kept":    {Kind: "ok", What: "存下了", Then: "看看每一列认得对不对，不对的可以改；对的直接填。"},
	"changed": {Kind: "ok", What: "改好了", Then: "以后都照这样填。"},
}

// formShow is one form: what fills each of its columns, and how it is filled.
func (s *Server) formShow(c *fiber.Ctx) error { return s.showForm(c, nil, nil) }

// openForm reads the form that the address names.
func (s *Server) openForm(c *fiber.Ctx) (kept imports.KeptForm, form *imports.Form, err error) {
	err = s.DB.ReadTx(c.UserContext(), s.actor(c), func(tx *db.Tx) error {
		var blank imports.Blank
		if kept, blank, err = imports.FindForm(c.UserContext(), tx, s.Vault, atoi(c.Params("form"))); err != nil {
			return err
		}
		form, err = blank.OpenForm(c.UserContext(), tx, kept.Kind)
		return err
	})
	return kept, form, noForm(err)
}

// showForm shows it with what was refused; more are fields that are asked then.
func (s *Server) showForm(c *fiber.Ctx, refused *templates.Notice, more []templates.Field) error {
	kept, form, err := s.openForm(c)
	if err != nil {
		return err
	}
	defer form.Close() //nolint:errcheck // read only
	to := "/forms/" + itoa(kept.ID)
	page := templates.Record{
		Back: templates.Link{Text: "填别的单位的表", To: "/forms"}, Title: kept.Name, Notice: refused,
		Facts: []templates.Fact{{Label: "填什么", Text: kept.Kind.Title}, {Label: "谁的", Text: formOwner(kept)}, {Label: "文件", Text: kept.File, Small: longDay(kept.Kept) + " 存下"}},
		Parts: []templates.RecordPart{{Title: "填好下载", Part: templates.Part{
			Note:    "只填您看得到的人和岗位。填完的不留在网站上。",
			Actions: []templates.Action{s.fillAction(c, kept, more, refused != nil)},
		}}},
	}
	if n, ok := formDone[c.Query("done")]; ok && refused == nil {
		page.Notice = &n
	}
	for _, one := range form.Sheets {
		page.Parts = append(page.Parts, templates.RecordPart{Title: sheetTitle(one), Part: templates.Part{Items: columnItems(kept.Kind, one)}})
	}
	if kept.Own {
		page.Links = []templates.Link{{Text: "改每一列填什么", To: to + "/edit"}}
		page.Parts = append(page.Parts, templates.RecordPart{Title: "不用了", Part: templates.Part{Actions: []templates.Action{
			{Label: "删除这张表", Open: "删除", To: to + "/drop", Kind: "danger", Note: "只删空白表和认好的列，人员和台账不动。"},
		}}})
	}
	return render(c, templates.RecordPage(s.frame(c, kept.Name), page))
}

func sheetTitle(f imports.FormSheet) string {
	if f.Township != "" {
		return "工作表 " + f.Name + "（只填" + f.Township + "的）"
	}
	return "工作表 " + f.Name
}

// columnItems say of each column what fills it.
func columnItems(k imports.Kind, f imports.FormSheet) []templates.Item {
	var out []templates.Item
	for _, c := range f.Columns {
		if c.Heading == "" {
			continue
		}
		one := templates.Item{Text: c.Heading}
		switch {
		case c.Formula:
			one.Small = "表里自己的公式"
		case c.Fixed != "":
			one.Small = "每一行都写“" + c.Fixed + "”"
		case c.Fact != "":
			one.Small = "填" + factTitle(k, c.Fact)
		default:
			one.Badge = templates.Badge{Text: "空着", Kind: "risk"}
		}
		out = append(out, one)
	}
	return out
}

func factTitle(k imports.Kind, name string) string {
	all := k.Facts()
	if i := slices.IndexFunc(all, func(f imports.Fact) bool { return f.Name == name }); i >= 0 {
		return all[i].Title
	}
	return name
}
