package bench

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
)

// condition is when an opening deserves a grade, in disjunctive form: one of
// the parts must hold, each part is terms that must all hold. It looks at
// what stands on record alone; testdata/judged/README.md tells the terms.
type condition [][]term

// term is one condition on an opening.
type term func(*opening) bool

// terms are the conditions that take values, of which one must fit.
var terms = map[string]func(o *opening, value string) bool{
	"title":    func(o *opening, v string) bool { return strings.Contains(o.Title, v) },
	"employer": func(o *opening, v string) bool { return strings.Contains(o.Enterprise, v) },
	"place":    func(o *opening, v string) bool { return strings.HasPrefix(o.Place, v) },
	"at":       func(o *opening, v string) bool { return strings.Contains(o.PlaceText, v) },
	"cert":     func(o *opening, v string) bool { return strings.Contains(o.Cert, v) },
	"duty":     func(o *opening, v string) bool { return strings.Contains(o.Duty, v) },
	"form":     func(o *opening, v string) bool { return o.Form == v },
	"pay":      func(o *opening, v string) bool { return o.Pay == v },
}

// amounts are those that take one number.
var amounts = map[string]func(o *opening, n int) bool{
	"low": func(o *opening, n int) bool { return o.Wage >= n },
	"top": func(o *opening, n int) bool { return o.WageTop >= n },
	"age": func(o *opening, n int) bool { return o.AgeMin <= n && (o.AgeMax == 0 || o.AgeMax >= n) },
}

// flags take none.
var flags = map[string]term{
	"board":   func(o *opening) bool { return o.Board },
	"lodging": func(o *opening) bool { return o.Lodging },
	"nocert":  func(o *opening) bool { return o.Cert == "" },
}

// parseCondition reads "trade:保洁 place:1401 low:3000 or title:保洁阿姨";
// sets are the named sets of titles. An empty text never holds.
func parseCondition(text string, sets map[string][]string) (condition, error) {
	var c condition
	for part := range strings.SplitSeq(text, " or ") {
		var all []term
		for word := range strings.FieldsSeq(part) {
			one, err := parseTerm(word, sets)
			if err != nil {
				return nil, err
			}
			all = append(all, one)
		}
		if len(all) > 0 {
			c = append(c, all)
		}
	}
	return c, nil
}

func parseTerm(word string, sets map[string][]string) (term, error) {
	if rest, not := strings.CutPrefix(word, "!"); not {
		one, err := parseTerm(rest, sets)
		return func(o *opening) bool { return !one(o) }, err
	}
	key, value, _ := strings.Cut(word, ":")
	values := strings.Split(value, "/")
	if flag := flags[key]; flag != nil && value == "" {
		return flag, nil
	}
	if holds := amounts[key]; holds != nil {
		n, err := strconv.Atoi(value)
		return func(o *opening) bool { return holds(o, n) }, err
	}
	if key == "trade" {
		return ofTrades(values, sets)
	}
	holds := terms[key]
	if holds == nil || slices.Contains(values, "") {
		return nil, fmt.Errorf("no condition %q", word)
	}
	return func(o *opening) bool {
		return slices.ContainsFunc(values, func(v string) bool { return holds(o, v) })
	}, nil
}

// ofTrades wants a title of one of the sets.
func ofTrades(names []string, sets map[string][]string) (term, error) {
	var titles []string
	for _, name := range names {
		if sets[name] == nil {
			return nil, fmt.Errorf("no set of titles %q", name)
		}
		titles = append(titles, sets[name]...)
	}
	return func(o *opening) bool { return slices.Contains(titles, o.Title) }, nil
}

func (c condition) holds(o *opening) bool {
	return slices.ContainsFunc(c, func(all []term) bool {
		return !slices.ContainsFunc(all, func(one term) bool { return !one(o) })
	})
}
