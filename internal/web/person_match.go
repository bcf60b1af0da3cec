package web

import (
	"math"
	"slices"
	"strconv"
	"strings"

	"github.com/gofiber/fiber/v2"

	"laowu/internal/db"
	"laowu/internal/web/templates"
	"laowu/matching/match"
)

// How many matches a page shows, and how many of those that nearly are.
const (
	matchRows  = 5
	nearRows   = 3
	suitedRows = 10
	nearSuited = 5
)

// matchNote says how the order is made, and who decides (个人信息保护法第二十四条).
const matchNote = "按登记的工种、证书、地点、工资这些自动打分排的，满分 100 分，理由写在每条下面。只是建议，去不去、推荐不推荐，由人来定。"

// rulesLink leads to the points.
var rulesLink = templates.Link{Text: "怎么打分", To: "/match/rules"}

// matches are the openings that suit a person whom the actor sees.
func (s *Server) matches(c *fiber.Ctx, tx *db.Tx, person int64) (match.ForWorker, error) {
	if s.Matcher == nil {
		return match.ForWorker{Worker: person}, nil
	}
	return s.Matcher.Worker(c.UserContext(), tx, person, matchRows)
}

// matchPart shows them, with what sends him there where the reader may.
func (s *Server) matchPart(c *fiber.Ctx, f match.ForWorker) templates.Part {
	part := templates.Part{Note: matchNote, Links: []templates.Link{rulesLink}}
	for _, m := range f.Matches {
		item := s.openingItem(m)
		if slices.Contains(referrers, s.actor(c).Role) {
			item.Actions = []templates.Action{referAction(f.Worker, m.ID, m.Title)}
		}
		part.Items = append(part.Items, item)
	}
	for _, m := range f.Near[:min(len(f.Near), nearRows)] {
		part.Items = append(part.Items, s.openingItem(m))
	}
	if len(part.Items) == 0 {
		part.Note, part.Links = "", nil
		part.Empty = "现在没有合适的岗位。想干什么、想去哪里、有什么证，登记得越全越好找。"
		if len(f.Blocks) > 0 {
			part.Empty = strings.Join(f.Blocks, "；") + "。"
			if s.actor(c).Role == db.Worker {
				part.Empty += "记得不对，或者有了变化，告诉协会。"
			}
		}
	}
	return part
}

func (s *Server) openingItem(m match.OpeningMatch) templates.Item {
	w := wage(m.WageMin, m.WageMax)
	item := templates.Item{Text: m.Title + " · " + m.Enterprise, To: openingPath(m.ID), Small: strings.TrimSpace(fullPlace(s.Atlas(), m.Place, m.PlaceText) + "，" + w.Figure + " " + w.Unit)}
	return scored(item, m.Match)
}

// scored adds to an entry how well it fits, or what is missing, and why.
func scored(item templates.Item, m match.Match) templates.Item {
	item.Badge = templates.Badge{Text: strconv.Itoa(int(math.Round(100*m.Score.Score()))) + " 分", Kind: "ok"}
	if len(m.Missing) > 0 {
		item.Badge = templates.Badge{Text: "差一点", Kind: "risk"}
	}
	item.Lines = slices.Concat(m.Missing, match.Reasons(m.Parts))
	return item
}

// referAction sends a person to an opening, as the form with its number does.
func referAction(person, opening int64, whom string) templates.Action {
	return templates.Action{Label: "推荐", Whom: whom, To: "/people/" + itoa(person) + "/refer", Keep: pairs("opening", itoa(opening))}
}
