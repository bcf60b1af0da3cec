package web

import (
	"time"

	"github.com/gofiber/fiber/v2"

	"laowu/internal/db"
	"laowu/internal/followup"
	"laowu/internal/hiring"
	"laowu/internal/roster"
	"laowu/internal/web/templates"
	"laowu/matching/match"
)

// mine is what a worker's own page is made of.
type mine struct {
	name    string
	work    map[int64]hiring.Spell
	cases   []followup.Line
	sent    []hiring.Referred
	asks    []hiring.Ask
	m       movable
	learned schooling
	rides   []hiring.Ride
	suits   match.ForWorker
	waits   []roster.Consent
}

// meShow is where a worker begins: his work, who waits for his answer, what he
// looks for.
func (s *Server) meShow(c *fiber.Ctx) error { return s.showMe(c, nil) }

func (s *Server) showMe(c *fiber.Ctx, refused *refusedMove) error {
	d, err := s.mine(c)
	if err != nil {
		return notHis(err)
	}
	d.m.refused = refused
	today := s.today()
	page := templates.Me{
		Name: d.name, Notice: s.meNotice(c, d), Work: myWork(d.work[s.actor(c).Person], today), Trouble: templates.Link{Text: "工资没发 / 出了问题", To: "/me/trouble"},
		Cases: templates.Part{Items: s.myCases(d.cases)}, Referrals: s.myReferrals(d.sent, d.asks, d.m), Trips: s.rideItems(d.rides),
		Papers: s.myPapers(c, d.learned.held), Matches: s.myMatches(c, d.suits), Training: lessonPart(d.learned, s.actor(c).Person, today),
		Data: templates.Link{Text: "看我的信息", To: "/me/data"},
	}
	if refused != nil {
		page.Notice = refusedNotice(refused)
	}
	for _, k := range d.waits {
		if k.State == roster.ConsentAsked {
			page.Waiting = append(page.Waiting, s.asking(k, "/me"))
		}
	}
	if page.Searches, err = s.savedPart(c, "/me"); err != nil {
		return err
	}
	return render(c, templates.MePage(s.frame(c, "我的"), page))
}

// mine reads it.
func (s *Server) mine(c *fiber.Ctx) (d mine, err error) {
	ctx, me := c.UserContext(), s.actor(c).Person
	err = s.DB.ReadTx(ctx, s.actor(c), func(tx *db.Tx) (err error) {
		p, err := roster.FindPerson(ctx, tx, s.Vault, me)
		if err != nil {
			return err
		}
		d.name = p.Name
		if d.work, err = hiring.CurrentWork(ctx, tx, []int64{me}); err != nil {
			return err
		}
		if d.cases, err = followup.CasesOf(ctx, tx, me); err != nil {
			return err
		}
		if d.sent, err = hiring.ReferralsOf(ctx, tx, me); err != nil {
			return err
		}
		if d.asks, err = hiring.AsksOf(ctx, tx, me); err != nil {
			return err
		}
		if d.m, err = readMovable(ctx, tx); err != nil {
			return err
		}
		if d.learned, err = s.schooling(c, tx, me); err != nil {
			return err
		}
		if d.rides, err = hiring.Rides(ctx, tx, me); err != nil {
			return err
		}
		if d.waits, err = roster.Consents(ctx, tx, me); err != nil {
			return err
		}
		d.suits, err = s.matches(c, tx, me)
		return err
	})
	return d, err
}

// meNotice says what was just done.
func (s *Server) meNotice(c *fiber.Ctx, d mine) *templates.Notice {
	if c.Query("done") != "trouble" || len(d.cases) == 0 {
		return nil
	}
	k := d.cases[0] // the latest
	return &templates.Notice{
		Kind: "ok", What: "报上去了：" + k.Kind.Word() + "，" + k.OwnerName + "来办", Then: day(k.Deadline, s.today()) + "以前回您。急的话，打 12333 也能说。",
	}
}

// myWork is what a worker does now.
func myWork(w hiring.Spell, today time.Time) templates.Part {
	if w.ID == 0 {
		return templates.Part{Empty: "没有记您现在在哪里干活。在外面干着的，告诉协会一声；出了问题，没有记也能报。"}
	}
	return templates.Part{Items: []templates.Item{{Text: spellText(w), Small: span(w.Started, w.Ended, today), Badge: templates.Badge{Text: awayText(w.Away), Kind: "ok"}}}}
}

// myMatches are the openings that suit him; who has work is told where to look.
func (s *Server) myMatches(c *fiber.Ctx, f match.ForWorker) templates.Part {
	part := s.matchPart(c, f)
	if len(part.Items) == 0 {
		part.Empty += "想自己看看，到“找活”里写想做什么、想去哪里，一样能报名。"
		part.Links = []templates.Link{{Text: "去找活", To: "/"}}
	}
	return part
}
