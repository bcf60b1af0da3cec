package web

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/gofiber/fiber/v2"

	"laowu/imports"
	"laowu/internal/web/templates"
)

// rowMends are the cells of a row with something wrong, and those that were
// mended, each with what mends it or takes it back.
func rowMends(d imports.Draft, sh imports.DraftSheet, r imports.DraftRow, whom string, here []templates.Pair) templates.Mends {
	var m templates.Mends
	for _, p := range r.Problems { // of columns that the file lacks
		m.Cells = append(m.Cells, templates.Mend{Label: p.Title, What: p.Message, Risk: p.Severity != "error"})
	}
	may := d.State == "draft" && d.Own
	if may {
		m.To, m.Keep = importPath(d.Import)+"/mend", append(rowKeys(r), here...)
	}
	var asked []string
	for i, cell := range r.Cells {
		if len(cell.Problems) == 0 && !cell.Mended {
			continue
		}
		one := cellMend(sh, r, i, whom)
		if cell.Mended && may {
			one.Undo = &templates.Action{Label: "撤回", Kind: "plain", Whom: whom + "的" + one.Label, To: importPath(d.Import) + "/unmend", Keep: append(slices.Clone(m.Keep), templates.Pair{Name: "column", Value: strconv.Itoa(i)})}
		}
		if may && len(cell.Problems) > 0 {
			asked = append(asked, strconv.Itoa(i))
			m.Keep = append(m.Keep, templates.Pair{Name: "was-" + strconv.Itoa(i), Value: one.Value})
		}
		m.Cells = append(m.Cells, one)
	}
	m.Keep = append(m.Keep, templates.Pair{Name: "columns", Value: strings.Join(asked, ",")})
	return m
}

// cellMend says what is wrong with a cell. What is masked is not put into the
// box: it is written anew.
func cellMend(sh imports.DraftSheet, r imports.DraftRow, column int, whom string) templates.Mend {
	cell, m := r.Cells[column], templates.Mend{Risk: true, Name: "text-" + strconv.Itoa(column), Whom: whom}
	field := ""
	if column < len(sh.Columns) {
		field, m.Label = sh.Columns[column].Field, sh.Columns[column].Title
	}
	m.Key = rowAnchor(r) + "-" + strconv.Itoa(column)
	var said []string
	for _, p := range cell.Problems {
		said = append(said, strings.TrimSuffix(p.Message, "。"))
		m.Risk = m.Risk && p.Severity != "error"
	}
	m.What, m.Quote = strings.Join(said, "；"), cell.Text
	if cell.Mended {
		m.Done = m.Label + "改成了“" + cell.Text + "”"
		if cell.Text == "" {
			m.Done = m.Label + "改成空着"
		}
	}
	box := boxes[field]
	m.Hint, m.Mode, m.Max = box.hint, box.mode, box.most
	if m.Max == 0 {
		m.Max = 200
	}
	if !strings.Contains(cell.Text, "****") && !box.private {
		m.Value = cell.Text
		if cell.Text != "" && !m.Risk {
			m.Same = strconv.Itoa(column)
		}
	}
	return m
}

// boxes are what the box of a field says while it is empty, the keyboard that it
// calls, and how much it takes. What is private is never filled in beforehand.
var boxes = map[string]struct {
	hint, mode string
	most       int
	private    bool
}{
	"id_number":          {hint: "照着身份证重新输 18 位", most: 30, private: true},
	"head_id_number":     {hint: "照着户主身份证重新输 18 位", most: 30, private: true},
	"phone":              {hint: "11 位手机号，没有就写“无”", mode: "tel", most: 30, private: true},
	"certificate_number": {hint: "照着证书重新输", most: 60, private: true},
	"started":            {hint: "例如 2019-10"}, "ended": {hint: "例如 2019-10"}, "joined": {hint: "例如 2019-10"}, "visited_on": {hint: "例如 2019-10-15"},
	"left_on": {hint: "例如 2019-10-15"}, "starts": {hint: "例如 2019-10-15"}, "ends": {hint: "例如 2019-10-15"},
	"wage": {hint: "例如 3500"}, "wage_year": {hint: "例如 42000"},
}

// rowKeys name a row in a form.
func rowKeys(r imports.DraftRow) []templates.Pair {
	return pairs("file", strconv.Itoa(r.File), "sheet", strconv.Itoa(r.Sheet), "row", strconv.Itoa(r.Number))
}

// shownKeys tell a form which part of the list its page shows.
func shownKeys(state imports.RowState, from int) []templates.Pair {
	return pairs("show", string(state), "from", strconv.Itoa(from))
}

// importMend says what cells of a row should say, and has the row tried again.
func (s *Server) importMend(c *fiber.Ctx) error {
	var done imports.Mended
	all := readMends(c)
	if len(all) == 0 {
		return s.importDone(c, "", errNothingMended)
	}
	for _, m := range all {
		one, err := s.Imports.Mend(c.UserContext(), s.Jobs, s.actor(c), importOf(c), m)
		if err != nil {
			return s.importDone(c, "", err)
		}
		one.Rows = max(one.Rows, done.Rows)
		done = one
	}
	return s.afterMend(c, "mended", all, done)
}

var errNothingMended = &imports.FileError{Code: "mend", Message: "格子里写的和原来一样，没有改；请照着纸上的写"}

// importUnmend takes a mended cell back to what the file says.
func (s *Server) importUnmend(c *fiber.Ctx) error {
	m := readRow(c)
	m.Column, m.Same = int(min(atoi(c.FormValue("column")), mostColumns)), c.FormValue("all") == templates.Yes
	done, err := s.Imports.Unmend(c.UserContext(), s.Jobs, s.actor(c), importOf(c), m)
	if err != nil {
		return s.importDone(c, "", err)
	}
	return s.afterMend(c, "unmended", []imports.Mend{m}, done)
}

// readRow is the row that a form is about.
func readRow(c *fiber.Ctx) imports.Mend {
	n := func(field string) int { return int(min(atoi(c.FormValue(field)), 1<<30)) }
	return imports.Mend{File: n("file"), Sheet: n("sheet"), Row: n("row")}
}

// readMends are the boxes of a row's form that say something else than before. Of
// the one whose button was pressed, all cells that said the same are meant.
func readMends(c *fiber.Ctx) []imports.Mend {
	var all []imports.Mend
	for _, column := range strings.SplitN(c.FormValue("columns"), ",", mostColumns) {
		m := readRow(c)
		m.Column, m.Text, m.Same = int(min(atoi(column), mostColumns)), words(c.FormValue("text-"+column)), c.FormValue("all") == column
		if column != "" && m.Text != c.FormValue("was-"+column) {
			all = append(all, m)
		}
	}
	return all
}

// afterMend leads back to the list, and says there what came of it. The address
// holds places and words alone, nothing that was typed.
func (s *Server) afterMend(c *fiber.Ctx, what string, all []imports.Mend, done imports.Mended) error {
	m := all[0]
	to := fmt.Sprintf("?show=%s&from=%d&done=%s&cells=%d&rows=%d&is=%s&cell=%d-%d-%d-%d", shownIn(c.FormValue("show")), atoi(c.FormValue("from")), what, len(all), done.Rows, done.State, m.File, m.Sheet, m.Row, m.Column)
	if !done.Tried {
		to += "&later=1"
	}
	return s.importDone(c, to+"#said", nil)
}

// mendSaid says what came of mending, and how to take it back.
func mendSaid(c *fiber.Ctx, d imports.Draft) (*templates.Notice, *templates.Action) {
	var m imports.Mend
	if n, err := fmt.Sscanf(c.Query("cell"), "%d-%d-%d-%d", &m.File, &m.Sheet, &m.Row, &m.Column); err != nil || n < 4 || d.State != "draft" {
		return nil, nil
	}
	row := fmt.Sprintf("第 %d 行", m.Row)
	if c.Query("done") == "unmended" {
		return &templates.Notice{What: "撤回了", Then: row + "这一格又是文件里写的。"}, nil
	}
	keep := append(rowKeys(imports.DraftRow{File: m.File, Sheet: m.Sheet, Number: m.Row}), templates.Pair{Name: "column", Value: strconv.Itoa(m.Column)})
	keep = append(keep, shownKeys(shownIn(c.Query("show")), int(atoi(c.Query("from"))))...)
	undo := &templates.Action{Label: "撤回", Whom: row, To: importPath(d.Import) + "/unmend", Keep: keep}
	rows := int(atoi(c.Query("rows")))
	if rows > 1 {
		row = "一样的 " + thousands(rows) + " 行都"
		undo.Keep = append(undo.Keep, templates.Pair{Name: "all", Value: templates.Yes})
	}
	if atoi(c.Query("cells")) > 1 { // each is taken back in its row
		undo = nil
	}
	is := shownIn(c.Query("is"))
	switch {
	case c.Query("later") != "":
		return &templates.Notice{What: "记下了，还没有核对", Then: row + "改了；前面有别的导入在写，写完就核对。"}, undo
	case is == imports.RowError:
		return &templates.Notice{Kind: "risk", What: row + "改了，可是还有不对的", Then: "看下面这一行红字，再改一次。"}, undo
	}
	if is == "" { // nobody's doing
		return nil, nil
	}
	return &templates.Notice{Kind: "ok", What: row + "改好了", Then: "现在算“" + rowWords[is][0].text + "”。"}, undo
}
