package imports

import (
	"context"
	"slices"

	"laowu/internal/db"
	"laowu/internal/roster"
	"laowu/internal/value"
	"laowu/internal/work"
)

// households: the household register, a row a person, members of an
// association or not. Cells merged over a household's rows speak for each. A
// row without a person speaks of the household alone.
func households() Kind {
	return Kind{
		Name: "households", Title: "家庭户台账", from: []db.Role{db.Township},
		must:  []string{"household_number", "household_kind|relocated|name|site"},
		other: otherPeople,
		fields: slices.Concat(
			[]field{
				optional(nameField()), optional(idField()), phoneField(),
				{"head_name", []string{"户主姓名", "户主", "户主名称"}, beside("没有家庭成员那一列的，写户主", "王建")},
				{"head_id_number", []string{"户主身份证号码", "户主身份证号", "户主证件号码", "户主身份证"}, guide{hint: "18 位，是户主的", example: "142325197603089998", format: asFigures, aside: true}},
				{"site", []string{"安置点", "搬迁安置点", "集中安置点", "安置点名称", "安置地点", "安置区"}, says("搬迁户写安置点", "示例小区")},
			}, requiring(homeFields(), "village", "household_number"), aboutFields()),
		open: func(ctx context.Context, tx *db.Tx, env *Env) (importer, error) {
			l, err := loadLookup(ctx, tx, env)
			return &householdRows{l}, err
		},
		out: outgoing{
			ledger: roster.HouseholdLedger(), says: aboutWords(),
			where: []filter{inTownship(), inVillage("l.village_code = ?"), ofHouseholdKind()},
			to:    []db.Role{db.Association, db.Township}, people: []string{"name"},
		},
	}
}

type householdRows struct{ *lookup }

func (h *householdRows) table() []db.Column { return roster.PersonColumns() }

func (h *householdRows) check(r *row) []any {
	p := h.person(r)
	phoneHash, phoneSealed := h.env.phone(r)
	village := h.village(r)
	if village == "" {
		r.report("village", value.Missing, "")
	}
	number := r.householdNumber(true)
	kind := parse(r, "household_kind", value.ParseHouseholdKind)
	values := []any{
		null(p.name), null(string(p.id.Sex())), day(p.id.Birth()), p.hash, p.sealed, phoneHash, phoneSealed,
		village, null(p.relation), number, null(string(kind)), yesNo(r, "relocated"), null(r.text("site")),
	}
	values = append(values, h.env.about(r)...)
	return append(values, h.env.registered(r), h.env.County, day(h.env.statedOn(r)))
}

// person is who the row speaks of: its member, else its head of household. A
// row that names nobody, or only the head's name, speaks of the household.
func (h *householdRows) person(r *row) identity {
	if r.wants("name") || r.wants("id_number") {
		p := h.env.person(r)
		p.relation = r.text("relation")
		return p
	}
	if !r.wants("head_id_number") {
		return identity{}
	}
	p := h.env.personIn(r, "head_name", "head_id_number")
	p.relation = "户主"
	return p
}

func (h *householdRows) merge(ctx context.Context, tx *db.Tx, in *intake) (db.Merged, error) {
	found, err := db.Prepare(ctx, tx, roster.FindPeople(tx)...)
	if err != nil {
		return db.Merged{}, err
	}
	if err := in.ask(ctx, tx, elsewhere(tx)...); err != nil {
		return db.Merged{}, err
	}
	err = in.ask(ctx, tx,
		doubt{field: "name", code: value.NameMismatch, sql: known("k.renamed")},
		// A person stands in one household; a row without a person is the
		// household's own, once.
		duplicates("id_number", "id_hash, CASE WHEN id_hash IS NULL THEN village END, CASE WHEN id_hash IS NULL THEN household_number END"),
	)
	if err != nil {
		return db.Merged{}, err
	}
	const newRecord = `CASE WHEN i.id_hash IS NULL THEN h.id IN (SELECT id FROM founded) ELSE k.household IS NULL END`
	merged, err := db.Merge(ctx, tx, slices.Concat(
		roster.FoundHouseholds(tx), roster.Identify(tx, newRecord), roster.MergeHouseholds(tx), roster.MergePeople(tx, roster.FromRegister),
		[]db.Step{work.ChangedPeople()})...)
	merged.Costs = append(found, merged.Costs...)
	return merged, err
}

// elsewhere are the rows of other townships' villages, and of people whom the
// township may not see.
func elsewhere(tx *db.Tx) []doubt {
	if tx.Actor.Role == db.County || tx.Actor.Role == db.Admin {
		return nil
	}
	return []doubt{
		{field: "village", code: value.Conflict, message: "这户所在的村不归你们管，请由那个村的乡镇导入", sql: `
			SELECT i.seq, i.file, i.sheet, i.row FROM intake i WHERE i.village NOT IN (SELECT access.villages()) ORDER BY i.seq`},
		{field: "id_number", code: value.Conflict, message: "县里已有这个人的登记，但不在你们乡镇；请由县里导入", sql: known("k.out_of_sight")},
	}
}
