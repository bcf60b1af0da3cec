package web

import (
	"github.com/gofiber/fiber/v2"

	"laowu/imports"
	"laowu/internal/db"
	"laowu/internal/web/templates"
)

// ledger is the kind that a page is about; not found where it is not for the
// actor's role.
func (s *Server) ledger(c *fiber.Ctx) (imports.Kind, error) {
	k, ok := imports.ByName(c.Params("ledger"))
	if !ok || !k.For(s.actor(c).Role) {
		return k, refusals[fiber.StatusNotFound]
	}
	return k, nil
}

// questions are the conditions of a kind as its form asks for them.
func (s *Server) questions(c *fiber.Ctx, k imports.Kind) (all []imports.Question, err error) {
	err = s.DB.ReadTx(c.UserContext(), s.actor(c), func(tx *db.Tx) (err error) {
		all, err = k.Questions(c.UserContext(), tx, s.Vault)
		return err
	})
	return all, err
}

// exportNew asks which records of a kind somebody wants.
func (s *Server) exportNew(c *fiber.Ctx) error {
	k, err := s.ledger(c)
	if err != nil {
		return err
	}
	all, err := s.questions(c, k)
	if err != nil {
		return err
	}
	return s.showExportForm(c, k, all, nil, func(string) string { return "" }, nil)
}

// showExportForm asks, or asks again with what was filled in and what is wrong
// with it.
func (s *Server) showExportForm(c *fiber.Ctx, k imports.Kind, all []imports.Question, notice *templates.Notice, value, wrong func(string) string) error {
	groups := []templates.FieldGroup{{Title: "要哪些记录", Small: "不填的就不限", Fields: fill(conditionFields(all), value, wrong)}}
	lead := "行数多的，会先在后台写好，再请您来取。"
	if imports.Reveals(s.actor(c).Role) {
		groups = append(groups, templates.FieldGroup{Title: "身份证号码和电话", Fields: fill(wholeFields(), value, wrong)})
	} else {
		lead += "身份证号码和电话是遮盖的，要看全号请逐个看。"
	}
	return render(c, templates.FillPage(s.frame(c, "导出"+k.Title), templates.Fill{
		Back: templates.Link{Text: "导出成 Excel", To: "/exports"}, Title: "导出" + k.Title, Lead: lead,
		Notice: notice, To: ledgerPath(k), Groups: groups, Submit: "导出成 Excel",
	}))
}

// conditionFields are a field each: a day, a choice, or a line of text.
func conditionFields(all []imports.Question) []templates.Field {
	fields := make([]templates.Field, len(all))
	for i, q := range all {
		f := templates.Field{Name: q.Name, Label: q.Means, Fill: "off", Max: 100}
		switch {
		case q.Date:
			f.Type, f.Fill, f.Max = "date", "", 0
		case len(q.Offers) > 0:
			f.Type, f.Options = "select", []templates.Option{{Text: "不限"}}
			for _, o := range q.Offers {
				f.Options = append(f.Options, templates.Option{Text: o, Value: o})
			}
		}
		fields[i] = f
	}
	return fields
}

// wholeFields ask whether numbers are whole, and why.
func wholeFields() []templates.Field {
	whole := templates.Field{Type: "check", Name: "whole", Label: "要全号，不遮盖（会记入审计，文件请妥善保管）"}
	why := templates.Field{Name: "why", Label: "为什么要全号", Hint: "要全号的必须写，至少两个字；不要写号码", Fill: "off", Max: 100}
	return []templates.Field{whole, why}
}
