package web

import (
	"errors"
	"slices"
	"strconv"

	"github.com/gofiber/fiber/v2"

	"laowu/internal/db"
	"laowu/internal/web/templates"
	"laowu/training"
)

// rulesShow is by which rules subsidies are looked at and certificates age,
// each with its day and its source.
func (s *Server) rulesShow(c *fiber.Ctx) error {
	return s.showRules(c, nil)
}

func (s *Server) showRules(c *fiber.Ctx, again *kept) error {
	var subsidies []training.SubsidyRule
	var papers []training.CertificateRule
	err := s.DB.ReadTx(c.UserContext(), s.actor(c), func(tx *db.Tx) (err error) {
		if subsidies, err = training.SubsidyRules(c.UserContext(), tx); err != nil {
			return err
		}
		papers, err = training.CertificateRules(c.UserContext(), tx)
		return err
	})
	if err != nil {
		return err
	}
	page := templates.Overview{
		Back: templates.Link{Text: "培训班", To: "/classes"}, Title: "培训的规定", Lead: "按开班那天、发证那天的规定算。规定改了就加一条新的，从哪天起写清楚，旧的不动。",
		Sections: []templates.OverviewSection{{Title: "补贴核对", Table: subsidyRules(subsidies)}, {Title: "证书的有效期和复审", Note: "证书上没有写的，按这里推算", Table: paperRules(papers)}},
	}
	if c.Query("done") == "set" && again == nil {
		page.Notice = &templates.Notice{Kind: "ok", What: "规定记下了", Then: "从写的那天起按它算。"}
	}
	if slices.Contains(renewers, s.actor(c).Role) {
		page.Sections[0].Actions = []templates.Action{subsidyRuleForm(again)}
		page.Sections[1].Actions = []templates.Action{paperRuleForm(again)}
	}
	return render(c, templates.OverviewPage(s.frame(c, page.Title), page))
}

func subsidyRules(all []training.SubsidyRule) *templates.Table {
	t := &templates.Table{Label: "补贴核对的规定", Heads: []templates.Head{{Text: "从哪天"}, {Text: "年龄"}, {Text: "学生"}, {Text: "重复"}, {Text: "一年"}}}
	for _, r := range all {
		students, repeats := "不补", "不限"
		if r.Students {
			students = "可以补"
		}
		if r.Once {
			repeats = "同职业同等级只补一次"
		}
		t.Rows = append(t.Rows, []templates.Cell{
			{Text: longDay(r.ValidFrom), Small: r.Source}, {Text: "男不满 " + strconv.Itoa(r.MenBelow) + "，女不满 " + strconv.Itoa(r.WomenBelow)}, {Text: students}, {Text: repeats},
			{Text: "最多 " + strconv.Itoa(r.PerYear) + " 次"},
		})
	}
	return t
}

func paperRules(all []training.CertificateRule) *templates.Table {
	t := &templates.Table{Label: "证书的规定", Heads: []templates.Head{{Text: "证书"}, {Text: "从哪天"}, {Text: "有效期"}, {Text: "复审"}, {Text: "依据"}}}
	months := func(n *int, none string) string {
		if n == nil {
			return none
		}
		return strconv.Itoa(*n) + " 个月"
	}
	for _, r := range all {
		t.Rows = append(t.Rows, []templates.Cell{
			{Text: r.Kind.Word()}, {Text: longDay(r.ValidFrom)}, {Text: months(r.TermMonths, "没有期限")}, {Text: months(r.ReviewMonths, "不复审")}, {Text: r.Source},
		})
	}
	return t
}

func subsidyRuleForm(again *kept) templates.Action {
	given := func(field string) templates.Given { return again.given("subsidy", field) }
	return templates.Action{
		Label: "记下这条规定", Open: "加一条规定", Whom: "补贴核对", To: "/training/rules/subsidy", Key: "subsidy", Note: "核对只提醒，不拦报名。同一天已经有规定的，改成这样。",
		Fields: []templates.Field{
			{Given: given("valid_from"), Type: "date", Name: "valid_from", Label: "从哪天起", Required: true},
			{Given: given("men"), Name: "men", Label: "男的不满多少岁", Mode: "numeric", Fill: "off", Max: 4, Required: true}, {Given: given("women"), Name: "women", Label: "女的不满多少岁", Mode: "numeric", Fill: "off", Max: 4, Required: true},
			{Given: given("students"), Type: "check", Name: "students", Label: "在校学生可以补"}, {Given: given("once"), Type: "check", Name: "once", Label: "同一职业同一等级只补一次"},
			{Given: given("per_year"), Name: "per_year", Label: "一年最多几次", Mode: "numeric", Fill: "off", Max: 4, Required: true}, {Given: given("source"), Name: "source", Label: "依据的文件", Fill: "off", Max: 200, Required: true},
		},
	}
}

func paperRuleForm(again *kept) templates.Action {
	given := func(field string) templates.Given { return again.given("certificate", field) }
	kinds := []templates.Option{{Text: "请选"}}
	for _, k := range training.AgingKinds() {
		kinds = append(kinds, templates.Option{Text: k.Word(), Value: string(k)})
	}
	return templates.Action{
		Label: "记下这条规定", Open: "加一条规定", Whom: "证书", To: "/training/rules/certificate", Key: "paper", Note: "已经登记的证书不跟着改。同一天已经有规定的，改成这样。",
		Fields: []templates.Field{
			{Given: given("kind"), Type: "select", Name: "kind", Label: "哪种证书", Options: kinds, Required: true}, {Given: given("valid_from"), Type: "date", Name: "valid_from", Label: "从哪天起", Required: true},
			{Given: given("term"), Name: "term", Label: "有效期多少个月", Hint: "没有期限的空着", Mode: "numeric", Fill: "off", Max: 4}, {Given: given("review"), Name: "review", Label: "多少个月复审一次", Hint: "不复审的空着", Mode: "numeric", Fill: "off", Max: 4},
			{Given: given("source"), Name: "source", Label: "依据的文件", Fill: "off", Max: 200, Required: true},
		},
	}
}

// subsidyRuleSave writes a rule of subsidies.
func (s *Server) subsidyRuleSave(c *fiber.Ctx) error {
	return s.saveRule(c, "subsidy", func(tx *db.Tx, get func(string) string) error {
		r, err := training.ReadSubsidyRule(get)
		if err != nil {
			return err
		}
		return training.SetSubsidyRule(c.UserContext(), tx, r)
	})
}

// certificateRuleSave writes one of certificates.
func (s *Server) certificateRuleSave(c *fiber.Ctx) error {
	return s.saveRule(c, "certificate", func(tx *db.Tx, get func(string) string) error {
		r, err := training.ReadCertificateRule(get)
		if err != nil {
			return err
		}
		return training.SetCertificateRule(c.UserContext(), tx, r)
	})
}

func (s *Server) saveRule(c *fiber.Ctx, what string, save func(*db.Tx, func(string) string) error) error {
	again := &kept{get: func(field string) string { return c.FormValue(field) }, what: what}
	err := s.DB.Tx(c.UserContext(), s.actor(c), func(tx *db.Tx) error { return save(tx, again.get) })
	switch {
	case err == nil:
		return c.Redirect("/training/rules?done=set", fiber.StatusSeeOther)
	case !errors.As(err, &again.wrong):
		return err
	}
	c.Status(fiber.StatusUnprocessableEntity)
	return s.showRules(c, again)
}
