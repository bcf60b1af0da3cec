package web

import (
	"cmp"
	"slices"
	"strconv"

	"laowu/internal/area"
	"laowu/internal/hiring"
	"laowu/internal/web/templates"
	"laowu/matching"
)

// narrowing makes choices of an answer's counts. A facet counts what its
// values would find if nothing were picked on it, so that one can change one's
// mind; what finds nothing, or everything, is not offered.
type narrowing struct {
	query  openingQuery
	answer matching.Answer
}

// mostTrades is how many trades the drop-down offers.
const mostTrades = 16

// choice is one value of a facet, where it narrows; pick asks for it.
func (n narrowing) choice(facet, value, text string, pick func(*openingQuery)) []templates.Choice {
	with, count := n.query, n.answer.Facets[facet][value]
	pick(&with)
	chosen := with == n.query
	if count == 0 || (count == n.answer.Total && !chosen) {
		return nil
	}
	return []templates.Choice{{Text: text, To: with.link(), Count: count, Chosen: chosen}}
}

// filters are the drop-downs.
func (s *Server) filters(atlas *area.Atlas, n narrowing) []templates.Filter {
	q := n.query
	all := []templates.Filter{
		{Name: "工种", Set: q.trade != "", Rows: rows(s.trades(n))},
		{Name: "地点", Set: q.place != "", Rows: n.places(atlas)},
		{Name: "工资", Set: q.wage > 0, Rows: rows(n.wages())},
		{Name: "要求", Set: q.noCert || q.age > 0 || q.form != "", Rows: rows(slices.Concat(n.noCert(), n.forms())), Age: n.age()},
		{Name: "排序", Set: q.sort != "", Rows: rows(n.orders())},
	}
	return slices.DeleteFunc(all, func(f templates.Filter) bool { return len(f.Rows) == 0 && f.Age == nil })
}

func (s *Server) trades(n narrowing) []templates.Choice {
	var row []templates.Choice
	for _, code := range byCount(n.answer.Facets["occupation"]) {
		row = append(row, n.choice("occupation", code, s.Labels.Trade(code), func(q *openingQuery) { q.trade = code })...)
	}
	return row[:min(len(row), mostTrades)]
}

// places is a row for each prefecture: itself, then what lies in it.
func (n narrowing) places(atlas *area.Atlas) [][]templates.Choice {
	var out [][]templates.Choice
	row := map[string]int{}
	for _, level := range []area.Level{area.Prefecture, area.County} {
		for _, code := range byCount(n.answer.Facets["place"]) {
			one, ok := atlas.Find(code)
			if !ok || one.Level != level {
				continue
			}
			choice := n.choice("place", code, one.Name, func(q *openingQuery) { q.place = code })
			group := code
			if level == area.County {
				group = one.Parent
			}
			if at, ok := row[group]; ok {
				out[at] = append(out[at], choice...)
				continue
			}
			row[group] = len(out)
			out = append(out, choice)
		}
	}
	return slices.DeleteFunc(out, func(row []templates.Choice) bool { return len(row) == 0 })
}

func (n narrowing) wages() []templates.Choice {
	var row []templates.Choice
	for _, least := range []int{3000, 4000, 5000, 6000, 8000} {
		row = append(row, n.wage(least)...)
	}
	return row
}

func (n narrowing) wage(least int) []templates.Choice {
	value := strconv.Itoa(least)
	return n.choice("wage", value, value+" 元以上", func(q *openingQuery) { q.wage = least })
}

func (n narrowing) noCert() []templates.Choice {
	return n.choice("no_certificate", "true", "不要证书", func(q *openingQuery) { q.noCert = true })
}

func (n narrowing) forms() []templates.Choice {
	var row []templates.Choice
	for _, form := range []hiring.Form{hiring.Regular, hiring.Temporary} {
		row = append(row, n.choice("form", string(form), formName(form), func(q *openingQuery) { q.form = string(form) })...)
	}
	return row
}

// orders are the ways to sort, as a page names them.
var orders = []struct {
	sort matching.Sort
	name string
	note string
}{
	{matching.SortFit, "最合适", ""},
	{matching.SortWage, "工资高", "工资高的排在前面"},
	{matching.SortNear, "路近", "离县城近的排在前面"},
	{matching.SortNew, "新发布", "新发布的排在前面"},
}

func (n narrowing) orders() []templates.Choice {
	if n.answer.Total < 2 {
		return nil
	}
	row := make([]templates.Choice, len(orders))
	for i, o := range orders {
		with := n.query
		with.sort = o.sort
		row[i] = templates.Choice{Text: o.name, To: with.link(), Chosen: n.query.sort == o.sort}
	}
	return row
}

// quickTrades is how many trades a page offers before anything is asked.
const quickTrades = 8

// quick is the row of what is asked for most: trades before anything else,
// then the commonest conditions, where they narrow. What is picked stands among
// the chips above.
func (s *Server) quick(n narrowing) []templates.Choice {
	if n.query == (openingQuery{}) {
		trades := s.trades(n)
		return trades[:min(len(trades), quickTrades)]
	}
	return slices.DeleteFunc(slices.Concat(
		n.choice("lodging", "true", "包住", func(q *openingQuery) { q.lodging = true }),
		n.choice("board", "true", "包吃", func(q *openingQuery) { q.board = true }),
		n.noCert(), n.wage(5000), n.forms(),
	), func(c templates.Choice) bool { return c.Chosen || c.Count >= n.answer.Total })
}

// age asks how old the worker is; of one opening it would narrow nothing.
func (n narrowing) age() *templates.AgeForm {
	q, a := n.query, &templates.AgeForm{}
	if n.answer.Total < 2 && q.age == 0 {
		return nil
	}
	if q.age > 0 {
		a.Age = strconv.Itoa(q.age)
	}
	q.age = 0
	a.Keep = q.pairs()
	return a
}

// rows is one row, or none where it is empty.
func rows(row []templates.Choice) [][]templates.Choice {
	if len(row) == 0 {
		return nil
	}
	return [][]templates.Choice{row}
}

// byCount orders values by how many there are, then by themselves.
func byCount(counts map[string]int) []string {
	keys := make([]string, 0, len(counts))
	for k := range counts {
		keys = append(keys, k)
	}
	slices.SortFunc(keys, func(a, b string) int {
		return cmp.Or(cmp.Compare(counts[b], counts[a]), cmp.Compare(a, b))
	})
	return keys
}
