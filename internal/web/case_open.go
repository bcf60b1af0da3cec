package web

import (
	"errors"

	"github.com/gofiber/fiber/v2"

	"laowu/internal/db"
	"laowu/internal/followup"
	"laowu/internal/value"
	"laowu/internal/web/templates"
)

var caseWrong = wrongIn{
	"kind":     {followup.ErrIssue, followup.ErrOpenCase},
	"from":     {errFrom},
	"to":       {followup.ErrPeriod, errTo},
	"amount":   {followup.ErrAmount},
	"said":     {followup.ErrLong, followup.ErrNumber},
	"deadline": {followup.ErrDeadline, followup.ErrCaseRule, errUntil},
}

// The refusals of days that cannot be read.
var (
	errFrom  = errors.New("看不懂从哪天起，请写成 2026-11-24")
	errTo    = errors.New("看不懂到哪天止，请写成 2026-11-24")
	errUntil = errors.New("看不懂期限，请写成 2026-11-24")
)

func caseFields() []templates.Field {
	return []templates.Field{
		{Type: "radio", Name: "kind", Label: "什么问题", Required: true, Options: choose("", followup.Kinds())},
		{Type: "date", Name: "from", Label: "从哪天起", Hint: "欠的是哪段时间的工资，或者哪天出的事；不知道就空着"},
		{Type: "date", Name: "to", Label: "到哪天止"},
		{Name: "amount", Label: "多少元", Mode: "numeric", Fill: "off", Max: 12, Short: true},
		{Type: "area", Name: "said", Label: "怎么回事", Hint: "照本人说的写，不要写身份证号和电话", Max: 500},
		{Type: "area", Name: "evidence", Label: "有什么证据", Hint: "合同、工资条、考勤、聊天记录、工友，放在谁手里", Max: 500},
		{Type: "date", Name: "deadline", Label: "期限", Hint: "空着就按规定的天数"},
	}
}

// caseNew is the form that opens a case of somebody's work.
func (s *Server) caseNew(c *fiber.Ctx) error {
	w, err := s.findWork(c)
	if err != nil {
		return err
	}
	return s.showCaseForm(c, w, caseFields())
}

func (s *Server) showCaseForm(c *fiber.Ctx, w followup.Work, fields []templates.Field) error {
	return render(c, templates.FillPage(s.frame(c, "登记维权"), templates.Fill{
		Back: templates.Link{Text: w.Name, To: "/people/" + itoa(w.Person)}, Title: "登记维权：" + w.Name, Lead: "只登记、跟进和转交，是非由主管部门定。",
		Facts: s.workFacts(w), To: "/placements/" + itoa(w.Placement) + "/case", Groups: templates.OneGroup(fields), Submit: "登记这一件",
	}))
}

// caseOpen opens it.
func (s *Server) caseOpen(c *fiber.Ctx) error {
	w, err := s.findWork(c)
	if err != nil {
		return err
	}
	k, refused := caseOf(c)
	var id int64
	if refused == nil {
		refused = s.DB.Tx(c.UserContext(), s.actor(c), func(tx *db.Tx) (err error) {
			id, err = followup.OpenCase(c.UserContext(), tx, k)
			return err
		})
	}
	if refused == nil {
		return c.Redirect("/cases/"+itoa(id), fiber.StatusSeeOther)
	}
	if !caseWrong.has(refused) {
		return noWork(refused)
	}
	c.Status(fiber.StatusUnprocessableEntity)
	return s.showCaseForm(c, w, fill(caseFields(), posted(c), caseWrong.of(refused)))
}

// caseOf reads a case from the form.
func caseOf(c *fiber.Ctx) (k followup.Case, err error) {
	k = followup.Case{Placement: atoi(c.Params("placement")), Kind: followup.Kind(c.FormValue("kind")), Said: c.FormValue("said"), Evidence: c.FormValue("evidence")}
	for _, one := range []struct {
		name string
		into func(value.Day)
		bad  error
	}{
		{"from", func(d value.Day) { k.From = d.Time() }, errFrom}, {"to", func(d value.Day) { k.To = d.Last().Time() }, errTo},
		{"deadline", func(d value.Day) { k.Deadline = d.Last().Time() }, errUntil},
	} {
		d, code := value.ParseDay(value.Raw{Text: c.FormValue(one.name)})
		if code != "" {
			return k, one.bad
		}
		if !d.IsZero() {
			one.into(d)
		}
	}
	n, _, code := value.ParseCount(value.Raw{Text: c.FormValue("amount")}, 1, 100_000_000)
	if code != "" {
		return k, followup.ErrAmount
	}
	k.Amount = n
	return k, nil
}
