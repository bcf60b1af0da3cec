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
	"laowu/internal/value"
	"laowu/internal/web/templates"
	"laowu/training"
)

// marksShow asks how everybody in a class did, in one form.
func (s *Server) marksShow(c *fiber.Ctx) error {
	k, roll, err := s.class(c, nil)
	if err != nil {
		return noClass(err)
	}
	said := map[string]string{}
	for _, r := range roll {
		at := func(field, text string) { said[training.MarkField(field, r.Person)] = text }
		at("category", r.Category)
		at("attended", filled(r.Attended))
		at("result", r.Result.Word())
		if r.Score != nil {
			at("score", strconv.FormatFloat(*r.Score, 'f', -1, 64))
		}
		if r.Dropped {
			at("dropped", templates.Yes)
		}
	}
	return s.askMarks(c, k, roll, nil, from(said), nil)
}

func (s *Server) askMarks(c *fiber.Ctx, k training.Class, roll []training.Trainee, notice *templates.Notice, value, wrong func(field string) string) error {
	to := "/classes/" + itoa(k.ID)
	page := templates.Fill{
		Back: templates.Link{Text: k.Programme + k.Number, To: to}, Title: "登记考勤和成绩", Notice: notice, To: to + "/marks", Submit: "登记这 " + thousands(len(roll)) + " 人",
		Lead: "照表填，没有的空着。保存以后，空着的就是没有登记。",
	}
	if k.Hours != nil {
		page.Lead += "这个班一共 " + thousands(*k.Hours) + " 课时。"
	}
	var asked []string
	for _, r := range roll {
		asked = append(asked, itoa(r.Person))
		page.Groups = append(page.Groups, templates.FieldGroup{
			Title: r.Name, Small: r.Sex.Word() + "，" + strconv.Itoa(roster.Age(r.Birth, s.today())) + " 岁 " + r.Village, Fields: fill(markFields(r.Person), value, wrong),
		})
	}
	if len(roll) == 0 {
		return s.showClass(c, nil)
	}
	page.Keep = pairs("people", strings.Join(asked, ","))
	return render(c, templates.FillPage(s.frame(c, page.Title), page))
}

func markFields(person int64) []templates.Field {
	results := []templates.Option{{Text: "没有考"}}
	for _, word := range value.Outcomes() {
		results = append(results, templates.Option{Text: word, Value: word})
	}
	field := func(kind, name, label string) templates.Field {
		return templates.Field{Type: kind, Name: training.MarkField(name, person), Label: label, Fill: "off"}
	}
	attended, score, category := field("", "attended", "出勤课时"), field("", "score", "成绩"), field("", "category", "人员类别")
	attended.Mode, attended.Max, score.Mode, score.Max, category.Max = "numeric", 10, "decimal", 10, 20
	result := field("select", "result", "考核结果")
	result.Options = results
	return []templates.Field{attended, result, score, category, field("check", "dropped", "中途退出")}
}

// marksSave writes what the form says, or shows it again as it was written.
func (s *Server) marksSave(c *fiber.Ctx) error {
	k, roll, err := s.class(c, nil)
	if err != nil {
		return noClass(err)
	}
	get := posted(c)
	roll = onForm(roll, get("people"))
	marks, err := training.ReadMarks(k, roll, get)
	if err == nil {
		err = s.DB.Tx(c.UserContext(), s.actor(c), func(tx *db.Tx) error { return training.SaveMarks(c.UserContext(), tx, k, marks) })
	}
	var wrong training.Refusals
	switch {
	case err == nil:
		return c.Redirect("/classes/"+itoa(k.ID)+"?done=marked", fiber.StatusSeeOther)
	case errors.Is(err, access.ErrNotFound), !errors.As(err, &wrong):
		return noClass(err)
	}
	c.Status(fiber.StatusUnprocessableEntity)
	var notice *templates.Notice
	if text := wrong.Of(""); text != "" {
		notice = &templates.Notice{Kind: "bad", What: "没有登记", Then: text + "。"}
	}
	return s.askMarks(c, k, roll, notice, get, wrong.Of)
}

// onForm are those of a roll whom the form asked about: who was enrolled since
// is not said to have done nothing.
func onForm(roll []training.Trainee, people string) []training.Trainee {
	asked := strings.Split(people, ",")
	return slices.DeleteFunc(slices.Clone(roll), func(r training.Trainee) bool { return !slices.Contains(asked, itoa(r.Person)) })
}
