package web

import (
	"slices"
	"strings"
	"time"

	"github.com/gofiber/fiber/v2"

	"laowu/internal/db"
	"laowu/internal/value"
	"laowu/internal/web/templates"
	"laowu/training"
)

// certificateDue lists whose certificates end or are reviewed soon: as of
// today, or as of the day that the address asks for.
func (s *Server) certificateDue(c *fiber.Ctx) error {
	on, wrong := s.dayAsked(c)
	var all, tell []training.Reminder
	err := s.DB.ReadTx(c.UserContext(), s.actor(c), func(tx *db.Tx) (err error) {
		if all, err = training.Reminders(c.UserContext(), tx, on); err != nil {
			return err
		}
		tell, err = training.RemindedOn(c.UserContext(), tx, on)
		return err
	})
	if err != nil {
		return err
	}
	soon := slices.IndexFunc(all, func(r training.Reminder) bool { return r.Days > training.Notices[1] })
	if soon < 0 {
		soon = len(all)
	}
	page := templates.Overview{
		Title: "快到期的证书", Lead: "提前 90 天和 30 天各提醒一次。换了证的、复审过的，登记以后就不再提醒。", Ask: askDay("/certificates/due", on, wrong, "看这一天"),
		Figures: []templates.Figure{
			figure("30 天内", soon, "本", "先办这些", ""), figure("31 到 90 天", len(all)-soon, "本", "可以约时间了", ""), figure("这天要告诉的", len(tell), "人次", "正好差 90 天或者 30 天", ""),
		},
		Links: []templates.Link{{Text: "看培训班", To: "/classes"}},
	}
	for _, part := range []struct {
		title string
		due   []training.Reminder
	}{{"这天要告诉本人的", tell}, {"30 天内", all[:soon]}, {"31 到 90 天", all[soon:]}} {
		if len(part.due) > 0 {
			page.Sections = append(page.Sections, templates.OverviewSection{Title: part.title, Note: thousands(len(part.due)) + " 本", Table: s.dueTable(c, part.title, part.due, on)})
		}
	}
	if len(all) == 0 {
		page.Nothing = &templates.Nothing{What: "90 天内没有证书到期", Next: "证书的有效期和复审日期随培训花名册登记。", All: templates.Link{Text: "看培训班", To: "/classes"}}
	}
	return render(c, templates.OverviewPage(s.frame(c, page.Title), page))
}

// dayAsked is the day that the address asks for, or today with what is wrong
// about it.
func (s *Server) dayAsked(c *fiber.Ctx) (time.Time, templates.Given) {
	text := strings.TrimSpace(c.Query("on"))
	if text == "" {
		return s.today(), templates.Given{}
	}
	d, code := value.ParseDay(value.Raw{Text: text})
	if code != "" || d.IsZero() || d.Precision() != value.ToDay {
		c.Status(fiber.StatusUnprocessableEntity)
		return s.today(), templates.Given{Value: text, Error: "看不懂这个日期，请写成 2026-12-01。下面是今天的"}
	}
	return d.Time(), templates.Given{}
}

// askDay asks as of which day a page is.
func askDay(to string, on time.Time, wrong templates.Given, submit string) *templates.Ask {
	if wrong.Error == "" {
		wrong.Value = on.Format(time.DateOnly)
	}
	return &templates.Ask{To: to, Submit: submit, Field: templates.Field{Given: wrong, Type: "date", Name: "on", Label: "截至哪一天", Max: 20}}
}

func (s *Server) dueTable(c *fiber.Ctx, label string, due []training.Reminder, on time.Time) *templates.Table {
	t := &templates.Table{Label: label, Heads: []templates.Head{{Text: "姓名"}, {Text: "证书"}, {Text: "要办"}, {Text: "日期"}, {Text: "还有"}}}
	for _, r := range due {
		who := templates.Cell{Text: r.Name}
		if slices.Contains(looksAfter, s.actor(c).Role) {
			who.To = "/people/" + itoa(r.Person)
		}
		paper, what := templates.Cell{Text: r.Title, Small: r.Kind.Word()}, "换证"
		if paper.Text == "" {
			paper.Text = r.Kind.Word()
		}
		if strings.HasSuffix(paper.Text, paper.Small) { // it says itself what it is
			paper.Small = ""
		}
		if r.Review {
			what = "复审"
		}
		left := templates.Badge{Text: thousands(r.Days) + " 天", Kind: "risk"}
		if r.Days <= training.Notices[1] {
			left.Kind = "bad"
		}
		t.Rows = append(t.Rows, []templates.Cell{who, paper, {Text: what}, {Text: day(r.Due, on)}, {Badge: left}})
	}
	return t
}
