package pgsearch_test

import (
	"fmt"
	"math/rand/v2"
	"testing"
	"time"

	"laowu/internal/db"
	"laowu/internal/db/testdb"
	"laowu/matching"
	"laowu/matching/pgsearch"
)

// population is the demonstration county's.
const population = 57450

// BenchmarkSearchWorkers asks the people of one county, and of one of ten.
func BenchmarkSearchWorkers(b *testing.B) {
	for _, counties := range []int{1, 10} {
		b.Run(fmt.Sprintf("counties-%d", counties), func(b *testing.B) {
			url := testdb.URL(b)
			d := testdb.Open(b, url)
			l := lexicon(b, d)
			e := pgsearch.New(d, l)
			for i := range counties {
				populate(b, url, e, l, fmt.Sprintf("1411%d", 23+i), i)
			}
			owner(b, url, "VACUUM ANALYZE search.worker", "VACUUM ANALYZE search.worker_map")
			var asked []matching.WorkerQuestion
			for _, text := range askedPeople() {
				u := l.Understand("141123", text)
				asked = append(asked, matching.WorkerQuestion{
					Trades: u.Question.Trades, Near: u.Question.Near, Places: u.Question.Places, Certs: u.Question.Certs, Limit: 20, WithFacets: true,
				})
				asked[len(asked)-1].Free = len(asked)%2 == 0
			}
			for _, who := range []db.Actor{{County: "141123", Role: db.County}, {County: "141123", Role: db.Association, Organisation: 1}} {
				b.Run(string(who.Role), func(b *testing.B) {
					i := 0
					timed(b, make([]string, 1), func(string) error {
						i++
						_, err := e.SearchWorkers(b.Context(), who, asked[i%len(asked)])
						return err
					})
				})
			}
		})
	}
}

// askedPeople are questions as an office asks them.
func askedPeople() []string {
	var all []string
	for _, what := range []string{"护工", "保姆", "月嫂", "开大车", "看大门", "保洁", "电工", "焊工", "厨师", "服务员", "司机", "装载机", "钢筋工", "小工", "普工", "缝纫", "煤矿", "hugong", "养老护理员证", "A2驾照"} {
		for _, how := range []string{"%s", "%s 鄂尔多斯", "太原 %s", "%s 康宁镇", "%s 东胜"} {
			all = append(all, fmt.Sprintf(how, what))
		}
	}
	return all
}

// populate writes a county's people and their documents: what they wish spread
// over the lexicon's trades as offices find it, the first ones most.
func populate(b *testing.B, url string, e *pgsearch.Engine, l *matching.Lexicon, county string, nth int) {
	b.Helper()
	first := 1 + nth*population
	owner(b, url, fmt.Sprintf(`INSERT INTO person (county, id, name, sex, birth, id_hash, id_sealed)
		SELECT '%s', n, '某人', 'male', '1980-01-01', n::text::bytea, '\x01' FROM generate_series(%d, %d) AS n`, county, first, first+population-1))
	r := rand.New(rand.NewPCG(1, uint64(nth))) //nolint:gosec // the same every time
	trades := l.Trades()
	places := []string{"150602", "150603", "150621", "150622", "150600", "140100", "140105", "140106", "141123", "141102", "141181"}
	docs := make([]matching.WorkerDocument, population)
	for i := range docs {
		doc := &docs[i]
		*doc = matching.WorkerDocument{ID: int64(first + i), County: county, Birth: 1960 + r.IntN(45), WageMin: 2500 + 100*r.IntN(40), Ready: r.IntN(10) > 1, Working: r.IntN(3) > 0}
		doc.Village = fmt.Sprintf("%s%03dv%03d", county, 100+r.IntN(17), r.IntN(22))
		for range 1 + r.IntN(3) {
			t := trades[int(float64(len(trades))*r.Float64()*r.Float64()*r.Float64())]
			doc.Trades, doc.Groups = append(doc.Trades, t.Code), append(doc.Groups, l.Groups(t.Code)...)
		}
		for range r.IntN(3) {
			doc.WishPlaces = append(doc.WishPlaces, places[r.IntN(len(places))])
			doc.Places = append(doc.Places, l.Path(doc.WishPlaces[len(doc.WishPlaces)-1])...)
		}
		doc.Places = append(doc.Places, doc.Village, doc.Village[:9], county, "141100", "140000")
		doc.Scope = []string{fmt.Sprintf("A:%d", 1+r.IntN(341)), "T:" + doc.Village[:9], "P:" + places[r.IntN(len(places))], "P:150600"}
		if r.IntN(12) == 0 {
			end := time.Date(2025+r.IntN(6), 1, 1, 0, 0, 0, 0, time.UTC)
			doc.Certs = []matching.WorkerCert{{Code: []string{"elder_care", "driving_a2", "electrician_op"}[r.IntN(3)], Expires: &end}}
		}
	}
	build, err := e.Rebuild(b.Context())
	if err != nil {
		b.Fatal(err)
	}
	began := time.Now()
	for from := 0; from < len(docs); from += 1000 {
		if err := build.PutWorkers(b.Context(), docs[from:min(from+1000, len(docs))], nil); err != nil {
			b.Fatal(err)
		}
	}
	if err := build.Swap(b.Context()); err != nil {
		b.Fatal(err)
	}
	if nth == 0 {
		b.Logf("a county's documents are written in %s", time.Since(began))
	}
}
