package web

import (
	"errors"
	"fmt"
	"io"
	"strings"

	"github.com/gofiber/fiber/v2"

	"laowu/imports"
	"laowu/internal/db"
	"laowu/internal/web/templates"
)

// formNew asks for a blank.
func (s *Server) formNew(c *fiber.Ctx) error { return s.askForm(c, nil) }

// formFields are what is asked of a new form.
func formFields() []templates.Field {
	kinds := []templates.Option{{Text: "自动认", Value: ""}}
	for _, k := range imports.Kinds() {
		kinds = append(kinds, templates.Option{Text: k.Title, Value: k.Name})
	}
	return []templates.Field{
		{Type: "file", Name: "file", Label: "空白表", Hint: ".xlsx 文件，不大于 1 MB；要带标题行，下面留一行或几行空行", Required: true},
		{Name: "name", Label: "给表起个名字", Hint: "例如 市局务工月报", Fill: "off", Max: 30, Required: true},
		{Type: "select", Name: "kind", Label: "填什么", Options: kinds},
	}
}

// askForm shows the form of a new one, and what was wrong.
func (s *Server) askForm(c *fiber.Ctx, wrong func(field string) string) error {
	page := templates.Fill{
		Back: templates.Link{Text: "填别的单位的表", To: "/forms"}, Title: "放一张空白表上来", To: "/forms", Upload: true, Submit: "认列名，存下",
		Lead: "认出来的列下一页可以改。空白表里的例子加密保存，填的时候会换掉。", Groups: templates.OneGroup(fill(formFields(), posted(c), wrong)),
	}
	return render(c, templates.FillPage(s.frame(c, page.Title), page))
}

var (
	errNoFile   = errors.New("请选空白表的文件")
	errNotAKind = errors.New("没有这一种，请重选")
)

// formCreate keeps a blank, as its headings propose that it is filled.
func (s *Server) formCreate(c *fiber.Ctx) error {
	var id int64
	blank, err := uploaded(c)
	if err == nil {
		err = s.DB.Tx(c.UserContext(), s.actor(c), func(tx *db.Tx) error {
			kind, ok := imports.ByName(c.FormValue("kind"))
			switch {
			case ok:
			case c.FormValue("kind") != "":
				return errNotAKind
			default:
				var err error
				if kind, err = imports.GuessForm(c.UserContext(), tx, blank); err != nil {
					return err
				}
			}
			id, err = imports.KeepForm(c.UserContext(), tx, s.Vault, kind, c.FormValue("name"), blank)
			return err
		})
	}
	if err != nil {
		return s.formAgain(c, err)
	}
	return c.Redirect("/forms/"+itoa(id)+"?done=kept", fiber.StatusSeeOther)
}

// formAgain shows what of a new form was refused. A browser never sends a file
// by itself: it is asked for again.
func (s *Server) formAgain(c *fiber.Ctx, err error) error {
	about := wrongIn{"file": {errNoFile}, "name": {imports.ErrFormName, imports.ErrFormTaken}, "kind": {errNotAKind}}
	var file *imports.FileError
	wrong := about.of(err)
	switch {
	case errors.As(err, &file):
		wrong = func(field string) string {
			if field == "file" {
				return file.Message
			}
			return ""
		}
	case !about.has(err):
		return err
	}
	c.Status(fiber.StatusUnprocessableEntity)
	return s.askForm(c, wrong)
}

// uploaded is the file that was sent with a form.
func uploaded(c *fiber.Ctx) (imports.Blank, error) {
	head, err := c.FormFile("file")
	if err != nil || head.Size == 0 {
		return imports.Blank{}, errNoFile
	}
	f, err := head.Open()
	if err != nil {
		return imports.Blank{}, fmt.Errorf("read upload: %w", err)
	}
	defer f.Close() //nolint:errcheck // read only
	data, err := io.ReadAll(f)
	if err != nil {
		return imports.Blank{}, fmt.Errorf("read upload: %w", err)
	}
	name := head.Filename
	if i := strings.LastIndexAny(name, `/\`); i >= 0 {
		name = name[i+1:]
	}
	return imports.Blank{Name: name, Data: data}, nil
}
