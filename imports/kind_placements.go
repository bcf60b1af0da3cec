package imports

import (
	"context"
	"slices"

	"laowu/internal/db"
	"laowu/internal/hiring"
	"laowu/internal/roster"
	"laowu/internal/value"
)

// placements: who was placed where, as those tell who placed them. It creates
// neither people nor enterprises.
func placements() Kind {
	return Kind{
		Name: "placements", Title: "就业台账", from: []db.Role{db.Association, db.Township},
		must:   []string{"name", "id_number", "employer|uscc", "started"},
		never:  []string{"回访日期", "回访时间", "回访方式", "期次", "班期", "培训期次", "开班日期", "结业日期", "需求人数", "招聘人数"},
		fields: slices.Concat([]field{nameField(), idField(), phoneField(), registeredField(), townshipField(), placingField()}, reportFields()),
		open: func(ctx context.Context, tx *db.Tx, env *Env) (importer, error) {
			r, err := loadReports(ctx, tx, env)
			return &placementRows{r}, err
		},
		out: outgoing{
			ledger: hiring.ReportLedger(hiring.Referral), says: reportWords(),
			where: append([]filter{inTownship(), ofAssociation(), ofEnterprise(), ofForm()}, between("started", "上岗日期")...),
			to:    []db.Role{db.Association, db.Township, db.Station}, people: []string{"name"},
		},
	}
}

// placingField is the association that placed somebody.
func placingField() field {
	return field{"association", []string{"务工协会", "协会名称", "协会", "所属协会", "务工协会名称", "推荐协会", "介绍协会"}, offered("是哪个协会介绍的", "甲村务工协会", ourAssociations)}
}

type placementRows struct{ *reportRows }

func (p *placementRows) merge(ctx context.Context, tx *db.Tx, in *intake) (db.Merged, error) {
	found, err := p.find(ctx, tx)
	if err != nil {
		return db.Merged{}, err
	}
	if err := in.ask(ctx, tx, append(whom(tx.Actor, "他的协会、乡镇或县里"), repeated())...); err != nil {
		return db.Merged{}, err
	}
	identify, write := hiring.MergeReported(tx, hiring.Referral)
	return settle(ctx, tx, in, found, slices.Concat(identify, referred(tx, write)))
}

// find prepares the tables of who and where the rows speak of.
func (p *reportRows) find(ctx context.Context, tx *db.Tx) ([]db.Cost, error) {
	return db.Prepare(ctx, tx, slices.Concat(roster.KnownPeople(tx), hiring.FindReported())...)
}

// repeated are rows of one spell: of a worker, an enterprise and a start.
func repeated() doubt {
	return doubt{field: "started", code: value.DuplicateInFile, sql: hiring.RepeatedReports}
}

// referred are the steps that write reported work, between those that look after
// the referrals that it came of.
func referred(tx *db.Tx, write []db.Step) []db.Step {
	return slices.Concat([]db.Step{hiring.FindReferred(tx)}, write, []db.Step{hiring.SettleReferrals(tx)})
}

// settle writes reported work, and warns of two full-time spells at once.
func settle(ctx context.Context, tx *db.Tx, in *intake, found []db.Cost, steps []db.Step) (db.Merged, error) {
	merged, err := db.Merge(ctx, tx, steps...)
	if err != nil {
		return merged, err
	}
	merged.Costs = append(found, merged.Costs...)
	return merged, in.ask(ctx, tx, doubt{field: "started", code: value.Overlap, kept: true, sql: hiring.Overlaps, args: []any{tx.Actor.County}})
}
