package matching

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/jackc/pgx/v5"

	"laowu/internal/db"
	"laowu/training"
)

// readDone adds what people learned, are certified in and worked as, in words,
// and where they worked: the latest work first.
func readDone(b *pgx.Batch, tx *db.Tx, ids []int64, people map[int64]*workerRecord) {
	b.Queue(`
		SELECT w.person, w.trade_text, coalesce(w.place, '') AS place, coalesce(w.started, w.reported_on) AS at, 1 AS rank
		FROM placement w WHERE w.county = $1 AND w.person = ANY ($2)
		UNION ALL
		SELECT e.person, k.trade || '、' || g.name, '', k.ends, 2
		FROM enrolment e JOIN class k ON k.county = e.county AND k.id = e.class JOIN programme g ON g.id = k.programme
		WHERE e.county = $1 AND e.person = ANY ($2) AND `+training.Completed("e", "k", "$3")+`
		UNION ALL
		SELECT c.person, coalesce(nullif(c.trade, ''), regexp_replace(c.name, '(（[^）]*）)?(职业技能等级|职业资格)?证书?$', '')), '', c.issued, 3
		FROM certificate c WHERE c.county = $1 AND c.person = ANY ($2) AND (c.trade <> '' OR c.code = '' AND c.kind <> 'completion')
		ORDER BY person, rank, at DESC NULLS LAST, trade_text, place`, tx.Actor.County, ids, tx.Today()).Query(func(rows pgx.Rows) error {
		var person int64
		var text, place string
		_, err := pgx.ForEachRow(rows, []any{&person, &text, &place, nil, nil}, func() error {
			if p := people[person]; p != nil {
				p.Done = appendNew(p.Done, text)
				if place != "" {
					p.Worked = appendNew(p.Worked, place)
				}
			}
			return nil
		})
		return err
	})
}

// readHeld adds the certificates that people hold, expired ones among them: a
// document outlives the day on which it was made.
func readHeld(b *pgx.Batch, tx *db.Tx, ids []int64, people map[int64]*workerRecord) {
	b.Queue(`
		SELECT DISTINCT c.person, c.code, coalesce(c.level, 0), c.expires FROM certificate c
		WHERE c.county = $1 AND c.person = ANY ($2) AND c.code <> '' AND c.replaced_by IS NULL
		ORDER BY 1, 2, 3, 4`, tx.Actor.County, ids).Query(func(rows pgx.Rows) error {
		var person int64
		var code string
		var level int
		var expires *time.Time
		_, err := pgx.ForEachRow(rows, []any{&person, &code, &level, &expires}, func() error {
			if p := people[person]; p != nil {
				p.Certs = append(p.Certs, WorkerCert{Code: code, Level: training.LevelName(level), Expires: expires})
			}
			return nil
		})
		return err
	})
}

// lookUp reads which associations cover the villages of people, and in what
// those divisions lie that the lexicon does not know.
func (r *WorkerReader) lookUp(ctx context.Context, tx *db.Tx, people []workerRecord) error {
	var villages []string
	for i := range people {
		for _, code := range append(people[i].Worked, people[i].Village) {
			if _, known := r.parents[code]; !known && code != "" {
				r.parents[code] = ""
				villages = append(villages, code)
			}
		}
	}
	if len(villages) == 0 {
		return nil
	}
	rows, err := tx.Query(ctx, `
		SELECT v.code, CASE v.level WHEN 'village' THEN coalesce(v.parent, '') ELSE '' END, ARRAY (
			SELECT c.association FROM association_village c WHERE c.county = $1 AND c.village = v.code AND c.valid_to IS NULL ORDER BY c.association)
		FROM area v WHERE v.code = ANY ($2)`, tx.Actor.County, villages)
	if err != nil {
		return fmt.Errorf("read villages for search: %w", err)
	}
	var code, parent string
	var covers []int64
	_, err = pgx.ForEachRow(rows, []any{&code, &parent, &covers}, func() error {
		r.parents[code], r.covers[code] = parent, slices.Clone(covers)
		return nil
	})
	if err != nil {
		return fmt.Errorf("read villages for search: %w", err)
	}
	return nil
}

// home is a village and all it lies in, as places are found.
func (r *WorkerReader) home(village string) []string {
	if parent := r.parents[village]; parent != "" {
		return append([]string{village}, r.lexicon.Path(parent)...)
	}
	return r.lexicon.Path(village)
}

// within is a division and all it lies in, as access.places() walks: no number
// is taken for the one that took its place.
func (r *WorkerReader) within(code string) []string {
	if parent := r.parents[code]; parent != "" {
		return append([]string{code}, r.lexicon.atlas.Path(parent)...)
	}
	return r.lexicon.atlas.Path(code)
}

// tradesIn are the trades that a cell names, which may list several.
func (r *WorkerReader) tradesIn(text string) []string {
	codes, ok := r.trades[text]
	if !ok {
		for _, part := range listed(text) {
			codes = appendNew(codes, r.lexicon.TradesOf(part)...)
		}
		r.trades[text] = codes
	}
	return codes
}

// wished are the divisions that a cell names, the inner ones.
func (r *WorkerReader) wished(county, text string) []string {
	codes, ok := r.wishes[county+text]
	if !ok {
		codes = r.lexicon.placesIn(county, text)
		r.wishes[county+text] = codes
	}
	return codes
}

// placesIn are the divisions that a text names in any of their spoken forms.
func (l *Lexicon) placesIn(county, text string) []string {
	var codes []string
	for _, s := range l.scan(newText(l.fold([]rune(text))), true, nil) {
		switch s.kind {
		case isPlace:
			codes = appendNew(codes, s.codes...)
		case isHere:
			codes = appendNew(codes, county)
		}
	}
	return l.inner(codes)
}

// listed are the parts of a cell that lists several things.
func listed(text string) []string {
	return strings.FieldsFunc(text, func(c rune) bool { return strings.ContainsRune("、,，;；/\\|\n\t 　", c) })
}
