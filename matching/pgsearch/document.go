package pgsearch

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/jackc/pgx/v5"

	"laowu/training"
)

// document is an opening as search sees it: no contact, no number of anybody.
type document struct {
	ID           int64
	PublishedTo  []string
	Title        string
	Trade        string
	Place        string
	PlaceText    string
	Enterprise   string
	Industry     string
	Form         string
	WageMin      int
	WageMax      int
	Board        bool
	Lodging      bool
	BoardText    string
	Education    string
	Certificates []string
	CertText     string
	Description  string

	trades []string // trade codes that the title names
	groups []string // the trades and all groups above them
	path   []string // the place and all it lies in
	unit   string   // what the place is counted by
}

// chunk is how many documents go to the database at once.
const chunk = 1000

// Put brings the documents of openings up to date within the transaction that
// changed them: new, changed, closed and deleted ones alike. A changed name of
// an enterprise asks for all its openings. It returns how many documents
// changed.
func (e *Engine) Put(ctx context.Context, tx pgx.Tx, ids []int64) (int64, error) {
	titles := map[string][]string{}
	changed := int64(0)
	for part := range slices.Chunk(ids, chunk) {
		docs, err := read(ctx, tx, part)
		if err != nil {
			return 0, err
		}
		n, err := e.write(ctx, tx, part, docs, titles)
		if err != nil {
			return 0, err
		}
		changed += n
	}
	return changed, nil
}

// Rebuild writes the documents of all openings anew: after an upgrade that
// brings another lexicon.
func (e *Engine) Rebuild(ctx context.Context, tx pgx.Tx) (int64, error) {
	rows, err := tx.Query(ctx, "SELECT id FROM opening ORDER BY id")
	if err != nil {
		return 0, fmt.Errorf("list openings: %w", err)
	}
	ids, err := pgx.CollectRows(rows, pgx.RowTo[int64])
	if err != nil {
		return 0, fmt.Errorf("list openings: %w", err)
	}
	return e.Put(ctx, tx, ids)
}

func read(ctx context.Context, tx pgx.Tx, ids []int64) ([]document, error) {
	rows, err := tx.Query(ctx, `
		SELECT o.id, o.published_to, o.title, o.trade, coalesce(o.place, '') AS place, o.place_text, e.name AS enterprise,
			e.industry, o.form, o.wage_min, o.wage_max, o.board, o.lodging, o.board_text, o.education, o.certificates,
			o.cert_text, o.description
		FROM opening o JOIN enterprise e ON e.id = o.enterprise
		WHERE o.id = ANY ($1) AND o.closed_at IS NULL`, ids)
	if err != nil {
		return nil, fmt.Errorf("read openings for search: %w", err)
	}
	docs, err := pgx.CollectRows(rows, pgx.RowToStructByName[document])
	if err != nil {
		return nil, fmt.Errorf("read openings for search: %w", err)
	}
	return docs, nil
}

// columns are the documents as put_openings takes them.
type columns struct {
	words, titleKeys, enterpriseKeys, trades, groups, paths, units []string
	facets, ids                                                    []int64
}

func (e *Engine) write(ctx context.Context, tx pgx.Tx, ids []int64, docs []document, titles map[string][]string) (int64, error) {
	c := columns{}
	for i := range docs {
		d := &docs[i]
		e.classify(d, titles)
		c.ids = append(c.ids, d.ID)
		c.words = append(c.words, e.words(d))
		c.titleKeys = append(c.titleKeys, e.lexicon.Fold(d.Title))
		c.enterpriseKeys = append(c.enterpriseKeys, e.lexicon.Fold(d.Enterprise))
		c.trades = append(c.trades, strings.Join(d.trades, " "))
		c.groups = append(c.groups, strings.Join(d.groups, " "))
		c.paths = append(c.paths, strings.Join(d.path, " "))
		c.units = append(c.units, d.unit)
		c.facets = append(c.facets, d.pack(e.lexicon))
	}
	changed := int64(0)
	err := tx.QueryRow(ctx, "SELECT search.put_openings($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
		ids, c.ids, c.words, c.titleKeys, c.enterpriseKeys, c.trades, c.groups, c.paths, c.units, c.facets).Scan(&changed)
	if err != nil {
		return 0, fmt.Errorf("write search documents: %w", err)
	}
	return changed, nil
}

// classify works out the trades and the place. The trade that the opening
// names itself comes before those of its title.
func (e *Engine) classify(d *document, titles map[string][]string) {
	named, ok := titles[d.Title]
	if !ok {
		named = e.lexicon.TradesOf(d.Title)
		titles[d.Title] = named
	}
	d.trades = named
	if d.Trade != "" && !slices.Contains(named, d.Trade) && e.lexicon.Groups(d.Trade) != nil {
		d.trades = append([]string{d.Trade}, named...)
	}
	d.trades = d.trades[:min(len(d.trades), packedTrades)]
	for _, code := range d.trades {
		for _, group := range e.lexicon.Groups(code) {
			if !slices.Contains(d.groups, group) {
				d.groups = append(d.groups, group)
			}
		}
	}
	d.unit = e.lexicon.Unit(d.Place)
	d.path = e.lexicon.Path(d.Place)
}

// noCert says that no certificate is asked for, known or not.
func (d *document) noCert() bool { return len(d.Certificates) == 0 && training.None(d.CertText) }

// words are the lexemes of a document, joined by spaces: the cuts of what is
// written, and the codes that are asked for (see 005_search.sql).
func (e *Engine) words(d *document) string {
	all := set{}
	for _, text := range []string{d.Title, d.Enterprise} {
		singles(all, e.lexicon.Fold(text))
		pairs(all, e.lexicon.Fold(text))
	}
	for _, text := range []string{d.PlaceText, d.Industry, d.BoardText, d.Education, d.CertText, d.Description} {
		pairs(all, e.lexicon.Fold(text))
	}
	for _, code := range d.groups {
		pairs(all, e.lexicon.Fold(e.lexicon.TradeName(code)))
	}
	for _, code := range d.path {
		pairs(all, e.lexicon.Fold(e.lexicon.Atlas().Name(code)))
	}
	for _, l := range d.codes() {
		all[l] = struct{}{}
	}
	return strings.Join(slices.Sorted(maps.Keys(all)), " ")
}

// codes are the lexemes that stand for codes and flags.
func (d *document) codes() []string {
	var out []string
	for prefix, codes := range map[string][]string{"T:": d.groups, "P:": d.path, "C:": d.Certificates, "V:": d.PublishedTo} {
		for _, code := range codes {
			out = append(out, prefix+code)
		}
	}
	for lexeme, on := range map[string]bool{"V:*": d.PublishedTo == nil, board: d.Board, lodging: d.Lodging, noCert: d.noCert()} {
		if on {
			out = append(out, lexeme)
		}
	}
	return out
}
