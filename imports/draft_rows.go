package imports

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"github.com/jackc/pgx/v5"

	"laowu/internal/db"
	"laowu/internal/value"
)

// RowQuery asks for rows of a draft, or of what came of one.
type RowQuery struct {
	Import        int64
	State         RowState // empty: all
	File, Sheet   int      // Sheet -1: all sheets of all files
	Offset, Limit int
}

// RowPage is some rows of a draft.
type RowPage struct {
	Total  int // rows that the query asks for, on whatever page
	Sheets []DraftSheet
	Rows   []DraftRow
}

// DraftRow is a row with its cells, as it is read: with what was mended in it.
type DraftRow struct {
	File, Sheet int // Sheet: the index in the workbook
	Number      int // as the spreadsheet shows it
	State       RowState
	Cells       []DraftCell    // by column, as many as the sheet has headings at least
	Problems    []DraftProblem // of no column that the sheet has
}

// DraftCell is a cell. Numbers of people in it are masked.
type DraftCell struct {
	Text     string
	Mended   bool
	Problems []DraftProblem
}

// DraftProblem is what is wrong with a cell or a row.
type DraftProblem struct {
	Column   int // from 0; -1: the sheet has none for the field
	Field    string
	Title    string // what people call the field
	Severity string // error, warning
	Code     value.Code
	Message  string
}

// Rows lists rows with their cells, in the order of the files. NotFound; Gone
// where the files are not kept any more or not for the actor.
func (s *Service) Rows(ctx context.Context, actor db.Actor, q RowQuery) (page RowPage, err error) {
	var files []File
	var wanted []at
	draft := Draft{Import: q.Import, Counts: Counts{}}
	err = s.DB.ReadTx(ctx, actor, func(tx *db.Tx) error {
		if err := draft.read(ctx, tx); err != nil {
			return err
		}
		if err := draft.readFiles(ctx, tx); err != nil {
			return err
		}
		if err := draft.readSheets(ctx, tx); err != nil {
			return err
		}
		states, err := q.find(ctx, tx, &page)
		if err != nil {
			return err
		}
		for _, r := range page.Rows {
			wanted = append(wanted, at{r.File, r.Sheet, r.Number})
		}
		if err := page.blame(ctx, tx, q.Import, draft.Kind, wanted); err != nil || len(states) == 0 {
			return err
		}
		files, err = s.kept(ctx, tx, q.Import)
		return err
	})
	if err != nil {
		return page, fmt.Errorf("rows of draft %d: %w", q.Import, err)
	}
	for _, f := range draft.Files {
		page.Sheets = append(page.Sheets, f.Sheets...)
	}
	return page, page.fill(files)
}

// find lists where the asked rows stand.
func (q RowQuery) find(ctx context.Context, tx *db.Tx, page *RowPage) ([]RowState, error) {
	rows, err := tx.Query(ctx, `
		SELECT number, sheet, s.state, s.rows FROM import_sheet i,
		LATERAL (VALUES ('created', created), ('updated', updated), ('unchanged', unchanged), ('conflict', conflict), ('error', error)) AS s (state, rows)
		WHERE county = $1 AND import = $2 AND ($3 < 0 OR number = $4 AND sheet = $3) AND ($5 = '' OR s.state = $5) AND cardinality(s.rows) > 0`,
		tx.Actor.County, q.Import, q.Sheet, q.File, string(q.State))
	if err != nil {
		return nil, err
	}
	var all []DraftRow
	var states []RowState
	var one DraftRow
	var numbers []int32
	_, err = pgx.ForEachRow(rows, []any{&one.File, &one.Sheet, &one.State, &numbers}, func() error {
		states = append(states, one.State)
		for _, n := range numbers {
			one.Number = int(n)
			all = append(all, one)
		}
		return nil
	})
	slices.SortFunc(all, func(x, y DraftRow) int { return x.at().compare(y.at()) })
	page.Total = len(all)
	from := min(max(q.Offset, 0), len(all))
	page.Rows = slices.Clone(all[from:min(from+max(q.Limit, 0), len(all))])
	return states, err
}

func (r DraftRow) at() at { return at{r.File, r.Sheet, r.Number} }

// blame tells of the rows' problems.
func (p *RowPage) blame(ctx context.Context, tx *db.Tx, id int64, kind string, wanted []at) error {
	files, sheets, numbers := columnsOf(wanted)
	rows, err := tx.Query(ctx, `
		SELECT number, sheet, row, col, field, severity, code, message FROM import_problem WHERE county = $1 AND import = $2
		  AND (number, sheet, row) IN (SELECT * FROM unnest($3::integer[], $4::integer[], $5::integer[])) ORDER BY number, sheet, row, place`,
		tx.Actor.County, id, files, sheets, numbers)
	if err != nil {
		return err
	}
	k, _ := ByName(kind)
	places := map[at]int{}
	for i, w := range wanted {
		places[w] = i
	}
	var where at
	var one DraftProblem
	_, err = pgx.ForEachRow(rows, []any{&where.file, &where.sheet, &where.row, &one.Column, &one.Field, &one.Severity, &one.Code, &one.Message}, func() error {
		one.Title = k.title(one.Field)
		p.Rows[places[where]].Problems = append(p.Rows[places[where]].Problems, one)
		return nil
	})
	return err
}

func columnsOf(all []at) (files, sheets, rows []int) {
	for _, w := range all {
		files, sheets, rows = append(files, w.file), append(sheets, w.sheet), append(rows, w.row)
	}
	return files, sheets, rows
}

var errRowGone = errors.New("a row of the preview is not in the kept file")
