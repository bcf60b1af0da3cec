package web

import (
	"net/url"
	"strconv"

	"github.com/gofiber/fiber/v2"

	"laowu/matching"
)

// personQuery is what was asked about people. It is posted: a name and a number
// are in no address and no log.
type personQuery struct {
	q      string
	place  string // division code
	trade  string // lexicon code
	cert   string // certificate code
	free   bool
	cursor string
	page   int
}

// readPersonQuery reads a search, or the question behind a condition's button.
func readPersonQuery(c *fiber.Ctx) personQuery {
	ask, err := url.ParseQuery(c.FormValue("ask"))
	if err != nil || len(ask) == 0 {
		return personQuery{q: words(c.FormValue("q"))}
	}
	page, _ := number(ask.Get("page"))
	return personQuery{
		q: words(ask.Get("q")), place: ask.Get("place"), trade: ask.Get("trade"), cert: ask.Get("cert"), free: ask.Get("free") != "",
		cursor: ask.Get("cursor"), page: page,
	}
}

// ask is the question as a button posts it.
func (q personQuery) ask() string {
	v := url.Values{}
	add := func(name, value string) {
		if value != "" {
			v.Set(name, value)
		}
	}
	add("q", q.q)
	add("place", q.place)
	add("trade", q.trade)
	add("cert", q.cert)
	add("cursor", q.cursor)
	if q.free {
		v.Set("free", "1")
	}
	if q.page > 1 {
		v.Set("page", strconv.Itoa(q.page))
	}
	return v.Encode()
}

// restart is the same question from the first page on.
func (q personQuery) restart() personQuery {
	q.cursor, q.page = "", 0
	return q
}

func (q personQuery) request() matching.WorkerRequest {
	return matching.WorkerRequest{
		Text: q.q, Place: q.place, Occupation: q.trade, Certificate: q.cert, Free: q.free, Limit: peoplePage, Cursor: q.cursor, Facets: true,
	}
}
