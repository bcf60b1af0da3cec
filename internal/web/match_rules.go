package web

import (
	"errors"
	"slices"
	"strconv"

	"github.com/gofiber/fiber/v2"

	"laowu/internal/db"
	"laowu/internal/web/templates"
	"laowu/matching/match"
)

// weightsShow is how matches are scored, part by part, each with its day and
// its source.
func (s *Server) weightsShow(c *fiber.Ctx) error { return s.showWeights(c, nil) }

func (s *Server) showWeights(c *fiber.Ctx, again *kept) error {
	var all []match.Weight
	err := s.DB.ReadTx(c.UserContext(), s.actor(c), func(tx *db.Tx) (err error) {
		all, err = match.Weights(c.UserContext(), tx)
		return err
	})
	if err != nil {
		return err
	}
	page := templates.Overview{
		Title: "匹配怎么打分", Lead: "先看硬条件：满 16 岁、岗位还招人、要的证书在手并且没有到期、没有全职的活、愿意去。过了的才打分，各项加起来就是总分，满分 100 分。性别、民族、婚育这些不算。分数只是建议，推荐不推荐由人来定。",
		Sections: []templates.OverviewSection{{Title: "每一项最多几分", Note: "今天起作用的是每项里最近的一条", Table: weightTable(all)}},
	}
	if c.Query("done") == "set" && again == nil {
		page.Notice = &templates.Notice{Kind: "ok", What: "分数记下了", Then: "从写的那天起按它算。"}
	}
	if slices.Contains(renewers, s.actor(c).Role) {
		page.Sections[0].Actions = []templates.Action{weightForm(again)}
	}
	return render(c, templates.OverviewPage(s.frame(c, page.Title), page))
}

func weightTable(all []match.Weight) *templates.Table {
	t := &templates.Table{Label: "每一项最多几分", Heads: []templates.Head{{Text: "哪一项"}, {Text: "最多", Num: true}, {Text: "依据"}}}
	told := map[match.Part]match.Kind{}
	for _, k := range match.Kinds() {
		told[k.Part] = k
	}
	for _, w := range all {
		t.Rows = append(t.Rows, []templates.Cell{
			{Text: told[w.Part].Name, Small: "给满：" + told[w.Part].Says}, {Text: strconv.Itoa(w.Points) + " 分"}, {Text: w.Source, Small: "从 " + longDay(w.ValidFrom) + "起"},
		})
	}
	return t
}

func weightForm(again *kept) templates.Action {
	given := func(field string) templates.Given { return again.given("weight", field) }
	parts := []templates.Option{{Text: "请选"}}
	for _, k := range match.Kinds() {
		parts = append(parts, templates.Option{Text: k.Name, Value: string(k.Part)})
	}
	return templates.Action{
		Label: "记下这条分数", Open: "加一条分数", To: "/match/rules", Key: "weight", Note: "各项加起来不能超过 100 分。同一天同一项已经有的，改成这样；旧的不动。",
		Fields: []templates.Field{
			{Given: given("part"), Type: "select", Name: "part", Label: "哪一项", Options: parts, Required: true},
			{Given: given("valid_from"), Type: "date", Name: "valid_from", Label: "从哪天起", Required: true},
			{Given: given("points"), Name: "points", Label: "最多几分", Hint: "0 就是不算这一项", Mode: "numeric", Fill: "off", Max: 4, Required: true},
			{Given: given("source"), Name: "source", Label: "依据的文件", Fill: "off", Max: 200, Required: true},
		},
	}
}

// weightSave writes how many points a part brings from a day on.
func (s *Server) weightSave(c *fiber.Ctx) error {
	again := &kept{get: func(field string) string { return c.FormValue(field) }, what: "weight"}
	err := s.DB.Tx(c.UserContext(), s.actor(c), func(tx *db.Tx) error {
		w, err := match.ReadWeight(again.get)
		if err != nil {
			return err
		}
		return match.SetWeight(c.UserContext(), tx, w)
	})
	switch {
	case err == nil:
		return c.Redirect("/match/rules?done=set", fiber.StatusSeeOther)
	case !errors.As(err, &again.wrong):
		return err
	}
	c.Status(fiber.StatusUnprocessableEntity)
	return s.showWeights(c, again)
}
