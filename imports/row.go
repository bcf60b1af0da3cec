package imports

import (
	"laowu/imports/sheet"
	"laowu/internal/value"
)

// row is one row being checked. Its methods return a cell's value and report
// what is wrong with it; a cell with an error draws no further problem.
type row struct {
	at
	sheet *planSheet
	cells []sheet.Cell
	found []found
	bad   bool
	fault error // the vault failed: the import stops
}

// raw is the cell of a field, empty where the sheet has no such column.
func (r *row) raw(field string) value.Raw {
	c, ok := r.sheet.fields[field]
	if !ok || c >= len(r.cells) {
		return value.Raw{}
	}
	cell := r.cells[c]
	if cell.Kind == sheet.Fault {
		return value.Raw{}
	}
	return value.Raw{Text: cell.Text, Number: cell.Kind == sheet.Number || cell.Kind == sheet.Date, Date: cell.Kind == sheet.Date}
}

// report notes a problem; it says whether the row can still go in.
func (r *row) report(field string, code value.Code, message string) {
	r.found = append(r.found, found{at: r.at, field: field, code: code, message: message})
	r.bad = r.bad || code.Severity() == "error"
}

// text is a cell as plain text; "/", "无" and "-" say nothing.
func (r *row) text(field string) string {
	t := r.raw(field).Plain()
	if value.None(t) {
		return ""
	}
	return t
}

// need is text that must be there.
func (r *row) need(field string) string {
	t := r.text(field)
	if t == "" {
		r.report(field, value.Missing, "")
	}
	return t
}

// wants says whether the cell is there to be parsed.
func (r *row) wants(field string) bool { return r.text(field) != "" }

// parse runs a parser over a cell that is there and reports its code.
func parse[T any](r *row, field string, parser func(value.Raw) (T, value.Code)) T {
	var zero T
	if !r.wants(field) {
		return zero
	}
	v, code := parser(r.raw(field))
	if code == "" {
		return v
	}
	r.report(field, code, "")
	if code.Severity() == "error" {
		return zero
	}
	return v
}

// count is a whole number within bounds; 0 where the cell is blank.
func (r *row) count(field string, least, most int) int {
	n, _, code := value.ParseCount(r.raw(field), least, most)
	if code != "" {
		r.report(field, code, "")
	}
	return n
}

// null makes an empty text a database null: an empty cell leaves what is
// known.
func null(s string) *string {
	if s == "" {
		return nil
	}
	return &s
}

func nullInt(n int) *int {
	if n == 0 {
		return nil
	}
	return &n
}

// failed says whether a cell already has an error.
func (r *row) failed(field string) bool {
	for _, f := range r.found {
		if f.field == field && f.severity() == "error" {
			return true
		}
	}
	return false
}
