package imports

import (
	"fmt"
	"slices"

	"laowu/imports/sheet"
	"laowu/internal/value"
)

// What is kept of a file in words holds no ID or telephone number: those are
// sealed, and words are not.

// figureFields are read as figures, dates or codes. What any other cell says is
// kept as it stands there.
var figureFields = []string{
	"id_number", "head_id_number", "phone", "uscc", "household_number", "certificate_number",
	"started", "ended", "joined", "visited_on", "left_on", "founded", "valid_from", "valid_until", "starts", "ends",
	"age", "wage", "wage_year", "wish_wage", "headcount", "headcount_part", "regular_share", "temporary_share",
}

// veil hides numbers that stand among words, before anything reads the cells.
func (r *row) veil() {
	for c := range r.cells {
		field := r.sheet.field(c)
		if field == "" || slices.Contains(figureFields, field) {
			continue
		}
		hidden := value.Redact(r.cells[c].Text)
		if hidden == r.cells[c].Text {
			continue
		}
		message := "这一格里的身份证号码或电话没有存，换成了 ***；号码请写在它自己的列里"
		if r.besideName(field, r.cells[c].Text) {
			message = "这一格里的电话已存作联系电话；姓名和电话请分成两列"
		}
		r.cells[c] = sheet.Cell{Kind: sheet.Text, Text: hidden}
		r.found = append(r.found, found{at: r.at, field: field, code: value.UnknownValue, kept: true, message: message})
	}
}

// besideName takes a telephone that stands beside the name of whom to call,
// where the row has none of its own.
func (r *row) besideName(field, text string) bool {
	if field != "contact" && field != "leader" || r.raw("phone").Text != "" {
		return false
	}
	if _, code := value.ParsePhone(value.Raw{Text: text}); code != "" {
		return false
	}
	r.beside = text
	return true
}

// householdNumber is the number that offices give a household. Some write an ID
// number there, which would stand unsealed.
func (r *row) householdNumber(must bool) string {
	number := r.text("household_number")
	if must {
		number = r.need("household_number")
	}
	if id, code := value.ParseIDNumber(value.Raw{Text: number}, value.Day{}); code == "" && !id.IsZero() {
		r.report("household_number", value.UnknownValue, "户编号不能用身份证号码，请填这一户的编号")
	}
	return number
}

// called is a file's name as reports and records have it.
func (f File) called() string { return value.Redact(f.Name) }

// sheetCalled is a sheet's name as reports have it; one with a number in it goes
// by its place.
func sheetCalled(i int, s sheet.Sheet) string {
	if value.Redact(s.Name) == s.Name {
		return s.Name
	}
	return fmt.Sprintf("第 %d 张表", i+1)
}
