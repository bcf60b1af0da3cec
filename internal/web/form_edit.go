package web

import (
	"errors"
	"strconv"

	"github.com/gofiber/fiber/v2"

	"laowu/imports"
	"laowu/internal/db"
	"laowu/internal/web/templates"
)

var errCountyForm = refusalError{fiber.StatusConflict, "这张表是县里的", "可以填，不能改，也不能删。要改的，把空白表放上来，存成自己的。"}

// ownForm opens a form that the actor may change.
func (s *Server) ownForm(c *fiber.Ctx) (imports.KeptForm, *imports.Form, error) {
	kept, form, err := s.openForm(c)
	if err == nil && !kept.Own {
		return kept, nil, errors.Join(errCountyForm, form.Close())
	}
	return kept, form, err
}

// formEdit asks what fills each column.
func (s *Server) formEdit(c *fiber.Ctx) error {
	kept, form, err := s.ownForm(c)
	if err != nil {
		return err
	}
	defer form.Close() //nolint:errcheck // read only
	return s.askColumns(c, kept, form, kept.Name, nil)
}

// askColumns shows the form of a form: its name, and of each column what fills
// it. A text that stands in every row is asked where nothing else does.
func (s *Server) askColumns(c *fiber.Ctx, kept imports.KeptForm, form *imports.Form, name string, wrong error) error {
	groups := []templates.FieldGroup{{Fields: []templates.Field{{
		Given: templates.Given{Value: name, Error: errText(wrong)}, Name: "name", Label: "名字", Fill: "off", Max: 30, Required: true,
	}}}}
	for i, one := range form.Sheets {
		groups = append(groups, templates.FieldGroup{Title: sheetTitle(one), Fields: columnFields(kept.Kind, i, one)})
	}
	to := "/forms/" + itoa(kept.ID)
	page := templates.Fill{
		Back: templates.Link{Text: kept.Name, To: to}, Title: "改每一列填什么", To: to + "/edit", Groups: groups, Submit: "照这样填",
		Lead: "选“空着”的列可以写上固定的文字，每一行都填它。有公式的列照表里的公式，不用选。",
	}
	return render(c, templates.FillPage(s.frame(c, page.Title), page))
}

func errText(err error) string {
	if err == nil {
		return ""
	}
	return err.Error()
}

// columnFields are what is asked of a sheet's columns.
func columnFields(k imports.Kind, sheet int, one imports.FormSheet) []templates.Field {
	choices := []templates.Option{{Text: "空着", Value: ""}}
	for _, f := range k.Facts() {
		choices = append(choices, templates.Option{Text: f.Title, Value: f.Name})
	}
	var out []templates.Field
	for i, col := range one.Columns {
		if col.Heading == "" || col.Formula {
			continue
		}
		out = append(out, templates.Field{Given: templates.Given{Value: col.Fact}, Type: "select", Name: columnName("fact", sheet, i), Label: col.Heading, Options: choices})
		if col.Fact == "" {
			out = append(out, templates.Field{Given: templates.Given{Value: col.Fixed}, Name: columnName("fixed", sheet, i), Label: col.Heading + "：固定的文字", Fill: "off", Max: 60})
		}
	}
	return out
}

// columnName is what a field of a column is posted as.
func columnName(what string, sheet, column int) string {
	return what + "-" + strconv.Itoa(sheet) + "-" + strconv.Itoa(column)
}

// formChange keeps what fills each column.
func (s *Server) formChange(c *fiber.Ctx) error {
	kept, form, err := s.ownForm(c)
	if err != nil {
		return err
	}
	defer form.Close() //nolint:errcheck // read only
	for i, one := range form.Sheets {
		for n := range one.Columns {
			form.Set(i, n, c.FormValue(columnName("fact", i, n)), c.FormValue(columnName("fixed", i, n)))
		}
	}
	err = s.DB.Tx(c.UserContext(), s.actor(c), func(tx *db.Tx) error {
		return imports.ChangeForm(c.UserContext(), tx, kept.ID, c.FormValue("name"), form.Mapping())
	})
	switch {
	case errors.Is(err, imports.ErrFormName), errors.Is(err, imports.ErrFormTaken):
		c.Status(fiber.StatusUnprocessableEntity)
		return s.askColumns(c, kept, form, c.FormValue("name"), err)
	case err != nil:
		return noForm(err)
	}
	return c.Redirect("/forms/"+itoa(kept.ID)+"?done=changed", fiber.StatusSeeOther)
}

// formDrop keeps a form no longer.
func (s *Server) formDrop(c *fiber.Ctx) error {
	kept, form, err := s.ownForm(c)
	if err != nil {
		return err
	}
	if err := form.Close(); err != nil {
		return err
	}
	err = s.DB.Tx(c.UserContext(), s.actor(c), func(tx *db.Tx) error { return imports.DropForm(c.UserContext(), tx, kept.ID) })
	if err != nil {
		return noForm(err)
	}
	return c.Redirect("/forms?done=dropped", fiber.StatusSeeOther)
}
