package hiring

import (
	"context"
	"fmt"

	"github.com/jackc/pgx/v5"

	"laowu/internal/db"
)

// Offer is an opening as it is compared with others. Phone is the keyed hash of
// the contact's number, empty where there is none.
type Offer struct {
	ID           int64
	Enterprise   int64
	USCC         string
	Name         string // of the enterprise
	Title        string
	Place        string // division code, may be empty
	PlaceText    string
	Headcount    int
	Form         Form
	Pay          string
	WageMin      int
	WageMax      int
	AgeMin       int
	AgeMax       int
	Certificates []string
	Description  string
	Contact      string
	Phone        string
}

// OfferPair are two offers that may be the same, the older first.
type OfferPair struct {
	First, Second Offer
	Score         int
	Signs         []string
}

const offerColumns = `%[1]s.id, %[1]s.enterprise, %[2]s.uscc, %[2]s.name, %[1]s.title, coalesce(%[1]s.place, ''), %[1]s.place_text, %[1]s.headcount, %[1]s.form,
	%[1]s.pay, %[1]s.wage_min, %[1]s.wage_max, %[1]s.age_min, %[1]s.age_max, %[1]s.certificates, %[1]s.description, %[1]s.contact, coalesce(encode(%[1]s.phone_hash, 'hex'), '')`

func (o *Offer) fields() []any {
	return []any{&o.ID, &o.Enterprise, &o.USCC, &o.Name, &o.Title, &o.Place, &o.PlaceText, &o.Headcount, &o.Form, &o.Pay, &o.WageMin, &o.WageMax, &o.AgeMin, &o.AgeMax,
		&o.Certificates, &o.Description, &o.Contact, &o.Phone}
}

// LikelyOffers are the pairs in which one of the openings stands and that share
// form, pay, what they are counted as, and who offers them: an enterprise, an
// organisation by its credit code, or a telephone. Of each county its own.
func LikelyOffers(ctx context.Context, tx *db.Tx, ids []int64, yield func(*OfferPair) error) error {
	rows, err := tx.Query(ctx, `
		WITH open AS (SELECT o.* FROM opening o WHERE o.county = $1 AND o.closed_at IS NULL AND coalesce(o.valid_until >= $2, true)),
		asked AS (SELECT o.*, e.uscc FROM open o JOIN enterprise e ON e.id = o.enterprise WHERE o.id = ANY ($3)),
		pair AS (
			SELECT a.id AS one, b.id AS other FROM asked a JOIN open b ON b.enterprise = a.enterprise AND b.form = a.form AND b.pay = a.pay
			UNION SELECT a.id, b.id FROM asked a JOIN enterprise f ON substr(f.uscc, 9, 9) = substr(a.uscc, 9, 9) AND f.id <> a.enterprise
				JOIN open b ON b.enterprise = f.id AND b.form = a.form AND b.pay = a.pay
			UNION SELECT a.id, b.id FROM asked a JOIN open b ON b.phone_hash = a.phone_hash AND b.form = a.form AND b.pay = a.pay)
		SELECT `+fmt.Sprintf(offerColumns, "a", "ea")+", "+fmt.Sprintf(offerColumns, "b", "eb")+`
		FROM (SELECT DISTINCT least(one, other) AS first, greatest(one, other) AS second FROM pair WHERE one <> other) p
		JOIN opening a ON a.id = p.first JOIN enterprise ea ON ea.id = a.enterprise JOIN opening b ON b.id = p.second JOIN enterprise eb ON eb.id = b.enterprise
		WHERE a.trade = b.trade OR a.trade = '' OR b.trade = '' ORDER BY 1, 19`, tx.Actor.County, tx.Today(), ids)
	if err != nil {
		return fmt.Errorf("find likely offers: %w", err)
	}
	defer rows.Close()
	for rows.Next() {
		var p OfferPair
		if err := rows.Scan(append(p.First.fields(), p.Second.fields()...)...); err != nil {
			return fmt.Errorf("find likely offers: %w", err)
		}
		if err := yield(&p); err != nil {
			return err
		}
	}
	return rows.Err()
}

// KeepPairs writes which pairs hold of the openings, and forgets those that no
// longer do and that nobody decided. It returns how many are new.
func KeepPairs(ctx context.Context, tx *db.Tx, ids []int64, found []OfferPair) (int64, error) {
	batch := &pgx.Batch{}
	var first, second []int64
	for _, p := range found {
		first, second = append(first, p.First.ID), append(second, p.Second.ID)
		batch.Queue(`INSERT INTO opening_pair (county, first, second, score, signs, found_at) VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (county, first, second) DO NOTHING`,
			tx.Actor.County, p.First.ID, p.Second.ID, p.Score, p.Signs, tx.Now)
	}
	_, err := tx.Exec(ctx, `
		DELETE FROM opening_pair p WHERE p.county = $1 AND p.state = 'found' AND (p.first = ANY ($2) OR p.second = ANY ($2))
		AND NOT EXISTS (SELECT FROM unnest($3::bigint[], $4::bigint[]) f (first, second) WHERE f.first = p.first AND f.second = p.second)`,
		tx.Actor.County, ids, first, second)
	if err != nil {
		return 0, fmt.Errorf("forget pairs: %w", err)
	}
	var n int64
	results := tx.SendBatch(ctx, batch)
	for range found {
		tag, err := results.Exec()
		if err != nil {
			_ = results.Close() // the first failure is the one to tell of
			return 0, fmt.Errorf("keep pairs: %w", err)
		}
		n += tag.RowsAffected()
	}
	return n, results.Close()
}
