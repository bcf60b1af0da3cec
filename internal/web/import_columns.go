package web

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/gofiber/fiber/v2"

	"laowu/imports"
	"laowu/internal/web/templates"
)

// sheetColumns say for each sheet what its columns were taken for.
func sheetColumns(d imports.Draft) []templates.SheetColumns {
	var all []templates.SheetColumns
	for _, f := range d.Files {
		for _, sh := range f.Sheets {
			one := templates.SheetColumns{Change: templates.Link{Text: "改列名的对应", To: columnsPath(d.Import, sh.File, sh.Index, 0, 0)}}
			taken, passed := 0, 0
			for _, col := range sh.Columns {
				switch {
				case col.Field != "":
					taken++
					one.Pairs = append(one.Pairs, templates.SaidCell{Label: col.Heading, Text: col.Title})
				case col.Heading != "":
					passed++
					one.Pairs = append(one.Pairs, templates.SaidCell{Label: col.Heading, Text: "不导入"})
				}
			}
			one.Title = fmt.Sprintf("%s：%d 列对上了", sheetCalled(d, f, sh), taken)
			if passed > 0 {
				one.Title += fmt.Sprintf("，%d 列不导入", passed)
			}
			switch {
			case sh.Hidden || d.Kind == "":
				continue
			case !sh.Read():
				one.Title, one.Change.Text = sheetCalled(d, f, sh)+"：没有读", "要读这张表，选标题行"
			}
			all = append(all, one)
		}
	}
	return all
}

func columnsPath(id int64, file, sheet, first, last int) string {
	path := fmt.Sprintf("%s/columns?file=%d&sheet=%d", importPath(id), file, sheet)
	if first > 0 {
		path += fmt.Sprintf("&first=%d&last=%d", first, last)
	}
	return path
}

// importColumns shows the columns of one sheet, each with examples, to be taken
// for something else.
func (s *Server) importColumns(c *fiber.Ctx) error {
	n := func(name string) int { return int(min(atoi(c.Query(name)), 1<<30)) }
	return s.showColumns(c, imports.Mapping{File: n("file"), Sheet: n("sheet"), First: n("first"), Last: n("last")}, nil)
}

// showColumns shows it, with what was chosen where that was refused.
func (s *Server) showColumns(c *fiber.Ctx, m imports.Mapping, notice *templates.Notice) error {
	id := importOf(c)
	l, err := s.Imports.Layout(c.UserContext(), s.actor(c), id, m.File, m.Sheet, m.First, m.Last)
	if err != nil {
		return importRefusal(err)
	}
	page := templates.ImportColumns{
		Back: templates.Link{Text: "回到核对", To: importPath(id)}, Title: "工作表“" + l.Name + "”的列", Notice: notice,
		Lead: "左边是文件里的列，右边选它是什么。选好以后，同样的表头不再问。",
		To:   importPath(id) + "/columns", Keep: append(sheetKeys(l), pairs("columns", strconv.Itoa(len(l.Columns)))...), Submit: "就按这样读",
		Tops: topRows(id, l), TopsOpen: l.First == 0,
	}
	if page.Notice == nil && len(l.Missing) > 0 {
		page.Notice = &templates.Notice{Kind: "risk", What: "还缺 " + strings.Join(l.Missing, "、"), Then: "在下面给它选一列；要是标题行认错了，先选标题行。"}
	}
	options := []templates.Option{{Text: "不导入"}}
	for _, f := range l.Fields {
		title := f.Title
		if f.Must {
			title += "（要有）"
		}
		options = append(options, templates.Option{Text: title, Value: f.Name})
	}
	for i, col := range l.Columns {
		value := col.Field
		if m.Fields != nil && i < len(m.Fields) {
			value = m.Fields[i]
		}
		page.Columns = append(page.Columns, columnField(i, col, options, value))
	}
	page.Actions = []templates.Action{
		{Label: "这张表不读", To: page.To, Keep: append(sheetKeys(l), pairs("leave", templates.Yes)...)},
		{Label: "照原样认", To: page.To + "/forget", Keep: sheetKeys(l)},
	}
	return render(c, templates.ImportColumnsPage(s.frame(c, page.Title), page))
}

func sheetKeys(l imports.Layout) []templates.Pair {
	return pairs("file", strconv.Itoa(l.File), "sheet", strconv.Itoa(l.Sheet), "first", strconv.Itoa(l.First), "last", strconv.Itoa(l.Last))
}

func columnField(i int, col imports.LayoutColumn, options []templates.Option, value string) templates.ImportColumn {
	one := templates.ImportColumn{Heading: col.Heading, Examples: strings.Join(col.Examples, "、")}
	if one.Heading == "" {
		one.Heading = col.Letter + " 列，没有标题"
	}
	if one.Examples == "" {
		one.Examples = "下面是空的"
	}
	one.Field = templates.Field{Type: "select", Name: "c" + strconv.Itoa(i), Label: "对应", Options: options, Given: templates.Given{Value: value}}
	return one
}

// topRows are the first rows of a sheet, of which one or two are its headings.
func topRows(id int64, l imports.Layout) []templates.TopRow {
	var out []templates.TopRow
	for i, r := range l.Top {
		one := templates.TopRow{
			Number: fmt.Sprintf("第 %d 行", r.Number), Text: strings.Join(r.Cells, "｜"), Current: r.Number >= l.First && r.Number <= l.Last,
			One: columnsPath(id, l.File, l.Sheet, r.Number, r.Number),
		}
		if i+1 < len(l.Top) && l.Top[i+1].Number == r.Number+1 {
			one.Two = columnsPath(id, l.File, l.Sheet, r.Number, r.Number+1)
		}
		out = append(out, one)
	}
	return out
}
