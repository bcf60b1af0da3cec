package match

import (
	"context"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"time"

	"github.com/jackc/pgx/v5"

	"laowu/internal/db"
	"laowu/training"
)

// mostCandidates bounds who is read whole and held against an opening: those
// whom most leads there, the first of all.
const mostCandidates = 1000

// candidatesSQL finds people by what leads to an opening: what they wish (4), a
// certificate (3), a class (2), work done (1), and of all these the sum; at the
// same sum who wishes to work in the place comes first, then relocated and
// watched households. Who cannot go whatever else holds is left out: the
// others' conditions are judged one by one. Words are asked of few rows: most
// work has no end, and who has such work is not free. $1 county, $2 today, $3 words of
// the trades, $4 codes of certificates, $5 words of the place, $6 born after,
// $7 born by, $8 how many.
var candidatesSQL = `
	WITH led AS (
		SELECT p.id, 4 AS by FROM person p WHERE p.county = $1 AND p.wish_trades <> '' AND p.wish_trades ~ $3
		UNION ALL
		SELECT DISTINCT c.person, 3 FROM certificate c WHERE c.county = $1 AND c.replaced_by IS NULL AND (c.code = ANY ($4) OR c.name ~ $3)
		UNION ALL
		SELECT DISTINCT e.person, 2 FROM class c JOIN programme g ON g.id = c.programme JOIN enrolment e ON e.county = c.county AND e.class = c.id
		WHERE c.county = $1 AND (c.trade ~ $3 OR c.trade = '' AND g.name ~ $3) AND ` + training.Completed("e", "c", "$2") + `
		UNION ALL
		SELECT DISTINCT w.person, 1 FROM placement w
		WHERE w.county = $1 AND (w.ended IS NOT NULL OR w.term_ends IS NOT NULL OR NOT w.full_time) AND w.trade_text ~ $3),
	who AS (SELECT id, sum(by) AS by FROM led GROUP BY id)
	SELECT p.id FROM who JOIN person p ON p.county = $1 AND p.id = who.id
	WHERE ` + free + `
	ORDER BY who.by DESC, p.wish_places ~ $5 DESC, p.relocated IS TRUE DESC, p.household_kind IS DISTINCT FROM 'general' DESC, p.id LIMIT $8`

// anybodySQL is for an opening whose trade nobody knows: who wishes to work in
// the place, then all who are free.
const anybodySQL = `
	SELECT p.id FROM person p WHERE p.county = $1 AND $3::text IS NOT NULL AND $4::text[] IS NOT NULL AND ` + free + `
	ORDER BY p.wish_places ~ $5 DESC, p.wish_trades <> '' DESC, p.relocated IS TRUE DESC, p.id LIMIT $8`

const free = `
	p.erased_on IS NULL AND p.able IS NOT FALSE AND p.willing IS NOT FALSE AND p.birth > $6 AND p.birth <= $7
	AND NOT EXISTS (SELECT FROM placement w WHERE w.county = $1 AND w.person = p.id AND w.full_time
	  AND coalesce(w.started, w.reported_on) <= $2 AND w.ended IS NULL AND (w.term_ends IS NULL OR w.term_ends <= $2))`

// candidates are the people to hold against an opening, by number.
func (r run) candidates(ctx context.Context, tx *db.Tx, o *offer) ([]int64, error) {
	sql, words, papers := candidatesSQL, r.tradeWordsOf(o.trades.codes), r.covering(o.asked.codes)
	if len(words) == 0 && len(papers) == 0 {
		sql = anybodySQL
	}
	oldest := time.Date(1900, time.January, 1, 0, 0, 0, 0, time.UTC)
	if o.ageMax > 0 {
		oldest = o.starts.AddDate(-(o.ageMax + fewYears + 1), 0, 0)
	}
	rows, err := tx.Query(ctx, sql, tx.Actor.County, tx.Today(), pattern(words), papers, pattern(r.placeWordsOf(o.place.path)),
		oldest, o.starts.AddDate(-lawfulAge, 0, 0), mostCandidates)
	if err != nil {
		return nil, fmt.Errorf("find candidates: %w", err)
	}
	ids, err := pgx.CollectRows(rows, pgx.RowTo[int64])
	if err != nil {
		return nil, fmt.Errorf("find candidates: %w", err)
	}
	return ids, nil
}

// tradeWordsOf are all words by which people call trades, their groups and
// what is near them.
func (r run) tradeWordsOf(codes []string) (words []string) {
	var all []string
	for _, code := range codes {
		t, _ := r.lexicon.Trade(code)
		all = append(append(all, r.lexicon.Groups(code)...), t.Near...)
	}
	for _, code := range all {
		t, _ := r.lexicon.Trade(code)
		words = append(append(words, t.Name), t.Aliases...)
	}
	return words
}

// covering are the codes of certificates that cover one of those asked for.
func (r run) covering(asked []string) []string {
	out := []string{}
	for _, c := range r.lexicon.Certificates().All() {
		if slices.ContainsFunc(asked, func(code string) bool { return training.Covers(c.Code, code) }) {
			out = append(out, c.Code)
		}
	}
	return out
}

// placeWordsOf are the names of the divisions of a path below the province, and
// what they are called without their level.
func (r run) placeWordsOf(path []string) (words []string) {
	for _, code := range path {
		a, ok := r.lexicon.Atlas().Find(code)
		if ok && len(code) >= 6 && code[2:] != "0000" {
			words = append(words, strings.TrimSuffix(strings.TrimSuffix(strings.TrimSuffix(a.Name, "市"), "区"), "县"))
			words = append(words, a.Aliases...)
		}
	}
	return words
}

// pattern is a regular expression of PostgreSQL's that finds any of the words;
// of none, one that finds nothing.
func pattern(words []string) string {
	quoted := make([]string, 0, len(words))
	for _, w := range words {
		if w != "" {
			quoted = append(quoted, regexp.QuoteMeta(w))
		}
	}
	slices.Sort(quoted)
	if quoted = slices.Compact(quoted); len(quoted) == 0 {
		return "^.^"
	}
	return strings.Join(quoted, "|")
}
