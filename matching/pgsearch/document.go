package pgsearch

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/jackc/pgx/v5"

	"laowu/internal/work"
	"laowu/matching"
)

// chunk is how many documents go to the database at once.
const chunk = 1000

// Put brings the documents of openings up to date within the transaction that
// changed them: new, changed, closed and deleted ones alike; and notes them for
// other engines. A changed name of an enterprise asks for all its openings. It
// returns how many documents changed.
func (e *Engine) Put(ctx context.Context, tx pgx.Tx, ids []int64) (int64, error) {
	if err := work.Changed(ctx, tx, work.Opening, ids...); err != nil {
		return 0, err
	}
	return e.put(ctx, tx, ids)
}

// put is Put of what no other engine has to hear of.
func (e *Engine) put(ctx context.Context, tx pgx.Tx, ids []int64) (int64, error) {
	reader := matching.NewOpeningReader(e.lexicon)
	changed := int64(0)
	for part := range slices.Chunk(ids, chunk) {
		docs, err := reader.Read(ctx, tx, part)
		if err != nil {
			return 0, err
		}
		n, err := e.write(ctx, tx, part, docs)
		if err != nil {
			return 0, err
		}
		changed += n
	}
	return changed, nil
}

// columns are the documents as put_openings takes them.
type columns struct {
	words, titleKeys, enterpriseKeys, trades, groups, paths, units []string
	facets, ids                                                    []int64
}

func (e *Engine) write(ctx context.Context, tx pgx.Tx, ids []int64, docs []matching.OpeningDocument) (int64, error) {
	return e.columns(docs).write(ctx, tx, ids)
}

func (e *Engine) columns(docs []matching.OpeningDocument) *columns {
	c := &columns{}
	for i := range docs {
		d := &docs[i]
		c.ids = append(c.ids, d.ID)
		c.words = append(c.words, e.words(d))
		c.titleKeys = append(c.titleKeys, e.lexicon.Fold(d.Title))
		c.enterpriseKeys = append(c.enterpriseKeys, e.lexicon.Fold(d.Enterprise))
		c.trades = append(c.trades, strings.Join(d.Trades, " "))
		c.groups = append(c.groups, strings.Join(d.Groups, " "))
		c.paths = append(c.paths, strings.Join(d.Path, " "))
		c.units = append(c.units, d.Unit)
		c.facets = append(c.facets, pack(d, e.lexicon))
	}
	return c
}

// write puts documents; those of changed openings that are closed lose theirs.
func (c *columns) write(ctx context.Context, tx pgx.Tx, changed []int64) (int64, error) {
	n := int64(0)
	err := tx.QueryRow(ctx, "SELECT search.put_openings($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
		changed, c.ids, c.words, c.titleKeys, c.enterpriseKeys, c.trades, c.groups, c.paths, c.units, c.facets).Scan(&n)
	if err != nil {
		return 0, fmt.Errorf("write search documents: %w", err)
	}
	return n, nil
}

// words are the lexemes of a document, joined by spaces: the cuts of what is
// written, and the codes that are asked for (see 005_search.sql).
func (e *Engine) words(d *matching.OpeningDocument) string {
	return strings.Join(append(e.lexicon.OpeningCuts(d), codes(d)...), " ")
}

// codes are the lexemes that stand for codes and flags.
func codes(d *matching.OpeningDocument) []string {
	var out []string
	for prefix, codes := range map[string][]string{"T:": d.Groups, "P:": d.Path, "C:": d.Certificates, "V:": d.PublishedTo} {
		for _, code := range codes {
			out = append(out, prefix+code)
		}
	}
	for lexeme, on := range map[string]bool{"V:*": d.PublishedTo == nil, board: d.Board, lodging: d.Lodging, noCert: d.NoCert()} {
		if on {
			out = append(out, lexeme)
		}
	}
	return out
}
