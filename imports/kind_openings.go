package imports

import (
	"context"
	"fmt"

	"laowu/internal/access"
	"laowu/internal/db"
	"laowu/internal/hiring"
	"laowu/internal/value"
)

// openings: what enterprises offer. It creates an enterprise that it does not
// know, without an agreement.
func openings() Kind {
	return Kind{
		Name: "openings", Title: "岗位信息",
		must: []string{"title", "name|uscc", "headcount|form|wage"},
		fields: []field{
			enterpriseField(), usccField(),
			{"title", []string{"岗位名称", "招聘工种", "招聘岗位", "岗位", "工种", "职位", "需求岗位", "用工岗位", "需求工种", "职位名称", "招工工种"}},
			{"headcount", []string{"需求人数", "招聘人数", "招聘总人数", "招工人数", "用工人数", "需求数量", "人数", "招用人数"}},
			{"form", []string{"用工形式", "用工类型", "用工性质", "岗位性质", "用工方式"}},
			{"age", []string{"年龄要求", "年龄", "年龄范围"}},
			{"education", []string{"学历要求", "学历", "文化程度", "文化程度要求"}},
			{"certificates", []string{"证书要求", "技能证书要求", "资格要求", "持证要求", "技能要求", "证书"}},
			{"wage", []string{"月薪", "月工资", "薪资待遇", "工资待遇", "薪资", "工资", "月薪酬", "薪酬待遇", "待遇", "薪酬", "月工资待遇"}},
			{"board", []string{"食宿", "福利待遇/食宿", "食宿情况", "食宿条件", "吃住", "福利待遇", "福利"}},
			{"place", []string{"工作地点", "用工地点", "工作地址", "用工区域", "务工地点", "岗位地点", "就业地点", "上班地点"}},
			{"valid_from", []string{"发布日期", "发布时间", "有效期自", "招聘开始日期", "开始日期"}},
			{"valid_until", []string{"有效期至", "有效期", "截止日期", "招聘截止日期", "截止时间", "报名截止日期", "有效截止"}},
			{"special_skill", []string{"特殊技能岗位", "是否特殊技能岗位", "特殊技能", "是否特殊岗位"}},
			{"description", []string{"工种说明", "岗位说明", "岗位描述", "工作内容", "岗位职责", "备注", "岗位要求"}},
			{"contact", []string{"联系人", "招聘联系人", "联系人姓名"}},
			{"phone", []string{"联系电话", "电话", "联系方式", "手机号", "联系人电话", "手机号码", "招聘电话"}},
		},
		open: func(ctx context.Context, tx *db.Tx, env *Env) (importer, error) {
			l, err := loadLookup(ctx, tx, env)
			if err != nil {
				return nil, err
			}
			known, err := hiring.EnterpriseNames(ctx, tx)
			return &openingRows{l, known}, err
		},
	}
}

type openingRows struct {
	*lookup
	known map[string]string // name of an enterprise to its credit code, where only one has it
}

func (o *openingRows) table() []db.Column { return hiring.OpeningColumns() }

func (o *openingRows) check(r *row) []any {
	name, code := value.Clean(r.text("name")), o.employer(r)
	title := value.Clean(r.need("title"))
	place, text := o.env.placeOf(r, "place")
	if text == nil {
		r.report("place", value.Missing, "")
	}
	wage := parse(r, "wage", value.ParseWage)
	low, high := wages(wage)
	o.enough(r, place, low, high)
	age := parse(r, "age", value.ParseAgeRange)
	board := value.ParseBoardLodging(r.raw("board"))
	from, until := o.dates(r)
	hash, sealed := o.env.sealed(r, access.Phone, parse(r, "phone", value.ParsePhone).Reveal())
	return []any{
		code, name, title, null(o.env.Desk.Trade(title)), place, text, o.headcount(r), o.form(r),
		yesNo(r, "special_skill"), low, high, null(r.text("wage")), null(string(wage.Unit)),
		said(r, "board", board.Board), said(r, "board", board.Lodging), null(r.raw("board").Plain()),
		nullInt(age.Min), nullInt(age.Max), null(r.text("education")), o.env.Desk.Certificates(r.text("certificates")), null(r.text("certificates")),
		null(r.text("description")), day(from), day(until), null(r.text("contact")), hash, sealed,
	}
}

// employer is the credit code. A row with the name alone means the known
// enterprise of that name; one that nobody knows cannot be made without a code.
func (o *openingRows) employer(r *row) string {
	if r.wants("uscc") {
		return string(parse(r, "uscc", value.ParseUSCC))
	}
	if name := r.need("name"); name != "" {
		if code := o.known[value.Key(name)]; code != "" {
			return code
		}
		r.report("uscc", value.Missing, "还没有这家企业，请填统一社会信用代码")
	}
	return ""
}

func (o *openingRows) headcount(r *row) int {
	if r.need("headcount") == "" {
		return 0
	}
	return r.count("headcount", 1, 100_000)
}

func (o *openingRows) form(r *row) string {
	if r.need("form") == "" {
		return ""
	}
	return string(parse(r, "form", value.ParseForm))
}

func (o *openingRows) dates(r *row) (from, until value.Day) {
	from = parse(r, "valid_from", value.ParseDay)
	until = parse(r, "valid_until", value.ParseDay)
	if !from.IsZero() && !until.IsZero() && until.Before(from) {
		r.report("valid_until", value.DateOrder, "")
	}
	return from, until
}

// enough warns where even the upper end is below the lowest lawful wage of the
// place today.
func (o *openingRows) enough(r *row, place *string, low, high *int) {
	best := high
	if best == nil {
		best = low
	}
	if best == nil || place == nil {
		return
	}
	if lowest := o.lowest(*place, o.env.Today.Time()); *best < lowest {
		r.report("wage", value.WageBelowMinimum, fmt.Sprintf("工资低于当地最低工资标准每月 %d 元，请核对", lowest))
	}
}

// said is a value where the cell says anything at all.
func said(r *row, field string, v bool) *bool {
	if r.raw(field).Plain() == "" {
		return nil
	}
	return &v
}

func (o *openingRows) merge(ctx context.Context, tx *db.Tx, in *intake) (db.Merged, error) {
	if err := in.ask(ctx, tx, duplicates("title", "uscc, title, place_text, form")); err != nil {
		return db.Merged{}, err
	}
	merged, changed, err := hiring.MergeOpenings(ctx, tx)
	if err != nil {
		return merged, err
	}
	return merged, o.env.Desk.PutOpenings(ctx, tx, changed)
}
