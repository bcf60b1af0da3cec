package bench

import (
	"fmt"
	"slices"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"

	"laowu/internal/db"
	"laowu/matching"
	"laowu/matching/index"
)

// BenchmarkMatching measures each engine at hand over the full demonstration
// county: both indexes built anew, what the service adds to the bare engine's
// own answer, and when a changed opening is found.
func BenchmarkMatching(b *testing.B) {
	in := install(b)
	in.laowu(b, "demo")
	in.reindex(b, "postgresql", "20 s")
	if in.startMeili(b); in.meili != nil {
		in.reindex(b, "meilisearch", "60 s")
	}
	d, _, desks := in.desks(b)
	for _, k := range desks {
		k.compare(b, d, "")
	}
	s := in.serve(b) // whose indexer tells Meilisearch
	defer s.stop(b)
	for _, k := range desks {
		k.change(b, d)
	}
}

// reindex runs `laowu reindex`, which builds PostgreSQL's indexes and, where
// there is one, Meilisearch's after them, and prints what that took, and what of
// it the last engine.
func (in *installation) reindex(b *testing.B, name, bound string) {
	b.Helper()
	whole := in.laowu(b, "reindex")
	d, _ := in.open(b)
	lags, err := index.Lags(b.Context(), d, bureau.County)
	if err != nil {
		b.Fatal(err)
	}
	at := slices.IndexFunc(lags, func(l index.Lag) bool { return l.Engine == name })
	if at < 0 || lags[at].BuiltAt == nil || lags[at].Workers < 57450 || lags[at].Openings < 5000 {
		b.Fatalf("%s is not built: %+v", name, lags)
	}
	line(fmt.Sprintf("`laowu reindex` up to %s: %d openings, %d people", name, lags[at].Openings, lags[at].Workers),
		fmt.Sprintf("**%.1f s**, of which %s %.1f s; %d MB", whole.wall.Seconds(), name, lags[at].Seconds, whole.peak>>20), bound)
}

// compare asks for openings and for people, as those who do.
func (k *desk) compare(b *testing.B, d *db.DB, of string) {
	b.Helper()
	if err := k.service.Refresh(b.Context()); err != nil {
		b.Fatal(err)
	}
	nobody := db.Actor{County: bureau.County, Role: db.Nobody}
	k.openings(b, nobody, k.name+of+": openings")
	for _, as := range clerks(b, d) {
		k.workers(b, as, fmt.Sprintf("%s%s: people, for %s", k.name, of, as.Name))
	}
}

func (k *desk) openings(b *testing.B, as db.Actor, what string) {
	b.Helper()
	asked, understood := questions(), []matching.Question{}
	ask := func(i int) (matching.Found, error) {
		found, err := k.service.Search(b.Context(), as, matching.Request{Text: asked[i], Facets: true})
		return found, k.answered(found.Engine, err)
	}
	for i := range asked {
		found, err := ask(i)
		if err != nil {
			b.Fatal(err)
		}
		understood = append(understood, found.Question)
	}
	k.pair(b, what, len(asked), k.bare.openings(b, as, understood), func(i int) error {
		_, err := ask(i)
		return err
	})
}

func (k *desk) workers(b *testing.B, as db.Actor, what string) {
	b.Helper()
	asked, understood := questionsForPeople(), []matching.WorkerQuestion{}
	ask := func(i int) (matching.FoundWorkers, error) {
		found, err := k.service.SearchWorkers(b.Context(), as, matching.WorkerRequest{Text: asked[i], Facets: true})
		return found, k.answered(found.Engine, err)
	}
	for i := range asked {
		found, err := ask(i)
		if err != nil {
			b.Fatal(err)
		}
		understood = append(understood, found.Question)
	}
	k.pair(b, what, len(asked), k.bare.workers(b, as, understood), func(i int) error {
		_, err := ask(i)
		return err
	})
}

// answered fails where the reserve has answered instead.
func (k *desk) answered(by string, err error) error {
	if err == nil && by != k.name {
		err = fmt.Errorf("%s has answered for %s", by, k.name)
	}
	return err
}

// pair times the bare engine and the service, question by question, the bare
// one first in every other turn.
func (k *desk) pair(b *testing.B, what string, n int, bare, whole func(int) error) {
	b.Helper()
	var bares, wholes, added []time.Duration
	each(b, n, bare) // so that it is warm
	for turn := range 2 {
		for i := range n {
			var took [2]time.Duration
			for _, which := range [][]int{{0, 1}, {1, 0}}[(turn+i)%2] {
				began := time.Now()
				if err := []func(int) error{bare, whole}[which](i); err != nil {
					b.Fatal(err)
				}
				took[which] = time.Since(began)
			}
			bares, wholes, added = append(bares, took[0]), append(wholes, took[1]), append(added, took[1]-took[0])
		}
	}
	slices.Sort(added)
	tell(what+", bare", bares, "yardstick")
	tell(what+", service", wholes, k.most)
	line("· adds at the median", "**"+ms(added[len(added)/2])+"**", "1 ms")
}

// clerks are those who search for people: the county, the largest township and
// the largest association.
func clerks(b *testing.B, d *db.DB) []db.Actor {
	b.Helper()
	all := []db.Actor{{County: bureau.County, Role: db.County, Organisation: bureau.Organisation, Name: "the county"}}
	err := d.ReadTx(b.Context(), admin, func(tx *db.Tx) error {
		for _, of := range []struct {
			role      db.Role
			sql, name string
		}{
			{db.Township, `SELECT o.id FROM office o JOIN association a ON a.county = o.county AND a.township = o.place
				JOIN membership m ON m.county = a.county AND m.association = a.id
				WHERE o.county = $1 AND o.kind = 'township' AND o.closed_on IS NULL GROUP BY o.id ORDER BY count(*) DESC LIMIT 1`, "its largest township"},
			{db.Association, "SELECT association FROM membership WHERE county = $1 AND left_on IS NULL GROUP BY 1 ORDER BY count(*) DESC LIMIT 1", "its largest association"},
		} {
			as := db.Actor{County: bureau.County, Role: of.role, Name: of.name}
			rows, err := tx.Query(b.Context(), of.sql, bureau.County)
			if err != nil {
				return err
			}
			if as.Organisation, err = pgx.CollectExactlyOneRow(rows, pgx.RowTo[int64]); err != nil {
				return fmt.Errorf("%s: %w", of.name, err)
			}
			all = append(all, as)
		}
		return nil
	})
	if err != nil {
		b.Fatal(err)
	}
	return all
}

// questionsForPeople are 200 as an office asks them: trades, places,
// certificates, wages, who is free.
func questionsForPeople() []string {
	what := []string{
		"护工", "保姆", "月嫂", "开大车", "看大门", "保洁", "电工", "焊工", "厨师", "服务员", "司机", "装载机", "钢筋工", "小工", "普工", "缝纫", "煤矿", "保安",
		"hugong", "baojie", "dianhangong", "养老护理员", "养老护理员证", "A2驾照", "电工证", "焊工证", "育婴", "快递", "仓库", "木工", "抹灰", "叉车", "挖机",
		"洗碗", "分拣", "客服", "收银", "装卸", "井下", "帮厨",
	}
	var all []string
	for _, w := range what {
		for _, how := range []string{"%s", "%s 鄂尔多斯", "太原 %s", "空闲 %s", "%s 4500"} {
			all = append(all, fmt.Sprintf(how, w))
		}
	}
	return all
}
