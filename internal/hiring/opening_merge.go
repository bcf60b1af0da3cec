package hiring

import (
	"context"

	"laowu/internal/db"
)

// OpeningColumns are what MergeOpenings reads of the intake table. enterprise
// and uscc name the employer; a null leaves what is known of the opening.
func OpeningColumns() []db.Column {
	return []db.Column{
		{Name: "uscc", Type: "text"}, {Name: "enterprise", Type: "text"}, {Name: "title", Type: "text"}, {Name: "trade", Type: "text"},
		{Name: "place", Type: "text"}, {Name: "place_text", Type: "text"}, {Name: "headcount", Type: "integer"}, {Name: "form", Type: "text"},
		{Name: "special_skill", Type: "boolean"}, {Name: "wage_min", Type: "integer"}, {Name: "wage_max", Type: "integer"},
		{Name: "wage_text", Type: "text"}, {Name: "pay", Type: "text"}, {Name: "board", Type: "boolean"}, {Name: "lodging", Type: "boolean"},
		{Name: "board_text", Type: "text"}, {Name: "age_min", Type: "integer"}, {Name: "age_max", Type: "integer"},
		{Name: "education", Type: "text"}, {Name: "certificates", Type: "text[]"}, {Name: "cert_text", Type: "text"},
		{Name: "description", Type: "text"}, {Name: "valid_from", Type: "date"}, {Name: "valid_until", Type: "date"},
		{Name: "contact", Type: "text"}, {Name: "phone_hash", Type: "bytea"}, {Name: "phone_sealed", Type: "bytea"},
	}
}

// ReversedOpenings is a query for the rows of the intake that would end a known
// opening before it begins: seq, file, sheet and row.
const ReversedOpenings = `
	SELECT i.seq, i.file, i.sheet, i.row FROM intake i JOIN enterprise e ON e.uscc = i.uscc
	JOIN opening o ON o.enterprise = e.id AND o.title = i.title AND o.place_text = i.place_text AND o.form = i.form
	WHERE coalesce(i.valid_until, o.valid_until) < coalesce(i.valid_from, o.valid_from) ORDER BY i.seq`

// MergeOpenings writes the intake's openings, and an enterprise that it does
// not know, without an agreement. It returns the openings that are new or
// changed, whose search documents must be written with them.
func MergeOpenings(ctx context.Context, tx *db.Tx) (db.Merged, []int64, error) {
	merged, err := db.Merge(ctx, tx,
		db.Step{Name: "unknown enterprises", Args: []any{tx.Actor.County}, SQL: `
			INSERT INTO enterprise (county, uscc, name)
			SELECT DISTINCT ON (i.uscc) $1, i.uscc, i.enterprise FROM intake i
			WHERE NOT EXISTS (SELECT FROM enterprise e WHERE e.uscc = i.uscc) ORDER BY i.uscc, i.seq`},
		db.Step{Name: "known openings", SQL: `
			CREATE TEMP TABLE who ON COMMIT DROP AS
			SELECT i.seq, e.id AS enterprise, coalesce(o.id, nextval('opening_id_seq')) AS id, o.id IS NULL AS is_new
			FROM intake i JOIN enterprise e ON e.uscc = i.uscc
			LEFT JOIN opening o ON o.enterprise = e.id AND o.title = i.title AND o.place_text = i.place_text AND o.form = i.form`},
		db.Step{Name: "openings", Args: []any{tx.Actor.County, tx.Now}, SQL: `
			INSERT INTO opening (id, county, enterprise, title, trade, place, place_text, headcount, form, special_skill, wage_min, wage_max,
			       wage_text, pay, board, lodging, board_text, age_min, age_max, education, certificates, cert_text, description,
			       valid_from, valid_until, contact, phone_hash, phone_sealed, created_at, updated_at)
			SELECT w.id, $1, w.enterprise, i.title, coalesce(i.trade, ''), i.place, i.place_text, i.headcount, i.form, coalesce(i.special_skill, false),
			       coalesce(i.wage_min, 0), coalesce(i.wage_max, 0), coalesce(i.wage_text, ''), coalesce(i.pay, 'month'), coalesce(i.board, false),
			       coalesce(i.lodging, false), coalesce(i.board_text, ''), coalesce(i.age_min, 16), coalesce(i.age_max, 0), coalesce(i.education, ''),
			       coalesce(i.certificates, '{}'), coalesce(i.cert_text, ''), coalesce(i.description, ''), i.valid_from, i.valid_until,
			       coalesce(i.contact, ''), i.phone_hash, i.phone_sealed, $2, $2
			FROM intake i JOIN who w USING (seq) WHERE w.is_new ORDER BY i.seq`},
		db.Step{Name: "changed openings", Touches: true, Changes: "opening o", Args: []any{tx.Now}, SQL: changedOpenings},
	)
	if err != nil {
		return merged, nil, err
	}
	ids, err := openingIDs(ctx, tx, "SELECT id FROM who WHERE is_new OR seq IN (SELECT seq FROM touched) ORDER BY id")
	return merged, ids, err
}

const changedOpenings = `
	UPDATE opening o SET trade = n.trade, place = n.place, headcount = n.headcount, special_skill = n.special_skill, wage_min = n.wage_min,
	       wage_max = n.wage_max, wage_text = n.wage_text, pay = n.pay, board = n.board, lodging = n.lodging, board_text = n.board_text,
	       age_min = n.age_min, age_max = n.age_max, education = n.education, certificates = n.certificates, cert_text = n.cert_text,
	       description = n.description, valid_from = n.valid_from, valid_until = n.valid_until, contact = n.contact,
	       phone_sealed = CASE WHEN n.phone_hash IS DISTINCT FROM o.phone_hash THEN n.phone_sealed ELSE o.phone_sealed END,
	       phone_hash = n.phone_hash, closed_at = n.closed_at, updated_at = $1
	FROM (SELECT i.seq, k.id, coalesce(i.trade, k.trade) AS trade, coalesce(i.place, k.place) AS place, coalesce(i.headcount, k.headcount) AS headcount,
	             coalesce(i.special_skill, k.special_skill) AS special_skill,
	             CASE WHEN i.wage_text IS NULL THEN k.wage_min ELSE coalesce(i.wage_min, 0) END AS wage_min,
	             CASE WHEN i.wage_text IS NULL THEN k.wage_max ELSE coalesce(i.wage_max, 0) END AS wage_max,
	             coalesce(i.wage_text, k.wage_text) AS wage_text, coalesce(i.pay, k.pay) AS pay, coalesce(i.board, k.board) AS board,
	             coalesce(i.lodging, k.lodging) AS lodging, coalesce(i.board_text, k.board_text) AS board_text,
	             coalesce(i.age_min, k.age_min) AS age_min, CASE WHEN i.age_min IS NULL THEN k.age_max ELSE coalesce(i.age_max, 0) END AS age_max,
	             coalesce(i.education, k.education) AS education, coalesce(i.certificates, k.certificates) AS certificates,
	             coalesce(i.cert_text, k.cert_text) AS cert_text, coalesce(i.description, k.description) AS description,
	             coalesce(i.valid_from, k.valid_from) AS valid_from, coalesce(i.valid_until, k.valid_until) AS valid_until,
	             coalesce(i.contact, k.contact) AS contact, coalesce(i.phone_hash, k.phone_hash) AS phone_hash,
	             coalesce(i.phone_sealed, k.phone_sealed) AS phone_sealed,
	             CASE WHEN c.closed_why = 'stale' THEN NULL ELSE k.closed_at END AS closed_at
	      FROM intake i JOIN who w USING (seq) JOIN opening k ON k.id = w.id LEFT JOIN opening_care c ON c.county = k.county AND c.opening = k.id
	      WHERE NOT w.is_new) n
	WHERE o.id = n.id
	  AND (o.trade, o.place, o.headcount, o.special_skill, o.wage_min, o.wage_max, o.wage_text, o.pay, o.board, o.lodging, o.board_text, o.age_min,
	       o.age_max, o.education, o.certificates, o.cert_text, o.description, o.valid_from, o.valid_until, o.contact, o.phone_hash, o.closed_at)
	      IS DISTINCT FROM
	      (n.trade, n.place, n.headcount, n.special_skill, n.wage_min, n.wage_max, n.wage_text, n.pay, n.board, n.lodging, n.board_text, n.age_min,
	       n.age_max, n.education, n.certificates, n.cert_text, n.description, n.valid_from, n.valid_until, n.contact, n.phone_hash, n.closed_at)
	RETURNING n.seq`
