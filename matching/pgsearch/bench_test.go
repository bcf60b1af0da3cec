package pgsearch_test

import (
	"context"
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	"laowu/internal/area"
	"laowu/internal/db"
	"laowu/internal/db/testdb"
	"laowu/matching"
	"laowu/matching/contract"
	"laowu/matching/pgsearch"
)

// many makes n openings that look like a county's: trades of the lexicon over
// the places where its people work.
func many(l *matching.Lexicon, n int) []contract.Opening {
	r := rand.New(rand.NewPCG(1, 2))
	trades := l.Trades()
	places := []string{"150602", "150603", "150621", "150622", "150624", "150626", "150627", "140105", "140106", "140109", "140110", "141123", "141123100", "141102", "141181"}
	var out []contract.Opening
	for i := range n {
		t := trades[int(float64(len(trades))*r.Float64()*r.Float64())]
		title := t.Name
		if len(t.Aliases) > 0 && r.IntN(3) == 0 {
			title = t.Aliases[r.IntN(min(5, len(t.Aliases)))]
		}
		place := places[r.IntN(len(places))]
		wage := 2500 + 100*r.IntN(60)
		o := contract.Opening{
			Title: fmt.Sprintf("%s%s", title, []string{"", "", "（长白班）", "（包吃住）", "若干名"}[r.IntN(5)]), Enterprise: fmt.Sprintf("示例%s%d有限公司", []string{"康养服务", "煤业", "物流", "物业", "建设", "铝业"}[i%6], i%400),
			Place: place, PlaceText: l.Atlas().Name(place) + fmt.Sprintf("第%d号", i), Headcount: 1 + r.IntN(30), Temporary: r.IntN(3) == 0,
			Board: r.IntN(2) == 0, Lodging: r.IntN(2) == 0, AgeMin: 18, AgeMax: []int{0, 50, 55, 60}[r.IntN(4)],
			Description: "负责日常工作，服从安排，身体健康，能吃苦耐劳，试用期一个月，每月十五日发工资，签订劳动合同，交五险。", Until: "2027-06-30",
		}
		if r.IntN(10) > 0 {
			o.WageMin, o.WageMax = wage, wage+500*r.IntN(5)
		}
		if r.IntN(3) == 0 {
			o.Certs, o.CertText = []string{"health"}, "健康证"
		}
		out = append(out, o)
	}
	return out
}

func lexicon(tb testing.TB, d *db.DB) *matching.Lexicon {
	tb.Helper()
	var l *matching.Lexicon
	err := d.Tx(tb.Context(), nobody, func(tx *db.Tx) error {
		atlas, err := area.Load(tb.Context(), tx)
		if err != nil {
			return err
		}
		l, err = matching.NewLexicon(atlas)
		return err
	})
	if err != nil {
		tb.Fatal(err)
	}
	return l
}

var nobody = db.Actor{County: "141123", Role: db.Nobody}

var questions = []string{"护工 鄂尔多斯", "保姆", "开大车 东胜", "太原 保洁 3000以上 包住", "电工 准格尔 5000", "hugong", "hg", "养老护里员", "焊工",
	"司机", "小工 包吃住", "看大门 兴县", "服务员 太原", "康巴什", "鄂尔多斯", "太原", "包吃住 不要证", "55岁 保安", "挖掘机 伊旗", "厨师 离石",
	"煤矿", "普工", "临时 装卸", "示例康养服务", "健康证", "月嫂", "", "4000以上", "建筑工", "鄂尔多斯 司机 6000以上 包吃住"}

func BenchmarkSearch(b *testing.B) {
	d := testdb.New(b)
	l := lexicon(b, d)
	e := pgsearch.New(d, l)
	start := time.Now()
	openings := many(l, 5000)
	err := d.Tx(b.Context(), nobody, func(tx *db.Tx) error {
		ids, err := contract.Insert(b.Context(), tx, "141123", openings)
		if err != nil {
			return err
		}
		fmt.Println("inserted", time.Since(start))
		start = time.Now()
		n, err := e.Put(b.Context(), tx, ids)
		fmt.Println("put", n, time.Since(start))
		return err
	})
	if err != nil {
		b.Fatal(err)
	}
	s := matching.NewService(l, e, e.Terms)
	if err := s.Refresh(b.Context()); err != nil {
		b.Fatal(err)
	}
	ctx := context.Background()
	run := func(q string) (matching.Found, time.Duration) {
		start := time.Now()
		f, err := s.Search(ctx, nobody, matching.Request{Text: q, Facets: true})
		if err != nil {
			b.Fatal(err)
		}
		return f, time.Since(start)
	}
	for _, q := range questions {
		run(q)
	}
	for _, q := range questions {
		var ds []time.Duration
		var f matching.Found
		for range 30 {
			var t time.Duration
			f, t = run(q)
			ds = append(ds, t)
		}
		slices.Sort(ds)
		first := ""
		if len(f.Hits) > 0 {
			first = f.Hits[0].Title
		}
		fmt.Printf("%-30s %5d %v p50 %v p90 %v\n", q, f.Total, first, ds[15], ds[27])
	}
	var ds []time.Duration
	i := 0
	for b.Loop() {
		_, t := run(questions[i%len(questions)])
		ds = append(ds, t)
		i++
	}
	slices.Sort(ds)
	b.ReportMetric(float64(ds[len(ds)/2].Microseconds()), "p50-µs")
	b.ReportMetric(float64(ds[len(ds)*99/100].Microseconds()), "p99-µs")
}
