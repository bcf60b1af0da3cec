package imports

import (
	"context"
	"fmt"

	"laowu/internal/db"
)

// written renews what is kept of rows after the import wrote them: others may
// have imported between the preview and this.
func (s *Service) written(ctx context.Context, tx *db.Tx, id int64, o *outcome) error {
	if o == nil {
		return nil
	}
	for _, one := range o.sheets {
		if err := o.renew(ctx, tx, id, one); err != nil {
			return err
		}
	}
	if _, err := tx.Exec(ctx, "UPDATE import_draft SET step = 'ended', counted = revision WHERE county = $1 AND import = $2", tx.Actor.County, id); err != nil {
		return fmt.Errorf("end draft: %w", err)
	}
	return o.keepWrong(ctx, tx, id)
}

// renew writes the states of a sheet's rows.
func (o *outcome) renew(ctx context.Context, tx *db.Tx, id int64, s *outcomeSheet) error {
	_, err := tx.Exec(ctx, `
		UPDATE import_sheet SET created = coalesce($5::integer[], '{}'), updated = coalesce($6::integer[], '{}'), unchanged = coalesce($7::integer[], '{}'),
		  conflict = coalesce($8::integer[], '{}'), error = coalesce($9::integer[], '{}')
		WHERE county = $1 AND import = $2 AND number = $3 AND sheet = $4`, tx.Actor.County, id, s.file, s.index,
		s.states[RowCreated], s.states[RowUpdated], s.states[RowUnchanged], s.states[RowConflict], s.states[RowError])
	if err != nil {
		return fmt.Errorf("renew sheet %d: %w", s.index, err)
	}
	return nil
}

// keepWrong writes what is wrong with rows, in the place of what was of them, or
// of all.
func (o *outcome) keepWrong(ctx context.Context, tx *db.Tx, id int64) error {
	var files, sheets, numbers []int
	all := o == nil || o.rows == nil
	if !all {
		for r := range o.rows {
			files, sheets, numbers = append(files, r.file), append(sheets, r.sheet), append(numbers, r.row)
		}
	}
	_, err := tx.Exec(ctx, `
		DELETE FROM import_problem WHERE county = $1 AND import = $2
		  AND ($3 OR (number, sheet, row) IN (SELECT * FROM unnest($4::integer[], $5::integer[], $6::integer[])))`,
		tx.Actor.County, id, all, files, sheets, numbers)
	if err != nil {
		return fmt.Errorf("renew problems: %w", err)
	}
	if o == nil || len(o.wrong) == 0 {
		return nil
	}
	return insertWrong(ctx, tx, id, o.wrong)
}

func insertWrong(ctx context.Context, tx *db.Tx, id int64, all []wrong) error {
	n := len(all)
	files, sheets, numbers, places, columns := make([]int, n), make([]int, n), make([]int, n), make([]int, n), make([]int, n)
	fields, severities, codes, messages := make([]string, n), make([]string, n), make([]string, n), make([]string, n)
	for i, w := range all {
		files[i], sheets[i], numbers[i], columns[i] = w.file, w.at.sheet, w.row, w.column
		fields[i], severities[i], codes[i], messages[i] = w.field, w.severity(), string(w.code), w.message
		if i > 0 && all[i-1].at == w.at {
			places[i] = places[i-1] + 1
		}
	}
	_, err := tx.Exec(ctx, `
		INSERT INTO import_problem (county, import, number, sheet, row, place, col, field, severity, code, message)
		SELECT $1, $2, a.* FROM unnest($3::integer[], $4::integer[], $5::integer[], $6::smallint[], $7::integer[], $8::text[], $9::text[], $10::text[], $11::text[]) a`,
		tx.Actor.County, id, files, sheets, numbers, places, columns, fields, severities, codes, messages)
	if err != nil {
		return fmt.Errorf("keep problems: %w", err)
	}
	return nil
}
