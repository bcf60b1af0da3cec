package meili

import (
	"encoding/json"
	"fmt"
	"time"

	"laowu/matching"
)

// workerDocument is a person as the engine keeps him: codes and years alone.
type workerDocument struct {
	ID      int64               `json:"id"`
	County  string              `json:"county"`
	Scope   []string            `json:"scope"`
	Birth   int                 `json:"birth"`
	Trades  []string            `json:"trades"`
	Groups  []string            `json:"groups"`
	Places  []string            `json:"places"`
	Held    map[string]int      `json:"held"`   // certificate code to its last day
	Months  []string            `json:"months"` // "code 202711": the months in which they end, to be counted
	Days    map[string][]string `json:"days"`   // of each such month "code 20271130"
	WageMin int                 `json:"wage_min"`
	Free    bool                `json:"free"`
	Merit   int                 `json:"merit"`
	Anchor  string              `json:"anchor"`
}

func workerJSON(docs []matching.WorkerDocument) ([]record, error) {
	out := make([]record, 0, len(docs))
	for i := range docs {
		text, err := json.Marshal(newWorkerDocument(&docs[i]))
		if err != nil {
			return nil, fmt.Errorf("write the document of person %d: %w", docs[i].ID, err)
		}
		out = append(out, record{docs[i].ID, text})
	}
	return out, nil
}

func newWorkerDocument(d *matching.WorkerDocument) workerDocument {
	doc := workerDocument{
		ID: d.ID, County: d.County, Scope: d.Scope, Birth: d.Birth, Trades: d.Trades, Groups: d.Groups, Places: d.Places,
		WageMin: d.WageMin, Free: d.Free(), Merit: d.Merit(), Anchor: anchor, Held: map[string]int{}, Days: map[string][]string{},
	}
	for _, c := range d.Certs {
		doc.Held[c.Code] = max(doc.Held[c.Code], lastDay(c.Expires))
	}
	for code, day := range doc.Held {
		month := fmt.Sprint(day / 100)
		doc.Months = append(doc.Months, code+" "+month)
		doc.Days[month] = append(doc.Days[month], fmt.Sprint(code, " ", day))
	}
	return doc
}

// lastDay is that of a certificate, as a number that sorts.
func lastDay(expires *time.Time) int {
	if expires == nil {
		return openEnded
	}
	return dayNumber(*expires)
}
