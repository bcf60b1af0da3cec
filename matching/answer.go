package matching

import (
	"bytes"
	"encoding/json"
	"fmt"
	"strconv"
)

// Document is the answer as programs see it (contract section 5).
type Document struct {
	Total      int                       `json:"total" doc:"openings found" example:"431"`
	TookMS     float64                   `json:"took_ms" doc:"milliseconds from question to answer"`
	Engine     string                    `json:"engine" enum:"meilisearch,postgresql"`
	Hits       []DocumentHit             `json:"hits" nullable:"false"`
	NextCursor *string                   `json:"next_cursor" nullable:"true" doc:"cursor of the next page; null on the last one"`
	Facets     map[string]map[string]int `json:"facets" doc:"counts by place (county-level and prefecture codes), occupation, wage (at least, cumulative), board, lodging, no_certificate and form"`
}

// DocumentHit is one opening found, as programs see it.
type DocumentHit struct {
	ID         string            `json:"id"`
	Title      string            `json:"title" example:"养老护理员"`
	Occupation *string           `json:"occupation" nullable:"true" doc:"trade code of the lexicon; null where the title names none" example:"elder_care"`
	Place      *string           `json:"place" nullable:"true" doc:"division code; null where the place lies outside the known divisions" example:"150602"`
	WageMin    *int              `json:"wage_min" nullable:"true" doc:"yuan a month; null where none is given (面议)" example:"4500"`
	WageMax    *int              `json:"wage_max" nullable:"true" doc:"yuan a month; null where open upwards or none is given" example:"6000"`
	Score      float64           `json:"score" doc:"0 to 1" example:"0.93"`
	Highlights map[string]string `json:"highlights" doc:"field to HTML-safe text with what matched in <em>"`
}

// NewDocument is the document of an answer.
func NewDocument(a Answer) Document {
	d := Document{Total: a.Total, TookMS: a.TookMS, Engine: a.Engine, Hits: make([]DocumentHit, 0, len(a.Hits)), Facets: a.Facets}
	if a.NextCursor != "" {
		d.NextCursor = &a.NextCursor
	}
	if d.Facets == nil {
		d.Facets = map[string]map[string]int{}
	}
	for i := range a.Hits {
		d.Hits = append(d.Hits, newDocumentHit(&a.Hits[i]))
	}
	return d
}

func newDocumentHit(h *Hit) DocumentHit {
	d := DocumentHit{ID: strconv.FormatInt(h.ID, 10), Title: h.Title, Score: h.Score, Highlights: h.Highlights}
	if h.Occupation != "" {
		d.Occupation = &h.Occupation
	}
	if h.Place != "" {
		d.Place = &h.Place
	}
	if h.WageMin > 0 {
		d.WageMin = &h.WageMin
	}
	if h.WageMax > 0 {
		d.WageMax = &h.WageMax
	}
	if d.Highlights == nil {
		d.Highlights = map[string]string{}
	}
	return d
}

// AnswerJSON writes the document of an answer. Command and JSON interface
// both answer with it.
func AnswerJSON(a Answer) ([]byte, error) {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	if err := e.Encode(NewDocument(a)); err != nil {
		return nil, fmt.Errorf("write answer: %w", err)
	}
	return b.Bytes(), nil
}
