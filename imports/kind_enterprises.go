package imports

import (
	"context"

	"laowu/internal/access"
	"laowu/internal/db"
	"laowu/internal/hiring"
	"laowu/internal/value"
)

// enterprises: employers with their local-hire agreements.
func enterprises() Kind {
	return Kind{
		Name: "enterprises", Title: "企业名册",
		must: []string{"name", "uscc"},
		fields: []field{
			enterpriseField(), usccField(),
			{"industry", []string{"行业", "所属行业", "行业类别", "行业分类"}},
			{"place", []string{"所在地", "地址", "企业地址", "注册地址", "经营地址", "单位地址", "所在地区"}},
			{"contact", []string{"联系人", "负责人", "企业联系人", "联系人姓名", "法定代表人"}},
			{"phone", []string{"联系电话", "电话", "联系方式", "手机号", "手机号码", "联系人电话"}},
			{"starts", []string{"用工协议起始日期", "协议起始日期", "协议开始日期", "协议签订日期", "签约日期", "协议起始时间", "协议生效日期"}},
			{"ends", []string{"用工协议终止日期", "协议终止日期", "协议结束日期", "协议到期日期", "协议到期时间", "用工协议到期日期", "协议截止日期"}},
			{"regular_share", []string{"长期用工本地比例", "正式工本地比例", "长期岗位本地比例", "新增岗位本地比例", "长期用工本地占比", "长期用工比例"}},
			{"temporary_share", []string{"临时用工本地比例", "临时工本地比例", "临时岗位本地比例", "临时用工本地占比", "临时用工比例"}},
		},
		open: func(_ context.Context, _ *db.Tx, env *Env) (importer, error) { return &enterpriseRows{env}, nil },
	}
}

func enterpriseField() field {
	return field{"name", []string{"企业名称", "单位名称", "用人单位", "用工单位", "企业", "单位", "公司名称", "用人单位名称", "用工企业", "招聘单位"}}
}

func usccField() field {
	return field{"uscc", []string{"统一社会信用代码", "社会信用代码", "信用代码", "统一信用代码", "企业统一社会信用代码", "组织机构代码"}}
}

type enterpriseRows struct{ env *Env }

func (e *enterpriseRows) table() []db.Column { return hiring.EnterpriseColumns() }

func (e *enterpriseRows) check(r *row) []any {
	name, code := value.Clean(r.need("name")), ""
	if r.need("uscc") != "" {
		code = string(parse(r, "uscc", value.ParseUSCC))
	}
	place, text := e.env.placeOf(r, "place")
	hash, sealed := e.env.sealed(r, access.Phone, parse(r, "phone", value.ParsePhone).Reveal())
	starts, ends := parse(r, "starts", value.ParseDay), parse(r, "ends", value.ParseDay)
	if !starts.IsZero() && !ends.IsZero() && ends.Before(starts) {
		r.report("ends", value.DateOrder, "")
	}
	return []any{
		code, name, null(r.text("industry")), place, text, null(r.text("contact")), hash, sealed,
		day(starts), day(ends), share(r, "regular_share"), share(r, "temporary_share"),
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
	if err := in.ask(ctx, tx, duplicates("uscc", "uscc")); err != nil {
		return db.Merged{}, err
	}
	merged, renamed, err := hiring.MergeEnterprises(ctx, tx)
	if err != nil {
		return merged, err
	}
	return merged, e.env.Desk.PutOpenings(ctx, tx, renamed)
}
