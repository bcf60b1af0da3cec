package imports

import (
	"context"

	"laowu/internal/access"
	"laowu/internal/db"
	"laowu/internal/roster"
	"laowu/internal/value"
)

// associations: the county's list of labor associations. It creates the
// villages that they cover.
func associations() Kind {
	return Kind{
		Name: "associations", Title: "务工协会名册",
		must: []string{"name", "villages"},
		fields: []field{
			{"township", []string{"乡镇", "乡(镇)", "所属乡镇", "所在乡镇", "镇", "乡镇名称"}},
			{"name", []string{"协会名称", "务工协会", "务工协会名称", "协会"}},
			{"form", []string{"组建方式", "组建形式", "单建/合建", "成立方式"}},
			{"villages", []string{"覆盖行政村", "覆盖村", "行政村", "所辖行政村", "涉及行政村", "覆盖行政村名称"}},
			{"leader", []string{"负责人", "协会负责人", "会长", "会长姓名", "负责人姓名", "联系人"}},
			{"phone", []string{"联系电话", "电话", "负责人电话", "手机号", "手机号码", "联系方式"}},
			{"founded", []string{"成立时间", "成立日期", "组建时间", "注册时间"}},
		},
		open: func(_ context.Context, _ *db.Tx, env *Env) (importer, error) { return &associationRows{env}, nil },
	}
}

type associationRows struct{ env *Env }

func (a *associationRows) table() []db.Column { return roster.AssociationColumns() }

func (a *associationRows) check(r *row) []any {
	township := a.township(r)
	name := value.Key(r.need("name"))
	villages := value.List(r.text("villages"))
	if len(villages) == 0 && !r.wants("villages") {
		r.report("villages", value.Missing, "")
	}
	hash, sealed := a.env.sealed(r, access.Phone, parse(r, "phone", value.ParsePhone).Reveal())
	founded := parse(r, "founded", value.ParseDay)
	return []any{township, name, null(string(value.ParseAssociationForm(r.raw("form")))), villages, null(value.Name(r.text("leader"))), hash, sealed, day(founded)}
}

// township is the row's, or the one that the title or the sheet names.
func (a *associationRows) township(r *row) string {
	called := r.text("township")
	if called == "" {
		if r.sheet.township == "" {
			r.report("township", value.Missing, "")
		}
		return r.sheet.township
	}
	one, ok := a.env.Atlas.Child(a.env.County, called)
	if !ok {
		r.report("township", value.UnknownValue, "本县没有这个乡镇，请核对名称")
	}
	return one.Code
}

func (a *associationRows) merge(ctx context.Context, tx *db.Tx, in *intake) (db.Merged, error) {
	if err := in.ask(ctx, tx, duplicates("name", "township, name")); err != nil {
		return db.Merged{}, err
	}
	return roster.MergeAssociations(ctx, tx)
}
