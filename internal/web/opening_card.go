package web

import (
	"slices"
	"strconv"
	"strings"
	"time"

	"laowu/internal/area"
	"laowu/internal/hiring"
	"laowu/internal/web/templates"
	"laowu/matching"
)

// cards are the hits as a list shows them.
func (s *Server) cards(atlas *area.Atlas, found matching.Found) []templates.Card {
	today := s.today()
	out := make([]templates.Card, len(found.Hits))
	for i, h := range found.Hits {
		out[i] = templates.Card{
			Title: h.Title, To: openingPath(h.ID), Wage: wage(h.WageMin, h.WageMax), Route: s.route(atlas, h.Place, h.PlaceText),
			Tags: s.tags(h), Who: []string{h.Enterprise, "招 " + strconv.Itoa(h.Headcount) + " 人", until(dateOf(h.ValidUntil), today)},
			Found: s.near(found.Question, h),
		}
	}
	return out
}

// near says why an opening is shown that is not quite what was asked for.
func (s *Server) near(q matching.Question, h matching.Hit) string {
	if !slices.Contains(q.Near, h.Occupation) {
		return ""
	}
	return "和您找的工种相近：" + s.Labels.Trade(h.Occupation)
}

func openingPath(id int64) string { return "/openings/" + strconv.FormatInt(id, 10) }

// tags are what a worker weighs first: what is given, then what is asked.
func (s *Server) tags(h matching.Hit) []templates.Tag {
	out := make([]templates.Tag, 0, 4)
	if given := boardAndLodging(h.Board, h.Lodging); given != "" {
		out = append(out, templates.Tag{Text: given, Kind: "good"})
	}
	if h.Form == string(hiring.Temporary) {
		out = append(out, templates.Tag{Text: formName(hiring.Temporary)})
	}
	if len(h.Certs) > 0 {
		out = append(out, templates.Tag{Text: "要" + s.certNames(h.Certs), Kind: "need"})
	}
	if a := ages(h.AgeMin, h.AgeMax); a != "" {
		out = append(out, templates.Tag{Text: a, Kind: "need"})
	}
	return out
}

func (s *Server) certNames(codes []string) string {
	names := make([]string, len(codes))
	for i, c := range codes {
		names[i] = s.Labels.Certificate(c)
	}
	return strings.Join(names, "、")
}

// formName says a form of employment as workers do.
func formName(f hiring.Form) string {
	if f == hiring.Temporary {
		return "临时工"
	}
	return "长期工"
}

// dateOf reads the day of a search document; nil where there is none.
func dateOf(text string) *time.Time {
	d, err := time.Parse(time.DateOnly, text)
	if err != nil {
		return nil
	}
	return &d
}
