package web

import (
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/gofiber/fiber/v2"

	"laowu/internal/web/templates"
	"laowu/matching"
)

// openingQuery is what the address of the worker's page asks; the search says
// what of it is impossible. Its zero value asks for every opening.
type openingQuery struct {
	q       string
	place   string // division code
	trade   string // lexicon trade code
	wage    int    // yuan a month, at least
	board   bool
	lodging bool
	noCert  bool
	age     int
	form    string
	sort    matching.Sort
	cursor  string
	page    int // only shown; the cursor tells where
}

const longestQuery = 100 // characters

// unclear refuses an address that asks for something impossible.
func unclear(then string) refusalError {
	return refusalError{http.StatusUnprocessableEntity, "这样找不了", then}
}

func readOpeningQuery(c *fiber.Ctx) (openingQuery, error) {
	q, err := openingQueryOf(func(name string) string { return c.Query(name) })
	q.cursor, q.page = c.Query("cursor"), c.QueryInt("page")
	return q, err
}

// openingQueryOf reads the conditions by their names.
func openingQueryOf(get func(name string) string) (openingQuery, error) {
	q := openingQuery{
		q: words(get("q")), place: get("place"), trade: get("trade"), board: get("board") == "1", lodging: get("lodging") == "1",
		noCert: get("nocert") == "1", form: get("form"), sort: matching.Sort(get("sort")),
	}
	if utf8.RuneCountInString(q.q) > longestQuery {
		return q, unclear("写得太长了，写几个词就行，例如：护工 鄂尔多斯。")
	}
	var ok bool
	if q.wage, ok = number(get("wage")); !ok {
		return q, unclear("工资要写数字，例如 4000。")
	}
	if q.age, ok = number(get("age")); !ok {
		return q, unclear("年龄要写数字，例如 52。")
	}
	return q, nil
}

// words is a text as it can be shown and searched: what is no character, and
// what directs a terminal, a database or the order of the characters beside it,
// becomes a space.
func words(text string) string {
	return strings.TrimSpace(strings.Map(func(r rune) rune {
		if r == utf8.RuneError || unicode.IsControl(r) || unicode.Is(unicode.Bidi_Control, r) {
			return ' '
		}
		return r
	}, text))
}

// number reads a whole number; nothing is 0.
func number(text string) (int, bool) {
	text = strings.TrimSpace(text)
	if text == "" {
		return 0, true
	}
	n, err := strconv.Atoi(text)
	return n, err == nil
}

// pairs are the conditions as an address says them; not where in the list.
func (q openingQuery) pairs() []templates.Pair {
	out := make([]templates.Pair, 0, 8)
	add := func(name, value string, set bool) {
		if set {
			out = append(out, templates.Pair{Name: name, Value: value})
		}
	}
	add("q", q.q, q.q != "")
	add("trade", q.trade, q.trade != "")
	add("place", q.place, q.place != "")
	add("wage", strconv.Itoa(q.wage), q.wage > 0)
	add("board", "1", q.board)
	add("lodging", "1", q.lodging)
	add("nocert", "1", q.noCert)
	add("age", strconv.Itoa(q.age), q.age > 0)
	add("form", q.form, q.form != "")
	add("sort", string(q.sort), q.sort != "")
	return out
}

// link is the address of the first page of these conditions.
func (q openingQuery) link() string { return address(q.pairs()) }

// restart is the same question from the first page on.
func (q openingQuery) restart() openingQuery {
	q.cursor, q.page = "", 0
	return q
}

// next is the address of the page after, which begins at cursor.
func (q openingQuery) next(cursor string) string {
	return address(append(q.pairs(), templates.Pair{Name: "cursor", Value: cursor},
		templates.Pair{Name: "page", Value: strconv.Itoa(q.at() + 1)}))
}

// at is the number of this page.
func (q openingQuery) at() int {
	if q.cursor == "" || q.page < 2 {
		return 1
	}
	return q.page
}

func address(pairs []templates.Pair) string {
	if len(pairs) == 0 {
		return "/"
	}
	var b strings.Builder
	sep := "/?"
	for _, p := range pairs {
		b.WriteString(sep)
		b.WriteString(p.Name)
		b.WriteByte('=')
		b.WriteString(url.QueryEscape(p.Value))
		sep = "&"
	}
	return b.String()
}
