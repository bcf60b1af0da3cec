package web

import (
	"strconv"
	"time"

	"github.com/gofiber/fiber/v2"

	"laowu/internal/access"
	"laowu/internal/db"
	"laowu/internal/roster"
	"laowu/internal/value"
	"laowu/internal/web/templates"
)

// candidateList is who was introduced to an enterprise: masked until he agrees.
func (s *Server) candidateList(c *fiber.Ctx) error {
	return s.showCandidates(c, 0, nil)
}

func (s *Server) showCandidates(c *fiber.Ctx, person int64, n *shown) error {
	var all []roster.Candidate
	phones := map[int64]string{}
	err := s.DB.ReadTx(c.UserContext(), s.actor(c), func(tx *db.Tx) (err error) {
		if all, err = roster.Candidates(c.UserContext(), tx); err != nil {
			return err
		}
		list, err := roster.People(c.UserContext(), tx, s.Vault, roster.PersonFilter{Limit: 1000})
		for _, l := range list.Lines {
			phones[l.ID] = l.PhoneMasked
		}
		return err
	})
	if err != nil {
		return err
	}
	page := templates.CandidateList{Title: "应聘的人", Tabs: applicantTabs(nil, 0, introduced), Lead: "本人同意以后，才能看到姓名和电话。身份证号一直看不到。"}
	for _, k := range all {
		row := s.candidateRow(k)
		if k.Person != 0 {
			row.Numbers = []templates.Number{candidateNumber(k, phones[k.Person], person, n)}
		}
		page.Candidates = append(page.Candidates, row)
	}
	if len(all) == 0 {
		page.Nothing = &templates.Nothing{What: "还没有人推荐过来", Next: "务工协会介绍了人，就列在这里。", All: templates.Link{Text: "回本单位", To: "/enterprise"}}
	}
	return render(c, templates.CandidateListPage(s.frame(c, "应聘的人"), page))
}

func (s *Server) candidateRow(k roster.Candidate) templates.Candidate {
	row := templates.Candidate{
		Name: k.Name, About: value.Sex(k.Sex).Word() + "，" + ageBand(s.today(), k.Born), Trade: k.Trades, By: k.IntroducedBy,
		When: day(k.AskedAt.In(china), s.today()) + "推荐", State: consentBadge(k.State),
	}
	if row.Trade == "" {
		row.Trade = "没有写想干什么"
	}
	return row
}

// ageBand says an age within five years: enough to know whether somebody fits.
func ageBand(today time.Time, born int) string {
	low := (today.Year() - born) / 5 * 5
	return strconv.Itoa(low) + " 到 " + strconv.Itoa(low+4) + " 岁"
}

func candidateNumber(k roster.Candidate, masked string, person int64, n *shown) templates.Number {
	number := templates.Number{Label: "手机号", Text: masked}
	switch {
	case masked == "":
		number.Text = "没有登记"
	case n != nil && person == k.Person && n.number != "":
		number.Text, number.Note = spaced(access.Phone, n.number), "只在这一页显示；已记下"
	default:
		f := n
		if person != k.Person {
			f = nil
		}
		number.Ask = &templates.Action{
			Label: "看全号（会记下）", Open: "看全号", Whom: k.Name, To: "/candidates/" + itoa(k.Person) + "/reveal", Kind: "main", Key: "phone" + itoa(k.Person),
			Keep: pairs("field", string(access.Phone)), Fields: reasonFields(f, access.Phone),
		}
	}
	return number
}

// candidateReveal shows the telephone of who agreed.
func (s *Server) candidateReveal(c *fiber.Ctx) error {
	person := atoi(c.Params("person"))
	n, err := s.reveal(c, person, access.Phone)
	if err != nil {
		return err
	}
	return s.showCandidates(c, person, n)
}
