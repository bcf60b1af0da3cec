package access

import (
	"context"
	"fmt"

	"laowu/internal/db"
)

// SetLarge remembers the size of type that the asking login reads in, on
// whatever telephone it comes next.
func SetLarge(ctx context.Context, tx *db.Tx, large bool) error {
	if _, err := tx.Exec(ctx, "SELECT access.set_large($1)", large); err != nil {
		return fmt.Errorf("remember the size of type: %w", err)
	}
	return nil
}
