package web

import (
	"errors"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"github.com/gofiber/fiber/v2"

	"laowu/internal/access"
	"laowu/internal/db"
	"laowu/internal/hiring"
	"laowu/internal/roster"
	"laowu/internal/web/templates"
)

// peopleReferShow asks to which opening those who were ticked are sent.
func (s *Server) peopleReferShow(c *fiber.Ctx) error {
	return s.showReferMany(c, templates.Given{Value: c.Query("opening")}, nil)
}

func (s *Server) showReferMany(c *fiber.Ctx, opening templates.Given, notice *templates.Notice) error {
	var k chosen
	err := s.DB.ReadTx(c.UserContext(), s.actor(c), func(tx *db.Tx) (err error) {
		k, err = s.choose(c, tx)
		return err
	})
	if err != nil {
		return err
	}
	if notice == nil {
		notice = goneNotice(k)
	}
	t := s.chosenTicks(k, "/people/refer", "推荐谁去", "推荐勾上的人")
	t.Fields = []templates.Field{{Given: opening, Name: "opening", Label: "岗位号", Hint: "岗位页和海报上都有；也可以贴岗位页的网址", Mode: "numeric", Fill: "off", Max: 100, Required: true}}
	return render(c, templates.ManyPage(s.frame(c, "推荐几个人去"), templates.Many{
		Back: backToPeople, Title: "推荐几个人去一个岗位", Lead: "每个人单独推荐，推荐不成的会写明是谁、为什么。单位先只看得到姓、性别和想做的活。",
		Notice: notice, Ticks: t, Nothing: nobodyChosen(k), Links: []templates.Link{{Text: "找岗位", To: "/"}},
	}))
}

// referCodes are the refusals of one person of several, as an address carries them.
var referCodes = []struct {
	code string
	err  error
}{{"a", hiring.ErrReferred}, {"b", hiring.ErrReferUnderAge}, {"c", access.ErrNotFound}}

// peopleRefer sends them, and leads to what came of each.
func (s *Server) peopleRefer(c *fiber.Ctx) error {
	picked, opening := people(c, "person"), openingNumber(c.FormValue("opening"))
	var sent []hiring.Sent
	err := s.DB.Tx(c.UserContext(), s.actor(c), func(tx *db.Tx) (err error) {
		sent, err = hiring.ReferMany(c.UserContext(), tx, picked, opening)
		return err
	})
	given := templates.Given{Value: c.FormValue("opening")}
	switch {
	case errors.Is(err, hiring.ErrNotFound):
		given.Error = errNoOpening.Error()
	case errors.Is(err, hiring.ErrNobody), errors.Is(err, hiring.ErrTooMany):
		c.Status(fiber.StatusUnprocessableEntity)
		return s.showReferMany(c, given, wholeRefusal("没有推荐", err))
	case saidOfSending(err):
		given.Error = err.Error()
	case err != nil:
		return notReferred(err)
	}
	if given.Error != "" {
		c.Status(fiber.StatusUnprocessableEntity)
		return s.showReferMany(c, given, nil)
	}
	return c.Redirect(sentLink(opening, sent), fiber.StatusSeeOther)
}

// sentLink is the page that says what came of each: reloaded, it says the same.
func sentLink(opening int64, sent []hiring.Sent) string {
	v := url.Values{"opening": {itoa(opening)}}
	for _, one := range sent {
		code := ""
		for _, known := range referCodes {
			if errors.Is(one.Refused, known.err) {
				code = known.code
			}
		}
		v.Add("of", itoa(one.Person)+code)
	}
	return "/people/referred?" + v.Encode()
}

// peopleReferred says of each who was ticked whether he was referred, or why not.
// Who was is read from the record, whatever the address says.
func (s *Server) peopleReferred(c *fiber.Ctx) error {
	ctx, opening := c.UserContext(), atoi(c.Query("opening"))
	refused := map[int64]string{}
	var ids []int64
	for _, v := range c.Request().URI().QueryArgs().PeekMulti("of") {
		id := atoi(strings.TrimRight(string(v), "abc"))
		ids, refused[id] = append(ids, id), strings.TrimLeft(string(v), "0123456789")
	}
	ids = ids[:min(len(ids), mostTicked)]
	var lines []roster.PersonLine
	var made map[int64]hiring.ReferralState
	err := s.DB.ReadTx(ctx, s.actor(c), func(tx *db.Tx) (err error) {
		if lines, err = roster.Lines(ctx, tx, s.Vault, ids); err != nil {
			return err
		}
		made, err = hiring.ReferredTo(ctx, tx, opening, ids)
		return err
	})
	if err != nil {
		return err
	}
	page := templates.Listing{Back: backToPeople, Title: "推荐的结果", List: "每个人怎么样", Links: []templates.Link{{Text: "看这个岗位", To: openingPath(opening)}, {Text: "看推荐", To: "/referrals"}}}
	done := 0
	table := &templates.Table{Label: "推荐的结果", Heads: []templates.Head{{Text: "姓名"}, {Text: "结果"}, {Text: "说明"}}}
	for _, l := range lines {
		badge, why := sentOutcome(refused[l.ID], made[l.ID])
		done += btoi(badge.Kind == "ok")
		table.Rows = append(table.Rows, []templates.Cell{{Text: l.Name, To: "/people/" + itoa(l.ID), Small: l.Village}, {Badge: badge}, {Text: why}})
	}
	page.Table, page.Note = table, "岗位号 "+itoa(opening)
	page.Notice = &templates.Notice{Kind: "ok", What: "推荐了 " + strconv.Itoa(done) + " 人", Then: "等单位答复，结果在“推荐”里看。"}
	if rest := len(ids) - done; rest > 0 {
		page.Notice.Kind, page.Notice.Then = "risk", strconv.Itoa(rest)+" 人没有推荐，下面写着为什么。"
	}
	if gone := len(ids) - len(lines); gone > 0 {
		table.Rows = append(table.Rows, []templates.Cell{{Text: strconv.Itoa(gone) + " 人"}, {Badge: templates.Badge{Text: "没有推荐", Kind: "bad"}}, {Text: personRefusal(access.ErrNotFound)}})
	}
	return render(c, templates.ListingPage(s.frame(c, page.Title), page))
}

// sentOutcome is what came of one.
func sentOutcome(code string, state hiring.ReferralState) (templates.Badge, string) {
	at := slices.IndexFunc(referCodes, func(k struct {
		code string
		err  error
	},
	) bool {
		return k.code == code
	})
	switch {
	case at >= 0:
		return templates.Badge{Text: "没有推荐", Kind: "bad"}, personRefusal(referCodes[at].err)
	case state != "":
		return templates.Badge{Text: "推荐了", Kind: "ok"}, state.Word()
	}
	return templates.Badge{Text: "没有推荐", Kind: "bad"}, "没有查到这次推荐，请重新勾上再推荐"
}
