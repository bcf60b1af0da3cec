package meili

import (
	"maps"
	"time"

	"laowu/matching"
)

func newCard(d *matching.OpeningDocument, title, enterprise string) card {
	c := card{
		Title: title, Place: d.Place, PlaceText: matching.WithoutNumbers(d.PlaceText), Unit: d.Unit, Enterprise: enterprise,
		WageMin: d.WageMin, WageMax: d.WageMax, Headcount: d.Headcount, Form: d.Form, Board: d.Board, Lodging: d.Lodging,
		AgeMin: d.AgeMin, AgeMax: d.AgeMax, Certs: d.Certificates, Published: d.CreatedAt.UnixMicro(),
		Trades: d.Trades, Lift: d.Lift,
	}
	if d.ValidUntil != nil {
		c.Until = d.ValidUntil.Format(time.DateOnly)
	}
	return c
}

// hit is a card as an answer has it.
func (c *card) hit(id int64, fit int) matching.Hit {
	h := matching.Hit{
		ID: id, Title: c.Title, Place: c.Place, PlaceText: c.PlaceText, Enterprise: c.Enterprise,
		WageMin: c.WageMin, WageMax: c.WageMax, Headcount: c.Headcount, Form: c.Form, Board: c.Board, Lodging: c.Lodging,
		AgeMin: c.AgeMin, AgeMax: c.AgeMax, Certs: c.Certs, ValidUntil: c.Until, Score: float64(fit) / matching.FitWhole,
	}
	if len(c.Trades) > 0 {
		h.Occupation = c.Trades[0]
	}
	return h
}

// worth orders cards that fit alike.
func (c *card) worth() int { return matching.Worth(max(c.WageMin, c.WageMax), c.Lift) }

// dayNumber is a day as a number that sorts: 20261124.
func dayNumber(day time.Time) int { return (day.Year()*100+int(day.Month()))*100 + day.Day() }

// distances are the counties' lists of places by road: a place's rank in each.
type distances map[string]map[string]int

// distances reads the lists of all counties that have one.
func (e *Engine) distances() distances {
	out := distances{}
	for _, county := range e.lexicon.Travellers() {
		for rank, code := range e.lexicon.Nearby(county) {
			if out[code] == nil {
				out[code] = map[string]int{}
			}
			out[code][county] = rank
		}
	}
	return out
}

// of are the ranks of a place: first in its own list.
func (d distances) of(unit string) map[string]int {
	ranks := map[string]int{}
	maps.Copy(ranks, d[unit])
	if unit != "" {
		ranks[unit] = 0
	}
	return ranks
}
