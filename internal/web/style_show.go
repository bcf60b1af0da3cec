package web

import (
	"context"
	"io"

	"github.com/a-h/templ"
	"github.com/gofiber/fiber/v2"

	"laowu/internal/web/templates"
)

// stylePath is where the forms of the pieces lead: nowhere but back.
const stylePath = "/style"

// styleShow is every piece of a page once, in each of its states, with made-up
// words. Charts are drawn only for who asks: their script is the heaviest.
func (s *Server) styleShow(c *fiber.Ctx) error {
	if err := s.withToken(c); err != nil {
		return err
	}
	f := s.frame(c, "页面上的每一块")
	page := templates.Style{
		Lead: "做页面用的每一块，各种样子都在这里，名字和数字都是编的。表单送不出去。", Charts: templates.Link{Text: "把图画出来", To: stylePath + "?charts=yes#Draw"},
		Groups: styleGroups(f.Token),
	}
	if c.Query("charts") != "" {
		f.Scripts = append(f.Scripts, s.assets.load("charts")...)
		page.Charts = templates.Link{Text: "不画图", To: stylePath}
	}
	return render(c, templates.StylePage(f, page))
}

// styleSave is where its forms lead.
func (s *Server) styleSave(c *fiber.Ctx) error {
	s.say(c, saidSample)
	return c.Redirect(stylePath, fiber.StatusSeeOther)
}

func styleGroups(token string) []templates.StyleGroup {
	return []templates.StyleGroup{
		{Key: "words", Title: "话和状态", Pieces: styleWords()},
		{Key: "facts", Title: "事实和数字", Pieces: styleFacts(token)},
		{Key: "lists", Title: "列表和表格", Pieces: styleLists(token)},
		{Key: "forms", Title: "表单和按钮", Pieces: styleForms(token)},
		{Key: "charts", Title: "图", Pieces: styleCharts()},
		{Key: "openings", Title: "岗位和搜索", Pieces: styleOpenings(token)},
		{Key: "import", Title: "文件和批量", Pieces: styleImport(token)},
	}
}

// piece is one piece whose states say nothing of themselves.
func piece(name, use string, shown ...templ.Component) templates.StylePiece {
	p := templates.StylePiece{Name: name, Use: use}
	for _, one := range shown {
		p.States = append(p.States, templates.StyleState{Shown: one})
	}
	return p
}

// also adds a state.
func also(p templates.StylePiece, says string, shown templ.Component) templates.StylePiece {
	p.States = append(p.States, templates.StyleState{Says: says, Shown: shown})
	return p
}

// around is a piece with something in it.
func around(outer templ.Component, inner templ.Component) templ.Component {
	return templ.ComponentFunc(func(ctx context.Context, w io.Writer) error {
		return outer.Render(templ.WithChildren(ctx, inner), w)
	})
}
