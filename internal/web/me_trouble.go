package web

import (
	"cmp"
	"errors"
	"slices"
	"time"

	"github.com/gofiber/fiber/v2"

	"laowu/internal/access"
	"laowu/internal/db"
	"laowu/internal/followup"
	"laowu/internal/hiring"
	"laowu/internal/value"
	"laowu/internal/web/templates"
)

// troubleWrong are the refusals of a worker's report by field.
var troubleWrong = wrongIn{
	"kind":     {followup.ErrIssue},
	"work":     {access.ErrNotFound, errWork},
	"employer": {followup.ErrEmployer},
	"from":     {errFrom},
	"to":       {followup.ErrPeriod, errTo},
	"amount":   {followup.ErrAmount},
	"said":     {followup.ErrLong, followup.ErrNumber},
	"":         {followup.ErrReported, followup.ErrCaseRule},
}

// errWork asks for the work that a report is about.
var errWork = errors.New("请选是在哪里干活的时候出的事")

// troubleKinds are what can be wrong, as workers say it.
var troubleKinds = []templates.Option{
	{Text: "工资没发", Value: string(followup.Arrears), Small: "少发、拖着不发、押着不给"},
	{Text: "受伤了", Value: string(followup.Injury), Small: "干活的时候、上下班路上"},
	{Text: "吵架了、扣押金、赶人走", Value: string(followup.Dispute), Small: "被辞退、扣身份证、不签合同"},
	{Text: "别的", Value: string(followup.OtherKind)},
}

// elsewhere is the choice of work that is not on record.
const elsewhere = "0"

// mostWorks is how many spells are offered, the latest first.
const mostWorks = 5

func troubleFields(spells []hiring.Spell, today time.Time) []templates.Field {
	works := make([]templates.Option, 0, mostWorks+1)
	for _, w := range spells[:min(len(spells), mostWorks)] {
		works = append(works, templates.Option{Text: spellText(w), Value: itoa(w.ID), Small: span(w.Started, w.Ended, today)})
	}
	works = append(works, templates.Option{Text: "别的单位", Value: elsewhere, Small: "没有记上的也能报，单位写在下面"})
	return []templates.Field{
		{Type: "radio", Name: "kind", Label: "出了什么事", Options: troubleKinds, Required: true, Big: true},
		{Type: "radio", Name: "work", Label: "在哪里干活的时候", Options: works, Required: true, Big: true},
		{Name: "employer", Label: "别的单位叫什么", Hint: "上面选了“别的单位”才用写", Fill: "off", Max: 100},
		{Type: "date", Name: "from", Label: "从哪天起", Hint: "欠的是哪段时间的工资，或者哪天出的事；不知道就空着"},
		{Type: "date", Name: "to", Label: "到哪天止"},
		{Name: "amount", Label: "多少钱（元）", Hint: "不知道就空着", Mode: "numeric", Fill: "off", Max: 12, Short: true},
		{Type: "area", Name: "said", Label: "怎么回事", Hint: "照您平时说话写，不写也行；不要写身份证号和电话", Max: 500},
	}
}

// troubleShow is the form by which a worker says what went wrong.
func (s *Server) troubleShow(c *fiber.Ctx) error {
	return s.showTrouble(c, nil, nil)
}

func (s *Server) showTrouble(c *fiber.Ctx, value func(string) string, refused error) error {
	var spells []hiring.Spell
	err := s.DB.ReadTx(c.UserContext(), s.actor(c), func(tx *db.Tx) (err error) {
		spells, err = hiring.Spells(c.UserContext(), tx, s.actor(c).Person)
		return err
	})
	if err != nil {
		return err
	}
	// What he does now, then what he did last.
	slices.SortStableFunc(spells, func(a, b hiring.Spell) int {
		return cmp.Compare(map[bool]int{true: 1}[a.Ended != nil], map[bool]int{true: 1}[b.Ended != nil])
	})
	if value == nil { // the work that he has now is what it mostly is about
		now := elsewhere
		if len(spells) > 0 {
			now = itoa(spells[0].ID)
		}
		value = from(map[string]string{"work": now})
	}
	page := templates.Fill{
		Back: templates.Link{Text: "我的", To: "/me"}, Title: "工资没发，出了问题", Lead: "告诉我们，就有人替您问、替您转。是非由劳动监察这些主管部门定。",
		Links: []templates.Link{{Text: "打 12333 说", To: "tel:12333"}, {Text: "受了伤，打 120", To: "tel:120"}},
		To:    "/me/trouble", Groups: templates.OneGroup(fill(troubleFields(spells, s.today()), value, troubleWrong.of(refused))), Submit: "报上去",
	}
	if refused != nil {
		if field, _ := troubleWrong.about(refused); field == "" {
			page.Notice = &templates.Notice{Kind: "bad", What: "没有再报一次", Then: refused.Error() + "。"}
		}
	}
	return render(c, templates.FillPage(s.frame(c, page.Title), page))
}

// troubleSave reports it; the page that follows says who handles it and until
// when.
func (s *Server) troubleSave(c *fiber.Ctx) error {
	t, refused := troubleOf(c)
	if refused == nil {
		refused = s.DB.Tx(c.UserContext(), s.actor(c), func(tx *db.Tx) error {
			_, err := followup.Report(c.UserContext(), tx, t)
			return err
		})
	}
	if refused == nil {
		return c.Redirect("/me?done=trouble", fiber.StatusSeeOther)
	}
	if !troubleWrong.has(refused) {
		return noWork(refused)
	}
	if errors.Is(refused, access.ErrNotFound) {
		refused = errWork
	}
	c.Status(fiber.StatusUnprocessableEntity)
	return s.showTrouble(c, posted(c), refused)
}

// troubleOf reads a report from the form.
func troubleOf(c *fiber.Ctx) (t followup.Trouble, err error) {
	t = followup.Trouble{Kind: followup.Kind(c.FormValue("kind")), Said: c.FormValue("said")}
	switch work := c.FormValue("work"); {
	case work == elsewhere:
		t.Employer = c.FormValue("employer")
	case atoi(work) > 0:
		t.Placement = atoi(work)
	default:
		return t, errWork
	}
	from, code := value.ParseDay(value.Raw{Text: c.FormValue("from")})
	if code != "" {
		return t, errFrom
	}
	to, code := value.ParseDay(value.Raw{Text: c.FormValue("to")})
	if code != "" {
		return t, errTo
	}
	if !from.IsZero() {
		t.From = from.Time()
	}
	if !to.IsZero() {
		t.To = to.Last().Time()
	}
	if t.Amount, _, code = value.ParseCount(value.Raw{Text: c.FormValue("amount")}, 1, 100_000_000); code != "" {
		return t, followup.ErrAmount
	}
	return t, nil
}
