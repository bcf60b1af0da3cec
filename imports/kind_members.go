package imports

import (
	"context"
	"slices"

	"laowu/internal/db"
	"laowu/internal/hiring"
	"laowu/internal/roster"
	"laowu/internal/value"
	"laowu/internal/work"
)

// members: an association's or township's roster of the people it counts, with
// the work that they do on the day of the form.
func members() Kind {
	return Kind{
		Name: "members", Title: "会员花名册", from: []db.Role{db.Association, db.Township},
		must:  []string{"name", "id_number"},
		other: otherPeople,
		fields: slices.Concat(
			[]field{
				nameField(), idField(), phoneField(),
				{"association", []string{"务工协会", "协会名称", "协会", "所属协会", "务工协会名称", "所在协会", "所属务工协会", "所在务工协会", "协会编号", "协会编码"}, offered("不写的，按村归到管这个村的协会", "甲村务工协会", ourAssociations)},
				{"joined", []string{"入会时间", "参会时间", "入会日期", "参会日期", "加入协会时间"}, dated("哪天入会")},
			}, homeFields(), aboutFields(), workFields()),
		open: func(ctx context.Context, tx *db.Tx, env *Env) (importer, error) {
			l, err := loadLookup(ctx, tx, env)
			return &memberRows{l}, err
		},
		out: outgoing{
			ledger: hiring.MemberLedger(), says: aboutWords(),
			where: append([]filter{inTownship(), inVillage("l.village_code = ?"), ofAssociation(), ofHouseholdKind()}, between("joined", "入会日期")...),
			to:    []db.Role{db.Association, db.Township}, people: []string{"name"},
		},
	}
}

type memberRows struct{ *lookup }

func (m *memberRows) table() []db.Column {
	return slices.Concat(roster.PersonColumns(), hiring.SpellColumns(), roster.MemberColumns())
}

func (m *memberRows) check(r *row) []any {
	p := m.env.person(r)
	phoneHash, phoneSealed := m.env.phone(r)
	village := m.village(r)
	of := m.belonging(r, village)
	number := null(r.householdNumber(false))
	if number != nil && village == "" {
		village = m.onlyVillage(of.association)
	}
	kind := parse(r, "household_kind", value.ParseHouseholdKind)
	values := []any{
		p.name, string(p.id.Sex()), day(p.id.Birth()), p.hash, p.sealed, phoneHash, phoneSealed,
		null(village), null(r.text("relation")), number, null(string(kind)), yesNo(r, "relocated"), nil,
	}
	values = append(values, m.env.about(r)...)
	values = append(values, m.env.registered(r), m.env.County, day(m.env.statedOn(r)))
	values = append(values, m.work(r, p.id)...)
	return append(values, nullID(of.association), of.implied, of.doubt, day(parse(r, "joined", value.ParseDay)))
}

func (m *memberRows) merge(ctx context.Context, tx *db.Tx, in *intake) (db.Merged, error) {
	known, err := db.Prepare(ctx, tx, roster.FindPeople(tx)...)
	if err != nil {
		return db.Merged{}, err
	}
	if err := in.ask(ctx, tx, foreign(tx)...); err != nil {
		return db.Merged{}, err
	}
	if err := in.wants(ctx, tx); err != nil {
		return db.Merged{}, err
	}
	if err := in.ask(ctx, tx, memberDoubts()...); err != nil {
		return db.Merged{}, err
	}
	merged, err := db.Merge(ctx, tx, slices.Concat(
		roster.FoundHouseholds(tx), roster.Identify(tx, "k.member_of IS NULL"), roster.MergeHouseholds(tx),
		roster.MergePeople(tx, roster.FromRoster), roster.MergeMemberships(tx), hiring.MergeRosterSpells(tx),
		[]db.Step{work.ChangedPeople()})...)
	if err != nil {
		return db.Merged{}, err
	}
	merged.Costs = append(known, merged.Costs...)
	return merged, in.ask(ctx, tx, doubt{field: "started", code: value.Overlap, kept: true, sql: hiring.Overlaps, args: []any{tx.Actor.County}})
}

// foreign are the rows that are not for a part of the county to send: of other
// people's associations, and of households in other people's villages. The
// county itself sends all.
func foreign(tx *db.Tx) []doubt {
	if tx.Actor.Role == db.County || tx.Actor.Role == db.Admin {
		return nil
	}
	const where = "SELECT i.seq, i.file, i.sheet, i.row FROM intake i WHERE "
	return []doubt{
		{field: "association", code: value.Conflict, message: "这个务工协会不归你们管，请由它自己或它的乡镇导入", sql: where +
			"i.association NOT IN (SELECT access.associations()) ORDER BY i.seq"},
		{field: "village", code: value.Conflict, message: "这户所在的村不归你们管，请由那个村的协会或乡镇导入", sql: where +
			"i.household_number IS NOT NULL AND i.village NOT IN (SELECT access.villages()) ORDER BY i.seq"},
	}
}

// anothers is the condition that another association counts the row's person. A
// village says whose member somebody becomes. It takes nobody away from the
// association that counts him and knows that he lives there.
const anothers = "k.member_of <> i.association AND NOT (i.implied AND k.village IS NOT DISTINCT FROM i.village)"

// memberDoubts are what only the records can tell of a roster's rows.
func memberDoubts() []doubt {
	outsider := func(why string) string {
		return known("k.member_of IS NULL AND i.association IS NULL AND i.doubt = '" + why + "'")
	}
	return []doubt{
		{field: "association", code: value.Conflict, sql: known(anothers)},
		{field: "association", code: value.UnknownAssociation, message: "这个村有几个务工协会，请写明是哪一个", sql: outsider("several")},
		{field: "association", code: value.UnknownAssociation, message: "这个村还没有务工协会，请先导入务工协会名册", sql: outsider("none")},
		{field: "association", code: value.Missing, message: "写明务工协会或行政村，才知道是哪个协会的会员", sql: outsider("")},
		// Somebody on record whom this sender may not see, though nobody's member.
		{field: "id_number", code: value.Conflict, message: "县里已有这个人的登记，但不在你们的村；请由乡镇或县里导入", sql: known("k.out_of_sight")},
		{field: "village", code: value.Missing, message: "写了户编号，就要写是哪个村的", sql: known(`
			i.household_number IS NOT NULL AND i.village IS NULL`)},
		duplicates("id_number", "id_hash"),
		{field: "name", code: value.NameMismatch, kept: true, message: "这个身份证号码原来登记的是另一个姓名，已改用这里的姓名；请核对", sql: known("k.renamed")},
	}
}
