package imports

import (
	"context"

	"laowu/internal/db"
	"laowu/internal/hiring"
	"laowu/internal/value"
)

// enterprises: employers with their local-hire agreements.
func enterprises() Kind {
	return Kind{
		Name: "enterprises", Title: "企业名册", shared: true,
		must:  []string{"name", "uscc"},
		never: idTitles,
		other: offerTitles,
		fields: requiring([]field{
			enterpriseField(), usccField(),
			{"industry", []string{"行业", "所属行业", "行业类别", "行业分类"}, says("", "居民服务")},
			{"place", []string{"所在地", "企业地址", "单位地址", "经营地址", "注册地址", "所在地区", "地址"}, says("写到市、县", "鄂尔多斯市东胜区")},
			{"contact", []string{"联系人", "企业联系人", "联系人姓名", "负责人", "法定代表人"}, says("", "王建")},
			{"phone", []string{"联系电话", "联系人电话", "电话", "联系方式", "手机号", "手机号码"}, numbered("手机号 11 位；座机带区号", "14012345678")},
			{"starts", []string{"用工协议起始日期", "协议起始日期", "协议开始日期", "协议起始时间", "协议生效日期", "协议签订日期", "签约日期"}, dated("没有用工协议的不填")},
			{"ends", []string{"用工协议终止日期", "协议终止日期", "协议结束日期", "协议到期日期", "协议到期时间", "用工协议到期日期", "协议截止日期"}, dated("没有写明的不填")},
			{"regular_share", []string{"长期用工本地比例", "长期用工本地占比", "正式工本地比例", "长期岗位本地比例", "新增岗位本地比例", "长期用工比例"}, says("协议约定的比例，例如 60%", "60%")},
			{"temporary_share", []string{"临时用工本地比例", "临时用工本地占比", "临时工本地比例", "临时岗位本地比例", "临时用工比例"}, says("协议约定的比例，例如 100%", "100%")},
		}, "uscc"),
		open: func(_ context.Context, _ *db.Tx, env *Env) (importer, error) { return &enterpriseRows{env}, nil },
		out: outgoing{
			ledger: hiring.EnterpriseLedger(),
			cells:  map[string]func(record) any{"regular_share": percent("regular_share"), "temporary_share": percent("temporary_share")},
			where:  append([]filter{ofEnterprise()}, between("starts", "用工协议起始日期")...),
			people: []string{"contact"},
		},
	}
}

type enterpriseRows struct{ env *Env }

func (e *enterpriseRows) table() []db.Column { return hiring.EnterpriseColumns() }

func (e *enterpriseRows) check(r *row) []any {
	name, code := value.Clean(r.need("name")), ""
	if r.need("uscc") != "" {
		code = string(parse(r, "uscc", value.ParseUSCC))
	}
	place, text := e.env.placeOf(r, "place")
	hash, sealed := e.env.phone(r)
	starts, ends := parse(r, "starts", value.ParseDay), parse(r, "ends", parseEnd)
	if code := value.Order(starts, ends); code != "" {
		r.report("ends", code, "")
	}
	return []any{
		code, name, null(r.text("industry")), place, text, null(r.text("contact")), hash, sealed,
		day(starts), day(ends.Last()), share(r, "regular_share"), share(r, "temporary_share"),
	}
}

// share is a share in basis points, nil where the cell is blank.
func share(r *row, field string) *int {
	if !r.wants(field) {
		return nil
	}
	points, _, code := value.ParseShare(r.raw(field))
	if code != "" {
		r.report(field, code, "")
	}
	return &points
}

// placeOf is a place's division and its words; the division is nil where the
// place lies outside the known ones.
func (e *Env) placeOf(r *row, field string) (code, text *string) {
	text = null(r.text(field))
	if text == nil {
		return nil, nil
	}
	if c, ok := e.Atlas.Resolve(e.County, *text); ok {
		code = &c
	}
	return code, text
}

func (e *enterpriseRows) merge(ctx context.Context, tx *db.Tx, in *intake) (db.Merged, error) {
	if _, err := db.Prepare(ctx, tx, hiring.FindAgreements(tx)); err != nil {
		return db.Merged{}, err
	}
	err := in.ask(ctx, tx,
		doubt{field: "starts", code: value.Missing, message: "写了用工协议的内容，就要写起始日期", sql: hiring.Undated},
		doubt{field: "ends", code: value.DateOrder, sql: hiring.ReversedAgreements},
		doubt{field: "starts", code: value.Conflict, message: "和这家企业已有的用工协议时间重叠；请先写明前一份的终止日期", args: []any{tx.Actor.County}, sql: hiring.OverlappingAgreements},
		doubt{field: "uscc", code: value.Conflict, message: "这家企业那时已并入别的企业，不能再签协议；请写合并后的企业", sql: hiring.LateAgreements},
		duplicates("uscc", "uscc"))
	if err != nil {
		return db.Merged{}, err
	}
	merged, renamed, err := hiring.MergeEnterprises(ctx, tx)
	if err != nil {
		return merged, err
	}
	return merged, e.env.Desk.PutOpenings(ctx, tx, renamed)
}
