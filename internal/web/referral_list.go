package web

import (
	"github.com/gofiber/fiber/v2"

	"laowu/internal/db"
	"laowu/internal/hiring"
	"laowu/internal/roster"
	"laowu/internal/value"
	"laowu/internal/web/templates"
)

// referralRows is how many referrals a page lists, those that wait first.
const referralRows = 200

// referralList is who was sent to which opening, and how far it came: to an
// enterprise those of its openings.
func (s *Server) referralList(c *fiber.Ctx) error {
	return s.showReferrals(c, nil)
}

func (s *Server) showReferrals(c *fiber.Ctx, refused *refusedMove) error {
	if s.actor(c).Role == db.Enterprise {
		return s.showApplicants(c, refused, nil)
	}
	var all []hiring.Referred
	var m movable
	err := s.DB.ReadTx(c.UserContext(), s.actor(c), func(tx *db.Tx) (err error) {
		if m, err = readMovable(c.UserContext(), tx); err != nil {
			return err
		}
		all, err = hiring.Referrals(c.UserContext(), tx, referralRows)
		return err
	})
	if err != nil {
		return err
	}
	m.refused = refused
	page := templates.Home{Title: "推荐", Lead: "推荐了谁去哪个岗位，单位怎么答复的。", Next: "还没有结果的", Notice: refusedNotice(refused)}
	page.Table = &templates.Table{Label: "有结果的推荐", Heads: []templates.Head{{Text: "姓名"}, {Text: "岗位"}, {Text: "经过"}, {Text: "结果"}}}
	for _, r := range all {
		if r.State.Pending() {
			page.Steps = append(page.Steps, s.referralItem(r, r.Name+" → "+r.Title, "/people/"+itoa(r.Person), m))
			continue
		}
		page.Table.Rows = append(page.Table.Rows, []templates.Cell{
			{Text: r.Name, To: "/people/" + itoa(r.Person)}, {Text: r.Title, Small: r.EnterpriseName, To: openingPath(r.Opening)},
			{Text: referralStory(r, s.today())}, {Badge: referralBadge(r.State)},
		})
	}
	s.referralsTell(&page, len(all))
	return s.showHome(c, page)
}

// referralsTell says what is to be done where there are none, or too many.
func (s *Server) referralsTell(page *templates.Home, n int) {
	page.List = "有结果的"
	if len(page.Table.Rows) == 0 {
		page.Table = nil
	}
	if n == 0 {
		page.Nothing = &templates.Nothing{What: "还没有推荐过人", Next: "打开一个人的页，点“推荐到岗位”，填岗位号。", All: templates.Link{Text: "找人", To: "/people"}}
	}
	if n == referralRows {
		page.Note = "只列前 200 次，更早的在各人那一页"
	}
}

func (s *Server) referralItem(r hiring.Referred, text, to string, m movable) templates.Item {
	return templates.Item{
		Text: text, To: to, Small: r.EnterpriseName + "；" + referralStory(r, s.today()), Badge: referralBadge(r.State), Actions: m.actions(r, r.Name+" "+r.Title, true),
	}
}

func (s *Server) applicantRow(a hiring.Applicant, phone string, m movable) templates.Candidate {
	row := templates.Candidate{
		Tick: itoa(a.ID), Name: a.Name, About: value.Sex(a.Sex).Word() + "，" + ageBand(s.today(), a.Born), Trade: a.Title, By: sentBy(a.Referred),
		State: referralBadge(a.State), Since: referralStory(a.Referred, s.today()), Actions: m.actions(a.Referred, a.Name+" "+a.Title, a.Agreed),
	}
	if a.Trades != "" {
		row.Why = "想干：" + a.Trades
	}
	switch {
	case a.Person != 0:
		k := roster.Candidate{Person: a.Person, Name: a.Name}
		number := candidateNumber(k, phone, 0, nil)
		if number.Ask != nil { // several of one person may stand here
			number.Ask.Key += "-" + itoa(a.ID)
		}
		row.Numbers = []templates.Number{number}
	case a.State.Pending():
		row.Since += "；等本人同意"
	}
	return row
}

func refusedNotice(r *refusedMove) *templates.Notice {
	if r == nil {
		return nil
	}
	return &templates.Notice{Kind: "bad", What: "没有记上", Then: r.why.Error() + "。"}
}
