package imports

import (
	"bytes"
	"context"
	"fmt"

	"github.com/jackc/pgx/v5"

	"laowu/internal/access"
	"laowu/internal/db"
)

// partSize is how much of a file is sealed together.
const partSize = 1 << 20

// keep stores a file of an import, sealed in parts: it holds ID and telephone
// numbers.
func (s *Service) keep(ctx context.Context, tx *db.Tx, id int64, number int, f File) error {
	data, err := readAll(f)
	if err != nil {
		return err
	}
	// With the vault's key: the plain digest of a small file would confirm
	// guesses at what it says.
	sum, err := s.Vault.Hash(access.File, string(data))
	if err != nil {
		return err
	}
	_, err = tx.Exec(ctx, "INSERT INTO import_file (county, import, number, name, size, sha256) VALUES ($1, $2, $3, $4, $5, $6)",
		tx.Actor.County, id, number, f.called(), f.Size, sum)
	if err != nil {
		return fmt.Errorf("keep %s: %w", f.called(), err)
	}
	for part := 0; part*partSize < len(data); part++ {
		sealed, err := s.Vault.Seal(tx.Actor.County, access.File, data[part*partSize:min((part+1)*partSize, len(data))])
		if err != nil {
			return err
		}
		// COPY is refused under row security.
		_, err = tx.Exec(ctx, "INSERT INTO import_part (county, import, number, part, sealed) VALUES ($1, $2, $3, $4, $5)",
			tx.Actor.County, id, number, part, sealed)
		if err != nil {
			return fmt.Errorf("keep %s: %w", f.called(), err)
		}
	}
	return nil
}

// kept opens the files of an import again, in the order in which they came, to be
// read as people said since. Gone where they are not kept any more, or not for
// the actor.
func (s *Service) kept(ctx context.Context, tx *db.Tx, id int64) ([]File, error) {
	files, err := s.keptFiles(ctx, tx, id, -1)
	if err != nil {
		return nil, err
	}
	return files, s.readings(ctx, tx, id, files)
}

// keptFiles are the files as they were sent: all, or the one of a number.
func (s *Service) keptFiles(ctx context.Context, tx *db.Tx, id int64, only int) ([]File, error) {
	rows, err := tx.Query(ctx, `
		SELECT f.number, f.name, f.size, p.sealed FROM import_file f
		LEFT JOIN import_part p USING (county, import, number)
		WHERE f.county = $1 AND f.import = $2 AND ($3 < 0 OR f.number = $3) ORDER BY f.number, p.part`, tx.Actor.County, id, only)
	if err != nil {
		return nil, fmt.Errorf("read kept files: %w", err)
	}
	var files []File
	var data [][]byte
	var number, last int
	var name string
	var size int64
	var sealed []byte
	last = -1
	_, err = pgx.ForEachRow(rows, []any{&number, &name, &size, &sealed}, func() error {
		if number != last {
			files, data, last = append(files, File{Name: name, Size: size}), append(data, make([]byte, 0, size)), number
		}
		if sealed == nil {
			return nil
		}
		plain, err := s.Vault.Open(tx.Actor.County, access.File, sealed)
		data[len(data)-1] = append(data[len(data)-1], plain...)
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("read kept files: %w", err)
	}
	for i := range files {
		if int64(len(data[i])) != files[i].Size {
			return nil, Gone
		}
		files[i].Data = bytes.NewReader(data[i])
	}
	if len(files) == 0 {
		return nil, Gone
	}
	return files, nil
}
