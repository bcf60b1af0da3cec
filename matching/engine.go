// Package matching understands what people ask for and finds it: documents,
// questions, reasons and ranking. It proposes and never places.
package matching

import (
	"context"

	"laowu/internal/db"
)

// Engine answers questions about published openings. Both engines,
// PostgreSQL and Meilisearch, answer the same questions the same way.
type Engine interface {
	// Name is what the answer's "engine" says: "postgresql" or "meilisearch".
	Name() string
	SearchOpenings(ctx context.Context, actor db.Actor, q Question) (Answer, error)
}

// Question is a search for openings as the lexicon understood it. Each
// condition narrows the answer; a zero value asks for nothing. What the text
// asks for and what was picked beside it (Occupation, Place) must both hold.
type Question struct {
	Words      []string // what no concept explains, looked up in titles, employers, places and work descriptions; all must be found
	Trades     []string // lexicon trade codes, any of them; a group stands for its members
	Near       []string // trade codes close to what was asked: found too, ranked below
	Hints      []string // the asker's own words for the trades: titles that say the same rank above, most where they say all
	Occupation string   // trade code picked beside the text
	Places     []string // division codes, any of them; each stands for all that lies inside it
	Spots      []string // places within Places as said, 薛家湾: who writes one ranks above
	Place      string   // division code picked beside the text
	Certs      []string // certificate codes: an opening that asks for any of them
	WageMin    int      // yuan a month; an opening that pays at least this at its upper end, above them those that do at the lower
	Board      bool     // board given
	Lodging    bool     // lodging given
	NoCert     bool     // no certificate asked for
	Age        int      // an age the opening must accept
	Form       string   // "regular" or "temporary"
	Sort       Sort
	Limit      int    // 1 to 100; 20 when zero
	Cursor     string // NextCursor of the page before
	WithFacets bool
}

// Sort is the order of the hits.
type Sort string

// The orders that a page offers. Fit is the score; the others fall back to it.
const (
	SortFit  Sort = ""
	SortWage Sort = "wage"
	SortNew  Sort = "new"
	SortNear Sort = "near"
)

// Answer is one page of hits with the total and the counts beside it. A facet
// counts what would be found with that value: every condition holds but the
// one picked on the same facet (Place, Occupation, WageMin, Form; a flag has
// one value, so it ignores nothing). Wage bands are cumulative.
type Answer struct {
	Total      int
	Posts      int // posts that all found openings still offer together
	TookMS     float64
	Engine     string
	Hits       []Hit
	NextCursor string                    // empty on the last page
	Restarted  bool                      // the first page, though a later one was asked of an engine that does not answer now
	Facets     map[string]map[string]int // place, occupation, wage, board, lodging, no_certificate, form: value to count
}

// Hit is one opening found: enough for a result card, nothing personal.
type Hit struct {
	ID         int64
	Title      string
	Occupation string // trade code of the lexicon, empty where the title names none
	Place      string // division code, empty where the place lies outside areas.csv
	PlaceText  string // as the enterprise wrote it
	Enterprise string
	WageMin    int // yuan a month; 0 is "面议", none given
	WageMax    int // 0 where open upwards or none given
	Headcount  int
	Form       string
	Board      bool
	Lodging    bool
	AgeMin     int
	AgeMax     int
	Certs      []string // certificates asked for, as lexicon certificate codes
	ValidUntil string   // 2026-12-31, empty when open-ended
	Score      float64  // 0 to 1
	Highlights map[string]string
}
