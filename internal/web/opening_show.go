package web

import (
	"errors"
	"net/url"
	"strconv"

	"github.com/gofiber/fiber/v2"

	"laowu/internal/hiring"
	"laowu/internal/web/templates"
)

// openingShow is all that is recorded of one opening.
func (s *Server) openingShow(c *fiber.Ctx) error {
	o, err := s.findOpening(c)
	if err != nil {
		return err
	}
	return s.showOpening(c, o, nil)
}

func (s *Server) showOpening(c *fiber.Ctx, o hiring.Opening, notice *templates.Notice) error {
	page, err := s.openingView(c, o)
	if err != nil {
		return err
	}
	if page.Wanting, err = s.wanting(c, o, page.Open); err != nil {
		return err
	}
	if page.People, err = s.suitedPart(c, o, page.Open); err != nil {
		return err
	}
	if page.Where, err = s.where(c, o); err != nil {
		return err
	}
	page.Back, page.Notice = backToList(c), notice
	return render(c, templates.OpeningPage(s.frame(c, o.Title+" · "+o.Enterprise.Name), page))
}

// findOpening reads the opening that the address names; an address that names
// none is not found, whatever is wrong with it.
func (s *Server) findOpening(c *fiber.Ctx) (hiring.Opening, error) {
	id, err := strconv.ParseInt(c.Params("opening"), 10, 64)
	if err != nil || id < 1 {
		return hiring.Opening{}, fiber.ErrNotFound
	}
	o, err := s.Opening(c.UserContext(), s.actor(c), id)
	if errors.Is(err, hiring.ErrNotFound) {
		return o, refusalError{fiber.StatusNotFound, "没有这个岗位", "可能已经撤下了。可以重新找一找。"}
	}
	return o, err
}

// backToList leads to the list that the reader came from, which the browser
// names; otherwise to all openings.
func backToList(c *fiber.Ctx) templates.Link {
	all := templates.Link{Text: "看全部岗位", To: "/"}
	from, err := url.Parse(c.Get(fiber.HeaderReferer))
	if err != nil || from.Host != string(c.Request().Host()) || from.Path != "/" || from.RawQuery == "" || numbered(from.RawQuery) {
		return all
	}
	return templates.Link{Text: "回到刚才的岗位", To: "/?" + from.RawQuery}
}

// openingView puts an opening into words.
func (s *Server) openingView(c *fiber.Ctx, o hiring.Opening) (templates.Opening, error) {
	atlas := s.Atlas()
	code, err := drawQR(s.absolute(c, openingPath(o.ID)))
	if err != nil {
		return templates.Opening{}, err
	}
	v := templates.Opening{
		Number: strconv.FormatInt(o.ID, 10), Title: o.Title, Unit: o.Enterprise.Name, Place: fullPlace(atlas, o.Place, o.PlaceText),
		Wage: wage(o.WageMin, o.WageMax), Route: s.route(atlas, o.Place, o.PlaceText), Tags: offerTags(o),
		Facts: s.openingFacts(o), Checks: openingChecks(o), Employer: employerFacts(atlas, o.Enterprise),
		QR: code, Poster: openingPath(o.ID) + "/poster",
	}
	s.state(&v, o)
	return v, nil
}

// state says whether the opening can still be had, and where to look if not.
// What is over shows no contact: nobody should call in vain.
func (s *Server) state(v *templates.Opening, o hiring.Opening) {
	today := s.today()
	v.Similar = templates.Link{Text: "看别的岗位", To: "/"}
	if o.Trade != "" {
		v.Similar = templates.Link{Text: "看同类的岗位", To: openingQuery{trade: o.Trade}.link()}
	}
	switch {
	case o.Closed:
		v.State = "不招了"
		v.Over = &templates.Notice{Kind: "bad", What: "这个岗位已经不招了", Then: "单位已经停止招人，请看别的岗位。"}
	case o.ValidUntil != nil && o.ValidUntil.Before(today):
		v.State = "过期了"
		v.Over = &templates.Notice{Kind: "bad", What: "这个岗位 " + day(*o.ValidUntil, today) + "已经截止", Then: "现在打电话可能招满了，请看别的岗位。"}
	default:
		v.Open, v.State = true, "正在招 "+strconv.Itoa(o.Headcount)+" 人"
		v.Contact = contact(o)
	}
}

func contact(o hiring.Opening) *templates.Contact {
	if o.ContactName == "" && o.ContactPhone == "" {
		return nil
	}
	return &templates.Contact{Name: o.ContactName, Phone: spoken(o.ContactPhone), Tel: figures(o.ContactPhone)}
}

// absolute is the address that a poster prints: the configured one, or the one
// that this request came to.
func (s *Server) absolute(c *fiber.Ctx, path string) string {
	if s.BaseURL != "" {
		return s.BaseURL + path
	}
	scheme := "http://"
	if s.secureTransport(c) {
		scheme = "https://"
	}
	return scheme + s.host(c) + path
}
