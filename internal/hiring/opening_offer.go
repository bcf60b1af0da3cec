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
	Trade        string // lexicon trade code, may be empty
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

// Organisation are the digits of the credit code that name whom it belongs to (GB
// 32100-2015: 9 to 17 of the 18, the number of GB 11714): the same under the code
// of a county and of a prefecture. Empty where the code has not 18.
func (o *Offer) Organisation() string {
	if len(o.USCC) != 18 {
		return ""
	}
	return o.USCC[8:17]
}

// offers reads those of the county that can be had today and meet a condition.
func offers(ctx context.Context, tx *db.Tx, where string, args ...any) ([]Offer, error) {
	rows, err := tx.Query(ctx, `
		SELECT o.id, o.enterprise, e.uscc, e.name, o.title, o.trade, coalesce(o.place, '') AS place, o.place_text, o.headcount, o.form, o.pay, o.wage_min, o.wage_max,
		       o.age_min, o.age_max, o.certificates, o.description, o.contact, coalesce(encode(o.phone_hash, 'hex'), '') AS phone
		FROM opening o JOIN enterprise e ON e.id = o.enterprise
		WHERE o.county = $1 AND o.closed_at IS NULL AND coalesce(o.valid_until >= $2, true) AND (`+where+") ORDER BY o.id",
		append([]any{tx.Actor.County, tx.Today()}, args...)...)
	if err != nil {
		return nil, fmt.Errorf("read offers: %w", err)
	}
	all, err := pgx.CollectRows(rows, pgx.RowToStructByName[Offer])
	if err != nil {
		return nil, fmt.Errorf("read offers: %w", err)
	}
	return all, nil
}

// LikelyOffers yields the pairs in which one of the openings stands and that share
// form, pay, what they are counted as, and who offers them: an organisation by its
// credit code, or a telephone. Of the county's own, each pair once.
func LikelyOffers(ctx context.Context, tx *db.Tx, ids []int64, yield func(*OfferPair)) error {
	asked, err := offers(ctx, tx, "o.id = ANY ($3)", ids)
	if err != nil {
		return err
	}
	var codes, phones []string
	for i := range asked {
		codes, phones = append(codes, asked[i].Organisation()), append(phones, asked[i].Phone)
	}
	all, err := offers(ctx, tx, `o.enterprise = ANY (ARRAY (SELECT id FROM enterprise WHERE substr(uscc, 9, 9) = ANY ($3)))
		OR o.phone_hash = ANY (ARRAY (SELECT decode(p, 'hex') FROM unnest($4::text[]) p WHERE p <> ''))`, codes, phones)
	if err != nil {
		return err
	}
	groups := map[string][]*Offer{}
	for i := range all {
		o := &all[i]
		groups["u"+o.Organisation()] = append(groups["u"+o.Organisation()], o)
		if o.Phone != "" {
			groups["p"+o.Phone] = append(groups["p"+o.Phone], o)
		}
	}
	seen := map[[2]int64]bool{}
	for i := range asked {
		for _, key := range []string{"u" + asked[i].Organisation(), "p" + asked[i].Phone} {
			for _, other := range groups[key] {
				pairUp(&asked[i], other, seen, yield)
			}
		}
	}
	return nil
}

// pairUp yields two offers, the older first, that may be the same.
func pairUp(a, b *Offer, seen map[[2]int64]bool, yield func(*OfferPair)) {
	if a.ID > b.ID {
		a, b = b, a
	}
	key := [2]int64{a.ID, b.ID}
	if a.ID == b.ID || seen[key] || a.Form != b.Form || a.Pay != b.Pay || a.Trade != b.Trade && a.Trade != "" && b.Trade != "" {
		return
	}
	seen[key] = true
	yield(&OfferPair{First: *a, Second: *b})
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
