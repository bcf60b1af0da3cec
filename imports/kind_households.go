package imports

import (
	"context"
	"slices"

	"laowu/internal/db"
	"laowu/internal/roster"
	"laowu/internal/value"
)

// households: the household register, a row a person, members of an
// association or not. Cells merged over a household's rows speak for each. A
// row without a person speaks of the household alone.
func households() Kind {
	return Kind{
		Name: "households", Title: "家庭户台账",
		must: []string{"household_number", "household_kind|relocated|name|site"},
		fields: slices.Concat(
			[]field{
				nameField(), idField(), phoneField(),
				{"head_name", []string{"户主姓名", "户主"}},
				{"head_id_number", []string{"户主身份证号码", "户主身份证号", "户主证件号码"}},
				{"site", []string{"安置点", "搬迁安置点", "集中安置点", "安置地点", "安置区", "安置点名称"}},
			}, homeFields(), aboutFields()),
		open: func(ctx context.Context, tx *db.Tx, env *Env) (importer, error) {
			l, err := loadLookup(ctx, tx, env)
			return &householdRows{l}, err
		},
	}
}

type householdRows struct{ *lookup }

func (h *householdRows) table() []db.Column { return roster.PersonColumns() }

func (h *householdRows) check(r *row) []any {
	p := h.person(r)
	phoneHash, phoneSealed := h.env.phone(r)
	village := h.village(r)
	if village == "" && !r.wants("village") {
		r.report("village", value.Missing, "")
	}
	number := r.need("household_number")
	kind := parse(r, "household_kind", value.ParseHouseholdKind)
	values := []any{
		null(p.name), null(string(p.id.Sex())), day(p.id.Birth()), p.hash, p.sealed, phoneHash, phoneSealed,
		village, null(r.text("relation")), number, null(string(kind)), yesNo(r, "relocated"), null(r.text("site")),
	}
	values = append(values, h.env.about(r)...)
	return append(values, h.env.registered(r, !p.id.IsZero()), day(h.env.statedOn(r)))
}

// person is who the row speaks of: its member, else its head of household. A
// row that names nobody speaks of the household.
func (h *householdRows) person(r *row) identity {
	name, id := r.wants("name"), r.wants("id_number")
	if !name && !id && (r.wants("head_id_number")) {
		return h.env.personIn(r, "head_name", "head_id_number")
	}
	if !name && !id {
		return identity{}
	}
	return h.env.person(r)
}

func (h *householdRows) merge(ctx context.Context, tx *db.Tx, in *intake) (db.Merged, error) {
	if _, err := db.Prepare(ctx, tx, roster.FindPeople(tx)...); err != nil {
		return db.Merged{}, err
	}
	err := in.ask(ctx, tx,
		doubt{field: "name", code: value.NameMismatch, sql: `
			SELECT i.seq, i.file, i.sheet, i.row FROM intake i JOIN known k USING (seq) WHERE k.renamed ORDER BY i.seq`},
		// A person stands in one household; a row without a person is the
		// household's own, once.
		duplicates("id_number", "id_hash, CASE WHEN id_hash IS NULL THEN village || ' ' || household_number END"),
	)
	if err != nil {
		return db.Merged{}, err
	}
	const newRecord = `CASE WHEN i.id_hash IS NULL THEN h.id IN (SELECT id FROM founded) ELSE k.household IS DISTINCT FROM h.id END`
	return db.Merge(ctx, tx, slices.Concat(
		roster.MergeHouseholds(tx), roster.Identify(tx, newRecord), roster.MergeKinds(tx), roster.MergePeople(tx))...)
}
