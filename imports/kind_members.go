package imports

import (
	"context"
	"slices"

	"laowu/internal/db"
	"laowu/internal/hiring"
	"laowu/internal/roster"
	"laowu/internal/value"
)

// members: an association's or township's roster of the people it counts, with
// the work that they do on the day of the form.
func members() Kind {
	return Kind{
		Name: "members", Title: "会员花名册",
		must: []string{"name", "id_number"},
		fields: slices.Concat(
			[]field{
				nameField(), idField(), phoneField(),
				{"association", []string{"务工协会", "协会名称", "协会", "所属协会", "务工协会名称", "所在协会", "协会编号", "协会编码"}},
				{"joined", []string{"入会时间", "参会时间", "入会日期", "参会日期"}},
			}, homeFields(), aboutFields(), workFields()),
		open: func(ctx context.Context, tx *db.Tx, env *Env) (importer, error) {
			l, err := loadLookup(ctx, tx, env)
			return &memberRows{l}, err
		},
	}
}

type memberRows struct{ *lookup }

func (m *memberRows) table() []db.Column {
	return slices.Concat(roster.PersonColumns(), hiring.SpellColumns(), []db.Column{{Name: "association", Type: "bigint"}, {Name: "joined", Type: "date"}})
}

func (m *memberRows) check(r *row) []any {
	p := m.env.person(r)
	phoneHash, phoneSealed := m.env.phone(r)
	village := m.village(r)
	association := m.association(r, village)
	number := null(r.text("household_number"))
	if number != nil && village == "" {
		village = m.onlyVillage(association)
		if village == "" {
			r.report("village", value.Missing, "写了户编号，就要写是哪个村的")
		}
	}
	kind := parse(r, "household_kind", value.ParseHouseholdKind)
	values := []any{
		p.name, string(p.id.Sex()), day(p.id.Birth()), p.hash, p.sealed, phoneHash, phoneSealed,
		null(village), null(r.text("relation")), number, null(string(kind)), yesNo(r, "relocated"), nil,
	}
	values = append(values, m.env.about(r)...)
	values = append(values, m.env.registered(r, true), day(m.env.statedOn(r)))
	values = append(values, m.work(r, p.id)...)
	return append(values, nullID(association), day(parse(r, "joined", value.ParseDay)))
}

func (m *memberRows) merge(ctx context.Context, tx *db.Tx, in *intake) (db.Merged, error) {
	known, err := db.Prepare(ctx, tx, roster.FindPeople(tx)...)
	if err != nil {
		return db.Merged{}, err
	}
	err = in.ask(ctx, tx,
		doubt{field: "association", code: value.Conflict, sql: `
			SELECT i.seq, i.file, i.sheet, i.row FROM intake i JOIN known k USING (seq) WHERE k.member_of <> i.association ORDER BY i.seq`},
		doubt{field: "association", code: value.Missing, message: "写明务工协会或行政村，才知道是哪个协会的会员", sql: `
			SELECT i.seq, i.file, i.sheet, i.row FROM intake i LEFT JOIN known k USING (seq)
			WHERE i.association IS NULL AND k.member_of IS NULL ORDER BY i.seq`},
		duplicates("id_number", "id_hash"),
		doubt{field: "name", code: value.NameMismatch, kept: true, message: "这个身份证号码原来登记的是另一个姓名，已改用这里的姓名；请核对", sql: `
			SELECT i.seq, i.file, i.sheet, i.row FROM intake i JOIN known k USING (seq) WHERE k.renamed ORDER BY i.seq`},
	)
	if err != nil {
		return db.Merged{}, err
	}
	merged, err := db.Merge(ctx, tx, slices.Concat(
		roster.MergeHouseholds(tx), roster.Identify(tx, "k.member_of IS NULL"), roster.MergeKinds(tx),
		roster.MergePeople(tx), []db.Step{roster.MergeMemberships(tx)}, hiring.MergeRosterSpells(tx))...)
	if err != nil {
		return db.Merged{}, err
	}
	merged.Costs = append(known, merged.Costs...)
	return merged, in.ask(ctx, tx, doubt{field: "started", code: value.Overlap, kept: true, sql: hiring.Overlaps, args: []any{tx.Actor.County}})
}
