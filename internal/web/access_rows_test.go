package web_test

import (
	"testing"

	"laowu/internal/db"
)

// ownPairs are two openings of the first enterprise that seem the same, and two of
// the second.
const ownPairs = `
	INSERT INTO opening_pair (county, id, first, second, score, signs, found_at)
	SELECT '141123', 900010 + n, min(o.id), max(o.id) + 1000000, 80, '{同一家单位}', now() FROM unnest(ARRAY[$1::bigint, $2::bigint]) WITH ORDINALITY e (id, n) JOIN opening o ON o.enterprise = e.id GROUP BY n`

// ownAsks are what 王建 and 张平 have their associations ask about, and the searches
// that they keep.
const ownAsks = `
	WITH asks AS (
		INSERT INTO referral_ask (county, id, person, opening, association, asked_at)
		SELECT '141123', 900010 + n, p, (SELECT max(id) FROM opening WHERE county = '141123'), 1, now() FROM unnest(ARRAY[$1::bigint, $2::bigint]) WITH ORDINALITY e (p, n))
	INSERT INTO saved_search (county, id, person, name, question, saved_at, looked_at)
	SELECT '141123', 900010 + n, p, '护工', 'q=护工', now(), now() FROM unnest(ARRAY[$1::bigint, $2::bigint]) WITH ORDINALITY e (p, n)`

// ownComplaint is one with a receipt.
const (
	ownReceipt   = "ABCD-3478-EFGH"
	ownComplaint = `INSERT INTO complaint (county, id, receipt, kind, said, made_at) VALUES ('141123', 900011, sha256('` + ownReceipt + `'), 'fee', '收钱', now())`
)

// ownOpening is one of the first enterprise's.
func (g *gatekeeper) ownOpening(t *testing.T) (id string) {
	t.Helper()
	g.tx(t, admin, func(tx *db.Tx) error {
		return tx.QueryRow(t.Context(), "SELECT min(id)::text FROM opening WHERE enterprise = $1 AND closed_at IS NULL", g.enterprises[0]).Scan(&id)
	})
	return id
}

// ownImports are one of each who sends any.
const ownImports = `
	INSERT INTO import (county, id, kind, state, dry_run, actor, role, organisation, finished_at)
	SELECT a.county, 900010 + array_position('{association,township,trainer,station,enterprise,county,admin}', a.role),
	       ('{"association":"members","township":"members","trainer":"training","station":"followups","enterprise":"openings","county":"members","admin":"members"}'::jsonb) ->> a.role,
	       'done', false, '{}', a.role, a.organisation, now()
	FROM account a JOIN login l ON l.id = a.login WHERE a.county = '141123' AND l.name = a.role AND a.role NOT IN ('worker', 'auditor')`

// ownClasses are one of the institution that has a login, one of another, and a
// certificate of 王建's.
const ownClasses = `
	INSERT INTO class (county, id, programme, number, institution, office, starts, ends, hours, seats) VALUES
	  ('141123', 900011, 1, '本校的', '吕梁山护工培训基地', (SELECT id FROM office WHERE kind = 'trainer'), '2026-11-01', '2026-12-31', 80, 30),
	  ('141123', 900012, 1, '外校的', '别的学校', NULL, '2026-11-01', '2026-12-31', 80, 30);
	INSERT INTO certificate (county, id, person, kind, code, name, issued) SELECT '141123', 900011, id, 'skill', 'elder_care', '养老护理员', '2020-01-01' FROM person WHERE name = '王建';`
