package web

import (
	"errors"
	"strings"
	"time"

	"github.com/gofiber/fiber/v2"

	"laowu/imports"
	"laowu/internal/access"
	"laowu/internal/db"
	"laowu/internal/web/templates"
)

// moment is a time as people say it: 11 月 23 日 14:20.
func (s *Server) moment(t time.Time) string {
	t = t.In(china)
	return day(t, s.today()) + " " + t.Format("15:04")
}

// importList is where files are sent, and what was sent before.
func (s *Server) importList(c *fiber.Ctx) error {
	if id := atoi(c.Query("undone")); id > 0 {
		notice, err := s.undoneNotice(c, id)
		if err != nil {
			return err
		}
		return s.showImports(c, notice, templates.Link{})
	}
	id := atoi(c.Query("same"))
	if id == 0 {
		return s.showImports(c, nil, templates.Link{})
	}
	d, err := s.Imports.FindDraft(c.UserContext(), s.actor(c), id)
	if err != nil {
		return importRefusal(err)
	}
	notice := templates.Notice{Kind: "risk", What: "同样的文件已经送过，不用再送", Then: s.sentWord(d) + "。打开那一份接着办就行。"}
	return s.showImports(c, &notice, templates.Link{Text: "打开那一份", To: importPath(id)})
}

// undoneNotice says of an import that it was taken back; nil where it was not, or
// is out of sight.
func (s *Server) undoneNotice(c *fiber.Ctx, id int64) (*templates.Notice, error) {
	err := s.DB.Tx(c.UserContext(), s.actor(c), func(tx *db.Tx) error {
		_, err := imports.PlanUndo(c.UserContext(), tx, id)
		return err
	})
	var why *imports.UndoError
	switch {
	case err == nil || errors.Is(err, access.ErrNotFound):
		return nil, nil //nolint:nilnil // there is nothing to say
	case !errors.As(err, &why):
		return nil, err
	case why.Code != "undone_already":
		return nil, nil //nolint:nilnil // likewise
	}
	return &templates.Notice{Kind: "ok", What: "第 " + itoa(id) + " 号导入已经整批撤回", Then: "新增的删掉了，更新的恢复了原样。"}, nil
}

func (s *Server) showImports(c *fiber.Ctx, notice *templates.Notice, also templates.Link) error {
	page := templates.ImportList{
		Title: "导入表格", Lead: "先核对，再写入。写入以前，平台上什么都不会变；写入以后，还能整批撤回。",
		Notice: notice, Also: also, Nothing: "还没有送过。",
		Send: templates.Send{
			To: importsList, Name: filesField, Label: "把表格拖到这里，或者点下面选", Hint: "Excel、WPS 的 .xlsx、.xls，或者 .csv；可以一次选几个，一共不超过 32 MB",
			Types: importTypes, Most: maxUpload, Text: "送上来，先核对", Quiet: also.To != "",
		},
	}
	for _, k := range imports.KindsOf(s.actor(c).Role) {
		page.Kinds = append(page.Kinds, templates.SendKind{Name: k.Title, About: "/help/imports/" + k.Name, Blank: "/templates/" + k.Name, Help: "要有这几列：" + strings.Join(k.Needs(), "、")})
	}
	if err := s.addHistory(c, &page); err != nil {
		return err
	}
	return s.renderImports(c, page.Title, func(f templates.Frame) error { return render(c, templates.ImportListPage(f, page)) })
}
