package web

import (
	"slices"

	"github.com/gofiber/fiber/v2"

	"laowu/internal/db"
	"laowu/internal/hiring"
	"laowu/internal/web/templates"
)

// departureRows is how many departures a page lists.
const departureRows = 200

// departureList is the departures that the actor sees, the next ones first.
func (s *Server) departureList(c *fiber.Ctx) error {
	var all []hiring.Departure
	err := s.DB.ReadTx(c.UserContext(), s.actor(c), func(tx *db.Tx) (err error) {
		all, err = hiring.Departures(c.UserContext(), tx, departureRows)
		return err
	})
	if err != nil {
		return err
	}
	page := templates.Home{Title: "点对点出行", Lead: "一车人从家门口送到厂门口：排名单、打电话确认、上车、到达，一次记好。", List: "全部出行"}
	plans := slices.Contains(hiring.Organisers, s.actor(c).Role)
	if plans {
		page.Links = []templates.Link{{Text: "排一趟新的", To: "/departures/new"}}
	}
	if len(all) == 0 {
		page.Nothing = &templates.Nothing{What: "还没有安排过", Next: "谁组织、去哪家单位、哪天走、几个座位，先排好一趟，再往里加人。", All: templates.Link{Text: "看岗位", To: "/"}}
		if plans {
			page.Links, page.Nothing.All = nil, page.Links[0]
		}
		return s.showHome(c, page)
	}
	if len(all) == departureRows {
		page.Note = "只列前 " + thousands(departureRows) + " 趟"
	}
	page.Table = &templates.Table{Label: "点对点出行", Heads: []templates.Head{
		{Text: "去哪里"}, {Text: "哪天"}, {Text: "谁组织"}, {Text: "名单", Num: true}, {Text: "进展"},
	}}
	for _, d := range all {
		page.Table.Rows = append(page.Table.Rows, []templates.Cell{
			{Text: d.PlaceText, Small: d.Employer, To: departurePath(d.ID)}, {Text: day(d.LeavesOn, s.today()), Small: d.LeavesAt}, {Text: d.OrganisedBy},
			{Text: thousands(d.Members) + " 人", Small: tally(d)}, {Badge: departureBadge(d.State)},
		})
	}
	return s.showHome(c, page)
}

func departurePath(id int64) string { return "/departures/" + itoa(id) }

func departureBadge(state hiring.DepartureState) templates.Badge {
	kind := map[hiring.DepartureState]string{hiring.Planned: "risk", hiring.Left: "risk", hiring.Arrived: "ok"}[state]
	return templates.Badge{Text: state.Word(), Kind: kind}
}

// tally says how far those on a list are.
func tally(d hiring.Departure) string {
	switch d.State {
	case hiring.Left:
		return "上车 " + thousands(d.Boarded) + " 人"
	case hiring.Arrived:
		return "到了 " + thousands(d.Arrived) + " 人"
	}
	return "说去 " + thousands(d.Confirmed) + " 人"
}
