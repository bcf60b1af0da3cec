package web

import (
	"time"

	"github.com/gofiber/fiber/v2"

	"laowu/internal/db"
	"laowu/internal/notice"
	"laowu/internal/web/templates"
)

// noticeWish asks the worker what he wants outside of the platform.
func (s *Server) noticeWish(c *fiber.Ctx) error {
	var w notice.Wish
	err := s.DB.ReadTx(c.UserContext(), s.actor(c), func(tx *db.Tx) (err error) {
		w, err = notice.FindWish(c.UserContext(), tx)
		return err
	})
	if err != nil {
		return err
	}
	said := map[string]string{"sms": "no", "until": isoDay(w.PausedUntil)}
	if w.SMS {
		said["sms"] = templates.Yes
	}
	return s.showWish(c, from(said), nil)
}

// wishFields are what is asked.
func wishFields() []templates.Field {
	return []templates.Field{
		{Type: "radio", Name: "sms", Label: "有新消息，发短信告诉我", Required: true, Options: []templates.Option{
			{Text: "发", Value: templates.Yes, Small: "一种消息一天最多一条，晚上不发"}, {Text: "不发", Value: "no", Small: "自己登录了再看"},
		}},
		{Type: "date", Name: "until", Label: "先停到哪天", Hint: "忙的时候可以先停一停；不停就空着"},
	}
}

// wishRefusals are refusals of a wish by the field that they are about.
var wishRefusals = wrongIn{"until": {notice.ErrWishPause, errDay}}

func (s *Server) showWish(c *fiber.Ctx, value, wrong func(string) string) error {
	page := templates.Listing{
		Back: templates.Link{Text: "消息", To: "/notices"}, Title: "要不要发短信",
		Lead:    "短信里只说您有新消息、是哪一种，不写具体的事：一家人合用一个手机也不怕。发到您登录用的手机号；没有登录过的，发到登记的手机号。",
		Actions: []templates.Action{{Label: "记下来", Open: "短信", To: "/notices/settings", Kind: "main", Shown: true, Fields: fill(wishFields(), value, wrong)}},
	}
	if c.Query("done") != "" {
		page.Notice = &templates.Notice{Kind: "ok", What: "记下了", Then: "从现在起照这样办。"}
	}
	return render(c, templates.ListingPage(s.frame(c, page.Title), page))
}

// noticeWishSave keeps it.
func (s *Server) noticeWishSave(c *fiber.Ctx) error {
	get := posted(c)
	w := notice.Wish{SMS: get("sms") != "no"}
	err := wishDay(get("until"), &w)
	if err == nil {
		err = s.DB.Tx(c.UserContext(), s.actor(c), func(tx *db.Tx) error { return notice.SetWish(c.UserContext(), tx, w) })
	}
	if wishRefusals.has(err) {
		c.Status(fiber.StatusUnprocessableEntity)
		return s.showWish(c, get, wishRefusals.of(err))
	}
	if err != nil {
		return err
	}
	return c.Redirect("/notices/settings?done=kept", fiber.StatusSeeOther)
}

func wishDay(text string, w *notice.Wish) error {
	if text == "" {
		return nil
	}
	day, err := time.Parse(time.DateOnly, text)
	if err != nil {
		return errDay
	}
	w.PausedUntil = &day
	return nil
}
