package web

import (
	"laowu/internal/hiring"
	"laowu/internal/web/templates"
)

// rideItems are somebody's departures, for himself and for who looks after him.
func (s *Server) rideItems(rides []hiring.Ride) []templates.Item {
	var items []templates.Item
	for _, r := range rides {
		item := templates.Item{Text: "去" + r.Employer + "，" + r.PlaceText, Small: day(r.LeavesOn, s.today()) + r.LeavesAt + "在" + r.Origin + "上车，" + r.OrganisedBy + "组织"}
		item.Badge = riderBadge(r.State, hiring.Rider{Answer: r.Answer, Boarded: r.Boarded, Arrived: r.Arrived})
		items = append(items, item)
	}
	return items
}
