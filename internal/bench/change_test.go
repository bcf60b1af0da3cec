package bench

import (
	"context"
	"slices"
	"testing"
	"time"

	"laowu/internal/db"
	"laowu/matching"
	"laowu/matching/pgsearch"
)

// changes is how many openings are changed, one after the other; the first
// finds the indexer just begun and does not count.
const changes = 21

// change gives openings other titles, as a clerk does, and asks the engine for
// them until it finds them.
func (k *desk) change(b *testing.B, d *db.DB) {
	b.Helper()
	var ids []int64
	err := d.ReadTx(b.Context(), bureau, func(tx *db.Tx) (err error) {
		ids, err = numbers(b, tx, "SELECT id FROM opening WHERE county = '141123' AND closed_at IS NULL ORDER BY id")
		return err
	})
	if err != nil {
		b.Fatal(err)
	}
	searches, took := 0, []time.Duration{}
	for i, id := range ids[:changes] {
		title := string([]rune("赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何")[i]) + k.name + "改过的岗位"
		k.rename(b, d, id, title)
		began := time.Now()
		for n := 1; !k.finds(b, id, title); n++ {
			searches = max(searches, n)
			if time.Since(began) > time.Minute {
				b.Fatalf("%s does not find %s within a minute", k.name, title)
			}
			time.Sleep(5 * time.Millisecond)
		}
		took = append(took, time.Since(began))
	}
	bound := "at most 2 s"
	if k.name == (*pgsearch.Engine)(nil).Name() {
		if bound = "the first search"; searches > 0 {
			b.Errorf("%d searches did not find a change", searches)
		}
	}
	took = took[1:]
	slices.Sort(took)
	line(k.name+": from commit until a changed opening is found, 20 changes: median, most", ms(took[len(took)/2])+", **"+ms(took[len(took)-1])+"**", bound)
}

// rename changes a title and what PostgreSQL's search holds of it, which notes
// it for others, in one transaction.
func (k *desk) rename(b *testing.B, d *db.DB, id int64, title string) {
	b.Helper()
	err := d.Tx(b.Context(), admin, func(tx *db.Tx) error {
		if _, err := tx.Exec(b.Context(), "UPDATE opening SET title = $1 WHERE id = $2", title, id); err != nil {
			return err
		}
		_, err := pgsearch.New(d, k.service.Lexicon()).Put(b.Context(), tx, []int64{id})
		return err
	})
	if err != nil {
		b.Fatal(err)
	}
}

func (k *desk) finds(b *testing.B, id int64, title string) bool {
	b.Helper()
	nobody := db.Actor{County: bureau.County, Role: db.Nobody}
	a, err := k.engine.SearchOpenings(context.Background(), nobody, matching.Question{Words: []string{title}, Limit: 20})
	if err != nil {
		b.Fatal(err)
	}
	return slices.ContainsFunc(a.Hits, func(h matching.Hit) bool { return h.ID == id && h.Title == title })
}
