package web

import (
	"errors"
	"slices"

	"github.com/gofiber/fiber/v2"

	"laowu/internal/db"
	"laowu/internal/hiring"
	"laowu/internal/web/templates"
	"laowu/matching/match"
)

// suitedPart is who suits an opening, of those whom the reader looks after; nil
// for who looks after nobody, and where the opening is over.
func (s *Server) suitedPart(c *fiber.Ctx, o hiring.Opening, open bool) (*templates.Part, error) {
	if s.Matcher == nil || !open || !slices.Contains(looksAfter, s.actor(c).Role) {
		return nil, nil //nolint:nilnil // there is nothing to show
	}
	var f match.ForOpening
	err := s.DB.ReadTx(c.UserContext(), s.actor(c), func(tx *db.Tx) (err error) {
		f, err = s.Matcher.Opening(c.UserContext(), tx, o.ID, suitedRows)
		return err
	})
	switch {
	case saidOfSending(err):
		return &templates.Part{Empty: err.Error() + "。"}, nil
	case errors.Is(err, hiring.ErrNotFound): // it was closed meanwhile
		return nil, nil //nolint:nilnil // likewise
	case err != nil:
		return nil, err
	}
	part := templates.Part{Note: matchNote, Links: []templates.Link{rulesLink}}
	for _, m := range f.Matches {
		item := workerItem(m)
		if slices.Contains(referrers, s.actor(c).Role) {
			item.Tick = &templates.Tick{Value: itoa(m.ID), On: c.Query("tick") == "all"}
		}
		part.Items = append(part.Items, item)
	}
	if len(part.Items) > 0 && part.Items[0].Tick != nil {
		part.Ticked = tickedFor(c, o.ID)
	}
	for _, m := range f.Near[:min(len(f.Near), nearSuited)] {
		part.Items = append(part.Items, workerItem(m))
	}
	if len(part.Items) == 0 {
		part = templates.Part{Empty: "您这里现在没有又空闲、又合适的人。想干什么、想去哪里、有什么证登记全了，再来看。"}
	}
	return &part, nil
}

// tickedFor sends those who are ticked to an opening.
func tickedFor(c *fiber.Ctx, opening int64) *templates.Ticked {
	t := &templates.Ticked{
		Says: "勾了的人：", Post: true, Keep: pairs("opening", itoa(opening)), Acts: []templates.TickedAct{{Label: "推荐到这个岗位", To: "/people/refer", Main: true}},
	}
	if c.Query("tick") == "all" {
		t.None = openingPath(opening) + "#people"
	} else {
		t.All = openingPath(opening) + "?tick=all#people"
	}
	return t
}

func workerItem(m match.WorkerMatch) templates.Item {
	return scored(templates.Item{Text: m.Name, To: "/people/" + itoa(m.ID), Small: m.Association}, m.Match)
}
