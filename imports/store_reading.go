package imports

import (
	"context"
	"fmt"

	"github.com/jackc/pgx/v5"

	"laowu/internal/access"
	"laowu/internal/db"
)

// readings tells kept files what people said of how they are read.
func (s *Service) readings(ctx context.Context, tx *db.Tx, id int64, files []File) error {
	if err := layouts(ctx, tx, id, files); err != nil {
		return err
	}
	return s.mends(ctx, tx, id, files)
}

func layouts(ctx context.Context, tx *db.Tx, id int64, files []File) error {
	rows, err := tx.Query(ctx, `
		SELECT number, sheet, way, first, last, fields FROM import_sheet
		WHERE county = $1 AND import = $2 AND way IN ('chosen', 'remembered', 'left_out')`, tx.Actor.County, id)
	if err != nil {
		return fmt.Errorf("read chosen columns: %w", err)
	}
	var number, index int
	var way string
	var l layout
	_, err = pgx.ForEachRow(rows, []any{&number, &index, &way, &l.first, &l.last, &l.fields}, func() error {
		r := &files[number].reading
		if r.layouts == nil {
			r.layouts = map[int]layout{}
		}
		l.leftOut, l.remembered = way == "left_out", way == "remembered"
		r.layouts[index] = l
		l.fields = nil
		return nil
	})
	if err != nil {
		return fmt.Errorf("read chosen columns: %w", err)
	}
	return nil
}

func (s *Service) mends(ctx context.Context, tx *db.Tx, id int64, files []File) error {
	rows, err := tx.Query(ctx, "SELECT number, sheet, row, col, sealed FROM import_mend WHERE county = $1 AND import = $2 ORDER BY number, sheet, row, col",
		tx.Actor.County, id)
	if err != nil {
		return fmt.Errorf("read mended cells: %w", err)
	}
	var number, index, row int
	var m mending
	var sealed []byte
	_, err = pgx.ForEachRow(rows, []any{&number, &index, &row, &m.column, &sealed}, func() error {
		plain, err := s.Vault.Open(tx.Actor.County, access.File, sealed)
		if err != nil {
			return err
		}
		r := &files[number].reading
		if r.mends == nil {
			r.mends = map[int]map[int][]mending{}
		}
		if r.mends[index] == nil {
			r.mends[index] = map[int][]mending{}
		}
		m.text = string(plain)
		r.mends[index][row] = append(r.mends[index][row], m)
		return nil
	})
	if err != nil {
		return fmt.Errorf("read mended cells: %w", err)
	}
	return nil
}
