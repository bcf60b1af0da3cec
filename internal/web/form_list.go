package web

import (
	"errors"

	"github.com/gofiber/fiber/v2"

	"laowu/imports"
	"laowu/internal/db"
	"laowu/internal/web/templates"
)

// fillsForms are who fills other offices' forms, each with the records that it
// sees.
var fillsForms = []db.Role{db.Association, db.Township, db.Station, db.Enterprise, db.Trainer, db.County, db.Admin}

var formsLink = templates.Link{Text: "填别的单位的表", To: "/forms"}

var errNoForm = refusalError{fiber.StatusNotFound, "没有这张表", "可能已经删了，或者是别的单位的。"}

// noForm answers what is foreign as what is not there.
func noForm(err error) error {
	if errors.Is(err, imports.ErrNoForm) {
		return errNoForm
	}
	return err
}

// formList is the forms that are kept, one's own and the county's.
func (s *Server) formList(c *fiber.Ctx) error {
	var all []imports.KeptForm
	err := s.DB.ReadTx(c.UserContext(), s.actor(c), func(tx *db.Tx) (err error) {
		all, err = imports.Forms(c.UserContext(), tx)
		return err
	})
	if err != nil {
		return err
	}
	page := templates.Listing{
		Title: "填别的单位的表", Lead: "把别的单位发来的空白表（.xlsx）放上来，认一次列名，以后点一下就照它的版式填好：格式、公式、合计和打印区域都不变。",
		Links: []templates.Link{{Text: "放一张空白表上来", To: "/forms/new"}},
	}
	if c.Query("done") == "dropped" {
		page.Notice = &templates.Notice{Kind: "ok", What: "表删了", Then: "人员和台账没有动。"}
	}
	if len(all) == 0 {
		page.Nothing = &templates.Nothing{What: "还没有存下的表", Next: "放一张空白表上来，改一改每一列填什么，就存下了。", All: page.Links[0]}
		page.Links = nil
		return render(c, templates.ListingPage(s.frame(c, page.Title), page))
	}
	table := &templates.Table{Label: "存下的表", Heads: []templates.Head{{Text: "表"}, {Text: "填什么"}, {Text: "谁的"}, {Text: "存下"}}}
	for _, f := range all {
		table.Rows = append(table.Rows, []templates.Cell{{Text: f.Name, To: "/forms/" + itoa(f.ID)}, {Text: f.Kind.Title}, {Text: formOwner(f)}, {Text: longDay(f.Kept)}})
	}
	page.List, page.Table = "存下的表", table
	return render(c, templates.ListingPage(s.frame(c, page.Title), page))
}

// formOwner says who keeps a form.
func formOwner(f imports.KeptForm) string {
	if f.Role == db.County {
		return "县里"
	}
	return f.Role.Title()
}
