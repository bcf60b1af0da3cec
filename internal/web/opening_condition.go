package web

import (
	"context"
	"strconv"

	"laowu/internal/area"
	"laowu/internal/db"
	"laowu/internal/hiring"
	"laowu/internal/web/templates"
	"laowu/matching"
)

// condition is one thing that is asked for, and the question without it.
type condition struct {
	text    string
	without openingQuery
}

// conditions are all that narrow the answer: first as the words were
// understood, then as they were chosen.
func (s *Server) conditions(atlas *area.Atlas, q openingQuery, found matching.Found) []condition {
	var out []condition
	add := func(set bool, text string, drop func(*openingQuery)) {
		if set {
			c := condition{text: text, without: q.restart()}
			drop(&c.without)
			out = append(out, c)
		}
	}
	for _, chip := range found.Chips {
		add(true, chip.Label, func(w *openingQuery) { w.q = chip.Without })
	}
	add(q.trade != "", "工种："+s.Labels.Trade(q.trade), func(w *openingQuery) { w.trade = "" })
	add(q.place != "", "地点："+atlas.Name(q.place), func(w *openingQuery) { w.place = "" })
	add(q.wage > 0, strconv.Itoa(q.wage)+" 元以上", func(w *openingQuery) { w.wage = 0 })
	add(q.board, "包吃", func(w *openingQuery) { w.board = false })
	add(q.lodging, "包住", func(w *openingQuery) { w.lodging = false })
	add(q.noCert, "不要证书", func(w *openingQuery) { w.noCert = false })
	add(q.age > 0, strconv.Itoa(q.age)+" 岁能去", func(w *openingQuery) { w.age = 0 })
	add(q.form != "", formName(hiring.Form(q.form)), func(w *openingQuery) { w.form = "" })
	return out
}

func picked(conditions []condition) []templates.Picked {
	out := make([]templates.Picked, len(conditions))
	for i, c := range conditions {
		out[i] = templates.Picked{Text: c.text, To: c.without.link()}
	}
	return out
}

// nothing says what to do where nothing was found: which condition to drop,
// with how many openings are there without it.
func (s *Server) nothing(ctx context.Context, actor db.Actor, conditions []condition) (*templates.Nothing, error) {
	n := &templates.Nothing{What: "没有找到这样的岗位", All: templates.Link{Text: "看全部岗位", To: "/"}}
	for _, c := range conditions {
		if c.without == (openingQuery{}) {
			continue // nothing would be left to ask
		}
		r := request(c.without)
		r.Limit, r.Facets = 1, false
		found, err := s.Search(ctx, actor, r)
		if err != nil {
			return nil, err
		}
		if found.Total > 0 {
			n.Steps = append(n.Steps, templates.Choice{Text: "去掉 " + c.text, To: c.without.link(), Count: found.Total})
		}
	}
	n.Next = "换个说法再找，写几个字就行，例如：护工、开大车、看大门。"
	if len(n.Steps) > 0 {
		n.Next = "几个条件合在一起，现在没有。去掉一个再看："
	}
	return n, nil
}
