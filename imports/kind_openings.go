package imports

import (
	"context"

	"laowu/internal/access"
	"laowu/internal/db"
	"laowu/internal/hiring"
	"laowu/internal/value"
)

// openings: what enterprises offer. It creates an enterprise that it does not
// know, without an agreement.
func openings() Kind {
	return Kind{
		Name: "openings", Title: "岗位信息", shared: true, from: []db.Role{db.Enterprise},
		must:   []string{"title", "name|uscc", "headcount|headcount_part|form|wage"},
		never:  idTitles,
		fields: openingFields(),
		open: func(ctx context.Context, tx *db.Tx, env *Env) (importer, error) {
			l, err := loadLookup(ctx, tx, env)
			if err != nil {
				return nil, err
			}
			known, err := hiring.EnterpriseNames(ctx, tx)
			return &openingRows{lookup: l, employers: newEmployers(known)}, err
		},
		out: outgoing{
			ledger: hiring.OpeningLedger(), says: map[string]func(string) string{"form": worded(value.Form.Word)},
			cells: map[string]func(record) any{"age": askedAge, "wage": offeredWage},
			where: append([]filter{ofEnterprise(), ofForm()}, between("valid_from", "发布日期")...),
			to:    []db.Role{db.Association, db.Township, db.Station, db.Enterprise}, own: ownOpenings(),
		},
	}
}

type openingRows struct {
	*lookup
	*employers
}

func (o *openingRows) table() []db.Column { return hiring.OpeningColumns() }

func (o *openingRows) check(r *row) []any {
	name, code := o.employer(r)
	title := value.Clean(r.need("title"))
	place, text := o.env.placeOf(r, "place")
	if text == nil {
		r.report("place", value.Missing, "")
	}
	wage := r.wage("wage")
	low, high := wages(wage)
	o.enough(r, place, low, high)
	age := parse(r, "age", value.ParseAgeRange)
	from, until := openingDates(r)
	hash, sealed := o.env.sealed(r, access.Phone, parse(r, "phone", value.ParsePhone).Reveal())
	values := []any{
		code, name, title, null(o.env.Desk.Trade(title)), place, text, headcount(r), employmentForm(r),
		yesNo(r, "special_skill"), low, high, null(value.Redact(r.text("wage"))), null(string(wage.Unit)),
	}
	values = append(values, board(r)...)
	values = append(values, nullInt(age.Min), nullInt(age.Max), asked(r, "education"))
	values = append(values, o.certificates(r)...)
	return append(values, null(r.text("description")), day(from), day(until.Last()), null(r.text("contact")), hash, sealed)
}

// enough warns where even the upper end is below the lowest lawful wage of the
// place today.
func (o *openingRows) enough(r *row, place *string, low, high *int) {
	if wage := best(low, high); wage != nil && place != nil && *wage < o.lowest(*place, o.env.Today.Time()) {
		r.report("wage", value.WageBelowMinimum, "")
	}
}

func (o *openingRows) certificates(r *row) []any {
	text := asked(r, "certificates")
	if text == nil {
		return []any{nil, nil}
	}
	return []any{append([]string{}, o.env.Desk.Certificates(*text)...), text}
}

func (o *openingRows) merge(ctx context.Context, tx *db.Tx, in *intake) (db.Merged, error) {
	if tx.Actor.Role == db.Enterprise {
		if err := in.ask(ctx, tx, others(tx)); err != nil {
			return db.Merged{}, err
		}
	}
	err := in.ask(ctx, tx,
		doubt{field: "valid_until", code: value.DateOrder, message: "招聘截止早于开始的日期；请核对，并写上开始日期", sql: hiring.ReversedOpenings},
		duplicates("title", "uscc, title, place_text, form"))
	if err != nil {
		return db.Merged{}, err
	}
	merged, changed, err := hiring.MergeOpenings(ctx, tx)
	if err != nil {
		return merged, err
	}
	return merged, o.env.Desk.PutOpenings(ctx, tx, changed)
}

// others are the rows of other enterprises than the one that sends.
func others(tx *db.Tx) doubt {
	return doubt{field: "name", code: value.Conflict, message: "这是另一家单位的岗位，只能导入本单位的", args: []any{tx.Actor.Organisation}, sql: `
		SELECT i.seq, i.file, i.sheet, i.row FROM intake i
		WHERE i.uscc NOT IN (SELECT uscc FROM enterprise WHERE id = $1) ORDER BY i.seq`}
}
