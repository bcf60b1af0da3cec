package imports

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5"

	"laowu/internal/access"
	"laowu/internal/db"
)

// UndoPlan is what taking an import back would do, and what rests on it.
type UndoPlan struct {
	Import     int64
	Kind       Kind
	FinishedAt time.Time
	Rows       []Resting // what goes (make), is put back (change) and stays (stay), by noun
	Stay       int64     // records that stay, since the person was erased
	Rests      []Resting // empty: it can be taken back
}

// PlanUndo looks whether an import can be taken back; what rests on it is in the
// plan. It reads, but not in a transaction that only reads. access.ErrNotFound, and
// *UndoError where it is none that can be taken back at all.
func PlanUndo(ctx context.Context, tx *db.Tx, id int64) (UndoPlan, error) {
	p := UndoPlan{Import: id, Rests: []Resting{}}
	var kind, state string
	var dry, undone bool
	var version *int
	var finished *time.Time
	err := tx.QueryRow(ctx, "SELECT kind FROM import WHERE county = $1 AND id = $2", tx.Actor.County, id).Scan(&kind)
	if errors.Is(err, pgx.ErrNoRows) {
		return p, access.ErrNotFound
	}
	if err != nil {
		return p, fmt.Errorf("find import: %w", err)
	}
	var ok bool
	if p.Kind, ok = ByName(kind); kind != "" && (!ok || !p.Kind.Allows(tx.Actor.Role)) { // a draft may be of none yet
		return p, access.ErrNotFound
	}
	err = tx.QueryRow(ctx, `
		SELECT i.state, i.dry_run, i.finished_at, w.version, w.undone IS NOT NULL FROM import i
		LEFT JOIN import_written w ON w.county = i.county AND w.import = i.id WHERE i.county = $1 AND i.id = $2`, tx.Actor.County, id).
		Scan(&state, &dry, &finished, &version, &undone)
	if err != nil {
		return p, fmt.Errorf("find import: %w", err)
	}
	if err := undoable(state, dry, version); err != nil {
		return p, err
	}
	p.FinishedAt = *finished
	return p, p.count(ctx, tx)
}

// undoable refuses what cannot be taken back whatever the records say.
func undoable(state string, dry bool, version *int) error {
	latest, err := db.Latest()
	switch {
	case err != nil:
		return err
	case state == "undone":
		return undoError("undone_already", "这次导入已经撤回过了")
	case dry:
		return undoError("dry_run", "这次只是检查，什么也没有写入，不用撤回")
	case state != "done":
		return undoError("not_done", "这次导入没有做完，什么也没有写入，不用撤回")
	case version == nil:
		return undoError("too_old", "这次导入太久了，以前的样子已经不再保存，不能撤回；要改请再导入一次对的")
	case *version != latest:
		return undoError("other_version", "导入以后平台升级过，以前的样子放不回去，不能撤回；要改请再导入一次对的")
	}
	return nil
}

// count asks what taking back does and what rests.
func (p *UndoPlan) count(ctx context.Context, tx *db.Tx) error {
	rows, err := tx.Query(ctx, `SELECT code, noun, coalesce(import, 0) AS import, n FROM access.import_rests($1)
		ORDER BY array_position('{make,change,stay,changed,gone,named}'::text[], code), import NULLS LAST, n DESC, noun`, p.Import)
	if err != nil {
		return fmt.Errorf("ask what rests on import: %w", err)
	}
	var r Resting
	_, err = pgx.ForEachRow(rows, []any{&r.Code, &r.Noun, &r.Import, &r.Count}, func() error {
		switch r.Message = r.words(); r.Code {
		case "make", "change", "stay":
			p.Rows = append(p.Rows, r)
			if r.Code == "stay" {
				p.Stay += r.Count
			}
		default:
			p.Rests = append(p.Rests, r)
		}
		return nil
	})
	if err != nil {
		return fmt.Errorf("ask what rests on import: %w", err)
	}
	return nil
}

// refused is why a plan is not carried out, or nil.
func (p *UndoPlan) refused() error {
	if len(p.Rests) == 0 {
		return nil
	}
	return &UndoError{Code: "rests_on", Message: restsOn(p.Rests), Rests: p.Rests}
}
