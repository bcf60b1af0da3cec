package web

import (
	"slices"
	"strings"

	"github.com/gofiber/fiber/v2"

	"laowu/imports"
	"laowu/internal/db"
	"laowu/internal/web/templates"
)

// kindList leads to what is said of each kind of workbook.
func (s *Server) kindList(c *fiber.Ctx) error {
	t := &templates.Table{Label: "能送的表", Heads: []templates.Head{{Text: "表"}, {Text: "谁来送"}, {Text: "空白表"}}}
	for _, k := range imports.Kinds() {
		blank := templates.Cell{Text: "—"}
		if s.mayTakeBlank(c, k) {
			blank = templates.Cell{Text: "下载", To: "/templates/" + k.Name}
		}
		t.Rows = append(t.Rows, []templates.Cell{{Text: k.Title, To: "/help/imports/" + k.Name}, {Text: strings.Join(kindSenders(k), "、")}, blank})
	}
	return render(c, templates.ListingPage(s.frame(c, "表格怎么送"), templates.Listing{
		Back: templates.Link{Text: "怎么使用", To: "/help"}, Title: "表格怎么送",
		Lead: "平时用的 Excel（.xlsx、.xls）和 CSV 都能送：标题行、合计行、几张工作表、列的先后都不用改，认得的列名就读。点一种表，看每一列怎么填。",
		List: "能送的表", Table: t,
	}))
}

// mayTakeBlank says whether who asks is given the kind's blank form.
func (s *Server) mayTakeBlank(c *fiber.Ctx, k imports.Kind) bool {
	role := s.actor(c).Role
	return slices.Contains(senders, role) && k.Allows(role)
}

// kindSenders are the roles that send a kind.
func kindSenders(k imports.Kind) []string {
	var out []string
	for _, r := range db.Roles() {
		if r != db.Admin && k.Allows(r) {
			out = append(out, r.Title())
		}
	}
	return out
}

// kindShow says how each column of a kind is filled in, and under which
// headings it is known.
func (s *Server) kindShow(c *fiber.Ctx) error {
	k, ok := imports.ByName(c.Params("kind"))
	if !ok {
		return errNoKind
	}
	page := templates.Listing{
		Back: templates.Link{Text: "表格怎么送", To: "/help/imports"}, Title: k.Title + "怎么填",
		Lead: "列的先后不要紧，用不到的列会跳过。号码请用文本格式，不要当数字填。", List: "每一列",
		Table: &templates.Table{Label: k.Title + "的列", Heads: []templates.Head{{Text: "列名"}, {Text: "怎么填"}}},
	}
	for _, col := range k.Columns() {
		page.Table.Rows = append(page.Table.Rows, columnCells(col))
	}
	if s.mayTakeBlank(c, k) {
		page.Links = []templates.Link{{Text: "下载空白表 .xlsx", To: "/templates/" + k.Name}}
	}
	return render(c, templates.ListingPage(s.frame(c, page.Title), page))
}

// columnCells are a column's names, and how it is filled in.
func columnCells(col imports.Column) []templates.Cell {
	name, how := templates.Cell{Text: col.Title}, templates.Cell{Text: "可以不填", Small: "例如：" + col.Example}
	if len(col.Others) > 0 {
		name.Small = "也认：" + strings.Join(col.Others, "、")
	}
	if col.Needed {
		how.Text = "必须填"
	}
	if col.Hint != "" {
		how.Text += "。" + col.Hint
	}
	switch {
	case col.Listed:
		how.Small += "；空白表里有下拉列表"
	case len(col.Choices) > 0:
		how.Small = "可以选：" + strings.Join(col.Choices, "、")
	}
	return []templates.Cell{name, how}
}
