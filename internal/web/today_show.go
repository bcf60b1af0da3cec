package web

import (
	"strconv"
	"time"

	"github.com/gofiber/fiber/v2"

	"laowu/internal/db"
	"laowu/internal/followup"
	"laowu/internal/report"
	"laowu/internal/web/templates"
)

// associationShow is where an association or a township begins: one list of what
// waits, the most urgent first, each with where it is done.
func (s *Server) associationShow(c *fiber.Ctx) error {
	ctx := c.UserContext()
	all, err := s.members(c)
	if err != nil {
		return err
	}
	var waiting []report.Waiting
	err = s.DB.ReadTx(ctx, s.actor(c), func(tx *db.Tx) (err error) {
		if waiting, err = report.FindWaiting(ctx, tx); err != nil {
			return err
		}
		w, err := followup.Queue(ctx, tx, followup.Which{By: s.today()}, 0, 1)
		waiting = append(waiting, visitsWaiting(w)...)
		return err
	})
	if err != nil {
		return err
	}
	waiting = append(waiting, membersWaiting(all)...)
	report.MostUrgent(waiting)
	page := templates.Home{
		Title: s.title(c), Lead: "号码都遮着，要看全号，写上原因，会记下来。", Next: "今天要办的", Figures: memberFigures(all),
		Ways: s.todayWays(c),
	}
	for _, w := range waiting {
		page.Steps = append(page.Steps, s.waitingItem(w))
	}
	if len(page.Steps) == 0 {
		page.Steps = []templates.Item{{Text: "现在没有等着办的事", Small: "可以看看谁在等活干", To: "/people/jobs"}}
	}
	return s.showHome(c, page)
}

// todayWays are the other things that an association or a township does.
func (s *Server) todayWays(c *fiber.Ctx) []templates.Titles {
	records := templates.Link{Text: "更正和删除", To: "/requests"}
	if s.actor(c).Role == db.Township { // it answers no requests
		records = templates.Link{Text: "要核对的", To: "/flags"}
	}
	return []templates.Titles{
		{Title: "找活和出行", Links: []templates.Link{{Text: "帮会员找活", To: "/people/jobs"}, {Text: "会员请代问的", To: "/asks"}, {Text: "点对点出行", To: "/departures"}, {Text: "培训", To: "/classes"}, {Text: "招不到本地人的说明", To: "/waivers"}}},
		{Title: "回访和维权", Links: []templates.Link{{Text: "回访", To: "/visits"}, {Text: "维权", To: "/cases"}}},
		{Title: "会员", Links: []templates.Link{{Text: "打印会员名单", To: "/people/print"}, records, {Text: "转会", To: "/transfers"}}},
		{Title: "表格和排名", Links: []templates.Link{importLink, exportLink, formsLink, {Text: "看排名", To: "/reports/ranking"}}},
	}
}

// memberFigures are how the members stand; each opens its list.
func memberFigures(all report.Members) []templates.Figure {
	counts := all.Counts(report.MemberCut{})
	part := func(label, note, name, value string) templates.Figure {
		return figure(label, counts[name][value], "人", note, cutLink("/people", report.MemberCut{}.With(name, value)))
	}
	return []templates.Figure{
		figure("人员", len(all.All), "人", "看名单", "/people"), part("在县外", "今天在岗", "work", "away"), part("在县内", "今天在岗", "work", "here"),
		part("没有在岗", "看是谁", "work", "home"), part("自己能登录", "已经认领", "login", "yes"), part("还不能登录", "可以印认领码", "login", "no"),
	}
}

// visitsWaiting are the visits that are due.
func visitsWaiting(w followup.Waiting) []report.Waiting {
	if w.Late == 0 {
		return nil
	}
	return []report.Waiting{{What: "visits", Count: w.Late, Since: &w.List[0].On}}
}

// membersWaiting is what the list of members itself brings up.
func membersWaiting(all report.Members) (out []report.Waiting) {
	soon, later, stuck := report.Waiting{What: "papers30"}, report.Waiting{What: "papers90"}, report.Waiting{What: "unplaced"}
	for _, m := range all.All {
		switch {
		case m.EndsWithin(all.Today, 30):
			soon.Count, soon.By = soon.Count+1, earlier(soon.By, m.Ends)
		case m.Ends != nil:
			later.Count, later.By = later.Count+1, earlier(later.By, m.Ends)
		}
		if m.Unplaced(all.Today, all.Days) {
			stuck.Count, stuck.Since = stuck.Count+1, earlier(stuck.Since, m.Waits)
		}
	}
	for _, w := range []report.Waiting{soon, later, stuck} {
		if w.Count > 0 {
			out = append(out, w)
		}
	}
	return out
}

func earlier(a, b *time.Time) *time.Time {
	if a == nil || b.Before(*a) {
		return b
	}
	return a
}

// waitingItem puts what waits into words: how many, since or by when, and where it
// is done.
func (s *Server) waitingItem(w report.Waiting) templates.Item {
	words := waitingWords[w.What]
	item := templates.Item{Text: words.text, To: words.to, Small: thousands(w.Count) + " " + words.unit}
	today := s.today()
	switch {
	case w.Late(today):
		item.Small += "，最早的 " + day(*w.By, today) + words.by
		item.Badge = templates.Badge{Text: "过期了", Kind: "bad"}
	case w.By != nil:
		item.Small += "，最早的 " + day(*w.By, today) + words.by
		if !w.By.After(today.AddDate(0, 0, soonDays)) {
			item.Badge = templates.Badge{Text: leftDays(today, *w.By), Kind: "risk"}
		}
	case w.Since != nil:
		item.Small += "，最早的从 " + day(*w.Since, today) + "起"
		if waited := int(today.Sub(*w.Since).Hours() / 24); waited >= longDays {
			item.Badge = templates.Badge{Text: "等了 " + strconv.Itoa(waited) + " 天", Kind: "risk"}
		}
	}
	return item
}

// soonDays is from how many days before a deadline it is marked, and longDays from
// how many days of waiting on.
const soonDays, longDays = 7, 7

func leftDays(today, by time.Time) string {
	n := int(by.Sub(today).Hours() / 24)
	if n == 0 {
		return "就是今天"
	}
	return "还有 " + strconv.Itoa(n) + " 天"
}
