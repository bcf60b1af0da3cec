package hiring

import (
	"context"
	"fmt"

	"github.com/jackc/pgx/v5"

	"laowu/internal/db"
)

// EnterpriseSites maps the credit codes of the enterprises that the actor sees
// to where they are, as written; own is the asking enterprise's, else empty.
func EnterpriseSites(ctx context.Context, tx *db.Tx) (sites map[string]string, own string, err error) {
	rows, err := tx.Query(ctx, "SELECT uscc, place_text, $1 = 'enterprise' AND id = $2 FROM enterprise", tx.Actor.Role, tx.Actor.Organisation)
	if err != nil {
		return nil, "", fmt.Errorf("read enterprises: %w", err)
	}
	sites = map[string]string{}
	var code, site string
	var asks bool
	_, err = pgx.ForEachRow(rows, []any{&code, &site, &asks}, func() error {
		if sites[code] = site; asks {
			own = code
		}
		return nil
	})
	if err != nil {
		return nil, "", fmt.Errorf("read enterprises: %w", err)
	}
	return sites, own, nil
}
