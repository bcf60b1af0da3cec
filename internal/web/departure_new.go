package web

import (
	"context"
	"errors"
	"strconv"
	"time"

	"github.com/gofiber/fiber/v2"

	"laowu/internal/access"
	"laowu/internal/db"
	"laowu/internal/hiring"
	"laowu/internal/value"
	"laowu/internal/web/templates"
)

// tripFields are what a plan asks, in order.
func tripFields() []templates.Field {
	return []templates.Field{
		{Name: "opening", Label: "岗位号", Hint: "送去哪个岗位。岗位海报上有号；没有就空着，写下面的单位和地方", Mode: "numeric", Fill: "off", Max: 12},
		{Name: "employer", Label: "去哪家单位", Hint: "全名或者信用代码；填了岗位号不用写", Fill: "off", Max: 100},
		{Name: "trade", Label: "干什么活", Hint: "填了岗位号不用写", Fill: "off", Max: 100},
		{Name: "place", Label: "去什么地方", Hint: "例如：鄂尔多斯市东胜区；填了岗位号不用写", Fill: "off", Max: 100},
		{Type: "radio", Name: "channel", Label: "怎么招的", Required: true, Options: []templates.Option{
			{Text: "协会组织的", Value: "association"}, {Text: "按和企业的协议招的", Value: "enterprise"},
		}},
		{Type: "date", Name: "leaves_on", Label: "哪天走", Required: true},
		{Name: "leaves_at", Label: "几点集合", Hint: "例如：早上 6 点半", Fill: "off", Max: 100},
		{Name: "origin", Label: "在哪里上车", Fill: "off", Max: 100, Required: true},
		{Type: "select", Name: "transport", Label: "坐什么车", Options: []templates.Option{{Text: "大巴", Value: "coach"}, {Text: "火车", Value: "train"}, {Text: "别的", Value: "other"}}},
		{Name: "seats", Label: "几个座位", Mode: "numeric", Fill: "off", Max: 3, Required: true},
		{Name: "contact", Label: "带队或者接站的人", Fill: "off", Max: 100},
		{Type: "tel", Name: "phone", Label: "他的电话", Hint: "只印在名单上，别处都遮着", Mode: "tel", Fill: "off", Max: 20},
	}
}

func (s *Server) showTripForm(c *fiber.Ctx, fields []templates.Field, notice *templates.Notice) error {
	return render(c, templates.FillPage(s.frame(c, "排一趟点对点"), templates.Fill{
		Back: templates.Link{Text: "点对点出行", To: "/departures"}, Title: "排一趟点对点", Lead: "先排车，再往里加人。", Notice: notice,
		To: "/departures", Groups: templates.OneGroup(fields), Submit: "排好这一趟",
	}))
}

// departureNew asks for a plan; an opening's page may name it.
func (s *Server) departureNew(c *fiber.Ctx) error {
	said := map[string]string{"channel": "association"}
	if id := atoi(c.Query("opening")); id > 0 {
		said["opening"] = itoa(id)
	}
	return s.showTripForm(c, fill(tripFields(), from(said), nil), nil)
}

// tripWrong are the refusals of a plan.
var tripWrong = wrongIn{
	"opening":   {errOpeningGone},
	"employer":  {hiring.ErrWhither, hiring.ErrEnterprises, hiring.ErrEnterpriseGone},
	"place":     {hiring.ErrNotInArea},
	"channel":   {hiring.ErrChannel},
	"leaves_on": {hiring.ErrLeavesOn},
	"origin":    {hiring.ErrOrigin},
	"transport": {hiring.ErrTransport},
	"seats":     {hiring.ErrSeats},
	"phone":     {errTripPhone},
	"":          {hiring.ErrWords, hiring.ErrWordNumber},
}

// The refusals of what a form says.
var (
	errTripPhone   = errors.New("电话写得不对，手机号要 11 位数字")
	errOpeningGone = errors.New("没有这个岗位，或者已经关了")
)

// departureSave plans one.
func (s *Server) departureSave(c *fiber.Ctx) error {
	ctx := c.UserContext()
	var id int64
	err := s.DB.Tx(ctx, s.actor(c), func(tx *db.Tx) error {
		n, err := s.newDeparture(c, tx)
		if err != nil {
			return err
		}
		id, err = hiring.PlanDeparture(ctx, tx, s.Vault, n)
		return err
	})
	if err == nil {
		return c.Redirect(departurePath(id), fiber.StatusSeeOther)
	}
	if errors.Is(err, access.ErrNotFound) {
		err = errOpeningGone
	}
	if !tripWrong.has(err) {
		return notHis(err)
	}
	c.Status(fiber.StatusUnprocessableEntity)
	return s.showTripForm(c, fill(tripFields(), posted(c), tripWrong.of(err)), &templates.Notice{Kind: "bad", What: "没有排成", Then: err.Error() + "。"})
}

// newDeparture reads the form. An employer that nobody knows stays in words.
func (s *Server) newDeparture(c *fiber.Ctx, tx *db.Tx) (hiring.NewDeparture, error) {
	n := hiring.NewDeparture{
		Opening: atoi(c.FormValue("opening")), Trade: c.FormValue("trade"), Channel: hiring.Channel(c.FormValue("channel")),
		PlaceText: c.FormValue("place"), Origin: c.FormValue("origin"), LeavesAt: c.FormValue("leaves_at"),
		Transport: c.FormValue("transport"), Contact: c.FormValue("contact"), LeavesOn: formDay(c, "leaves_on"),
	}
	if c.FormValue("opening") != "" && n.Opening == 0 {
		return n, access.ErrNotFound
	}
	n.Seats, _ = strconv.Atoi(value.Clean(c.FormValue("seats"))) // what is no number is no seat
	n.Place, _ = s.Atlas().Resolve(s.County, value.Clean(n.PlaceText))
	var wrong value.Code
	if n.Phone, wrong = value.ParsePhone(value.Raw{Text: c.FormValue("phone")}); wrong != "" {
		return n, errTripPhone
	}
	return n, employer(c.UserContext(), tx, &n, value.Clean(c.FormValue("employer")))
}

func employer(ctx context.Context, tx *db.Tx, n *hiring.NewDeparture, called string) error {
	if n.Opening != 0 || called == "" {
		return nil
	}
	e, err := hiring.EnterpriseCalled(ctx, tx, called)
	if errors.Is(err, hiring.ErrNoEnterprise) {
		n.Employer = called
		return nil
	}
	n.Enterprise = e.ID
	return err
}

// formDay is a date of a form; the zero time, which no date is, where it is
// none.
func formDay(c *fiber.Ctx, name string) time.Time {
	d, err := time.Parse(time.DateOnly, value.Clean(c.FormValue(name)))
	if err != nil {
		return time.Time{}
	}
	return d
}
