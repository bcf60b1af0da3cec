package web

import (
	"errors"
	"strconv"
	"time"

	"github.com/gofiber/fiber/v2"

	"laowu/internal/access"
	"laowu/internal/db"
	"laowu/internal/notice"
	"laowu/internal/web/templates"
)

// noticeRows is how many notices a page lists.
const noticeRows = 50

// noticeList is what the reader was told, what he has not read first.
func (s *Server) noticeList(c *fiber.Ctx) error {
	at := int(atoi(c.Query("after")))
	var l notice.Listed
	err := s.DB.ReadTx(c.UserContext(), s.actor(c), func(tx *db.Tx) (err error) {
		l, err = notice.List(c.UserContext(), tx, noticeRows, at)
		return err
	})
	if err != nil {
		return err
	}
	page := templates.Listing{Title: "消息", Lead: "没看过的在前。和您有关的事，办的时候就记在这里，保存半年。", Paging: pagesFrom("/notices?after=", "条", l.Total, at, noticeRows)}
	if c.Query("done") == "read" {
		page.Notice = &templates.Notice{Kind: "ok", What: "记下了", Then: "都算看过了。"}
	}
	for _, one := range l.Lines {
		page.Past.Items = append(page.Past.Items, s.noticeItem(one))
	}
	if page.Done = "没有新消息"; l.Unread > 0 {
		page.Done = "有 " + thousands(l.Unread) + " 条没看"
		page.Actions = []templates.Action{{Label: "全部看过了", To: "/notices", Keep: pairs("until", strconv.FormatInt(s.Now().UnixMicro(), 10))}}
	}
	if l.Total == 0 {
		page.Done = ""
		page.Nothing = &templates.Nothing{What: "还没有消息", Next: "推荐、答复、出行、证书到期这些事有了动静，会在这里告诉您。", All: templates.Link{Text: "回到首页", To: homes[s.actor(c).Role]}}
	}
	if s.actor(c).Role == db.Worker {
		page.Links = []templates.Link{{Text: "要不要发短信", To: "/notices/settings"}}
	}
	return render(c, templates.ListingPage(s.frame(c, page.Title), page))
}

// noticeItem is one: what was read leads there at once, what was not by a button
// that marks it.
func (s *Server) noticeItem(l notice.Line) templates.Item {
	item := templates.Item{Text: l.Word, Small: day(db.Day(l.ToldAt), s.today()) + " " + l.ToldAt.In(china).Format("15:04"), Lines: []string{l.Text}}
	if l.ReadAt != nil {
		item.To = l.Link
		return item
	}
	item.Badge = templates.Badge{Text: "没看", Kind: "risk"}
	to := "/notices/" + itoa(l.ID)
	item.Actions = []templates.Action{{Label: "去看看", To: to, Whom: l.Word}, {Label: "看过了", Kind: "plain", To: to, Keep: pairs("stay", "yes"), Whom: l.Word}}
	return item
}

// noticeOpen marks one as read and leads to where it is done.
func (s *Server) noticeOpen(c *fiber.Ctx) error {
	var link string
	err := s.DB.Tx(c.UserContext(), s.actor(c), func(tx *db.Tx) (err error) {
		link, err = notice.Open(c.UserContext(), tx, atoi(c.Params("notice")))
		return err
	})
	if err != nil {
		return noSuch(err, "没有这条消息", "可能过了保存的日子，请看别的。")
	}
	if c.FormValue("stay") != "" {
		link = "/notices"
	}
	return c.Redirect(link, fiber.StatusSeeOther)
}

// noticeReadAll marks what the page showed, and not what came since.
func (s *Server) noticeReadAll(c *fiber.Ctx) error {
	until := time.UnixMicro(atoi(c.FormValue("until")))
	err := s.DB.Tx(c.UserContext(), s.actor(c), func(tx *db.Tx) error {
		_, err := notice.ReadAll(c.UserContext(), tx, until)
		return err
	})
	if err != nil {
		return err
	}
	return c.Redirect("/notices?done=read", fiber.StatusSeeOther)
}

// noSuch is access.ErrNotFound in words.
func noSuch(err error, what, then string) error {
	if errors.Is(err, access.ErrNotFound) {
		return refusalError{fiber.StatusNotFound, what, then}
	}
	return notHis(err)
}

// unreadText is how many are not read, for the header.
func unreadText(n int) string {
	const most = 99
	switch {
	case n == 0:
		return ""
	case n > most:
		return "99+"
	}
	return strconv.Itoa(n)
}
