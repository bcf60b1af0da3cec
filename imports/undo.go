package imports

import (
	"context"
	"errors"
	"fmt"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"

	"laowu/internal/access"
	"laowu/internal/db"
	"laowu/internal/work"
)

// Undone is an import that was taken back.
type Undone struct {
	Import   string `json:"import_id"`
	Kind     string `json:"kind"`
	Undone   bool   `json:"undone"`
	Removed  int64  `json:"created_removed"`  // records that it made, and what belongs to them
	Restored int64  `json:"changed_restored"` // records that are as they were before it
	Kept     int64  `json:"erased_kept"`      // records of people who were erased since, which stay as they are
}

// Undo takes an import back whole, where nothing later rests on it: what it made
// is deleted, what it changed is as before, and search follows. For who may send
// such an import, his own organisation's, and for county and admin.
// access.ErrNotFound where it is out of sight; *UndoError says why not.
func Undo(ctx context.Context, tx *db.Tx, vault *access.Vault, desk Desk, id int64) (Undone, error) {
	if err := alone(ctx, tx, Kind{shared: true}); err != nil {
		return Undone{}, err
	}
	p, err := PlanUndo(ctx, tx, id)
	if err != nil {
		return Undone{}, err
	}
	if err := p.refused(); err != nil {
		return Undone{}, err
	}
	positions, images, err := openImages(ctx, tx, vault, id)
	if err != nil {
		return Undone{}, err
	}
	openings, err := touchedOpenings(ctx, tx, id)
	if err != nil {
		return Undone{}, err
	}
	people, err := touchedPeople(ctx, tx, id)
	if err != nil {
		return Undone{}, err
	}
	done := Undone{Import: fmt.Sprint(id), Kind: p.Kind.Name, Undone: true, Kept: p.Stay}
	err = tx.QueryRow(ctx, "SELECT removed, restored FROM access.undo_import($1, $2, $3, $4, $5)", id, positions, images, tx.Actor.Name, tx.Now).
		Scan(&done.Removed, &done.Restored)
	if err != nil {
		return Undone{}, undoRefused(err)
	}
	if err := work.Gone(ctx, tx, people...); err != nil {
		return Undone{}, err
	}
	if len(openings) > 0 {
		if err := desk.PutOpenings(ctx, tx, openings); err != nil {
			return Undone{}, err
		}
	}
	if _, err := db.Prepare(ctx, tx, db.LookOver); err != nil {
		return Undone{}, err
	}
	return done, access.Note(ctx, tx, access.Undone, "import", id, map[string]any{
		"kind": done.Kind, "removed": done.Removed, "restored": done.Restored, "kept": done.Kept,
	})
}

// undoRefused puts what the database refused into words: two records that cannot
// both be (class 23), or a row that came since.
func undoRefused(err error) error {
	var pg *pgconn.PgError
	if errors.As(err, &pg) && (pg.Code == "LW001" || len(pg.Code) == 5 && pg.Code[:2] == "23") {
		return &UndoError{Code: "rests_on", Message: "后来的记录和导入以前的合不到一起，不能撤回", Rests: []Resting{}}
	}
	return fmt.Errorf("undo import: %w", err)
}

// openImages opens what the import replaced. What was sealed with a key that is
// not in use any more is not put back: the number could not be read.
func openImages(ctx context.Context, tx *db.Tx, vault *access.Vault, id int64) (positions []int32, images []string, err error) {
	rows, err := tx.Query(ctx, "SELECT position, sealed FROM import_change WHERE county = $1 AND import = $2 AND sealed IS NOT NULL ORDER BY position",
		tx.Actor.County, id)
	if err != nil {
		return nil, nil, fmt.Errorf("read what was replaced: %w", err)
	}
	sample, err := vault.Seal(tx.Actor.County, imageField, nil)
	if err != nil {
		rows.Close()
		return nil, nil, err
	}
	positions, images = []int32{}, []string{}
	var position int32
	var sealed []byte
	_, err = pgx.ForEachRow(rows, []any{&position, &sealed}, func() error {
		plain, err := vault.Open(tx.Actor.County, imageField, sealed)
		if err != nil {
			return err
		}
		if !sealedLike(plain, sample) {
			return &UndoError{Code: "other_key", Message: "导入以后换过加密密钥，以前的号码不能放回去，不能撤回", Rests: []Resting{}}
		}
		positions, images = append(positions, position), append(images, string(plain))
		return nil
	})
	if err != nil {
		return nil, nil, fmt.Errorf("read what was replaced: %w", err)
	}
	return positions, images, nil
}

// touchedOpenings are the openings that an import made or changed, and those of
// an enterprise that it changed: their search documents follow.
func touchedOpenings(ctx context.Context, tx *db.Tx, id int64) ([]int64, error) {
	rows, err := tx.Query(ctx, `
		WITH changed AS (SELECT noun, id FROM import_change WHERE county = $1 AND import = $2 AND noun IN ('opening', 'enterprise') AND id IS NOT NULL),
		made AS (SELECT unnest(made) AS id FROM import_change WHERE county = $1 AND import = $2 AND noun = 'opening')
		SELECT o.id FROM opening o WHERE o.id IN (SELECT id FROM changed WHERE noun = 'opening') OR o.enterprise IN (SELECT id FROM changed WHERE noun = 'enterprise')
		UNION SELECT id FROM made ORDER BY 1`, tx.Actor.County, id)
	if err != nil {
		return nil, fmt.Errorf("find openings: %w", err)
	}
	ids, err := pgx.CollectRows(rows, pgx.RowTo[int64])
	if err != nil {
		return nil, fmt.Errorf("find openings: %w", err)
	}
	return ids, nil
}
