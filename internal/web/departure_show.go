package web

import (
	"errors"
	"slices"
	"strconv"

	"github.com/gofiber/fiber/v2"

	"laowu/internal/access"
	"laowu/internal/db"
	"laowu/internal/hiring"
	"laowu/internal/roster"
	"laowu/internal/web/templates"
)

// trip is a departure as its page shows it, with what was just asked of it.
type trip struct {
	hiring.Departure
	riders   []hiring.Rider
	may      hiring.Moves
	notice   *templates.Notice
	query    string // who was looked for
	found    []roster.PersonLine
	work     map[int64]hiring.Spell // of those found
	ticked   []int64                // kept where a form was refused
	taken    []int64                // of those found, whom the employer has taken
	referred bool                   // those found were sent to the departure's opening
	unseen   string                 // stands for who is out of sight
}

// departureShow is one departure.
func (s *Server) departureShow(c *fiber.Ctx) error {
	return s.showDeparture(c, trip{})
}

// errNoTrip is for a departure out of sight.
var errNoTrip = refusalError{fiber.StatusNotFound, "没有这一趟", "可能不归您管，从点对点的列表里找一找。"}

func (s *Server) showDeparture(c *fiber.Ctx, t trip) error {
	ctx, id := c.UserContext(), atoi(c.Params("departure"))
	err := s.DB.ReadTx(ctx, s.actor(c), func(tx *db.Tx) (err error) {
		if t.Departure, err = hiring.FindDeparture(ctx, tx, id); err != nil {
			return err
		}
		if t.riders, err = hiring.Riders(ctx, tx, id); err != nil {
			return err
		}
		t.may, t.unseen = t.May(tx.Actor), unseen(tx.Actor.Role, t.State)
		return s.findRiders(ctx, tx, &t)
	})
	if errors.Is(err, access.ErrNotFound) {
		return errNoTrip
	}
	if err != nil {
		return err
	}
	page := templates.Record{
		Back: templates.Link{Text: "点对点出行", To: "/departures"}, Title: "送到" + t.PlaceText, State: departureBadge(t.State), Notice: t.notice,
		Facts: s.tripFacts(t), Links: []templates.Link{{Text: "打印名单", To: departurePath(id) + "/manifest"}},
		Parts: []templates.RecordPart{s.riderPart(c, t)},
	}
	page.Parts = typedAgainIn(c, t.notice, append(page.Parts, s.tripParts(t)...))
	return render(c, templates.RecordPage(s.frame(c, page.Title), page))
}

// transports are what people call them.
var transports = map[string]string{"coach": "大巴", "train": "火车", "other": "别的车"}

func (s *Server) tripFacts(t trip) []templates.Fact {
	seats := strconv.Itoa(t.Seats) + " 座，名单 " + thousands(t.Members) + " 人"
	facts := []templates.Fact{
		{Label: "单位", Text: t.Employer, Small: t.Trade}, {Label: "哪天", Text: day(t.LeavesOn, s.today()), Small: t.LeavesAt},
		{Label: "上车", Text: t.Origin, Small: transports[t.Transport]},
		{Label: "座位", Text: seats, Small: "说去 " + thousands(t.Confirmed) + "，不去 " + thousands(t.Refused) + "，没打通 " + thousands(t.Unreachable)},
		{Label: "组织", Text: t.OrganisedBy, Small: t.Channel.Word()},
	}
	if t.Contact != "" {
		facts = append(facts, templates.Fact{Label: "联系人", Text: t.Contact, Small: "电话印在名单上"})
	}
	if t.State == hiring.Left || t.State == hiring.Arrived {
		facts = append(facts, templates.Fact{Label: "上了车", Text: thousands(t.Boarded) + " 人", Small: "没来 " + thousands(t.Members-t.Boarded-t.Refused) + " 人"})
	}
	if t.ArrivedOn != nil {
		joined := 0
		for _, r := range t.riders {
			joined += btoi(r.Joined)
		}
		facts = append(facts, templates.Fact{
			Label: "到了", Text: thousands(t.Arrived) + " 人，" + day(*t.ArrivedOn, s.today()),
			Small: "新记务工 " + thousands(t.Arrived-joined) + " 人，并进已有记录 " + thousands(joined) + " 人",
		})
	}
	return facts
}

func btoi(b bool) int {
	if b {
		return 1
	}
	return 0
}

// riderPart is the list, each with what can be said of him now.
func (s *Server) riderPart(c *fiber.Ctx, t trip) templates.RecordPart {
	part := templates.RecordPart{Title: "名单", Part: templates.Part{Empty: "还没有人，在下面加"}}
	asks := t.State == hiring.Planned && slices.Contains(hiring.Organisers, s.actor(c).Role)
	for _, r := range t.riders {
		item := templates.Item{Text: r.Name, To: "/people/" + itoa(r.Person), Small: s.riderAbout(r), Badge: riderBadge(t.State, r)}
		if r.Name == "" {
			item.Text, item.To = t.unseen, ""
		}
		if asks && r.Name != "" {
			item.Actions = riderActions(t, r)
		}
		part.Items = append(part.Items, item)
	}
	return part
}

// unseen stands for somebody whom the actor does not see: a station before they
// leave, an association one who is another's by now.
func unseen(role db.Role, state hiring.DepartureState) string {
	if role == db.Station && state == hiring.Planned {
		return "出发以后看得到姓名"
	}
	return "不归您管的人"
}

func (s *Server) riderAbout(r hiring.Rider) string {
	text := ""
	if r.Name != "" {
		text = r.Sex.Word() + "，" + strconv.Itoa(roster.Age(r.Birth, s.today())) + " 岁"
	}
	if r.Village != "" {
		text += "，" + r.Village
	}
	if r.Overlaps {
		text += "；另有全日制的活，请核对"
	}
	if r.AskedAt != nil {
		text += "；" + s.moment(*r.AskedAt) + " " + r.AskedBy + "打的电话"
	}
	return text
}

func riderBadge(state hiring.DepartureState, r hiring.Rider) templates.Badge {
	switch {
	case r.Answer == hiring.Refused:
		return templates.Badge{Text: "不去"}
	case r.Arrived != nil && *r.Arrived:
		return templates.Badge{Text: "到了", Kind: "ok"}
	case r.Arrived != nil && r.Boarded != nil && *r.Boarded:
		return templates.Badge{Text: "半路下了", Kind: "bad"}
	case r.Boarded != nil && *r.Boarded:
		return templates.Badge{Text: "上了车", Kind: "ok"}
	case r.Boarded != nil:
		return templates.Badge{Text: "没来", Kind: "bad"}
	case state == hiring.Cancelled:
		return templates.Badge{Text: "取消了"}
	}
	kind := map[hiring.RiderAnswer]string{hiring.Confirmed: "ok", hiring.Unasked: "risk", hiring.Unreachable: "risk"}[r.Answer]
	return templates.Badge{Text: r.Answer.Word(), Kind: kind}
}

// riderActions are what one tap notes; who is asked already is asked again.
func riderActions(t trip, r hiring.Rider) []templates.Action {
	var out []templates.Action
	for _, a := range []hiring.RiderAnswer{hiring.Confirmed, hiring.Refused, hiring.Unreachable} {
		if a == r.Answer {
			continue
		}
		out = append(out, templates.Action{Label: a.Word(), Whom: r.Name, To: departurePath(t.ID) + "/answers", Keep: pairs("person", itoa(r.Person), "answer", string(a))})
	}
	if t.may.List {
		out = append(out, templates.Action{Label: "移出名单", Kind: "plain", Whom: r.Name, To: departurePath(t.ID) + "/drop", Keep: pairs("person", itoa(r.Person))})
	}
	return out
}
