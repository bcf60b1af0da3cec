package imports

import (
	"context"
	"fmt"

	"github.com/jackc/pgx/v5"

	"laowu/internal/db"
)

// touchedPeople are those of whom an import made or changed anything that their
// search documents may say: asked before it is taken back, for afterwards nothing
// tells of what it made.
func touchedPeople(ctx context.Context, tx *db.Tx, id int64) ([]int64, error) {
	rows, err := tx.Query(ctx, `
		WITH made AS (SELECT noun, unnest(made) AS id FROM import_change WHERE county = $1 AND import = $2 AND made IS NOT NULL),
		changed AS (SELECT noun, id FROM import_change WHERE county = $1 AND import = $2 AND id IS NOT NULL)
		SELECT whom FROM import_change WHERE county = $1 AND import = $2 AND whom IS NOT NULL
		UNION SELECT id FROM made WHERE noun = 'person'
		UNION SELECT r.person FROM membership r JOIN made m ON m.noun = 'membership' AND m.id = r.id WHERE r.county = $1
		UNION SELECT r.person FROM placement r JOIN made m ON m.noun = 'placement' AND m.id = r.id WHERE r.county = $1
		UNION SELECT r.person FROM certificate r JOIN made m ON m.noun = 'certificate' AND m.id = r.id WHERE r.county = $1
		UNION SELECT r.person FROM enrolment r JOIN made m ON m.noun = 'enrolment' AND m.id = r.id WHERE r.county = $1
		UNION SELECT r.person FROM enrolment r JOIN changed c ON c.noun = 'class' AND c.id = r.class WHERE r.county = $1
		UNION SELECT p.id FROM person p JOIN association_village v ON v.county = p.county AND v.village = p.village
		  WHERE p.county = $1 AND v.id IN (SELECT id FROM made WHERE noun = 'association_village' UNION SELECT id FROM changed WHERE noun = 'association_village')`,
		tx.Actor.County, id)
	if err != nil {
		return nil, fmt.Errorf("find people of import: %w", err)
	}
	ids, err := pgx.CollectRows(rows, pgx.RowTo[int64])
	if err != nil {
		return nil, fmt.Errorf("find people of import: %w", err)
	}
	return ids, nil
}
