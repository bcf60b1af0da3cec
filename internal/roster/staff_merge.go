package roster

import "laowu/internal/db"

// StaffColumns are what MergeStaff and KnownPeople read of the intake table:
// whom an enterprise's staff list names, and where it says that he is
// registered.
func StaffColumns() []db.Column {
	return []db.Column{
		{Name: "name", Type: "text"}, {Name: "sex", Type: "text"}, {Name: "birth", Type: "date"},
		{Name: "id_hash", Type: "bytea"}, {Name: "id_sealed", Type: "bytea"},
		{Name: "phone_hash", Type: "bytea"}, {Name: "phone_sealed", Type: "bytea"},
		{Name: "registered", Type: "text"}, {Name: "stated_on", Type: "date"},
	}
}

// MergeStaff are the steps that write the people of a staff list whom nobody
// knew, and where the list says that they are registered. It is an enterprise's
// word: it says nothing of whom roster or register spoke before, and somebody
// of whom nobody says it is not local. They need the table who.
func MergeStaff(tx *db.Tx) []db.Step {
	return []db.Step{
		{Name: "people of staff lists", Args: []any{tx.Actor.County, tx.Now, FromStaff}, SQL: `
			INSERT INTO person (county, id, name, sex, birth, id_hash, id_sealed, phone_hash, phone_sealed, registered, registered_source,
			       registered_on, created_at, updated_at)
			SELECT DISTINCT ON (w.person) $1, w.person, i.name, i.sex, i.birth, i.id_hash, i.id_sealed, i.phone_hash, i.phone_sealed, i.registered,
			       CASE WHEN i.registered IS NULL THEN '' ELSE $3 END, CASE WHEN i.registered IS NOT NULL THEN i.stated_on END, $2, $2
			FROM intake i JOIN who w USING (seq) WHERE w.fresh ORDER BY w.person, i.registered IS NULL, i.seq`},
		{Name: "registers of staff lists", Touches: true, SQL: `
			WITH told AS (
				SELECT array_agg(person) AS people, array_agg(registered) AS counties, array_agg(stated_on) AS stated
				FROM (SELECT DISTINCT ON (w.person) w.person, i.registered, i.stated_on FROM intake i JOIN who w USING (seq)
				      WHERE NOT w.fresh AND i.registered IS NOT NULL ORDER BY w.person, i.seq) o),
			changed AS MATERIALIZED (SELECT c AS person FROM told t, access.register_staff(t.people, t.counties, t.stated) c)
			SELECT w.seq FROM who w JOIN changed USING (person)`},
	}
}
