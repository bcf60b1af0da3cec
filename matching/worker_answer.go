package matching

import (
	"bytes"
	"encoding/json"
	"fmt"
	"strconv"

	"laowu/internal/db"
	"laowu/internal/value"
)

// WorkersDocument is an answer about people as programs see it (contract
// section 5).
type WorkersDocument struct {
	Total      int                       `json:"total"`
	TookMS     float64                   `json:"took_ms"`
	Engine     string                    `json:"engine"`
	Hits       []WorkersHit              `json:"hits"`
	NextCursor *string                   `json:"next_cursor"` // null on the last page
	Facets     map[string]map[string]int `json:"facets"`      // by place, occupation, certificate and free
}

// WorkersHit is one person found, as programs see him.
type WorkersHit struct {
	ID           string   `json:"id"`
	Name         string   `json:"name"`        // as the caller's role may see it
	Association  *string  `json:"association"` // null: nobody's member
	Occupations  []string `json:"occupations"` // trade codes
	Certificates []string `json:"certificates"`
	Score        float64  `json:"score"`
}

// NewWorkersDocument is the document of an answer, names as a role sees them.
func NewWorkersDocument(role db.Role, f FoundWorkers) WorkersDocument {
	d := WorkersDocument{Total: f.Total, TookMS: f.TookMS, Engine: f.Engine, Hits: make([]WorkersHit, 0, len(f.People)), Facets: f.Facets}
	if f.NextCursor != "" {
		d.NextCursor = &f.NextCursor
	}
	if d.Facets == nil {
		d.Facets = map[string]map[string]int{}
	}
	for i := range f.People {
		p := &f.People[i]
		h := WorkersHit{ID: strconv.FormatInt(p.ID, 10), Name: ShownName(role, p.Name), Occupations: append([]string{}, p.Trades...), Certificates: []string{}, Score: p.Score}
		if p.Association != "" {
			h.Association = &p.Association
		}
		for _, c := range p.Certs {
			h.Certificates = appendNew(h.Certificates, c.Code)
		}
		d.Hits = append(d.Hits, h)
	}
	return d
}

// ShownName is a name as a role sees it: whole for who looks after people, else
// the surname.
func ShownName(role db.Role, name string) string {
	if searchesPeople(role) {
		return name
	}
	return value.MaskName(name)
}

// WorkersJSON writes the document of an answer.
func WorkersJSON(role db.Role, f FoundWorkers) ([]byte, error) {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	if err := e.Encode(NewWorkersDocument(role, f)); err != nil {
		return nil, fmt.Errorf("write answer: %w", err)
	}
	return b.Bytes(), nil
}
