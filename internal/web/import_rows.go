package web

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/gofiber/fiber/v2"

	"laowu/imports"
	"laowu/internal/value"
	"laowu/internal/web/templates"
)

// rowsPerPage is how many rows of a file a page lists.
const rowsPerPage = 10

// addRows lists the rows that the page is asked for, with their cells.
func (s *Server) addRows(c *fiber.Ctx, d imports.Draft, page *templates.Import) error {
	state := shownState(c, d)
	if d.Counts.Rows() == 0 {
		return nil
	}
	from := int(atoi(c.Query("from")))
	if from >= d.Counts[state] { // mended rows have left the list
		from = max(0, (d.Counts[state]-1)/rowsPerPage*rowsPerPage)
	}
	got, err := s.Imports.Rows(c.UserContext(), s.actor(c), imports.RowQuery{Import: d.Import, State: state, Sheet: -1, Offset: from, Limit: rowsPerPage})
	rows := &templates.ImportRows{Title: rowsTitle(d, state), Heads: [3]string{"姓名", "号码", "内容"}, Empty: "没有这样的行。"}
	switch {
	case errors.Is(err, imports.Gone):
		rows.Empty = "原来的文件只留 30 天，已经删掉，逐行看不到了。"
	case err != nil:
		return importRefusal(err)
	}
	if d.State == "draft" && state == imports.RowError && d.Own {
		rows.Note = "在这里改，不用回 Excel。不改的行不会写入。"
	}
	if state == imports.RowError {
		rows.Heads[2] = "哪里不对，怎么改"
	}
	for _, r := range got.Rows {
		rows.Rows = append(rows.Rows, importRow(d, sheetOf(got.Sheets, r), r, shownKeys(state, from)))
	}
	if got.Total > 0 {
		rows.Where = fmt.Sprintf("第 %s 到 %s 行，共 %s 行", thousands(from+1), thousands(from+len(got.Rows)), thousands(got.Total))
		rows.Links = rowLinks(d.Import, state, from, got.Total)
	}
	if state == imports.RowConflict {
		if err := s.addConflicts(c, d, rows); err != nil {
			return err
		}
	}
	page.Rows = rows
	return nil
}

// rowsTitle says whose rows are listed.
func rowsTitle(d imports.Draft, state imports.RowState) string {
	n := thousands(d.Counts[state])
	if d.State == "draft" {
		switch state {
		case imports.RowError:
			return "还有 " + n + " 行要改"
		case imports.RowConflict:
			return n + " 行是别的协会的会员"
		}
	}
	at := 0
	if d.State == "done" || d.State == "undone" {
		at = 1
	}
	return rowWords[state][at].text + "的 " + n + " 行"
}

func rowLinks(id int64, state imports.RowState, from, total int) []templates.Link {
	var links []templates.Link
	if from > 0 {
		links = append(links, templates.Link{Text: "前面的", To: rowsPath(id, state, max(0, from-rowsPerPage))})
	}
	if rest := total - from - rowsPerPage; rest > 0 {
		links = append(links, templates.Link{Text: "后面 " + thousands(min(rest, rowsPerPage)) + " 行", To: rowsPath(id, state, from+rowsPerPage)})
	}
	return links
}

func sheetOf(all []imports.DraftSheet, r imports.DraftRow) imports.DraftSheet {
	i := slices.IndexFunc(all, func(s imports.DraftSheet) bool { return s.File == r.File && s.Index == r.Sheet })
	if i < 0 {
		return imports.DraftSheet{}
	}
	return all[i]
}

// What says whom or what a row is about, the first that the sheet has.
var (
	nameFields   = []string{"name", "title", "association", "enterprise", "employer", "programme"}
	figureFields = []string{"id_number", "uscc", "head_id_number"}
)

// cellOf is the first of some fields' cells that says something.
func cellOf(sh imports.DraftSheet, r imports.DraftRow, fields []string) (text string, column int) {
	for _, f := range fields {
		for i, col := range sh.Columns {
			if col.Field == f && i < len(r.Cells) && r.Cells[i].Text != "" {
				return r.Cells[i].Text, i
			}
		}
	}
	return "", -1
}

// importRow is one row as the page shows it; here is which part of the list it
// shows.
func importRow(d imports.Draft, sh imports.DraftSheet, r imports.DraftRow, here []templates.Pair) templates.ImportRow {
	row := templates.ImportRow{Anchor: rowAnchor(r), Small: fmt.Sprintf("第 %d 行", r.Number), Folded: r.State == imports.RowError}
	if severalSheets(d) {
		row.Small += "，" + sh.Name
	}
	var name, number int
	if row.Name, name = cellOf(sh, r, nameFields); row.Name == "" {
		row.Name = "没有写名称"
	}
	row.Number, number = cellOf(sh, r, figureFields)
	for i, cell := range r.Cells {
		if i < len(sh.Columns) && sh.Columns[i].Field != "" && cell.Text != "" && i != name && i != number {
			row.Cells = append(row.Cells, templates.SaidCell{Label: sh.Columns[i].Title, Text: cell.Text})
		}
	}
	if r.State == imports.RowConflict {
		row.Note = conflictNote(r)
		return row
	}
	row.Mends = rowMends(d, sh, r, row.Name, here)
	return row
}

func rowAnchor(r imports.DraftRow) string { return fmt.Sprintf("r%d-%d-%d", r.File, r.Sheet, r.Number) }

func severalSheets(d imports.Draft) bool {
	n := 0
	for _, f := range d.Files {
		for _, sh := range f.Sheets {
			if sh.Read() {
				n++
			}
		}
	}
	return n > 1
}

// conflictNote says why somebody else has to agree first.
func conflictNote(r imports.DraftRow) string {
	for _, p := range problemsOf(r) {
		if p.Code == value.Conflict {
			return strings.TrimSuffix(p.Message, "。") + "。这一行不写入。"
		}
	}
	return "归别的单位管，这一行不写入。"
}

// problemsOf are all of a row's, wherever they stand.
func problemsOf(r imports.DraftRow) []imports.DraftProblem {
	all := slices.Clone(r.Problems)
	for _, cell := range r.Cells {
		all = append(all, cell.Problems...)
	}
	return all
}
