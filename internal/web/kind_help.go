package web

import (
	"slices"
	"strconv"
	"strings"

	"github.com/gofiber/fiber/v2"

	"laowu/imports"
	"laowu/internal/db"
	"laowu/internal/web/templates"
)

// kindList leads to what is said of each kind of workbook.
func (s *Server) kindList(c *fiber.Ctx) error {
	t := &templates.Table{Label: "能送的表", Heads: []templates.Head{{Text: "表"}, {Text: "谁来送"}, {Text: "列数", Num: true}}}
	for _, k := range imports.Kinds() {
		t.Rows = append(t.Rows, []templates.Cell{
			{Text: k.Title, To: "/help/imports/" + k.Name}, {Text: strings.Join(kindSenders(k), "、")}, {Text: strconv.Itoa(len(k.Columns()))},
		})
	}
	return render(c, templates.ListingPage(s.frame(c, "表格怎么送"), templates.Listing{
		Back: templates.Link{Text: "怎么使用", To: "/help"}, Title: "表格怎么送",
		Lead: "平时用的 Excel（.xlsx、.xls）和 CSV 都能送：标题行、合计行、几张工作表、列的先后都不用改，认得的列名就读。点一种表，看每一列怎么填。",
		List: "能送的表", Table: t,
	}))
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
		Table: &templates.Table{Label: k.Title + "的列", Heads: []templates.Head{{Text: "列名"}, {Text: "要填吗"}, {Text: "怎么填"}, {Text: "例子"}}},
	}
	for _, col := range k.Columns() {
		page.Table.Rows = append(page.Table.Rows, columnCells(col))
	}
	if slices.Contains(senders, s.actor(c).Role) && k.Allows(s.actor(c).Role) {
		page.Links = []templates.Link{{Text: "下载空白表 .xlsx", To: "/templates/" + k.Name}}
	}
	return render(c, templates.ListingPage(s.frame(c, page.Title), page))
}

func columnCells(col imports.Column) []templates.Cell {
	name, need, how := templates.Cell{Text: col.Title}, "可以不填", templates.Cell{Text: col.Hint}
	if len(col.Others) > 0 {
		name.Small = "也认：" + strings.Join(col.Others, "、")
	}
	if col.Needed {
		need = "必须填"
	}
	choices := ""
	switch {
	case col.Listed:
		choices = "空白表里有下拉列表"
	case len(col.Choices) > 0:
		choices = "可以选：" + strings.Join(col.Choices, "、")
	}
	if how.Text == "" {
		how.Text, choices = choices, ""
	}
	how.Small = choices
	return []templates.Cell{name, {Text: need}, how, {Text: col.Example}}
}
