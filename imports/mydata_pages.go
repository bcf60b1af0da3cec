package imports

import (
	"strings"
	"time"

	"laowu/internal/area"
	"laowu/internal/db"
	"laowu/internal/hiring"
	"laowu/internal/roster"
)

func personPage(atlas *area.Atlas, d roster.MyData) copyPage {
	return copyPage{name: "基本信息", heading: []any{"项目", "记录"}, rows: [][]any{
		{"姓名", d.Name},
		{"性别", d.Sex.Word()},
		{"出生日期", d.Birth},
		{"身份证号", d.Number.Reveal()},
		{"手机号", d.Phone.Reveal()},
		{"村", placeName(atlas, d.Village)},
		{"户编号", d.Household},
		{"与户主关系", d.Relation},
		{"家庭类别", d.Kind.Word()},
		{"易地搬迁", yesCell(d.Relocated)},
		{"安置点", d.Site},
		{"民族", d.Ethnicity},
		{"文化程度", d.Education},
		{"健康状况", d.Health},
		{"技能", d.Skills},
		{"有劳动能力", yesCell(d.Able)},
		{"愿意务工", yesCell(d.Willing)},
		{"想做的工种", d.WishTrades},
		{"想去的地方", d.WishPlaces},
		{"期望月工资，最少", numberCell(d.WishWageMin)},
		{"期望月工资，最多", numberCell(d.WishWageMax)},
		{"户籍地", placeName(atlas, d.Registered)},
		{"户籍地的依据", sourceWords[string(d.RegisteredSource)]},
		{"户籍地的日期", dayCell(d.RegisteredOn)},
		{"备注", d.Remark},
		{"记录建立", timeCell(&d.CreatedAt)},
		{"最近改动", timeCell(&d.UpdatedAt)},
		{"预告清除", dayCell(d.AnnouncedOn)},
		{"没着落的提醒", pauseCell(d.Paused)},
	}}
}

// pauseCell is a mark that the association cleared: until when and why.
func pauseCell(p *roster.Pause) any {
	if p == nil {
		return nil
	}
	return p.By + "消掉到 " + p.Until.Format(time.DateOnly) + "：" + p.Reason
}

func memberPage(d roster.MyData) copyPage {
	p := copyPage{name: "会员", heading: []any{"务工协会", "加入", "退出"}}
	for _, m := range d.Memberships {
		p.rows = append(p.rows, []any{m.AssociationName, m.Joined, dayCell(m.LeftOn)})
	}
	return p
}

// transferPage tells which association asked for him of which, and what came of
// it.
func transferPage(d roster.MyData) copyPage {
	p := copyPage{name: "转会", heading: []any{"从哪个协会", "哪个协会提的", "为什么", "提出的时间", "现在", "答复的时间", "原因"}}
	for _, t := range d.Transfers {
		p.rows = append(p.rows, []any{t.From, t.By, t.Said, timeCell(&t.AskedAt), t.State.Word(), timeCell(t.AnsweredAt), t.Reason})
	}
	return p
}

func workPage(atlas *area.Atlas, work []hiring.Spell) copyPage {
	p := copyPage{name: "务工", heading: []any{
		"单位", "工种", "地点", "地点（原文）", "县外", "全日制", "渠道", "月工资，最少", "月工资，最多", "开始", "结束", "填报", "来源",
	}}
	for _, s := range work {
		var sources []string
		for _, from := range s.Sources {
			sources = append(sources, sourceWords[from])
		}
		p.rows = append(p.rows, []any{
			s.Employer, s.Trade, placeName(atlas, s.Place), s.PlaceText, yesCell(s.Away), yesCell(&s.FullTime), s.Channel.Word(),
			numberCell(s.WageMin), numberCell(s.WageMax), dayCell(s.Started), dayCell(s.Ended), s.ReportedOn, strings.Join(sources, "、"),
		})
	}
	return p
}

func sentPage(all []hiring.Referred) copyPage {
	p := copyPage{name: "推荐", heading: []any{"岗位", "单位", "谁推荐的", "推荐的时间", "现在", "最近的时间", "原因", "说明"}}
	for _, r := range all {
		by := r.SentBy
		if by == "" {
			by = roleName(r.SentRole)
		}
		p.rows = append(p.rows, []any{r.Title, r.EnterpriseName, by, timeCell(&r.MadeAt), r.State.Word(), timeCell(&r.MovedAt), r.Reason, r.Note})
	}
	return p
}

func consentPage(d roster.MyData) copyPage {
	p := copyPage{name: "同意", heading: []any{"企业", "现在", "谁介绍的", "介绍的时间", "答复的时间", "谁答复的", "同意书"}}
	for _, k := range d.Consents {
		p.rows = append(p.rows, []any{k.EnterpriseName, k.State.Word(), k.AskedBy, timeCell(&k.AskedAt), timeCell(k.AnsweredAt), roleName(k.AnsweredRole), k.Text})
	}
	return p
}

func requestPage(d roster.MyData) copyPage {
	p := copyPage{name: "请求", heading: []any{"请求", "对的是什么", "现在", "提出的时间", "答复的时间", "答复"}}
	for _, r := range d.Requests {
		p.rows = append(p.rows, []any{requestName(r), r.Said, r.State.Word(), timeCell(&r.MadeAt), timeCell(r.AnsweredAt), r.Answer})
	}
	return p
}

// mergePage tells which other records were made one with this.
func mergePage(d roster.MyData) copyPage {
	p := copyPage{name: "合并", heading: []any{"合并的时间", "另一条记录的编号", "凭什么是同一个人"}}
	for _, m := range d.Merges {
		p.rows = append(p.rows, []any{timeCell(&m.MergedAt), m.Gone, m.Reason})
	}
	return p
}

// imagePage tells which imports keep what they replaced of him.
func imagePage(d roster.MyData) copyPage {
	p := copyPage{name: "导入以前", heading: []any{"导入的时间", "第几号导入", "保存了几条导入以前的样子", "为什么"}}
	for _, i := range d.Images {
		p.rows = append(p.rows, []any{timeCell(&i.WrittenAt), i.Import, i.Images, "导入错了可以撤回；加密保存，到期删除"})
	}
	return p
}

func trailPage(d roster.MyData) copyPage {
	p := copyPage{name: "谁看过", heading: []any{"时间", "谁", "机构", "做了什么", "原因"}}
	for _, e := range d.Trail {
		p.rows = append(p.rows, []any{timeCell(&e.At), roleName(e.Role), e.Organisation, e.Action.Word(), e.Reason})
	}
	return p
}

// sourceWords are what people call where something on record came from.
var sourceWords = map[string]string{
	"roster": "花名册", "register": "户册", "referral": "介绍", "staff_list": "企业用工名单", "visit": "回访", "departure": "点对点到达",
}

func placeName(atlas *area.Atlas, code string) string {
	if code == "" {
		return ""
	}
	return atlas.Name(code)
}

// roleName says 本人 of the person himself.
func roleName(r db.Role) string {
	if r == db.Worker {
		return "本人"
	}
	return r.Title()
}

func requestName(r roster.Request) string {
	if r.Kind == roster.Erasure {
		return "删除记录"
	}
	for _, f := range roster.CorrectionFields() {
		if f.Name == r.Field {
			return "更正" + f.Word
		}
	}
	return "更正"
}
