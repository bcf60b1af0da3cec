package imports

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/jackc/pgx/v5"

	"laowu/imports/sheet"
	"laowu/internal/access"
	"laowu/internal/db"
	"laowu/internal/work"
)

// Mend is a cell of a draft and what it should say.
type Mend struct {
	File, Sheet, Row, Column int // Row as the spreadsheet shows it, the others from 0
	Text                     string
	Same                     bool // and so should every cell of the column that says the same now
}

// Mended is what came of mending.
type Mended struct {
	Rows  int      // that were changed
	Tried bool     // they were tried again; false: an import is under way, and they will be
	State RowState // of the row that was named
	Left  []DraftProblem
}

// Mend changes cells of a draft, keeps them sealed, and tries their rows again at
// once. The whole draft is counted again soon, as a row may repeat another.
// NotReady before the preview; code "mend" for what cannot be mended.
func (s *Service) Mend(ctx context.Context, jobs *work.Client, actor db.Actor, id int64, m Mend) (Mended, error) {
	m.Text = strings.TrimSpace(m.Text)
	if utf8.RuneCountInString(m.Text) > openText {
		return Mended{}, unmended("最多 %d 个字，请缩短", openText)
	}
	return s.mended(ctx, jobs, actor, id, m, func(tx *db.Tx, r *reading, rows []int) error {
		return s.keepMends(ctx, tx, id, m, rows, r)
	}, sameCells)
}

// Unmend takes a mended cell back to what the file says; with Same, every cell of
// the column that was mended to the same.
func (s *Service) Unmend(ctx context.Context, jobs *work.Client, actor db.Actor, id int64, m Mend) (Mended, error) {
	return s.mended(ctx, jobs, actor, id, m, func(tx *db.Tx, r *reading, rows []int) error {
		for _, row := range rows {
			if all := r.mends[m.Sheet][row]; all != nil { // somebody else may have been first
				r.mends[m.Sheet][row] = slices.DeleteFunc(all, func(one mending) bool { return one.column == m.Column })
			}
		}
		_, err := tx.Exec(ctx, "DELETE FROM import_mend WHERE county = $1 AND import = $2 AND number = $3 AND sheet = $4 AND row = ANY ($5) AND col = $6",
			tx.Actor.County, id, m.File, m.Sheet, rows, m.Column)
		return err
	}, sameMends)
}

func unmended(format string, args ...any) error {
	return &FileError{Code: "mend", Message: fmt.Sprintf(format, args...)}
}

// mended changes the rows that are meant and tries them again.
func (s *Service) mended(ctx context.Context, jobs *work.Client, actor db.Actor, id int64, m Mend,
	change func(*db.Tx, *reading, []int) error, same func(File, Mend, []int) ([]int, error),
) (done Mended, err error) {
	err = s.DB.Tx(ctx, actor, func(tx *db.Tx) error {
		o, err := s.open(ctx, tx, id)
		if err != nil {
			return err
		}
		if o.counted == 0 {
			return NotReady
		}
		files, err := s.kept(ctx, tx, id)
		if err != nil {
			return err
		}
		rows, err := m.rows(ctx, tx, id)
		if err != nil {
			return err
		}
		if m.Same {
			rows, err = same(files[m.File], m, rows)
		} else {
			rows = []int{m.Row}
		}
		if err != nil {
			return err
		}
		if err := change(tx, &files[m.File].reading, rows); err != nil {
			return fmt.Errorf("mend draft: %w", err)
		}
		done.Rows = len(rows)
		if done.Tried, err = s.retry(ctx, tx, o, files, m, rows); err != nil {
			return err
		}
		if done.State, done.Left, err = m.left(ctx, tx, id, o.kind); err != nil {
			return err
		}
		return s.recount(ctx, tx, jobs, id)
	})
	return done, err
}

// rows are all rows of the sheet that is mended. The row and the column that are
// named must be read.
func (m Mend) rows(ctx context.Context, tx *db.Tx, id int64) (rows []int, err error) {
	var known bool
	err = tx.QueryRow(ctx, `
		SELECT coalesce(fields[$6 + 1], '') <> '', created || updated || unchanged || conflict || error FROM import_sheet
		WHERE county = $1 AND import = $2 AND number = $3 AND sheet = $4 AND $5 = ANY (created || updated || unchanged || conflict || error)`,
		tx.Actor.County, id, m.File, m.Sheet, m.Row, m.Column).Scan(&known, &rows)
	switch {
	case errors.Is(err, pgx.ErrNoRows):
		return nil, unmended("没有这一行")
	case err != nil:
		return nil, fmt.Errorf("read sheet: %w", err)
	}
	if !known {
		return nil, unmended("这一列没有读，改了也没有用；要用它，请先选它是什么")
	}
	slices.Sort(rows)
	return rows, nil
}

// sameCells are the rows whose cell says what the named one says now.
func sameCells(f File, m Mend, rows []int) ([]int, error) {
	book, err := sheet.Open(f.called(), f.Data, f.Size)
	if err != nil {
		return nil, fileError(f.called(), err)
	}
	defer book.Close() //nolint:errcheck // read only; nothing is lost
	said := map[string][]int{}
	want := ""
	for r, err := range f.rows(book, m.Sheet) {
		if err != nil {
			return nil, fileError(f.called(), err)
		}
		text := ""
		if m.Column < len(r.Cells) {
			text = r.Cells[m.Column].Text
		}
		if r.Number == m.Row {
			want = text
		}
		if _, one := slices.BinarySearch(rows, r.Number); one {
			said[text] = append(said[text], r.Number)
		}
	}
	return said[want], nil
}

// sameMends are the rows whose cell was mended to what the named one was.
func sameMends(f File, m Mend, _ []int) (rows []int, _ error) {
	text := func(row int) (string, bool) {
		for _, one := range f.reading.mends[m.Sheet][row] {
			if one.column == m.Column {
				return one.text, true
			}
		}
		return "", false
	}
	want, _ := text(m.Row)
	for row := range f.reading.mends[m.Sheet] {
		if said, ok := text(row); ok && said == want {
			rows = append(rows, row)
		}
	}
	slices.Sort(rows)
	return rows, nil
}

// keepMends seals what the cells should say.
func (s *Service) keepMends(ctx context.Context, tx *db.Tx, id int64, m Mend, rows []int, r *reading) error {
	sealed := make([][]byte, len(rows))
	for i, row := range rows {
		var err error
		if sealed[i], err = s.Vault.Seal(tx.Actor.County, access.File, []byte(m.Text)); err != nil {
			return err
		}
		r.mend(m, row)
	}
	_, err := tx.Exec(ctx, `
		INSERT INTO import_mend (county, import, number, sheet, row, col, sealed)
		SELECT $1, $2, $3, $4, a.row, $5, a.sealed FROM unnest($6::integer[], $7::bytea[]) AS a (row, sealed)
		ON CONFLICT (county, import, number, sheet, row, col) DO UPDATE SET sealed = excluded.sealed`,
		tx.Actor.County, id, m.File, m.Sheet, m.Column, rows, sealed)
	return err
}

// mend has a row read with a cell said anew.
func (r *reading) mend(m Mend, row int) {
	if r.mends == nil {
		r.mends = map[int]map[int][]mending{}
	}
	if r.mends[m.Sheet] == nil {
		r.mends[m.Sheet] = map[int][]mending{}
	}
	r.mends[m.Sheet][row] = append(r.mends[m.Sheet][row], mending{m.Column, m.Text})
}
