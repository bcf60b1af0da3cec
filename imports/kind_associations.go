package imports

import (
	"context"
	"unicode/utf8"

	"laowu/internal/db"
	"laowu/internal/roster"
	"laowu/internal/value"
)

// associations: the county's list of labor associations. It creates the
// villages that they cover.
func associations() Kind {
	return Kind{
		Name: "associations", Title: "务工协会名册",
		must:  []string{"name", "villages"},
		never: idTitles,
		fields: requiring([]field{
			townshipField(),
			{"name", []string{"协会名称", "务工协会名称", "务工协会", "协会"}, says("写全名", "甲村务工协会").always()},
			{"form", []string{"组建方式", "组建形式", "成立方式", "单建/合建"}, choice("一个村单独建的写“单建”，几个村合起来的写“合建”", "单建", "合建")},
			{"villages", []string{"覆盖行政村", "覆盖行政村名称", "覆盖村", "所辖行政村", "涉及行政村", "覆盖村名称", "行政村"}, says("管哪些村，几个村用顿号分开", "甲村、乙村").always()},
			{"leader", []string{"负责人", "协会负责人", "负责人姓名", "会长", "会长姓名", "联系人"}, says("", "王建")},
			{"phone", []string{"联系电话", "负责人电话", "负责人联系电话", "会长电话", "电话", "手机号", "手机号码", "联系方式"}, numbered("手机号 11 位；座机带区号", "14012345678")},
			{"founded", []string{"成立时间", "成立日期", "组建时间", "组建日期", "注册时间"}, dated("哪天成立")},
		}, "township"),
		open: func(_ context.Context, _ *db.Tx, env *Env) (importer, error) {
			return &associationRows{env, map[[2]string]string{}}, nil
		},
		out: outgoing{
			ledger: roster.AssociationLedger(),
			says:   map[string]func(string) string{"form": worded(value.AssociationForm.Word)},
			where:  append([]filter{inTownship(), inVillage("? = ANY (l.village_codes)"), ofAssociation()}, between("founded", "成立日期")...),
			to:     []db.Role{db.Association, db.Township}, own: ownAssociations(), people: []string{"leader"},
		},
	}
}

type associationRows struct {
	env   *Env
	named map[[2]string]string // villages that this import names first, by township and stem
}

func (a *associationRows) table() []db.Column { return roster.AssociationColumns() }

func (a *associationRows) check(r *row) []any {
	township := a.township(r)
	name := value.Key(r.need("name"))
	hash, sealed := a.env.phone(r)
	founded := parse(r, "founded", value.ParseDay)
	form := null(string(value.ParseAssociationForm(r.raw("form"))))
	return []any{
		township, name, form, a.villages(r, township), null(value.Name(r.text("leader"))), hash, sealed,
		day(founded), day(a.env.statedOn(r)),
	}
}

// villages are the names under which villages are known, or will be: 甲村 and
// 甲村村委会 are one.
func (a *associationRows) villages(r *row, township string) []string {
	written := value.List(r.text("villages"))
	out := make([]string, 0, len(written))
	for _, w := range written {
		if v := a.env.villageCalled(township, w); township != "" && v.code != "" {
			out = append(out, a.env.Atlas.Name(v.code))
			continue
		}
		if utf8.RuneCountInString(w) > keyText {
			r.report("villages", value.UnknownValue, "有一个村名太长，请用顿号把各村分开")
		}
		stem := [2]string{township, villageStem(value.Key(w))}
		if a.named[stem] == "" {
			a.named[stem] = villageName(w)
		}
		out = append(out, a.named[stem])
	}
	return out
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
	code := a.env.townshipCalled(called)
	if code == "" {
		r.report("township", value.UnknownValue, "本县没有这个乡镇，请核对名称")
	}
	return code
}

func (a *associationRows) merge(ctx context.Context, tx *db.Tx, in *intake) (db.Merged, error) {
	err := in.ask(ctx, tx, doubt{field: "villages", code: value.Missing, sql: roster.Uncovering, args: []any{tx.Actor.County}}, duplicates("name", "township, name"))
	if err != nil {
		return db.Merged{}, err
	}
	return roster.MergeAssociations(ctx, tx)
}
