package imports

import (
	"context"
	"fmt"

	"github.com/jackc/pgx/v5"

	"laowu/internal/access"
	"laowu/internal/db"
)

// imageField is what the vault binds sealed images of records to.
const imageField access.Field = "image"

// imageBatch is how many images are sealed and written at once.
const imageBatch = 2000

// written keeps what an import wrote, so that it can be taken back: what it made
// by number alone, and what it changed as it was before, sealed. It comes last
// in the import's transaction, which was told to Keep.
func written(ctx context.Context, tx *db.Tx, vault *access.Vault, id int64) error {
	version, err := db.Latest()
	if err != nil {
		return err
	}
	rows, err := tx.Query(ctx, "SELECT noun, id, image FROM access.keep_written($1, $2)", id, version)
	if err != nil {
		return fmt.Errorf("keep what was written: %w", err)
	}
	var batches []images
	var noun, image string
	var row int64
	_, err = pgx.ForEachRow(rows, []any{&noun, &row, &image}, func() error {
		sealed, err := vault.Seal(tx.Actor.County, imageField, []byte(image))
		if err != nil {
			return err
		}
		if n := len(batches); n == 0 || len(batches[n-1].ids) == imageBatch {
			batches = append(batches, images{})
		}
		batches[len(batches)-1].add(noun, row, sealed)
		return nil
	})
	if err != nil {
		return fmt.Errorf("keep what was written: %w", err)
	}
	for _, b := range batches {
		if _, err := tx.Exec(ctx, "SELECT access.keep_images($1, $2, $3, $4)", id, b.nouns, b.ids, b.sealed); err != nil {
			return fmt.Errorf("keep what was changed: %w", err)
		}
	}
	return nil
}

// images of records as they were, sealed; three columns.
type images struct {
	nouns  []string
	ids    []int64
	sealed [][]byte
}

func (i *images) add(noun string, id int64, sealed []byte) {
	i.nouns, i.ids, i.sealed = append(i.nouns, noun), append(i.ids, id), append(i.sealed, sealed)
}
