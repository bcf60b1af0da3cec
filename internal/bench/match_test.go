package bench

import (
	"fmt"
	"slices"
	"testing"
	"time"

	"laowu/internal/area"
	"laowu/internal/db"
	"laowu/matching"
	"laowu/matching/match"
)

// matched are how many people and openings are matched, a few hundred of all.
const matched = 300

// BenchmarkMatch matches people with all openings, and openings with all
// people, of the full demonstration county, as the county and as an association
// sees them.
func BenchmarkMatch(b *testing.B) {
	in := install(b)
	in.laowu(b, "demo")
	d, _ := in.open(b)
	matches(b, d, &match.Matcher{Lexicon: lexiconOf(b, d, bureau)}, "")
}

// matches measures both directions, of those whom the county sees.
func matches(b *testing.B, d *db.DB, m *match.Matcher, of string) {
	b.Helper()
	var people, idle, openings []int64
	var total int
	err := d.ReadTx(b.Context(), bureau, func(tx *db.Tx) (err error) {
		if people, err = sample(b, tx, "SELECT id FROM person WHERE county = '141123' ORDER BY id"); err != nil {
			return err
		}
		if idle, err = sample(b, tx, "SELECT id FROM person WHERE county = '141123' AND wish_trades <> '' ORDER BY id"); err != nil {
			return err
		}
		if openings, err = sample(b, tx, "SELECT id FROM opening WHERE closed_at IS NULL ORDER BY id"); err != nil {
			return err
		}
		return tx.QueryRow(b.Context(), "SELECT count(*) FROM opening WHERE closed_at IS NULL").Scan(&total)
	})
	if err != nil {
		b.Fatal(err)
	}
	worker := func(ids []int64) []time.Duration {
		return each(b, len(ids), func(i int) error {
			return d.ReadTx(b.Context(), bureau, func(tx *db.Tx) error {
				_, err := m.Worker(b.Context(), tx, ids[i], match.DefaultLimit)
				return err
			})
		})
	}
	worker(people[:20]) // so that it is warm
	tell(fmt.Sprintf("match of one worker over %d openings%s", total, of), worker(people), "p99 20 ms")
	tell("match of one who looks for work"+of, worker(idle), "p99 20 ms")
	tell("match of one opening over all people, as the county"+of, each(b, len(openings), func(i int) error {
		return d.ReadTx(b.Context(), bureau, func(tx *db.Tx) error {
			_, err := m.Opening(b.Context(), tx, openings[i], match.DefaultLimit)
			return err
		})
	}), "about 100 ms")
}

func tell(what string, took []time.Duration, bound string) {
	slices.Sort(took)
	line(what+": median, p99", ms(took[len(took)/2])+", "+ms(took[len(took)*99/100]), bound)
}

// sample are a few hundred of the numbers that a statement lists, evenly.
func sample(b *testing.B, tx *db.Tx, sql string) ([]int64, error) {
	b.Helper()
	all, err := numbers(b, tx, sql)
	var out []int64
	for i := range min(matched, len(all)) {
		out = append(out, all[i*len(all)/min(matched, len(all))])
	}
	return out, err
}

func lexiconOf(b *testing.B, d *db.DB, as db.Actor) *matching.Lexicon {
	b.Helper()
	var l *matching.Lexicon
	err := d.ReadTx(b.Context(), as, func(tx *db.Tx) error {
		atlas, err := area.Load(b.Context(), tx)
		if err == nil {
			l, err = matching.NewLexicon(atlas)
		}
		return err
	})
	if err != nil {
		b.Fatal(err)
	}
	return l
}
