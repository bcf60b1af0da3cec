package recorder

import (
	"context"
	"fmt"

	"github.com/jackc/pgx/v5"

	"laowu/internal/db"
	"laowu/matching"
)

// Facts reads all that a worker's document may ever rest on, as written, into its
// Trades: more than any document says, so that who changes one of them without a
// note is found out whatever the documents say today.
func Facts(ctx context.Context, tx *db.Tx, ids []int64) ([]matching.WorkerDocument, error) {
	rows, err := tx.Query(ctx, facts, tx.Actor.County, ids)
	if err != nil {
		return nil, fmt.Errorf("read facts of people: %w", err)
	}
	docs, err := pgx.CollectRows(rows, func(row pgx.CollectableRow) (matching.WorkerDocument, error) {
		d := matching.WorkerDocument{Trades: make([]string, 1)}
		err := row.Scan(&d.ID, &d.Trades[0])
		return d, err
	})
	if err != nil {
		return nil, fmt.Errorf("read facts of people: %w", err)
	}
	return docs, nil
}

const facts = `
	SELECT p.id, concat_ws(' | ', p.sex, p.birth, p.village, p.able, p.willing, p.skills, p.wish_trades, p.wish_places, p.wish_wage_min, p.wish_wage_max,
	  (SELECT string_agg(m.association::text, ',') FROM membership m WHERE m.county = p.county AND m.person = p.id AND m.left_on IS NULL),
	  (SELECT string_agg(v.association::text, ',' ORDER BY v.association) FROM association_village v
	   WHERE v.county = p.county AND v.village = p.village AND v.valid_to IS NULL),
	  (SELECT string_agg(concat_ws(' ', w.trade_text, w.place, w.full_time, w.started, w.ended), ',' ORDER BY w.id)
	   FROM placement w WHERE w.county = p.county AND w.person = p.id),
	  (SELECT string_agg(concat_ws(' ', c.code, c.name, c.level, c.trade, c.issued, c.expires, c.replaced_by), ',' ORDER BY c.id)
	   FROM certificate c WHERE c.county = p.county AND c.person = p.id),
	  (SELECT string_agg(concat_ws(' ', g.name, k.trade, k.level, k.ends, n.result, n.dropped), ',' ORDER BY k.id) FROM enrolment n
	   JOIN class k ON k.county = n.county AND k.id = n.class JOIN programme g ON g.id = k.programme WHERE n.county = p.county AND n.person = p.id),
	  (SELECT string_agg(s.enterprise::text, ',' ORDER BY s.enterprise) FROM consent s WHERE s.county = p.county AND s.person = p.id AND s.state = 'given'))
	FROM person p WHERE p.county = $1 AND p.id = ANY ($2) AND p.erased_on IS NULL`
