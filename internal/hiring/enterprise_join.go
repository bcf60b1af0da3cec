package hiring

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"time"
	"unicode/utf8"

	"github.com/jackc/pgx/v5"

	"laowu/internal/access"
	"laowu/internal/db"
	"laowu/internal/value"
)

// An enterprise becomes another's where the two merge, or where it goes on under
// a new credit code. What was before stays its own: agreements, hires, quotas.
// From that day on nothing new is its own, and who names it is told whom to name.

// The refusals; their texts go to people as they are.
var (
	ErrOneEnterprise    = errors.New("这是同一家企业，不用合并")
	ErrEnterpriseJoined = errors.New("这家企业已经并入别的企业；要改，请先撤销原来的合并")
	ErrIntoJoined       = errors.New("要并入的企业自己已经并入别的企业，请写最后的那一家")
	ErrNotJoined        = errors.New("这家企业没有并入别的企业")
	ErrJoinDay          = errors.New("合并的日期还没有到，到了那天再登记")
	ErrJoinReason       = errors.New("请写明凭什么登记合并，2 到 100 个字，例如：工商变更登记")
	ErrJoinRole         = errors.New("只有县级和管理员能登记企业合并")
)

// mayJoin is the reason as it is kept, where the actor may and gives one.
func mayJoin(tx *db.Tx, reason string) (string, error) {
	if !slices.Contains([]db.Role{db.County, db.Admin}, tx.Actor.Role) {
		return "", ErrJoinRole
	}
	reason = value.Redact(value.Clean(reason))
	if n := utf8.RuneCountInString(reason); n < 2 || n > 100 {
		return "", ErrJoinReason
	}
	return reason, nil
}

// JoinEnterprise says that old is part of into from a day on. The refusals
// above; ErrNoEnterprise where one is not on record.
func JoinEnterprise(ctx context.Context, tx *db.Tx, old, into int64, on time.Time, reason string) error {
	reason, err := mayJoin(tx, reason)
	switch {
	case err != nil:
		return err
	case old == into:
		return ErrOneEnterprise
	case on.After(tx.Today()):
		return ErrJoinDay
	}
	if err := joinable(ctx, tx, old, into); err != nil {
		return err
	}
	if _, err := tx.Exec(ctx, "UPDATE enterprise SET merged_into = $2, merged_on = $3 WHERE id = $1", old, into, on); err != nil {
		return fmt.Errorf("merge enterprises: %w", err)
	}
	return access.Note(ctx, tx, access.Merged, "enterprise", old, map[string]any{"into": into, "on": on.Format(time.DateOnly), "reason": reason})
}

// joinable looks at both as they are on record.
func joinable(ctx context.Context, tx *db.Tx, old, into int64) error {
	rows, err := tx.Query(ctx, "SELECT id, merged_into IS NOT NULL FROM enterprise WHERE id IN ($1, $2) ORDER BY id FOR UPDATE", old, into)
	if err != nil {
		return fmt.Errorf("find enterprises: %w", err)
	}
	joined := map[int64]bool{}
	var id int64
	var is bool
	if _, err := pgx.ForEachRow(rows, []any{&id, &is}, func() error { joined[id] = is; return nil }); err != nil {
		return fmt.Errorf("find enterprises: %w", err)
	}
	switch {
	case len(joined) < 2:
		return ErrNoEnterprise
	case joined[old]:
		return ErrEnterpriseJoined
	case joined[into]:
		return ErrIntoJoined
	}
	return nil
}

// PartEnterprise takes that back. ErrNotJoined, ErrJoinReason, ErrJoinRole.
func PartEnterprise(ctx context.Context, tx *db.Tx, old int64, reason string) error {
	reason, err := mayJoin(tx, reason)
	if err != nil {
		return err
	}
	tag, err := tx.Exec(ctx, "UPDATE enterprise SET merged_into = NULL, merged_on = NULL WHERE id = $1 AND merged_into IS NOT NULL", old)
	if err != nil {
		return fmt.Errorf("part enterprises: %w", err)
	}
	if tag.RowsAffected() == 0 {
		return ErrNotJoined
	}
	return access.Note(ctx, tx, access.Parted, "enterprise", old, map[string]any{"reason": reason})
}

// Successor is what an enterprise became part of.
type Successor struct {
	Name string
	USCC string
	From time.Time // the first day
}

// Successors are those of the enterprises that became another's, by their
// credit codes: the last one, where that was merged again.
func Successors(ctx context.Context, tx *db.Tx) (map[string]Successor, error) {
	rows, err := tx.Query(ctx, `
		WITH RECURSIVE way AS (
			SELECT uscc AS old, merged_into AS now, merged_on AS day FROM enterprise WHERE merged_into IS NOT NULL
			UNION SELECT w.old, e.merged_into, w.day FROM way w JOIN enterprise e ON e.id = w.now WHERE e.merged_into IS NOT NULL)
		SELECT w.old, e.name, e.uscc, w.day FROM way w JOIN enterprise e ON e.id = w.now WHERE e.merged_into IS NULL`)
	if err != nil {
		return nil, fmt.Errorf("read merged enterprises: %w", err)
	}
	all := map[string]Successor{}
	var old string
	var s Successor
	_, err = pgx.ForEachRow(rows, []any{&old, &s.Name, &s.USCC, &s.From}, func() error { all[old] = s; return nil })
	if err != nil {
		return nil, fmt.Errorf("read merged enterprises: %w", err)
	}
	return all, nil
}
