package web

import (
	"strconv"

	"github.com/gofiber/fiber/v2"

	"laowu/internal/area"
	"laowu/internal/db"
	"laowu/internal/hiring"
	"laowu/internal/web/templates"
)

// where says in words where an opening is and how one gets there: as far as is
// known, and whom to ask for the rest. No timetable of coaches or trains is kept
// here, so none is told.
func (s *Server) where(c *fiber.Ctx, o hiring.Opening) ([]templates.Fact, error) {
	atlas := s.Atlas()
	facts := []templates.Fact{{Label: "在哪里", Text: s.whereText(atlas, o)}}
	if way, ok := s.ways.Find(s.County, o.Place); ok {
		facts = append(facts, templates.Fact{
			Label: "多远", Text: "从" + atlas.Name(s.County) + "县城走公路约 " + strconv.Itoa(way.Km) + " 公里，坐车约 " + hours(way.Hours),
			Small: "大概数，路上堵车、等车不算",
		})
	}
	going, err := s.going(c, o)
	return append(facts, going...), err
}

// whereText names what an opening's place lies in, and to which side of the
// county: 东胜区在鄂尔多斯市，在兴县的西北边.
func (s *Server) whereText(atlas *area.Atlas, o hiring.Opening) string {
	home := atlas.Name(s.County)
	one, ok := atlas.Find(o.Place)
	if !ok {
		return "单位写的是“" + o.PlaceText + "”，具体在哪里，打电话问清楚再去"
	}
	if atlas.Inside(o.Place, s.County) {
		return "就在" + home
	}
	text := one.Name
	if above, ok := atlas.Find(one.Parent); ok && above.Level != area.Province {
		text += "在" + above.Name
	}
	if way, ok := s.ways.Find(s.County, o.Place); ok && way.Wind != "" {
		text += "，在" + home + "的" + way.Wind + "边"
	}
	return text
}

// going is how one gets there: by a coach that a worker's association plans, or
// by asking.
func (s *Server) going(c *fiber.Ctx, o hiring.Opening) ([]templates.Fact, error) {
	if s.Atlas().Inside(o.Place, s.County) {
		return nil, nil
	}
	var coaches []hiring.Coach
	if s.actor(c).Role == db.Worker {
		err := s.DB.ReadTx(c.UserContext(), s.actor(c), func(tx *db.Tx) (err error) {
			coaches, err = hiring.Coaches(c.UserContext(), tx, o.ID)
			return err
		})
		if err != nil {
			return nil, err
		}
	}
	if len(coaches) == 0 {
		return []templates.Fact{{Label: "怎么去", Text: "先问村里的务工协会有没有送人的车", Small: "班车、火车的班次这里没有，动身前打车站的电话问清楚"}}, nil
	}
	var facts []templates.Fact
	for _, one := range coaches {
		facts = append(facts, templates.Fact{
			Label: "怎么去", Text: one.OrganisedBy + "安排了" + transports[one.Transport] + "：" + day(one.LeavesOn, s.today()) + one.LeavesAt + "在" + one.Origin + "上车",
			Small: "想跟着去，给协会说一声，看还有没有座位",
		})
	}
	return facts, nil
}
