package imports

import (
	"context"
	"fmt"

	"github.com/jackc/pgx/v5"

	"laowu/internal/access"
	"laowu/internal/db"
	"laowu/internal/roster"
)

// ForgottenExport is a file that is not kept any more.
type ForgottenExport struct {
	Export int64 `json:"export"`
	Bytes  int64 `json:"bytes"`
}

// ForgetExports deletes the asking county's written files that were finished,
// or asked for and never finished, longer ago than the retention rule keeps
// them; with run false it only lists them. Who took what stays in the audit
// trail. The service itself alone sees others' files: an account finds none.
// roster.ErrRole for all but county and admin; roster.ErrNoRule.
func ForgetExports(ctx context.Context, tx *db.Tx, run bool) ([]ForgottenExport, error) {
	if tx.Actor.Role != db.County && tx.Actor.Role != db.Admin {
		return nil, roster.ErrRole
	}
	rule, err := roster.FindRetentionRule(ctx, tx)
	if err != nil {
		return nil, err
	}
	rows, err := tx.Query(ctx, `
		SELECT id AS export, coalesce(size, 0) AS bytes FROM export_file
		WHERE county = $1 AND coalesce(finished_at, asked_at) <= $2 ORDER BY id`, tx.Actor.County, tx.Now.AddDate(0, 0, -rule.ExportDays))
	if err != nil {
		return nil, fmt.Errorf("find old exports: %w", err)
	}
	old, err := pgx.CollectRows(rows, pgx.RowToStructByName[ForgottenExport])
	if err != nil {
		return nil, fmt.Errorf("find old exports: %w", err)
	}
	if !run {
		return old, nil
	}
	for _, f := range old {
		if _, err := tx.Exec(ctx, "DELETE FROM export_file WHERE county = $1 AND id = $2", tx.Actor.County, f.Export); err != nil {
			return nil, fmt.Errorf("forget export: %w", err)
		}
		if err := access.Note(ctx, tx, access.Erased, "export", f.Export, map[string]any{"bytes": f.Bytes}); err != nil {
			return nil, err
		}
	}
	return old, nil
}
