package web

import (
	"errors"
	"slices"
	"strconv"
	"strings"

	"github.com/gofiber/fiber/v2"

	"laowu/internal/access"
	"laowu/internal/db"
	"laowu/internal/roster"
	"laowu/internal/web/templates"
	"laowu/training"
)

var errNoClass = refusalError{fiber.StatusNotFound, "没有这个班", "可能是别的机构的班，或者地址写错了。"}

// noClass turns a class that is out of sight, and what is not the actor's to
// do, into pages.
func noClass(err error) error {
	switch {
	case errors.Is(err, access.ErrNotFound):
		return errNoClass
	case errors.Is(err, training.ErrRole):
		return refusalError{fiber.StatusForbidden, "您的身份不能办这件事", training.ErrRole.Error() + "。"}
	}
	return err
}

// done are the notices of what a form before this page did.
var done = map[string]templates.Notice{
	"opened":    {Kind: "ok", What: "班开好了", Then: "现在可以报名。"},
	"changed":   {Kind: "ok", What: "改好了", Then: "报了名的人还在班里。"},
	"enrolled":  {Kind: "ok", What: "报上名了", Then: "名单在下面。"},
	"marked":    {Kind: "ok", What: "登记好了", Then: "考勤和成绩在下面。"},
	"certified": {Kind: "ok", What: "证书登记好了", Then: "结业合格、还没有这个班证书的人都有了。"},
	"nobody":    {Kind: "risk", What: "没有登记证书", Then: "还没有人结业合格，或者都登记过了。先登记成绩，结业日期到了再登记证书。"},
}

// kept is what a form on the class's page held when it was refused.
type kept struct {
	get   func(string) string
	wrong training.Refusals
	what  string // which form: enrol, award
}

// of says whether a form was refused.
func (k *kept) of(form string) bool { return k != nil && k.what == form }

func (k *kept) given(form, field string) templates.Given {
	if !k.of(form) {
		return templates.Given{}
	}
	return templates.Given{Value: k.get(field), Error: k.wrong.Of(field)}
}

// classShow is one class: who is in it, and how they did.
func (s *Server) classShow(c *fiber.Ctx) error {
	return s.showClass(c, nil)
}

func (s *Server) showClass(c *fiber.Ctx, again *kept) error {
	var flags []training.Flag
	var work templates.OverviewSection
	k, roll, err := s.class(c, func(tx *db.Tx, k training.Class, _ []training.Trainee) (err error) {
		if flags, err = training.Flags(c.UserContext(), tx, k.ID); err != nil || !k.Over(s.today()) {
			return err
		}
		work, err = s.afterClass(c, tx, k)
		return err
	})
	if err != nil {
		return noClass(err)
	}
	page := templates.Overview{
		Back: templates.Link{Text: "培训班", To: "/classes"}, Title: k.Programme + k.Number, Lead: k.Institution, State: classState(k, s.today()),
		Sections: []templates.OverviewSection{
			{Title: "班期", Facts: s.classFacts(k), Actions: s.classActions(c, k, again)},
			{Title: "学员", Note: rollNote(k, roll), Table: s.rollTable(c, roll, flags), Empty: "还没有归您管的人在这个班里。"},
		},
	}
	if k.Over(s.today()) {
		page.Sections = append(page.Sections, work)
	}
	if n, ok := done[c.Query("done")]; ok && again == nil {
		page.Notice = &n
	}
	if again != nil && again.wrong.Of("") != "" {
		page.Notice = &templates.Notice{Kind: "bad", What: "没有办成", Then: again.wrong.Of("") + "。"}
	}
	if slices.Contains(keepsClasses, s.actor(c).Role) {
		to := "/classes/" + itoa(k.ID)
		page.Sections[0].Links = []templates.Link{{Text: "登记考勤和成绩", To: to + "/marks"}, {Text: "打印签到表", To: to + "/sheet"}, {Text: "改班期", To: to + "/edit"}}
	}
	return render(c, templates.OverviewPage(s.frame(c, page.Title), page))
}

// class reads the class that the address names with its roll, and with them what
// else a page shows.
func (s *Server) class(c *fiber.Ctx, also func(*db.Tx, training.Class, []training.Trainee) error) (k training.Class, roll []training.Trainee, err error) {
	ctx, id := c.UserContext(), atoi(c.Params("class"))
	err = s.DB.ReadTx(ctx, s.actor(c), func(tx *db.Tx) (err error) {
		if err = tx.AmongOf(ctx, "class", id); err != nil {
			return err
		}
		if k, err = training.FindClass(ctx, tx, id); err != nil {
			return err
		}
		if roll, err = training.Roll(ctx, tx, k.ID); err != nil || also == nil {
			return err
		}
		return also(tx, k, roll)
	})
	return k, roll, err
}

// classAlone reads the class that the address names.
func (s *Server) classAlone(c *fiber.Ctx) (k training.Class, err error) {
	ctx, id := c.UserContext(), atoi(c.Params("class"))
	err = s.DB.ReadTx(ctx, s.actor(c), func(tx *db.Tx) (err error) {
		if err = tx.AmongOf(ctx, "class", id); err != nil {
			return err
		}
		k, err = training.FindClass(ctx, tx, id)
		return err
	})
	return k, err
}

// afterClass is what came of a class that has ended: to a trainer in counts.
func (s *Server) afterClass(c *fiber.Ctx, tx *db.Tx, k training.Class) (templates.OverviewSection, error) {
	if s.actor(c).Role == db.Trainer {
		return s.ownWorkSection(c, tx, k)
	}
	went, err := training.ClassWork(c.UserContext(), tx, k.ID)
	if err != nil {
		return templates.OverviewSection{}, err
	}
	return s.workSection(s.actor(c).Role, k, went), nil
}

func (s *Server) classFacts(k training.Class) []templates.Fact {
	seats := seatsCell(k, s.today())
	facts := []templates.Fact{{Label: "起止", Text: classDays(k, s.today())}, {Label: "名额", Text: seats.Text, Small: seats.Small}}
	if k.Trade != "" {
		facts = append(facts, templates.Fact{Label: "工种", Text: k.Trade, Small: levelWord(k.Level)})
	}
	if k.Hours != nil {
		facts = append(facts, templates.Fact{Label: "课时", Text: thousands(*k.Hours) + " 课时"})
	}
	return facts
}

func rollNote(k training.Class, roll []training.Trainee) string {
	if len(roll) == 0 {
		return ""
	}
	return thousands(len(roll)) + " 人，合格 " + thousands(k.Completed) + " 人"
}

func (s *Server) rollTable(c *fiber.Ctx, roll []training.Trainee, flags []training.Flag) *templates.Table {
	if len(roll) == 0 {
		return nil
	}
	t := &templates.Table{Label: "学员", Heads: []templates.Head{{Text: "姓名"}, {Text: "出勤"}, {Text: "考核"}, {Text: "证书"}, {Text: "补贴核对"}}}
	for _, r := range roll {
		name := templates.Cell{Text: r.Name, Small: r.Sex.Word() + "，" + strconv.Itoa(roster.Age(r.Birth, s.today())) + " 岁"}
		if r.Category != "" {
			name.Small += "，" + r.Category
		}
		if r.Village != "" {
			name.Small += "，" + r.Village
		}
		if slices.Contains(looksAfter, s.actor(c).Role) {
			name.To = "/people/" + itoa(r.Person)
		}
		t.Rows = append(t.Rows, []templates.Cell{name, attendance(r), examination(r), s.gained(r), doubts(r.Person, flags)})
	}
	return t
}

func attendance(r training.Trainee) templates.Cell {
	cell := templates.Cell{Text: "没有登记"}
	if r.Attended != nil {
		cell.Text = thousands(*r.Attended) + " 课时"
	}
	if r.Dropped {
		cell.Badge = templates.Badge{Text: "中途退出", Kind: "bad"}
	}
	return cell
}

func examination(r training.Trainee) templates.Cell {
	cell := templates.Cell{}
	if r.Score != nil {
		cell.Text = strconv.FormatFloat(*r.Score, 'f', -1, 64) + " 分"
	}
	switch {
	case r.Result.Pass():
		cell.Badge = templates.Badge{Text: r.Result.Word(), Kind: "ok"}
	case r.Result != "":
		cell.Badge = templates.Badge{Text: r.Result.Word(), Kind: "bad"}
	case cell.Text == "":
		cell.Text = "没有登记"
	}
	return cell
}

func (s *Server) gained(r training.Trainee) templates.Cell {
	if r.Kind == "" {
		return templates.Cell{Text: "没有"}
	}
	cell := templates.Cell{Text: r.Certificate, Small: r.Kind.Word()}
	if cell.Text == "" {
		cell.Text = r.Kind.Word()
	}
	if r.Issued != nil {
		cell.Small += "，" + day(*r.Issued, s.today()) + "发"
	}
	return cell
}

// doubts says why somebody's training is looked at before it is paid for.
func doubts(person int64, flags []training.Flag) templates.Cell {
	var cell templates.Cell
	var why []string
	for _, f := range flags {
		if f.Person == person {
			cell.Badge = templates.Badge{Text: f.Doubt.Word(), Kind: "risk"}
			why = append(why, f.Doubt.Word()+"："+f.Why)
		}
	}
	if len(why) > 1 {
		cell.Badge.Text = strconv.Itoa(len(why)) + " 处要核对"
	}
	if cell.Small = strings.Join(why, "；"); cell.Small == "" {
		cell.Text = "没有疑问"
	}
	return cell
}
