package roster

import "laowu/internal/db"

// A person is known by the ID number alone: sealed at rest, found by keyed
// hash, never shown whole. Members, the household register and staff lists
// create people; nothing else does. What a later row says replaces what was
// known, an empty cell leaves it. Who is local is what the household register
// or the county's own roster says, with source and date, never the number's
// first digits.

// PersonColumns are what MergePeople reads of the intake table. Columns that a
// kind does not have are copied as nulls. registered is the county that the row
// names, own the one that an office's own list stands for where none is named.
func PersonColumns() []db.Column {
	return []db.Column{
		{Name: "name", Type: "text"}, {Name: "sex", Type: "text"}, {Name: "birth", Type: "date"},
		{Name: "id_hash", Type: "bytea"}, {Name: "id_sealed", Type: "bytea"},
		{Name: "phone_hash", Type: "bytea"}, {Name: "phone_sealed", Type: "bytea"},
		{Name: "village", Type: "text"}, {Name: "relation", Type: "text"},
		{Name: "household_number", Type: "text"}, {Name: "household_kind", Type: "text"},
		{Name: "relocated", Type: "boolean"}, {Name: "site", Type: "text"},
		{Name: "ethnicity", Type: "text"}, {Name: "education", Type: "text"}, {Name: "health", Type: "text"},
		{Name: "skills", Type: "text"}, {Name: "able", Type: "boolean"}, {Name: "willing", Type: "boolean"},
		{Name: "wish_trades", Type: "text"}, {Name: "wish_places", Type: "text"},
		{Name: "wish_wage_min", Type: "integer"}, {Name: "wish_wage_max", Type: "integer"},
		{Name: "remark", Type: "text"}, {Name: "registered", Type: "text"}, {Name: "own", Type: "text"}, {Name: "stated_on", Type: "date"},
	}
}

// FindPeople fills the temporary table known: of each row, the person with its
// ID number, the association that counts the person, and whether the name
// differs, be the person's record in sight of who imports or not; and where it
// is, household and village. It tells no name and no number. A household number
// without a village is one of the village where the person is known to live.
func FindPeople(tx *db.Tx) []db.Step {
	return append(KnownPeople(tx), db.Step{Name: "villages of numbered households", SQL: `
		UPDATE intake i SET village = k.village FROM known k
		WHERE k.seq = i.seq AND i.village IS NULL AND i.household_number IS NOT NULL AND k.village IS NOT NULL`})
}

// KnownPeople is FindPeople for lists that say nothing of households: it reads
// id_hash and name of the intake alone.
func KnownPeople(tx *db.Tx) []db.Step {
	return []db.Step{
		{Name: "table of known people", SQL: `
			CREATE TEMP TABLE known (seq integer, person bigint, household bigint, village text, member_of bigint, renamed boolean,
			       out_of_sight boolean) ON COMMIT DROP`},
		{Name: "known people", Args: []any{tx.Actor.County}, SQL: `
			INSERT INTO known
			SELECT a.seqs[k.place], k.person, p.household, p.village, k.association, NOT k.same_name, p.id IS NULL
			FROM (SELECT array_agg(seq) AS seqs, array_agg(id_hash) AS hashes, array_agg(name) AS names FROM intake WHERE id_hash IS NOT NULL) a
			CROSS JOIN access.known(a.hashes, a.names) k
			LEFT JOIN person p ON p.county = $1 AND p.id = k.person`},
		{Name: "statistics of known people", SQL: "ANALYZE known"},
		// Whom two records made one, rows may name by both numbers: what asks for
		// a row's second of a kind compares the number.
		{Name: "numbers of one person", SQL: `
			UPDATE intake i SET id_hash = f.id_hash
			FROM known k JOIN (SELECT DISTINCT ON (k.person) k.person, i.id_hash FROM known k JOIN intake i USING (seq) ORDER BY k.person, k.seq) f USING (person)
			WHERE k.seq = i.seq AND i.id_hash <> f.id_hash`},
	}
}

// Identify fills the temporary table who: of each row that goes in, its person
// (a new number where the person is fresh, in the order of the rows), its household, and whether the row
// makes a new record. newRecord is SQL over i (intake), k (known) and h
// (household by number).
func Identify(tx *db.Tx, newRecord string) []db.Step {
	return []db.Step{
		{Name: "table of who is who", SQL: `
			CREATE TEMP TABLE who (seq integer, person bigint, household bigint, fresh boolean, is_new boolean) ON COMMIT DROP`},
		{Name: "who is who", Args: []any{tx.Actor.County}, SQL: `
			INSERT INTO who
			SELECT o.seq, CASE WHEN o.named THEN coalesce(o.person, nextval('person_id_seq')) END, o.household, o.named AND o.person IS NULL, o.is_new
			FROM (SELECT i.seq, i.id_hash IS NOT NULL AS named, k.person, coalesce(h.id, k.household) AS household, ` + newRecord + ` AS is_new
			      FROM intake i LEFT JOIN known k USING (seq)
			      LEFT JOIN household h ON h.county = $1 AND h.village = i.village AND h.number = i.household_number
			      ORDER BY i.seq) o`},
		{Name: "statistics", SQL: "ANALYZE who"},
	}
}
