package matching

import (
	"context"
	"fmt"
	"slices"
	"strconv"

	"github.com/jackc/pgx/v5"

	"laowu/internal/db"
)

// WorkerReader makes the documents of people. A text that comes again, as most
// do, is understood once. It is for one goroutine and one reindex: divisions
// that it looked up are not looked up again.
type WorkerReader struct {
	lexicon *Lexicon
	trades  map[string][]string // by a text
	wishes  map[string][]string // divisions, by county and text
	parents map[string]string   // of divisions that came after the lexicon was made: villages
	covers  map[string][]int64  // associations, by village
}

// NewWorkerReader makes a reader that understands texts by a lexicon.
func NewWorkerReader(l *Lexicon) *WorkerReader {
	return &WorkerReader{l, map[string][]string{}, map[string][]string{}, map[string]string{}, map[string][]int64{}}
}

// Read reads the documents of those people of the actor's county who are on
// record, as the transaction sees them, in the order of their numbers. Who was
// erased has none. Two round trips serve any number of people.
func (r *WorkerReader) Read(ctx context.Context, tx *db.Tx, ids []int64) ([]WorkerDocument, error) {
	people, err := workerRecords(ctx, tx, ids)
	if err != nil {
		return nil, err
	}
	if err := r.lookUp(ctx, tx, people); err != nil {
		return nil, err
	}
	docs := make([]WorkerDocument, len(people))
	for i := range people {
		docs[i] = r.document(&people[i])
	}
	return docs, nil
}

// workerRecord is what the record says of somebody, before it is understood.
type workerRecord struct {
	ID          int64
	County      string
	Association int64
	Township    string // of the association
	Village     string
	Sex         string
	Birth       int
	WishTrades  string
	WishPlaces  string
	Skills      string
	WageMin     int
	Ready       bool
	Working     bool
	Open        bool
	Helped      bool
	Done        []string     `db:"-"` // what he learned and worked as, in words
	Worked      []string     `db:"-"` // division codes where
	Certs       []WorkerCert `db:"-"`
}

// workerRecords reads who the people are, what they wish, what they did and
// what they hold.
func workerRecords(ctx context.Context, tx *db.Tx, ids []int64) (people []workerRecord, err error) {
	byID := make(map[int64]*workerRecord, len(ids))
	b := &pgx.Batch{}
	b.Queue(`
		SELECT p.id, p.county, coalesce(m.association, 0) AS association, coalesce(a.township, '') AS township, coalesce(p.village, '') AS village,
		       p.sex, extract(year FROM p.birth)::integer AS birth, p.wish_trades, p.wish_places, p.skills,
		       coalesce(p.wish_wage_min, p.wish_wage_max, 0) AS wage_min, coalesce(p.able AND p.willing, false) AS ready,
		       EXISTS (SELECT FROM placement w WHERE w.county = p.county AND w.person = p.id AND w.full_time
		         AND (w.ended IS NULL OR w.ended > $3) AND coalesce(w.started, w.reported_on) <= $3) AS working,
		       p.able IS NOT FALSE AND p.willing IS NOT FALSE AND NOT EXISTS (SELECT FROM placement w
		         WHERE w.county = p.county AND w.person = p.id AND w.full_time AND coalesce(w.started, w.reported_on) <= $3
		           AND w.ended IS NULL AND (w.term_ends IS NULL OR w.term_ends <= $3)) AS open,
		       p.relocated IS TRUE OR p.household_kind IS DISTINCT FROM 'general' AND p.household_kind IS NOT NULL AS helped
		FROM person p
		LEFT JOIN membership m ON m.county = p.county AND m.person = p.id AND m.left_on IS NULL
		LEFT JOIN association a ON a.county = m.county AND a.id = m.association
		WHERE p.county = $1 AND p.id = ANY ($2) AND p.erased_on IS NULL ORDER BY p.id`, tx.Actor.County, ids, tx.Today()).
		Query(func(rows pgx.Rows) error {
			people, err = pgx.CollectRows(rows, pgx.RowToStructByName[workerRecord])
			for i := range people {
				byID[people[i].ID] = &people[i]
			}
			return err
		})
	readDone(b, tx, ids, byID)
	readHeld(b, tx, ids, byID)
	if err := tx.SendBatch(ctx, b).Close(); err != nil {
		return nil, fmt.Errorf("read people for search: %w", err)
	}
	return people, nil
}

// document understands a record.
func (r *WorkerReader) document(p *workerRecord) WorkerDocument {
	d := WorkerDocument{
		ID: p.ID, County: p.County, Association: p.Association, Village: p.Village, Sex: p.Sex, Birth: p.Birth,
		Certs: p.Certs, WageMin: p.WageMin, Ready: p.Ready, Working: p.Working, Open: p.Open, Helped: p.Helped, WishPlaces: r.wished(p.County, p.WishPlaces),
	}
	for _, text := range slices.Concat([]string{p.WishTrades, p.Skills}, p.Done) {
		d.Trades = appendNew(d.Trades, r.tradesIn(text)...)
	}
	for _, code := range d.Trades {
		d.Groups = appendNew(d.Groups, r.lexicon.Groups(code)...)
	}
	for _, code := range r.tradesIn(p.WishTrades) {
		d.Wished = appendNew(d.Wished, r.lexicon.Groups(code)...)
	}
	for _, code := range d.WishPlaces {
		d.Places = appendNew(d.Places, r.lexicon.Path(code)...)
	}
	d.Places = appendNew(d.Places, r.home(p.Village)...)
	d.Scope = r.scope(p)
	return d
}

// scope says who sees somebody besides the county, as access.people() does: the
// association that counts him, or, of a member of none, those that cover his
// village; the townships of both; stations where he works or worked.
func (r *WorkerReader) scope(p *workerRecord) []string {
	var out []string
	associations := r.covers[p.Village]
	if p.Association != 0 {
		associations = []int64{p.Association}
	}
	for _, a := range associations {
		out = append(out, "A:"+strconv.FormatInt(a, 10))
	}
	for _, township := range []string{p.Township, r.parents[p.Village]} {
		if township != "" {
			out = appendNew(out, "T:"+township)
		}
	}
	for _, place := range p.Worked {
		for _, code := range r.within(place) {
			out = appendNew(out, "P:"+code)
		}
	}
	return out
}
