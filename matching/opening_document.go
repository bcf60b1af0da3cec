package matching

import (
	"context"
	"fmt"
	"slices"
	"time"

	"github.com/jackc/pgx/v5"

	"laowu/training"
)

// OpeningDocument is an open opening as search sees it: no contact, no number
// of anybody. Both engines are written from it. Money is yuan a month; 0 says
// that nobody gave it.
type OpeningDocument struct {
	ID           int64
	PublishedTo  []string // counties that may see it; nil: all
	Title        string
	Trade        string // trade code that the opening names itself, may be empty
	Place        string // division code, empty outside areas.csv
	PlaceText    string
	Enterprise   string
	Industry     string
	Form         string // "regular" or "temporary"
	Headcount    int
	WageMin      int
	WageMax      int
	Board        bool
	Lodging      bool
	BoardText    string
	Education    string
	AgeMin       int
	AgeMax       int // 0: none
	Certificates []string
	CertText     string
	Description  string
	ValidFrom    *time.Time // nil: from ever
	ValidUntil   *time.Time // nil: open-ended
	CreatedAt    time.Time
	Lift         int // 0 to 3: how few were sent to it lately (hiring.CountLifts); orders after the fit

	Trades []string `db:"-"` // trade codes: its own, then those that the title names; at most MostTrades
	Groups []string `db:"-"` // the trades and all groups above them
	Path   []string `db:"-"` // the place and all it lies in
	Unit   string   `db:"-"` // the county-level division that the place is counted by
}

// MostTrades bounds the trades of one opening.
const MostTrades = 3

// NoCert says that no certificate is asked for, known or not.
func (d *OpeningDocument) NoCert() bool {
	return len(d.Certificates) == 0 && training.None(d.CertText)
}

// OpeningReader makes the documents of openings. Titles that come again are
// understood once; it is for one goroutine.
type OpeningReader struct {
	lexicon *Lexicon
	titles  map[string][]string
}

// NewOpeningReader makes a reader that understands titles by a lexicon.
func NewOpeningReader(l *Lexicon) *OpeningReader { return &OpeningReader{l, map[string][]string{}} }

// Read reads the documents of those of the openings that are open, as the
// transaction sees them. Closed and deleted ones have none.
func (r *OpeningReader) Read(ctx context.Context, tx pgx.Tx, ids []int64) ([]OpeningDocument, error) {
	rows, err := tx.Query(ctx, `
		SELECT o.id, o.published_to, o.title, o.trade, coalesce(o.place, '') AS place, o.place_text, e.name AS enterprise,
			e.industry, o.form, o.headcount, o.wage_min, o.wage_max, o.board, o.lodging, o.board_text, o.education,
			o.age_min, o.age_max, o.certificates, o.cert_text, o.description, o.valid_from, o.valid_until, o.created_at,
			coalesce(k.lift, 3) AS lift
		FROM opening o JOIN enterprise e ON e.id = o.enterprise
		LEFT JOIN opening_care k ON k.county = o.county AND k.opening = o.id
		WHERE o.id = ANY ($1) AND o.closed_at IS NULL`, ids)
	if err != nil {
		return nil, fmt.Errorf("read openings for search: %w", err)
	}
	docs, err := pgx.CollectRows(rows, pgx.RowToStructByName[OpeningDocument])
	if err != nil {
		return nil, fmt.Errorf("read openings for search: %w", err)
	}
	for i := range docs {
		r.classify(&docs[i])
	}
	return docs, nil
}

// classify works out the trades and the place. The trade that the opening
// names itself comes before those of its title.
func (r *OpeningReader) classify(d *OpeningDocument) {
	named, ok := r.titles[d.Title]
	if !ok {
		named = r.lexicon.TradesOf(d.Title)
		r.titles[d.Title] = named
	}
	d.Trades = named
	if d.Trade != "" && !slices.Contains(named, d.Trade) && r.lexicon.Groups(d.Trade) != nil {
		d.Trades = append([]string{d.Trade}, named...)
	}
	d.Trades = d.Trades[:min(len(d.Trades), MostTrades)]
	for _, code := range d.Trades {
		d.Groups = appendNew(d.Groups, r.lexicon.Groups(code)...)
	}
	d.Unit = r.lexicon.Unit(d.Place)
	d.Path = r.lexicon.Path(d.Place)
}
