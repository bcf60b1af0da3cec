package meili

import (
	"encoding/json"
	"fmt"
	"strings"

	"laowu/matching"
)

// openingDocument is an opening as the engine keeps it. What is searched as
// text is folded as questions are; what is shown stands in the card, as it was
// written. It holds no number of anybody.
type openingDocument struct {
	ID         int64          `json:"id"`
	Title      string         `json:"title"`
	Enterprise string         `json:"enterprise"`
	Text       []string       `json:"text"` // all else that is written of it
	Pinyin     []string       `json:"pinyin"`
	Initials   []string       `json:"initials"`
	Cuts       []string       `json:"cuts"`       // of all that is written: words are found by them
	TitleCuts  []string       `json:"title_cuts"` // of the title alone
	HouseCuts  []string       `json:"employer_cuts"`
	Says       map[string]int `json:"says"`  // words for trades: 0 in the title, 1 only in the employer's name
	Kin        map[string]int `json:"kin"`   // trades: 0 its own, 1 the groups above them
	Spots      []string       `json:"spots"` // places within divisions that it names
	Trades     []string       `json:"trades"`
	Groups     []string       `json:"groups"`
	Path       []string       `json:"path"`
	Unit       string         `json:"unit,omitempty"`
	Certs      []string       `json:"certs"`
	See        []string       `json:"see"` // the counties that may see it, or everybody
	Flags      []string       `json:"flags"`
	Form       string         `json:"form"`
	WageMin    int            `json:"wage_min"`
	WageTop    int            `json:"wage_top"`
	Worth      int            `json:"worth"` // matching.Worth
	Pays       []int          `json:"pays"`  // the wage bands that it reaches
	Headcount  int            `json:"headcount"`
	From       int            `json:"from"` // 20261124
	Until      int            `json:"until"`
	AgeMin     int            `json:"age_min"`
	AgeMax     int            `json:"age_max"`
	Published  int64          `json:"published"` // microseconds: exact below 2^53
	Near       map[string]int `json:"near"`      // how far it stands on each county's list of places by road
	Card       card           `json:"card"`
}

// card is what a hit shows. It is kept whole so that one value is sent and
// read for each hit.
type card struct {
	Title      string   `json:"t"`
	Trades     []string `json:"o,omitempty"`
	Place      string   `json:"p,omitempty"`
	PlaceText  string   `json:"x"`
	Unit       string   `json:"u,omitempty"`
	Enterprise string   `json:"e"`
	WageMin    int      `json:"l,omitempty"`
	WageMax    int      `json:"h,omitempty"`
	Headcount  int      `json:"n"`
	Form       string   `json:"f"`
	Board      bool     `json:"b,omitempty"`
	Lodging    bool     `json:"d,omitempty"`
	AgeMin     int      `json:"a,omitempty"`
	AgeMax     int      `json:"z,omitempty"`
	Certs      []string `json:"c,omitempty"`
	Until      string   `json:"v,omitempty"`
	Published  int64    `json:"w"`
	Lift       int      `json:"i,omitempty"`
}

// everybody stands in See where an opening is for all counties; anchor in each
// document of a person, whose index must have some text; flags name what is given.
const (
	everybody = "*"
	anchor    = "laowu"
	board     = "board"
	lodging   = "lodging"
	noCert    = "no_certificate"
)

// The dates of an opening without them.
const fromEver, openEnded = 0, 99991231

// openingJSON writes documents, one a record.
func (e *Engine) openingJSON(docs []matching.OpeningDocument) ([]record, error) {
	near := e.distances()
	out := make([]record, 0, len(docs))
	for i := range docs {
		text, err := json.Marshal(e.openingDocument(&docs[i], near))
		if err != nil {
			return nil, fmt.Errorf("write the document of opening %d: %w", docs[i].ID, err)
		}
		out = append(out, record{docs[i].ID, text})
	}
	return out, nil
}

func (e *Engine) openingDocument(d *matching.OpeningDocument, near distances) openingDocument {
	l := e.lexicon
	title, enterprise := matching.WithoutNumbers(d.Title), matching.WithoutNumbers(d.Enterprise)
	doc := openingDocument{
		ID: d.ID, Title: l.Fold(title), Enterprise: l.Fold(enterprise), Text: e.openingText(d),
		Cuts: l.OpeningCuts(d), TitleCuts: l.Cuts(title), HouseCuts: l.Cuts(enterprise), Spots: l.SpotsIn(d.PlaceText), Trades: d.Trades, Groups: d.Groups, Path: d.Path, Unit: d.Unit,
		Certs: d.Certificates, See: d.PublishedTo, Form: d.Form, WageMin: d.WageMin, WageTop: max(d.WageMin, d.WageMax), Headcount: d.Headcount,
		From: fromEver, Until: openEnded, AgeMin: d.AgeMin, AgeMax: d.AgeMax, Published: d.CreatedAt.UnixMicro(), Near: near.of(d.Unit),
	}
	for _, text := range []string{title, enterprise} {
		full, initials := l.Spell(text)
		doc.Pinyin, doc.Initials = append(doc.Pinyin, full...), append(doc.Initials, initials...)
	}
	if d.PublishedTo == nil {
		doc.See = []string{everybody}
	}
	doc.flag(d)
	doc.order(l)
	doc.Card = newCard(d, title, enterprise)
	doc.Worth = doc.Card.worth()
	return doc
}

// order fills in what questions are ordered by.
func (doc *openingDocument) order(l *matching.Lexicon) {
	doc.Says, doc.Kin = map[string]int{}, map[string]int{}
	titled, housed := l.HintsIn(doc.Title, doc.Enterprise)
	for rank, words := range [][]string{titled, housed} {
		for _, word := range words {
			doc.Says[word] = rank
		}
	}
	for _, code := range doc.Groups {
		doc.Kin[code] = 1
	}
	for _, code := range doc.Trades {
		doc.Kin[code] = 0
	}
}

// flag fills in what is given, reached and valid.
func (doc *openingDocument) flag(d *matching.OpeningDocument) {
	for _, f := range []struct {
		on   bool
		name string
	}{{d.Board, board}, {d.Lodging, lodging}, {d.NoCert(), noCert}} {
		if f.on {
			doc.Flags = append(doc.Flags, f.name)
		}
	}
	for _, band := range matching.WageBands() {
		if doc.WageTop >= band {
			doc.Pays = append(doc.Pays, band)
		}
	}
	if d.ValidFrom != nil {
		doc.From = dayNumber(*d.ValidFrom)
	}
	if d.ValidUntil != nil {
		doc.Until = dayNumber(*d.ValidUntil)
	}
}

// openingText is what is written of an opening beside title and employer.
func (e *Engine) openingText(d *matching.OpeningDocument) []string {
	all := []string{d.PlaceText, d.Industry, d.BoardText, d.Education, d.CertText, d.Description}
	for _, code := range d.Groups {
		all = append(all, e.lexicon.TradeName(code))
	}
	for _, code := range d.Path {
		all = append(all, e.lexicon.Atlas().Name(code))
	}
	var out []string
	for _, text := range all {
		if text = strings.TrimSpace(text); text != "" {
			out = append(out, e.lexicon.Fold(matching.WithoutNumbers(text)))
		}
	}
	return out
}
