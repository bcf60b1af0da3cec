package web

import (
	"slices"
	"strconv"
	"strings"

	"github.com/gofiber/fiber/v2"

	"laowu/internal/area"
	"laowu/internal/web/templates"
	"laowu/matching"
)

// pageSize is how many openings a page shows.
const pageSize = 20

// openingList is the worker's page: search, narrow, choose.
func (s *Server) openingList(c *fiber.Ctx) error {
	q, err := readOpeningQuery(c)
	if err != nil {
		return err
	}
	return s.showOpenings(c, q, nil)
}

// showOpenings shows what a question finds; again is a search that could not be
// kept, as it was sent, and may be nil.
func (s *Server) showOpenings(c *fiber.Ctx, q openingQuery, again *templates.Given) error {
	found, err := s.Search(c.UserContext(), s.actor(c), request(q))
	if err != nil {
		return err
	}
	atlas := s.Atlas()
	asked := s.conditions(atlas, q, found)
	page := templates.OpeningList{Typed: q.q, Keep: openingQuery{age: q.age}.pairs(), Picked: picked(asked),
		Note: note(q, found), Reserve: s.reserve(found)}
	if found.Total > 0 {
		s.fill(&page, atlas, q, found)
	} else if page.Nothing, err = s.nothing(c.UserContext(), s.actor(c), asked); err != nil {
		return err
	}
	if err := s.keepable(c, &page, q, asked, again); err != nil {
		return err
	}
	return render(c, templates.OpeningListPage(s.frame(c, listTitle(q)), page))
}

func (s *Server) fill(page *templates.OpeningList, atlas *area.Atlas, q openingQuery, found matching.Found) {
	n := narrowing{query: q.restart(), answer: found.Answer}
	page.Answer = strconv.Itoa(found.Total) + " 个岗位，还差 " + strconv.Itoa(found.Posts) + " 人"
	page.Filters = s.filters(atlas, n)
	page.Quick = s.quick(n)
	page.Cards = s.cards(atlas, found)
	page.Paging = paging(q, found)
}

// reserve says so when another engine answered than the one meant to; empty
// where it did not.
func (s *Server) reserve(found matching.Found) string {
	if s.Standing == nil || found.Engine == s.Standing().Meant {
		return ""
	}
	said := "这次由备用的搜索（PostgreSQL）回答，"
	if found.Total == 0 {
		return said + "同样找过了全部岗位。"
	}
	said += "岗位一个不少，先后可能不同。"
	if found.Restarted {
		said += "刚才那一页接不上了，从第一页重新列出。"
	}
	return said
}

func listTitle(q openingQuery) string {
	if q.q == "" {
		return "找工作"
	}
	return q.q + " · 找工作"
}

// paging leads through a list of several pages.
func paging(q openingQuery, found matching.Found) *templates.Paging {
	if found.Restarted {
		q = q.restart()
	}
	last := (found.Total + pageSize - 1) / pageSize
	if last == 1 {
		return nil
	}
	p := &templates.Paging{Where: "第 " + strconv.Itoa(q.at()) + " 页，共 " + strconv.Itoa(last) + " 页"}
	if q.at() > 1 {
		p.First = q.link()
	}
	if found.NextCursor != "" {
		p.Next = q.next(found.NextCursor)
	}
	return p
}

// request is the question that an address asks of the search.
func request(q openingQuery) matching.Request {
	return matching.Request{
		Text: q.q, Place: q.place, Occupation: q.trade, WageMin: q.wage, Board: q.board, Lodging: q.lodging, NoCert: q.noCert,
		Age: q.age, Form: q.form, Sort: q.sort, Cursor: q.cursor, Limit: pageSize, Facets: true,
	}
}

// note says how the list is ordered where that was chosen, and what else the
// words were taken to mean.
func note(q openingQuery, found matching.Found) string {
	parts := []string{found.Note}
	for _, o := range orders {
		if o.sort == q.sort {
			parts = []string{o.note, found.Note}
		}
	}
	return strings.Join(slices.DeleteFunc(parts, func(s string) bool { return s == "" }), "；")
}
