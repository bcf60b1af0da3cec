package pgsearch_test

import (
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

var (
	nobody = db.Actor{County: "141123", Role: db.Nobody}
	clerk  = db.Actor{County: "141123", Role: db.Admin}
)

func lexicon(tb testing.TB, d *db.DB) *matching.Lexicon {
	tb.Helper()
	var l *matching.Lexicon
	err := d.Tx(tb.Context(), clerk, func(tx *db.Tx) error {
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

// many makes n openings that look like a county's: trades of the lexicon over
// the places where its people work.
func many(l *matching.Lexicon, n int) []contract.Opening {
	r := rand.New(rand.NewPCG(1, 2)) //nolint:gosec // the same every time
	trades := l.Trades()
	places := []string{"150602", "150603", "150621", "150622", "150624", "150626", "150627", "140105", "140106", "140109", "140110", "141123", "141123100", "141102", "141181"}
	pick := func(from ...string) string { return from[r.IntN(len(from))] }
	out := make([]contract.Opening, n)
	for i := range out {
		t := trades[int(float64(len(trades))*r.Float64()*r.Float64())]
		place, wage := pick(places...), 2500+100*r.IntN(60)
		out[i] = contract.Opening{
			Title:      pick(append(t.Aliases[:min(3, len(t.Aliases))], t.Name, t.Name, t.Name)...) + pick("", "", "（长白班）", "（包吃住）"),
			Enterprise: fmt.Sprintf("示例%s%d有限公司", pick("康养服务", "煤业", "物流", "物业", "建设", "铝业"), i%400),
			Place:      place, PlaceText: fmt.Sprintf("%s第%d号", l.Atlas().Name(place), i), Headcount: 1 + r.IntN(30), Temporary: r.IntN(3) == 0,
			WageMin: wage, WageMax: wage + 500*r.IntN(5), Board: r.IntN(2) == 0, Lodging: r.IntN(2) == 0, AgeMin: 18, AgeMax: []int{0, 50, 55, 60}[r.IntN(4)],
			CertText:    pick("", "", "健康证"),
			Description: "负责日常工作，服从安排，身体健康，能吃苦耐劳，试用期一个月，每月十五日发工资，签订劳动合同，交五险。", Until: "2027-06-30",
		}
	}
	return out
}

// asked are 200 questions as people ask them.
func asked() []string {
	what := []string{
		"护工", "保姆", "月嫂", "开大车", "看大门", "保洁", "电工", "焊工", "厨师", "服务员", "司机", "装载机", "钢筋工", "小工", "普工", "分拣", "客服",
		"缝纫", "煤矿", "养老护里员", "hugong", "hg", "baojie", "挖机", "安检", "洗碗", "装卸", "木工", "示例康养服务", "健康证",
		"包吃住", "5000以上", "不要证", "55岁", "长期", "医院陪护", "育儿嫂", "叉车", "收银", "护林员",
	}
	var all []string
	for _, w := range what {
		for _, how := range []string{"%s", "%s 鄂尔多斯", "太原 %s", "%s 包住", "东胜 %s 4000以上"} {
			all = append(all, fmt.Sprintf(how, w))
		}
	}
	return all
}

// BenchmarkSearch asks 5,000 openings: the bare index query, and the whole
// search around it, one client.
func BenchmarkSearch(b *testing.B) {
	d := testdb.New(b)
	l := lexicon(b, d)
	e := pgsearch.New(d, l)
	put(b, d, e, many(l, 5000))
	s := matching.NewService(l, e, e.Terms)
	if err := s.Refresh(b.Context()); err != nil {
		b.Fatal(err)
	}
	questions := asked()
	b.Run("bare", func(b *testing.B) {
		conn, err := d.Pool().Acquire(b.Context())
		if err != nil {
			b.Fatal(err)
		}
		defer conn.Release()
		if _, err := conn.Exec(b.Context(), "SET laowu.county = '141123'"); err != nil {
			b.Fatal(err)
		}
		timed(b, questions, func(text string) error {
			q := s.Understand(nobody.County, text).Question
			q.Limit, q.WithFacets = 20, true
			sql, args, err := e.Statement(nobody, q)
			if err != nil {
				return err
			}
			rows, err := conn.Query(b.Context(), sql, args...)
			if err == nil {
				rows.Close()
				err = rows.Err()
			}
			return err
		})
	})
	b.Run("whole", func(b *testing.B) {
		timed(b, questions, func(text string) error {
			_, err := s.Search(b.Context(), nobody, matching.Request{Text: text, Facets: true})
			return err
		})
	})
}

// timed reports the median and the 99th percentile beside the mean.
func timed(b *testing.B, questions []string, ask func(string) error) {
	b.Helper()
	var took []time.Duration
	for i := 0; b.Loop(); i++ {
		began := time.Now()
		if err := ask(questions[i%len(questions)]); err != nil {
			b.Fatal(err)
		}
		took = append(took, time.Since(began))
	}
	slices.Sort(took)
	b.ReportMetric(float64(took[len(took)/2].Microseconds()), "p50-µs")
	b.ReportMetric(float64(took[len(took)*99/100].Microseconds()), "p99-µs")
}

// BenchmarkPut writes the documents of 5,000 openings, as an import does.
func BenchmarkPut(b *testing.B) {
	d := testdb.New(b)
	l := lexicon(b, d)
	e := pgsearch.New(d, l)
	ids := put(b, d, e, many(l, 5000))
	for b.Loop() {
		err := d.Tx(b.Context(), clerk, func(tx *db.Tx) error {
			if _, err := tx.Exec(b.Context(), "UPDATE opening SET title = title || '工'"); err != nil {
				return err
			}
			_, err := e.Put(b.Context(), tx, ids)
			return err
		})
		if err != nil {
			b.Fatal(err)
		}
	}
}
