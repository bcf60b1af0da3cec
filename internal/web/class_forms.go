package web

import (
	"slices"

	"github.com/gofiber/fiber/v2"

	"laowu/internal/web/templates"
	"laowu/training"
)

// classActions are what the actor may do in a class, by now: enrol until it has
// ended, give certificates once it has. A form that was refused stays.
func (s *Server) classActions(c *fiber.Ctx, k training.Class, again *kept) []templates.Action {
	role, to := s.actor(c).Role, "/classes/"+itoa(k.ID)
	var all []templates.Action
	if slices.Contains(enrolers, role) && (!k.Over(s.today()) || again.of("enrol")) {
		all = append(all, templates.Action{
			Label: "报名", Open: "给人报名", To: to + "/enrol", Kind: "main", Key: "enrol", Note: "姓名和身份证号码都要对得上。号码只用来找人，不留在网址和日志里。",
			Fields: []templates.Field{
				{Given: again.given("enrol", "name"), Name: "name", Label: "姓名", Fill: "off", Max: 50, Required: true},
				{Given: again.given("enrol", "number"), Name: "number", Label: "身份证号码", Fill: "off", Max: 30, Required: true},
			},
		})
	}
	if slices.Contains(keepsClasses, role) && (k.Ends != nil && !k.Ends.After(s.today()) || again.of("award")) {
		all = append(all, templates.Action{
			Label: "登记证书", Open: "登记这个班发的证书", To: to + "/certificates", Key: "award",
			Note: "给结业合格、还没有这个班证书的人都登记上。结业证、培训合格证不算技能证书。证书编号随培训花名册导入。",
			Fields: []templates.Field{
				{Given: again.given("award", "certificate"), Name: "certificate", Label: "证书名称", Hint: "照证书上的写，例如：养老护理员（五级）职业技能等级证书", Fill: "off", Max: 60, Required: true},
				{Given: again.given("award", "issued"), Type: "date", Name: "issued", Label: "发证日期", Required: true},
			},
		})
	}
	return all
}

// classFields are those of a class's own form.
func classFields(programmes []training.Programme, institutions []string, own bool) []templates.Field {
	choose := []templates.Option{{Text: "请选"}}
	for _, p := range programmes {
		choose = append(choose, templates.Option{Text: p.Name, Value: itoa(p.ID)})
	}
	levels := []templates.Option{{Text: "不分等级"}}
	for n := 5; n >= 1; n-- {
		levels = append(levels, templates.Option{Text: levelWord(&n), Value: itoa(int64(n))})
	}
	fields := []templates.Field{
		{Type: "select", Name: "programme", Label: "培训项目", Options: choose, Required: true},
		{Name: "number", Label: "第几期", Hint: "例如 3，或者 2026年春季班", Fill: "off", Max: 20, Required: true},
	}
	if !own {
		hint := "写全称"
		if len(institutions) > 0 {
			hint = "登记过的：" + join(institutions)
		}
		fields = append(fields, templates.Field{Name: "institution", Label: "培训机构", Hint: hint, Fill: "off", Max: 60, Required: true})
	}
	return append(fields,
		templates.Field{Name: "trade", Label: "工种", Hint: "教什么，例如 养老护理员。可以不写", Fill: "off", Max: 40},
		templates.Field{Type: "select", Name: "level", Label: "等级", Options: levels},
		templates.Field{Type: "date", Name: "starts", Label: "开班日期", Required: true},
		templates.Field{Type: "date", Name: "ends", Label: "结业日期", Required: true},
		templates.Field{Name: "hours", Label: "总课时", Mode: "numeric", Fill: "off", Max: 10, Required: true},
		templates.Field{Name: "seats", Label: "计划人数", Hint: "报满了就不能再报", Mode: "numeric", Fill: "off", Max: 10, Required: true},
	)
}

// join names at most six of a list.
func join(names []string) string {
	text := ""
	for i, n := range names[:min(len(names), 6)] {
		if i > 0 {
			text += "、"
		}
		text += n
	}
	if len(names) > 6 {
		text += "等"
	}
	return text
}
