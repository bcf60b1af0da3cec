package imports

import (
	"context"
	"slices"

	"laowu/internal/db"
	"laowu/internal/hiring"
	"laowu/internal/roster"
	"laowu/internal/value"
)

// hires: an enterprise's list of whom it hired, people from elsewhere too, of
// which quotas are counted. It creates people whom nobody knew.
func hires() Kind {
	return Kind{
		Name: "hires", Title: "企业用工名册", from: []db.Role{db.Enterprise},
		must:   []string{"name", "id_number", "started"},
		never:  []string{"回访日期", "回访时间", "回访方式", "期次", "班期", "培训期次", "开班日期", "结业日期", "需求人数", "招聘人数"},
		fields: slices.Concat([]field{nameField(), idField(), phoneField(), registeredField()}, requiring(reportFields(), "form")),
		open: func(ctx context.Context, tx *db.Tx, env *Env) (importer, error) {
			r, err := loadReports(ctx, tx, env)
			if err != nil {
				return nil, err
			}
			r.hires = true
			return &hireRows{r}, nil
		},
		out: outgoing{
			ledger: hiring.ReportLedger(hiring.StaffList), says: reportWords(),
			where: append([]filter{ofEnterprise(), ofForm()}, between("started", "上岗日期")...),
			to:    []db.Role{db.Enterprise}, people: []string{"name"},
		},
	}
}

type hireRows struct{ *reportRows }

func (h *hireRows) merge(ctx context.Context, tx *db.Tx, in *intake) (db.Merged, error) {
	if tx.Actor.Role == db.Enterprise {
		other := doubt{field: "employer", code: value.Conflict, message: "这是另一家单位的用工，只能导入本单位的", args: []any{tx.Actor.Organisation}, sql: `
			SELECT i.seq, i.file, i.sheet, i.row FROM intake i
			WHERE i.uscc NOT IN (SELECT uscc FROM enterprise WHERE id = $1) ORDER BY i.seq`}
		if err := in.ask(ctx, tx, other); err != nil {
			return db.Merged{}, err
		}
	}
	found, err := h.find(ctx, tx)
	if err != nil {
		return db.Merged{}, err
	}
	if err := in.ask(ctx, tx, doubt{field: "name", code: value.NameMismatch, sql: known("k.renamed")}, repeated()); err != nil {
		return db.Merged{}, err
	}
	identify, write := hiring.MergeReported(tx, hiring.StaffList)
	return settle(ctx, tx, in, found, slices.Concat(identify, roster.MergeStaff(tx), referred(tx, write)))
}
