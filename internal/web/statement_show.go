package web

import (
	"bytes"
	"errors"
	"net/url"
	"time"

	"github.com/gofiber/fiber/v2"

	"laowu/internal/access"
	"laowu/internal/db"
	"laowu/internal/paper"
	"laowu/internal/report"
	"laowu/internal/web/templates"
)

// statementShow is the statement for an enterprise's agreement as a page that a
// browser prints.
func (s *Server) statementShow(c *fiber.Ctx) error {
	asOf, given := s.asOf(c)
	page := templates.Report{Head: s.reportHead(c, "用工情况说明", "/enterprise/statement", "quotas", asOf, given)}
	page.Head.Back = templates.Link{Text: "用工协议", To: "/enterprise/quota"}
	if given.Error != "" {
		return render(c, templates.ReportPage(s.frame(c, page.Head.Title), page))
	}
	page.Head.Files = []templates.Link{{Text: "下载 PDF", To: statementPDF(asOf)}}
	if err := s.Press.Ready(); err != nil {
		page.Notice, page.Head.Files = pressNotice(err), nil
	}
	st, err := s.readStatement(c, asOf, false)
	switch {
	case errors.Is(err, report.ErrNoPromise):
		page.Head.Files = nil
		page.Nothing = &templates.Nothing{What: "这一天没有在执行的用工协议", Next: "协议由县里导入。换一天看看，或者问县人社局。", All: templates.Link{Text: "回本单位", To: "/enterprise"}}
	case err != nil:
		return err
	default:
		page.Text, page.Groups = laidOut(st.Document())
	}
	return render(c, templates.ReportPage(s.frame(c, page.Head.Title), page))
}

func statementPDF(asOf time.Time) string {
	return "/enterprise/statement.pdf?as_of=" + asOf.Format(time.DateOnly)
}

// pressNotice says why there is no PDF, and the way round.
func pressNotice(err error) *templates.Notice {
	n := &templates.Notice{Kind: "risk", What: "现在不能下载 PDF", Then: "服务器上的中文字体用不了，请管理员看看 LAOWU_FONT 的设置。可以先用浏览器打印这一页。"}
	if errors.Is(err, paper.ErrNoFont) {
		n.Then = "服务器上没有中文字体。请管理员运行 apt install fonts-lxgw-wenkai，再重启平台；现在可以用浏览器打印这一页。"
	}
	return n
}

// readStatement reads the asking enterprise's. That it was taken away is noted.
func (s *Server) readStatement(c *fiber.Ctx, asOf time.Time, taken bool) (st report.Statement, err error) {
	ctx, actor := c.UserContext(), s.actor(c)
	read := func(tx *db.Tx) (err error) {
		st, err = report.FindStatement(ctx, tx, actor.Organisation, asOf)
		if err != nil || !taken {
			return err
		}
		return access.Note(ctx, tx, access.Exported, "report", 0, map[string]any{"name": "用工情况说明", "as_of": asOf.Format(time.DateOnly)})
	}
	if taken {
		return st, s.DB.Tx(ctx, actor, read)
	}
	return st, s.DB.ReadTx(ctx, actor, read)
}

// laidOut is a document as a page shows it: its text, then its tables, each under
// the heading that it stands under.
func laidOut(d paper.Document) (text []string, groups []templates.Group) {
	title := ""
	for _, b := range d.Blocks {
		switch b := b.(type) {
		case paper.Heading:
			title = string(b)
		case paper.Text:
			text = append(text, b.Text)
		case paper.Facts:
			for _, f := range b {
				text = append(text, f[0]+"："+f[1])
			}
		case paper.Table:
			groups = append(groups, templates.Group{Title: title, Table: gridOf(title, b)})
		case paper.Seals:
			text = append(text, b[0]+"（盖章）　　"+b[1]+"（盖章）")
		}
	}
	return text, groups
}

func gridOf(label string, t paper.Table) templates.Table {
	out := templates.Table{Label: label}
	for i, h := range t.Heads {
		out.Heads = append(out.Heads, templates.Head{Text: h, Num: i > 0 && i < len(t.Right) && t.Right[i]})
	}
	for _, cells := range t.Rows {
		row := make([]templates.Cell, len(cells))
		for i, text := range cells {
			row[i].Text = text
		}
		out.Rows = append(out.Rows, row)
	}
	return out
}

// statementFile is the same as PDF. Where it cannot be made, the page says why.
func (s *Server) statementFile(c *fiber.Ctx) error {
	asOf, given := s.asOf(c)
	page := "/enterprise/statement?as_of=" + url.QueryEscape(given.Value)
	if given.Error != "" || s.Press.Ready() != nil {
		return c.Redirect(page, fiber.StatusSeeOther)
	}
	st, err := s.readStatement(c, asOf, true)
	if errors.Is(err, report.ErrNoPromise) {
		return c.Redirect(page, fiber.StatusSeeOther)
	}
	if err != nil {
		return err
	}
	var out bytes.Buffer
	missing, err := s.Press.Print(&out, st.Document())
	if err != nil {
		return err
	}
	if len(missing) > 0 {
		s.Log.Warn("the fonts of documents lack characters", "count", len(missing))
	}
	c.Set(fiber.HeaderContentType, "application/pdf")
	c.Set(fiber.HeaderContentDisposition, "attachment; filename*=UTF-8''"+url.PathEscape("用工情况说明-"+asOf.Format(time.DateOnly)+".pdf"))
	return c.Send(out.Bytes())
}
