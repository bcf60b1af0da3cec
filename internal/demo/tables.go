package demo

import (
	"embed"
	"encoding/csv"
	"fmt"
	"strconv"
	"strings"
	"time"
)

//go:embed data/*.csv
var files embed.FS

// tables are the words and weights that the county is drawn from.
type tables struct {
	words      map[string][]string // data/words.csv, by the name of the list
	townships  []township
	work       []workKind
	places     map[string][]workPlace // by side
	industries []industry
	jobs       map[string][]job   // by code of the industry
	offers     map[string][]offer // by region
	agreements []agreement
	courses    []syllabus
}

// workKind is a sort of work that members do (data/work.csv). With a count,
// that many members of the full county do it; else it is drawn by the weights
// of men and women.
type workKind struct {
	side       string // away or here
	count      int
	poor       int // of a thousand of the counted
	men, women int
	trades     []string
	employers  []string // endings of invented names; = before a whole name, @ for an enterprise with an agreement
	low, high  int      // yuan a month
	channel    string
	place      string // where it is, if it is in one place alone
	brand      string // the labour brand under which people go
	form       string // of employment, on the lists of enterprises with an agreement
}

// workPlace is a place of work in the ways offices write it; * stands for the
// member's own township.
type workPlace struct {
	weight int
	texts  []string
}

// industry of the enterprises that offer work, with its weight by region.
type industry struct {
	code, name string
	endings    []string
	weight     map[string]int
}

// job is what enterprises of an industry look for.
type job struct {
	titles, certificates, ages, educations, boards, duties []string
	low, high                                              int    // yuan a month
	forms                                                  string // r, t or rt
	special                                                int    // of a thousand temporary posts, those of special skill
}

// offer is a place where enterprises offer work.
type offer struct {
	weight       int
	place        string // division code
	prefix       string // what names of companies there begin with
	texts, sites []string
}

// agreement is an enterprise in the county that promised to hire locally.
type agreement struct{ name, industry, place, starts string }

func loadTables() (*tables, error) {
	t := &tables{words: map[string][]string{}, places: map[string][]workPlace{}, jobs: map[string][]job{}, offers: map[string][]offer{}}
	for _, l := range []struct {
		file string
		take func(*cells)
	}{
		{"words", t.takeWords}, {"townships", t.takeTownship}, {"work", t.takeWork}, {"places", t.takePlace},
		{"industries", t.takeIndustry}, {"jobs", t.takeJob}, {"offers", t.takeOffer}, {"agreements", t.takeAgreement},
		{"courses", t.takeCourse},
	} {
		if err := eachRow(l.file, l.take); err != nil {
			return nil, err
		}
	}
	return t, nil
}

// cells of a row, by the heading of their column.
type cells struct {
	of  map[string]string
	err error // the first cell that is no number
}

func (c *cells) text(column string) string { return c.of[column] }

// number is 0 where the cell is blank.
func (c *cells) number(column string) int {
	if c.of[column] == "" {
		return 0
	}
	n, err := strconv.Atoi(c.of[column])
	if err != nil && c.err == nil {
		c.err = err
	}
	return n
}

func (c *cells) words(column string) []string { return strings.Fields(c.of[column]) }

// choices are parted by strokes; a blank one is a choice too.
func (c *cells) choices(column string) []string { return strings.Split(c.of[column], "|") }

func eachRow(name string, take func(*cells)) error {
	f, err := files.Open("data/" + name + ".csv")
	if err != nil {
		return fmt.Errorf("table of the demonstration: %w", err)
	}
	defer f.Close() //nolint:errcheck // an embedded file has nothing to close
	rows, err := csv.NewReader(f).ReadAll()
	if err != nil {
		return fmt.Errorf("table of the demonstration %s: %w", name, err)
	}
	for _, row := range rows[1:] {
		c := cells{of: map[string]string{}}
		for i, heading := range rows[0] {
			c.of[heading] = row[i]
		}
		if take(&c); c.err != nil {
			return fmt.Errorf("table of the demonstration %s: %w", name, c.err)
		}
	}
	return nil
}

func (t *tables) takeWords(c *cells) { t.words[c.text("list")] = c.words("words") }

func (t *tables) takeTownship(c *cells) {
	t.townships = append(t.townships, township{code: c.text("code"), name: c.text("name"), written: c.text("written"), share: c.number("villages")})
}

func (t *tables) takeWork(c *cells) {
	t.work = append(t.work, workKind{
		side: c.text("side"), count: c.number("count"), poor: c.number("poor"), men: c.number("men"), women: c.number("women"),
		trades: c.words("trades"), employers: c.words("employers"), low: c.number("low"), high: c.number("high"),
		channel: c.text("channel"), place: c.text("place"), brand: c.text("brand"), form: c.text("form"),
	})
}

func (t *tables) takePlace(c *cells) {
	t.places[c.text("side")] = append(t.places[c.text("side")], workPlace{c.number("weight"), c.choices("texts")})
}

func (t *tables) takeIndustry(c *cells) {
	weight := map[string]int{}
	for _, r := range regions {
		weight[r.code] = c.number(r.code)
	}
	t.industries = append(t.industries, industry{c.text("code"), c.text("name"), c.words("endings"), weight})
}

func (t *tables) takeJob(c *cells) {
	t.jobs[c.text("industry")] = append(t.jobs[c.text("industry")], job{
		titles: c.words("titles"), certificates: c.choices("certificates"), ages: c.choices("ages"), educations: c.choices("education"),
		boards: c.choices("board"), duties: c.choices("duty"), low: c.number("low"), high: c.number("high"), forms: c.text("forms"), special: c.number("special"),
	})
}

func (t *tables) takeOffer(c *cells) {
	t.offers[c.text("region")] = append(t.offers[c.text("region")], offer{c.number("weight"), c.text("place"), c.text("prefix"), c.choices("names"), c.choices("sites")})
}

func (t *tables) takeCourse(c *cells) {
	s := syllabus{
		programme: c.text("programme"), classes: c.number("classes"), days: c.number("days"), hours: c.number("hours"),
		institutions: c.words("institutions"), trades: c.words("trades"), certificates: c.choices("certificates"), certified: c.number("certified"),
	}
	var err error
	if s.from, err = time.Parse("2006-01", c.text("from")); err != nil && c.err == nil {
		c.err = err
	}
	t.courses = append(t.courses, s)
}

func (t *tables) takeAgreement(c *cells) {
	t.agreements = append(t.agreements, agreement{c.text("name"), c.text("industry"), c.text("place"), c.text("starts")})
}
