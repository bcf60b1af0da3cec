package imports

import (
	"context"
	"fmt"
	"slices"

	"github.com/jackc/pgx/v5"
	"golang.org/x/sync/errgroup"

	"laowu/internal/db"
	"laowu/internal/roster"
	"laowu/internal/value"
)

// intake is the rows of one import on their way into the temporary table.
type intake struct {
	plan     *plan
	env      *Env
	importer importer
	progress func(done, total int)
	rows     int
	found    []found
	wanted   func([]roster.Wanted) // is told of other associations' members; may be nil
	only     map[at]bool           // the rows to look at, by the sheet's index in the workbook; nil: all
}

// chunkRows is how many rows travel together between reading and checking:
// enough to make hand-overs cheap, few enough to keep memory flat.
const chunkRows = 256

// Bounds on what one import keeps until its end.
const (
	maxFound = 200_000 // problems and warnings
	maxSkips = 10_000  // rows of one sheet that were passed over and are told of
)

// chunk is rows copied out of the reader's buffers.
type chunk struct {
	sheet *planSheet
	rows  []row
}

// take reads, checks and copies all rows at once: one goroutine reads, one
// checks and seals, and the database writes what is checked meanwhile.
func (in *intake) take(ctx context.Context, tx *db.Tx) error {
	if err := createTable(ctx, tx, in.importer.table()); err != nil {
		return err
	}
	group, working := errgroup.WithContext(ctx)
	read, checked := make(chan chunk, 4), make(chan [][]any, 4)
	group.Go(guarded(func() error { defer close(read); return in.read(working, read) }))
	group.Go(guarded(func() error { defer close(checked); return in.check(working, read, checked) }))
	group.Go(guarded(func() error { return copyRows(working, tx, in.importer.table(), checked) }))
	if err := group.Wait(); err != nil {
		return err
	}
	return plansFor(ctx, tx, in.rows)
}

func (in *intake) read(ctx context.Context, out chan<- chunk) error {
	for f, file := range in.plan.files {
		for s, planned := range file.sheets {
			if err := in.readSheet(ctx, out, at{file: f, sheet: s}, file, planned); err != nil {
				return err
			}
		}
	}
	return nil
}

func (in *intake) readSheet(ctx context.Context, out chan<- chunk, where at, file *planFile, s *planSheet) error {
	c := chunk{sheet: s}
	for r, err := range file.rows(file.book, s.index) {
		if err != nil {
			return fileError(file.name, err)
		}
		if r.Number <= s.last || in.only != nil && !in.only[at{where.file, s.index, r.Number}] {
			continue
		}
		if ok, why := s.row(in.plan.kind, r); !ok {
			if why != "" && len(s.skips) < maxSkips {
				s.skips = append(s.skips, SkippedRow{r.Number, why})
			}
			continue
		}
		s.rows++
		where.row = r.Number
		c.rows = append(c.rows, row{at: where, sheet: s, cells: slices.Clone(r.Cells[:min(len(r.Cells), len(s.over))])})
		if len(c.rows) == chunkRows {
			if err := send(ctx, out, c); err != nil {
				return err
			}
			c.rows = make([]row, 0, chunkRows)
		}
	}
	return send(ctx, out, c)
}

// check turns chunks of rows into chunks of column values. It alone writes
// found and rows, so that they need no lock.
func (in *intake) check(ctx context.Context, read <-chan chunk, out chan<- [][]any) error {
	seq := 0
	for c := range read {
		values := make([][]any, 0, len(c.rows))
		for i := range c.rows {
			r := &c.rows[i]
			seq++
			r.veil()
			v := in.importer.check(r)
			if r.fault != nil {
				return r.fault
			}
			r.measure()
			in.found = append(in.found, r.found...)
			if len(in.found) > maxFound {
				return in.hopeless(r.at)
			}
			if !r.bad {
				values = append(values, append([]any{seq, r.file, r.at.sheet, r.row}, v...))
			}
		}
		in.rows += len(c.rows)
		in.progress(in.rows, in.plan.rows)
		if err := send(ctx, out, values); err != nil {
			return err
		}
	}
	return nil
}

// hopeless refuses a file that is wrong in nearly every row: nobody reads so many
// problems, and to hold them takes more memory than the rows.
func (in *intake) hopeless(where at) error {
	return &FileError{in.plan.files[where.file].name, "too_large", fmt.Sprintf(
		"有问题的格子超过 %d 处，多半是列的标题不对，或者送错了表。请先改好前面几行试一次，或拆成几个文件再送", maxFound)}
}

// send passes v on unless the work was given up.
func send[T any](ctx context.Context, out chan<- T, v T) error {
	select {
	case out <- v:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

// doubt is a question to the database about the copied rows: its query gives
// seq, file, sheet and row of each that is in the wrong.
type doubt struct {
	field   string
	code    value.Code
	message string // empty: the code's own
	kept    bool   // the rows stay, with a warning
	sql     string
	args    []any
}

// ask reports the rows that doubts find, one after the other, and takes them
// out of the intake unless they are kept.
func (in *intake) ask(ctx context.Context, tx *db.Tx, doubts ...doubt) error {
	for _, d := range doubts {
		rows, err := tx.Query(ctx, d.sql, d.args...)
		if err != nil {
			return fmt.Errorf("find %s: %w", d.code, err)
		}
		var wrong []int32
		var seq int32
		f := found{field: d.field, code: d.code, message: d.message, kept: d.kept}
		_, err = pgx.ForEachRow(rows, []any{&seq, &f.file, &f.at.sheet, &f.row}, func() error {
			in.found = append(in.found, f)
			wrong = append(wrong, seq)
			return nil
		})
		if err != nil {
			return fmt.Errorf("find %s: %w", d.code, err)
		}
		if d.kept || len(wrong) == 0 {
			continue
		}
		if _, err := tx.Exec(ctx, "DELETE FROM "+db.Intake+" WHERE seq = ANY ($1)", wrong); err != nil {
			return fmt.Errorf("set aside %s: %w", d.code, err)
		}
	}
	return nil
}

// known is a query for the rows of people of whom a condition over i (the
// intake) and k (the person known by its number, if any) holds.
func known(condition string) string {
	return "SELECT i.seq, i.file, i.sheet, i.row FROM intake i LEFT JOIN known k USING (seq) WHERE " + condition + " ORDER BY i.seq"
}

// duplicates asks for rows that repeat the key of an earlier row of the
// import. A rejected row holds no key, so this comes after all other doubts.
func duplicates(field, key string) doubt {
	return doubt{field: field, code: value.DuplicateInFile, sql: `
		SELECT seq, file, sheet, row FROM (
			SELECT seq, file, sheet, row, row_number() OVER (PARTITION BY ` + key + ` ORDER BY seq) AS n FROM intake) d
		WHERE n > 1 ORDER BY seq`}
}
