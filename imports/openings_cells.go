package imports

import (
	"strings"

	"laowu/internal/value"
)

// headcount is how many posts there are; men's and women's columns are added
// up where no column says all.
func headcount(r *row) int {
	if !r.has("headcount_part") || r.wants("headcount") {
		if r.need("headcount") == "" {
			return 0
		}
		return r.count("headcount", 1, mostPosts)
	}
	sum := 0
	for _, c := range r.sheet.fields["headcount_part"] {
		if c >= len(r.cells) {
			continue
		}
		n, _, code := value.ParseCount(rawOf(r.cells[c]), 0, mostPosts)
		if code != "" {
			r.report("headcount_part", code, "")
		}
		sum += n
	}
	if sum == 0 {
		r.report("headcount_part", value.Missing, "")
	}
	return sum
}

// mostPosts is more posts of one kind than any employer here offers.
const mostPosts = 100_000

// employmentForm is 用工形式. A sheet without the column offers regular posts;
// a blank cell under it is missing.
func employmentForm(r *row) string {
	if !r.has("form") {
		return string(value.Regular)
	}
	r.need("form")
	return string(parse(r, "form", value.ParseForm))
}

// openingDates reads from when and until when a post is offered; both may
// stand in one cell.
func openingDates(r *row) (from, until value.Day) {
	from = parse(r, "valid_from", value.ParseDay)
	until = parse(r, "valid_until", func(raw value.Raw) (value.Day, value.Code) {
		d, code := parseEnd(raw)
		if code != value.DateFormat {
			return d, code
		}
		p, code := value.ParsePeriod(raw)
		if from.IsZero() {
			from = p.From
		}
		return p.To, code
	})
	if code := value.Order(from, until); code != "" {
		r.report("valid_until", code, "")
	}
	return from, until
}

// asked is what a cell asks of workers: nil where it says nothing, empty where
// it says that nothing is asked (无, 不限).
func asked(r *row, field string) *string {
	if !r.wants(field) && !strings.ContainsAny(r.raw(field).Plain(), "无没") {
		return nil
	}
	return ptr(value.Education(r.raw(field)))
}

// board are the values of board and lodging, nil where the cell says nothing.
func board(r *row) []any {
	b := value.ParseBoardLodging(r.raw("board"))
	if b.Text == "" {
		return []any{nil, nil, nil}
	}
	return []any{b.Board, b.Lodging, b.Text}
}

// employers knows enterprises by name. It learns those that the import brings,
// so that a later row may name one without its code.
type employers struct {
	codes  map[string][]string // by Key of the name
	exists map[string]bool     // by code
}

func newEmployers(codes map[string][]string) *employers {
	e := &employers{codes: codes, exists: map[string]bool{}}
	for _, some := range codes {
		for _, code := range some {
			e.exists[code] = true
		}
	}
	return e
}

// employer is the row's enterprise. One that nobody knows cannot be made
// without name and code.
func (e *employers) employer(r *row) (name, code string) {
	name = value.Clean(r.text("name"))
	key := value.Key(name)
	if r.wants("uscc") {
		code = string(parse(r, "uscc", value.ParseUSCC))
		if code == "" || e.exists[code] {
			return name, code
		}
		if r.need("name") != "" && !r.failed("name") {
			e.codes[key] = append(e.codes[key], code)
			e.exists[code] = true
		}
		return name, code
	}
	switch known := e.codes[key]; {
	case r.need("name") == "":
	case len(known) == 1:
		code = known[0]
	case len(known) > 1:
		r.report("uscc", value.Missing, "有几家同名的企业，请填统一社会信用代码")
	default:
		r.report("uscc", value.Missing, "还没有这家企业，请填统一社会信用代码")
	}
	return name, code
}
