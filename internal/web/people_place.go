package web

import (
	"errors"
	"strconv"

	"github.com/gofiber/fiber/v2"

	"laowu/internal/access"
	"laowu/internal/db"
	"laowu/internal/hiring"
	"laowu/internal/value"
	"laowu/internal/web/templates"
)

// placers may write work of several people at once.
var placers = []db.Role{db.Association, db.Township}

// placeFields are what is asked of the work of several, in order.
func (s *Server) placeFields() []templates.Field {
	return []templates.Field{
		{Name: "opening", Label: "岗位号", Hint: "去的是哪个岗位。填了岗位号，下面的单位、工种、地点、工资不用写", Mode: "numeric", Fill: "off", Max: 100},
		{Name: "employer", Label: "在哪家单位", Hint: "全名或者信用代码", Fill: "off", Max: 100},
		{Name: "trade", Label: "干什么活", Fill: "off", Max: 100},
		{Name: "place", Label: "在什么地方", Hint: "例如：鄂尔多斯市东胜区", Fill: "off", Max: 100},
		{Name: "wage", Label: "一个月多少元", Hint: "例如 4500，或者 4000-5000；不知道就空着", Mode: "numeric", Fill: "off", Max: 20, Short: true},
		{Type: "radio", Name: "channel", Label: "怎么招的", Required: true, Options: []templates.Option{
			{Text: "协会组织的", Value: "association"}, {Text: "按和企业的协议招的", Value: "enterprise"},
		}},
		{Type: "date", Name: "started", Label: "哪天上的岗", Required: true},
	}
}

// placeWrong are the refusals of the work of several.
var placeWrong = wrongIn{
	"opening":  {errOpeningGone},
	"employer": {hiring.ErrWorkWhere, hiring.ErrEnterprises, hiring.ErrEnterpriseGone},
	"wage":     {hiring.ErrWorkWage},
	"channel":  {hiring.ErrChannel},
	"started":  {hiring.ErrStartNone, hiring.ErrStartAhead},
	"":         {hiring.ErrNobody, hiring.ErrTooMany, hiring.ErrWords, hiring.ErrWordNumber, hiring.ErrSomeRefused},
}

// peoplePlaceShow asks what those who were ticked have begun to do.
func (s *Server) peoplePlaceShow(c *fiber.Ctx) error {
	said := map[string]string{"channel": "association", "started": s.today().Format("2006-01-02"), "opening": c.Query("opening")}
	return s.showPlaceMany(c, fill(s.placeFields(), from(said), nil), nil, nil)
}

func (s *Server) showPlaceMany(c *fiber.Ctx, fields []templates.Field, wrong map[int64]error, notice *templates.Notice) error {
	var k chosen
	err := s.DB.ReadTx(c.UserContext(), s.actor(c), func(tx *db.Tx) (err error) {
		k, err = s.choose(c, tx)
		return err
	})
	if err != nil {
		return err
	}
	if k.wrong = wrong; notice == nil {
		notice = goneNotice(k)
	}
	t := s.chosenTicks(k, "/people/place", "谁上岗了", "记上岗")
	t.Fields = fields
	return render(c, templates.ManyPage(s.frame(c, "几个人一起记上岗"), templates.Many{
		Back: backToPeople, Title: "几个人一起记上岗", Lead: "同一家单位、同一天上岗的，填一次。花名册、用工名单已经报过的，并成一条。有一个人记不成，就一个也不记，改好再记。",
		Notice: notice, Ticks: t, Nothing: nobodyChosen(k), Links: []templates.Link{importLink},
	}))
}

// peoplePlace writes it for all, or for none.
func (s *Server) peoplePlace(c *fiber.Ctx) error {
	var begun []hiring.Begun
	err := s.DB.Tx(c.UserContext(), s.actor(c), func(tx *db.Tx) error {
		n, err := s.newWork(c, tx)
		if err != nil {
			return err
		}
		begun, err = hiring.PlaceMany(c.UserContext(), tx, n)
		return err
	})
	if err == nil {
		joined := 0
		for _, b := range begun {
			joined += btoi(b.Joined)
		}
		return c.Redirect("/people?work=work&done=placed&n="+strconv.Itoa(len(begun))+"&joined="+strconv.Itoa(joined), fiber.StatusSeeOther)
	}
	if errors.Is(err, access.ErrNotFound) {
		err = errOpeningGone
	}
	if !placeWrong.has(err) {
		return notHis(err)
	}
	wrong := map[int64]error{}
	for _, b := range begun {
		wrong[b.Person] = b.Refused
	}
	c.Status(fiber.StatusUnprocessableEntity)
	return s.showPlaceMany(c, fill(s.placeFields(), posted(c), placeWrong.of(err)), wrong, wholeRefusal("没有记上", err))
}

// newWork reads the form. An employer that nobody knows stays in words.
func (s *Server) newWork(c *fiber.Ctx, tx *db.Tx) (n hiring.NewWork, err error) {
	n = hiring.NewWork{
		People: people(c, "person"), Opening: openingNumber(c.FormValue("opening")), Trade: c.FormValue("trade"), PlaceText: c.FormValue("place"),
		Channel: hiring.Channel(c.FormValue("channel")), Started: formDay(c, "started"),
	}
	if value.Clean(c.FormValue("opening")) != "" && n.Opening == 0 {
		return n, errOpeningGone
	}
	if n.WageMin, n.WageMax, err = wageOf(c.FormValue("wage")); err != nil {
		return n, err
	}
	n.Place, _ = s.Atlas().Resolve(s.County, value.Clean(n.PlaceText))
	called := value.Clean(c.FormValue("employer"))
	if n.Opening != 0 || called == "" {
		return n, nil
	}
	e, err := hiring.EnterpriseCalled(c.UserContext(), tx, called)
	if errors.Is(err, hiring.ErrNoEnterprise) {
		n.Employer = called
		return n, nil
	}
	n.Enterprise = e.ID
	return n, err
}

// wageOf reads a wage as a roster's cell is read: one figure is both bounds.
func wageOf(text string) (low, high int, err error) {
	w, code := value.ParseWage(value.Raw{Text: text})
	if code != "" {
		return 0, 0, hiring.ErrWorkWage
	}
	low, high = w.Monthly()
	return low, high, nil
}
