package imports

import (
	"cmp"
	"slices"

	"laowu/internal/value"
)

// Report is what an import answers: contract section 4. It holds places in
// files and reasons, never an ID or telephone number.
type Report struct {
	ImportID  string       `json:"import_id"`
	Kind      string       `json:"kind"`
	DryRun    bool         `json:"dry_run"`
	Rows      int          `json:"rows"`
	Created   int          `json:"created"`
	Updated   int          `json:"updated"`
	Unchanged int          `json:"unchanged"`
	Rejected  int          `json:"rejected"`
	Files     []FileReport `json:"files"`
	Problems  []Problem    `json:"problems"`
}

// FileReport says how one file was read.
type FileReport struct {
	File          string        `json:"file"`
	Rows          int           `json:"rows"`
	Sheets        []SheetReport `json:"sheets"`
	SkippedSheets []string      `json:"skipped_sheets"`
}

// SheetReport says how one sheet was read. HeadingRow is the first of its
// heading rows and LastHeading the last, as the spreadsheet numbers them. Fields
// are those of the columns in their order, empty where one is passed over: what
// the import took them for, whoever said so.
type SheetReport struct {
	Sheet          string            `json:"sheet"`
	Rows           int               `json:"rows"`
	HeadingRow     int               `json:"heading_row"`
	LastHeading    int               `json:"last_heading"`
	Columns        map[string]string `json:"columns"`
	IgnoredColumns []string          `json:"ignored_columns"`
	Fields         []string          `json:"fields"`
	SkippedRows    []SkippedRow      `json:"skipped_rows"`
}

// SkippedRow is a row that is none: a total, a signature, a repeated heading.
type SkippedRow struct {
	Row int    `json:"row"`
	Why string `json:"why"`
}

// Problem is one thing wrong with one cell or row. Row counts as the
// spreadsheet shows it.
type Problem struct {
	File     string     `json:"file"`
	Sheet    string     `json:"sheet"`
	Row      int        `json:"row"`
	Column   string     `json:"column"` // the heading as written, or the usual one where the column is missing
	Field    string     `json:"field"`
	Severity string     `json:"severity"` // error: the row is rejected; warning: it is kept
	Code     value.Code `json:"code"`
	Message  string     `json:"message"`
}

// at is where a row stands: indexes of file and sheet, and its number.
type at struct{ file, sheet, row int }

func (a at) compare(b at) int {
	return cmp.Or(cmp.Compare(a.file, b.file), cmp.Compare(a.sheet, b.sheet), cmp.Compare(a.row, b.row))
}

// found is a problem before it has names.
type found struct {
	at
	field   string
	code    value.Code
	message string // empty: the code's own
	kept    bool   // a warning in this kind, though an error elsewhere
}

func (f found) severity() string {
	if f.kept {
		return "warning"
	}
	return f.code.Severity()
}

// problems names what was found, in the order of files, sheets and rows.
func (p *plan) problems(all []found) []Problem {
	sortFound(all)
	out := make([]Problem, 0, len(all))
	for _, f := range all {
		file := p.files[f.file]
		s := file.sheets[f.sheet]
		if f.message == "" {
			f.message = f.code.Message()
		}
		out = append(out, Problem{
			File: file.name, Sheet: s.name, Row: f.row, Column: s.heading(p.kind, f.field), Field: f.field,
			Severity: f.severity(), Code: f.code, Message: f.message,
		})
	}
	return out
}

func sortFound(all []found) {
	slices.SortStableFunc(all, func(x, y found) int { return x.at.compare(y.at) })
}

// rejected counts the rows with at least one error.
func rejected(all []found) int {
	rows := map[at]bool{}
	for _, f := range all {
		if f.severity() == "error" {
			rows[f.at] = true
		}
	}
	return len(rows)
}
