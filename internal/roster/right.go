package roster

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"laowu/internal/access"
	"laowu/internal/db"
)

// The rights of the person (个人信息保护法, PIPL): no enterprise sees him without
// consent (articles 23 and 29), he sees and takes with him what is on record
// (45), has it corrected (46) and erased (47), and what nobody needs any more is
// not kept (19).

// ErrRole refuses what is not the actor's to do.
var ErrRole = errors.New("您的身份不能办这件事")

// only lets the named roles pass.
func only(tx *db.Tx, roles ...db.Role) error {
	if !slices.Contains(roles, tx.Actor.Role) {
		return ErrRole
	}
	return nil
}

// seen is access.ErrNotFound for a person whom the actor does not see, or who
// was erased.
func seen(ctx context.Context, tx *db.Tx, person int64) error {
	var there bool
	err := tx.QueryRow(ctx, "SELECT EXISTS (SELECT FROM person WHERE county = $1 AND id = $2 AND erased_on IS NULL)",
		tx.Actor.County, person).Scan(&there)
	if err != nil {
		return fmt.Errorf("find person: %w", err)
	}
	if !there {
		return access.ErrNotFound
	}
	return nil
}

// Alone waits until no other import or erasure of the county is under way, and
// keeps others waiting until the transaction ends: an import that has found a
// person by his number must not write on after he was erased.
func Alone(ctx context.Context, tx *db.Tx) error {
	_, err := tx.Exec(ctx, "SELECT pg_advisory_xact_lock(hashtextextended('import ' || $1, 0))", tx.Actor.County)
	if err != nil {
		return fmt.Errorf("wait for other imports: %w", err)
	}
	return nil
}
