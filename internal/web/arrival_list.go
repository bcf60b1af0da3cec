package web

import (
	"github.com/gofiber/fiber/v2"

	"laowu/internal/db"
	"laowu/internal/hiring"
	"laowu/internal/web/templates"
)

// arrivalRows is how many departures are looked through for those that come.
const arrivalRows = 200

// coming are the departures to the station's area that are planned or under
// way, with who is on the latter.
type coming struct {
	hiring.Departure
	riders []hiring.Rider
}

func (s *Server) findComing(c *fiber.Ctx) (all []coming, err error) {
	ctx := c.UserContext()
	err = s.DB.ReadTx(ctx, s.actor(c), func(tx *db.Tx) error {
		trips, err := hiring.Departures(ctx, tx, arrivalRows)
		if err != nil {
			return err
		}
		for _, d := range trips {
			one := coming{Departure: d}
			if !d.Receives || d.State != hiring.Planned && d.State != hiring.Left {
				continue
			}
			if d.State == hiring.Left {
				if one.riders, err = hiring.Riders(ctx, tx, d.ID); err != nil {
					return err
				}
			}
			all = append(all, one)
		}
		return nil
	})
	return all, err
}

// arrivalList is the coaches that come.
func (s *Server) arrivalList(c *fiber.Ctx) error {
	return s.showArrivals(c, 0, nil)
}

// showArrivals lists them; of the one whose form was refused, with what was
// ticked.
func (s *Server) showArrivals(c *fiber.Ctx, refused int64, notice *templates.Notice) error {
	all, err := s.findComing(c)
	if err != nil {
		return err
	}
	page := templates.Arrivals{Notice: notice, Unsent: s.draftsOf(c), Links: []templates.Link{{Text: "全部出行", To: "/departures"}}}
	if c.Query("done") != "" {
		page.Notice = &templates.Notice{Kind: "ok", What: "记下了", Then: "到的人从那天起算在岗，七天后会排进回访。"}
	}
	for _, one := range all {
		page.Coming = append(page.Coming, s.coach(c, one, one.ID == refused))
	}
	if len(all) == 0 {
		page.None = &templates.Nothing{What: "现在没有要来的车", Next: "家里那边排好了一趟，就列在这里；出发以后看得到名单。", All: templates.Link{Text: "看该回访的人", To: "/visits"}}
	}
	return render(c, templates.ArrivalsPage(s.frame(c, "接车"), page))
}

// coach is one that comes: before it left how many, then who.
func (s *Server) coach(c *fiber.Ctx, one coming, refused bool) templates.Coach {
	t := trip{Departure: one.Departure, riders: one.riders, unseen: unseen(s.actor(c).Role, one.State)}
	facts := []templates.Fact{
		{Label: "哪天走", Text: day(one.LeavesOn, s.today()), Small: one.LeavesAt}, {Label: "从哪里", Text: one.Origin, Small: transports[one.Transport]},
		{Label: "组织", Text: one.OrganisedBy}, {Label: "多少人", Text: thousands(one.Members) + " 人", Small: tally(one.Departure)},
	}
	out := templates.Coach{
		Title: or(one.Employer, one.PlaceText), State: departureBadge(one.State), Facts: facts,
		Part: templates.Part{Empty: "还没有出发。出发以后，这里看得到是谁，到了就能打勾。", Links: []templates.Link{{Text: "看这一趟", To: departurePath(one.ID)}}},
	}
	if one.State != hiring.Left {
		return out
	}
	out.Title, out.Part.Empty = out.Title+"，"+thousands(one.Boarded)+" 人在路上", ""
	if refused {
		t.ticked = people(c, "person")
	}
	ticks := s.tickRiders(t, "arrive", "到了的人", "记到达", func(r hiring.Rider) bool { return r.Boarded != nil && *r.Boarded })
	ticks.To, ticks.Key, ticks.Quiet = "/arrivals/"+itoa(one.ID), "d"+itoa(one.ID), false
	on := s.today().Format("2006-01-02")
	if refused {
		on = c.FormValue("on")
	}
	ticks.Fields = []templates.Field{{Type: "date", Name: "on", Label: "哪天到的", Required: true, Given: templates.Given{Value: on}}}
	out.Ticks, out.Draft = ticks, templates.Draft{Account: s.draftsOf(c), Page: "/arrivals"}
	out.Part.Links = append(out.Part.Links, templates.Link{Text: "打印名单", To: departurePath(one.ID) + "/manifest"})
	return out
}
