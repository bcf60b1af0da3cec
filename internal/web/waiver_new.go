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

// waiverFields are what a statement asks; the enterprise's openings stand to be
// chosen.
func (s *Server) waiverFields(c *fiber.Ctx) ([]templates.Field, error) {
	opening := templates.Field{Type: "select", Name: "opening", Label: "哪个岗位", Options: []templates.Option{{Text: "不是挂出来的岗位，写在下面"}}}
	err := s.DB.ReadTx(c.UserContext(), s.actor(c), func(tx *db.Tx) error {
		own, err := hiring.OwnOpenings(c.UserContext(), tx, 0, ownOpenings)
		for _, o := range own {
			if !o.Closed {
				opening.Options = append(opening.Options, templates.Option{Text: o.Title + "，" + o.PlaceText, Value: itoa(o.ID)})
			}
		}
		return err
	})
	return []templates.Field{
		opening,
		{Name: "trade", Label: "什么工种", Hint: "选了岗位不用写", Fill: "off", Max: 100},
		{Type: "radio", Name: "form", Label: "怎么用工", Options: []templates.Option{{Text: "长期", Value: "regular", Small: "选了岗位不用选"}, {Text: "临时", Value: "temporary"}}},
		{Name: "posts", Label: "几个人", Mode: "numeric", Fill: "off", Max: 4, Required: true},
		{Type: "area", Name: "reason", Label: "怎么找过、为什么招不到", Hint: "协会和县里都看得到，不要写号码", Max: 500, Required: true},
	}, err
}

// showWaiverForm asks for one; refused is why it was not taken, nil at first.
func (s *Server) showWaiverForm(c *fiber.Ctx, refused error) error {
	fields, err := s.waiverFields(c)
	if err != nil {
		return err
	}
	var notice *templates.Notice
	if refused != nil {
		c.Status(fiber.StatusUnprocessableEntity)
		notice = &templates.Notice{Kind: "bad", What: "没有提交", Then: refused.Error() + "。"}
		fields = fill(fields, posted(c), waiverWrong.of(refused))
	}
	return render(c, templates.FillPage(s.frame(c, "说明招不到本地人"), templates.Fill{
		Back: templates.Link{Text: "招不到本地人的说明", To: "/waivers"}, Title: "说明招不到本地人",
		Lead:   "提交以后，县里各个务工协会都会看到，在期限里推荐人。没有人可推荐的，县里再认定。",
		Notice: notice, To: "/waivers", Groups: templates.OneGroup(fields), Submit: "提交，问协会",
	}))
}

// waiverNew asks for a statement.
func (s *Server) waiverNew(c *fiber.Ctx) error { return s.showWaiverForm(c, nil) }

// waiverWrong are the refusals of a statement.
var waiverWrong = wrongIn{
	"opening": {errOpeningGone, hiring.ErrExempt},
	"trade":   {hiring.ErrPost},
	"form":    {hiring.ErrForm},
	"posts":   {hiring.ErrPosts},
	"reason":  {hiring.ErrReason, hiring.ErrReasonLong, hiring.ErrReasonNumber},
	"":        {hiring.ErrNoAgreement, hiring.ErrNoRule, hiring.ErrWaiverOpen},
}

// waiverSave states one.
func (s *Server) waiverSave(c *fiber.Ctx) error {
	n := hiring.NewWaiver{Opening: atoi(c.FormValue("opening")), Trade: c.FormValue("trade"), Form: hiring.Form(c.FormValue("form")), Reason: c.FormValue("reason")}
	n.Posts, _ = strconv.Atoi(value.Clean(c.FormValue("posts"))) // what is no number is no post
	var id int64
	err := s.DB.Tx(c.UserContext(), s.actor(c), func(tx *db.Tx) (err error) {
		id, err = hiring.StateWaiver(c.UserContext(), tx, n)
		return err
	})
	if err == nil {
		return c.Redirect(waiverPath(id), fiber.StatusSeeOther)
	}
	if errors.Is(err, access.ErrNotFound) {
		err = errOpeningGone
	}
	if !waiverWrong.has(err) {
		return notHis(err)
	}
	return s.showWaiverForm(c, err)
}
