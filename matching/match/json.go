package match

import (
	"strconv"
	"time"
)

// WorkerJSON is what programs get of a worker's matches. Numbers of records are
// text, scores and points parts of 1; the points of a match add up to its
// score.
type WorkerJSON struct {
	Worker  string             `json:"worker"`
	TookMS  float64            `json:"took_ms"`
	Blocked []string           `json:"blocked,omitempty"` // what keeps him from every opening
	Matches []OpeningMatchJSON `json:"matches"`
	Near    []OpeningMatchJSON `json:"near"`
}

// OpeningMatchJSON is one opening of them.
type OpeningMatchJSON struct {
	Opening    string `json:"opening"`
	Title      string `json:"title"`
	Enterprise string `json:"enterprise"`
	Place      string `json:"place"`
	WageMin    int    `json:"wage_min"`
	WageMax    int    `json:"wage_max"`
	scoreJSON
}

// OpeningJSON is what programs get of an opening's matches.
type OpeningJSON struct {
	Opening string            `json:"opening"`
	TookMS  float64           `json:"took_ms"`
	Matches []WorkerMatchJSON `json:"matches"`
	Near    []WorkerMatchJSON `json:"near"`
}

// WorkerMatchJSON is one person of them.
type WorkerMatchJSON struct {
	Worker      string `json:"worker"`
	Name        string `json:"name"`
	Association string `json:"association"`
	scoreJSON
}

type scoreJSON struct {
	Score   float64    `json:"score"`
	Parts   []partJSON `json:"parts"`
	Reasons []string   `json:"reasons"`
	Missing []string   `json:"missing,omitempty"` // of a near fit
}

type partJSON struct {
	Part   Part    `json:"part"`
	Points float64 `json:"points"`
	Words  string  `json:"words"`
}

// JSON is the document of a worker's matches.
func (f ForWorker) JSON() WorkerJSON {
	say := func(all []OpeningMatch) []OpeningMatchJSON {
		out := make([]OpeningMatchJSON, len(all))
		for i, m := range all {
			out[i] = OpeningMatchJSON{strconv.FormatInt(m.ID, 10), m.Title, m.Enterprise, m.Place, m.WageMin, m.WageMax, m.json()}
		}
		return out
	}
	return WorkerJSON{strconv.FormatInt(f.Worker, 10), ms(f.Took), f.Blocks, say(f.Matches), say(f.Near)}
}

// JSON is the document of an opening's matches.
func (f ForOpening) JSON() OpeningJSON {
	say := func(all []WorkerMatch) []WorkerMatchJSON {
		out := make([]WorkerMatchJSON, len(all))
		for i, m := range all {
			out[i] = WorkerMatchJSON{strconv.FormatInt(m.ID, 10), m.Name, m.Association, m.json()}
		}
		return out
	}
	return OpeningJSON{strconv.FormatInt(f.Opening, 10), ms(f.Took), say(f.Matches), say(f.Near)}
}

func (m Match) json() scoreJSON {
	parts := make([]partJSON, len(m.Parts))
	for i, p := range m.Parts {
		parts[i] = partJSON{p.Part, p.Points.Score(), p.Words}
	}
	return scoreJSON{m.Score.Score(), parts, Reasons(m.Parts), m.Missing}
}

func ms(d time.Duration) float64 { return float64(d.Microseconds()) / 1000 }
