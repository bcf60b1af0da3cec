package imports

import (
	"fmt"
	"strings"
	"unicode/utf8"

	"laowu/imports/sheet"
	"laowu/internal/value"
)

// row is one row being checked. Its methods return a cell's value and report
// what is wrong with it; a cell with an error draws no further problem.
type row struct {
	at
	sheet  *planSheet
	cells  []sheet.Cell
	found  []found
	bad    bool
	fault  error  // the vault failed: the import stops
	beside string // what says a telephone, where its own cell does not
}

// raw is the cell of a field, empty where the sheet has no such column. Where
// several columns say the same under different headings, the first that says
// something counts.
func (r *row) raw(field string) value.Raw {
	columns := r.sheet.fields[field]
	for i, c := range columns {
		if c >= len(r.cells) || r.cells[c].Kind == sheet.Empty || r.cells[c].Kind == sheet.Fault {
			continue
		}
		if i > 0 && (field == "name" || r.sheet.over[c].written == r.sheet.over[columns[0]].written) {
			continue
		}
		return rawOf(r.cells[c])
	}
	if field == "phone" {
		return value.Raw{Text: r.beside}
	}
	return value.Raw{}
}

func rawOf(c sheet.Cell) value.Raw {
	return value.Raw{Text: c.Text, Number: c.Kind == sheet.Number || c.Kind == sheet.Date, Date: c.Kind == sheet.Date}
}

// has says whether the sheet has a column of the field.
func (r *row) has(field string) bool { return len(r.sheet.fields[field]) > 0 }

// report notes a problem, unless the cell has an error already.
func (r *row) report(field string, code value.Code, message string) {
	if r.failed(field) {
		return
	}
	if message == "" && strings.Contains(r.raw(field).Text, "****") {
		message = maskedNumber
	}
	r.found = append(r.found, found{at: r.at, field: field, code: code, message: message})
	r.bad = r.bad || code.Severity() == "error"
}

// maskedNumber is why a masked export does not go in again.
const maskedNumber = "这个号码中间是星号，是遮盖过的，不能导入；请补上全号，或请县里用 laowu export --reveal 重新导出"

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

// failed says whether a cell already has an error.
func (r *row) failed(field string) bool {
	for _, f := range r.found {
		if f.field == field && f.severity() == "error" {
			return true
		}
	}
	return false
}

// measure reports texts longer than anybody means: what is parsed has been
// refused before, so this is open text. Keys are shorter than the rest, as the
// database's indexes hold them.
func (r *row) measure() {
	for field, columns := range r.sheet.fields {
		for _, c := range columns {
			if c >= len(r.cells) || len(r.cells[c].Text) <= shortText {
				continue
			}
			if most := longest(field); utf8.RuneCountInString(r.cells[c].Text) > most {
				r.report(field, value.UnknownValue, fmt.Sprintf("这一格太长，最多 %d 个字，请缩短", most))
			}
		}
	}
}

const (
	shortText = 60 // bytes that every field may have
	keyText   = 100
	openText  = 2000
)

// longest is how many characters the text of a field may have.
func longest(field string) int {
	switch field {
	case "name", "title", "programme", "class", "institution", "place", "village", "household_number", "association", "employer", "trade", "contact", "leader", "site":
		return keyText
	}
	return openText
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

func nullID(id int64) *int64 {
	if id == 0 {
		return nil
	}
	return &id
}

func ptr[T any](v T) *T { return &v }

// plainNumber says whether a text is digits with what stands between them, and
// no unit.
func plainNumber(s string) bool {
	return strings.Trim(s, "0123456789.,-~ ") == "" && s != ""
}
