package web

import (
	"context"
	"errors"

	"github.com/gofiber/fiber/v2"

	"laowu/imports"
	"laowu/internal/access"
	"laowu/internal/db"
	"laowu/internal/web/templates"
)

// errNoImport is the answer for an import that is not on record for who asks.
var errNoImport = refusalError{fiber.StatusNotFound, "没有这次导入", "可能不是本单位导入的。"}

// importUndoShow says what taking an import back would do, or what rests on it.
func (s *Server) importUndoShow(c *fiber.Ctx) error {
	var p imports.UndoPlan
	err := s.DB.Tx(c.UserContext(), s.actor(c), func(tx *db.Tx) (err error) {
		p, err = imports.PlanUndo(c.UserContext(), tx, atoi(c.Params("import")))
		return err
	})
	var why *imports.UndoError
	switch {
	case errors.Is(err, access.ErrNotFound):
		return errNoImport
	case errors.As(err, &why):
		return s.showUndo(c, undoPage(p, undoNotice(why)))
	case err != nil:
		return err
	}
	return s.showUndo(c, undoPage(p, nil))
}

func (s *Server) showUndo(c *fiber.Ctx, page templates.Listing) error {
	return render(c, templates.ListingPage(s.frame(c, page.Title), page))
}

// undoPage is the plan as a page: the counts and the button, or what rests.
func undoPage(p imports.UndoPlan, notice *templates.Notice) templates.Listing {
	page := templates.Listing{Back: templates.Link{Text: "导入表格", To: importsList}, Title: "撤回第 " + itoa(p.Import) + " 号导入", Lead: p.Kind.Title, Notice: notice}
	switch {
	case notice != nil:
	case len(p.Rests) > 0:
		page.Notice = &templates.Notice{Kind: "bad", What: "不能撤回：后来的记录要靠它", Then: "先撤回后来的导入，或者把后来改的改回去，再来撤回。"}
		page.List, page.Table = "哪些记录要靠它", restTable(p.Rests)
	default:
		page.Lead += "：整个撤回，新建的删去，改过的恢复原样。撤回以后可以改好再导入。"
		page.List, page.Table = "会动哪些记录", restTable(p.Rows)
		page.Actions = []templates.Action{{Label: "撤回这次导入", To: importPath(p.Import) + "/undo", Kind: "danger"}}
		page.Links = []templates.Link{{Text: "不撤回了，回去", To: importsList}}
	}
	return page
}

// undoWords are what becomes of records.
var undoWords = map[string]string{"make": "删去新建的", "change": "恢复原样", "stay": "本人已清除，原样留下"}

func restTable(all []imports.Resting) *templates.Table {
	t := &templates.Table{Label: "记录", Heads: []templates.Head{{Text: "哪些"}, {Text: "怎么样"}}}
	for _, r := range all {
		said := undoWords[r.Code]
		if said == "" {
			said = "要先处理"
		}
		t.Rows = append(t.Rows, []templates.Cell{{Text: r.Message}, {Text: said}})
	}
	return t
}

// undoNotice is why an import is none to take back, or that it was.
func undoNotice(why *imports.UndoError) *templates.Notice {
	if why.Code == "undone_already" {
		return &templates.Notice{Kind: "ok", What: "这次导入已经撤回", Then: "新建的已删去，改过的已恢复原样。"}
	}
	return &templates.Notice{Kind: "bad", What: "没有撤回", Then: why.Message + "。"}
}

// importUndo takes an import back.
func (s *Server) importUndo(c *fiber.Ctx) error {
	id := importOf(c)
	// Tens of thousands of records take longer than a page may.
	ctx, cancel := context.WithTimeout(context.WithoutCancel(c.UserContext()), stagingTime)
	defer cancel()
	err := s.DB.Tx(ctx, s.actor(c), func(tx *db.Tx) error {
		_, err := imports.Undo(ctx, tx, s.Vault, s.Imports.Desk, id)
		return err
	})
	var why *imports.UndoError
	switch {
	case errors.Is(err, access.ErrNotFound):
		return errNoImport
	case errors.As(err, &why) && why.Code != "undone_already":
		c.Status(fiber.StatusUnprocessableEntity)
		return s.importUndoShow(c)
	case err != nil && why == nil:
		return err
	}
	return s.afterUndo(c, id)
}

// afterUndo leads to the page of the import that was taken back, which says so;
// the list says it of one that never had a page.
func (s *Server) afterUndo(c *fiber.Ctx, id int64) error {
	_, err := s.Imports.FindDraft(c.UserContext(), s.actor(c), id)
	switch {
	case errors.Is(err, imports.NotFound):
		return c.Redirect(importsList+"?undone="+itoa(id), fiber.StatusSeeOther)
	case err != nil:
		return err
	}
	return c.Redirect(importPath(id), fiber.StatusSeeOther)
}
