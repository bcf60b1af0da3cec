package web

import (
	"slices"

	"laowu/internal/area"
	"laowu/internal/web/templates"
	"laowu/matching"
)

// peopleFilters are the drop-downs beside people found. A value that finds
// nobody, or everybody, is not offered.
func (s *Server) peopleFilters(q personQuery, a matching.WorkerAnswer) []templates.Filter {
	choices := func(facet string, name func(string) string, pick func(*personQuery, string)) []templates.Choice {
		var out []templates.Choice
		for _, value := range byCount(a.Facets[facet]) {
			with, count := q, a.Facets[facet][value]
			pick(&with, value)
			if chosen := with == q; count > 0 && (count != a.Total || chosen) {
				out = append(out, templates.Choice{Text: name(value), To: with.ask(), Count: count, Of: "人", Chosen: chosen, Post: true})
			}
		}
		return out[:min(len(out), mostTrades)]
	}
	all := []templates.Filter{
		{Name: "工种", Set: q.trade != "", Rows: rows(choices("occupation", s.Labels.Trade, func(w *personQuery, v string) { w.trade = v }))},
		{Name: "地点", Set: q.place != "", Rows: rows(choices("place", s.placeName, func(w *personQuery, v string) { w.place = v }))},
		{Name: "证书", Set: q.cert != "", Rows: rows(choices("certificate", s.Labels.Certificate, func(w *personQuery, v string) { w.cert = v }))},
		{Name: "空闲", Set: q.free, Rows: rows(choices("free", func(string) string { return "空闲的人" }, func(w *personQuery, _ string) { w.free = true }))},
	}
	return slices.DeleteFunc(all, func(f templates.Filter) bool { return len(f.Rows) == 0 })
}

// placeName is a division's name, and before a county's the prefecture's: there
// is more than one 城区.
func (s *Server) placeName(code string) string {
	atlas := s.Atlas()
	one, ok := atlas.Find(code)
	if ok && one.Level == area.County {
		return atlas.Name(one.Parent) + atlas.Name(code)
	}
	return atlas.Name(code)
}
