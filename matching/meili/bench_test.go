package meili_test

import (
	"bytes"
	"fmt"
	"io"
	"math/rand/v2"
	"net/http"
	"slices"
	"testing"
	"time"

	"laowu/internal/db/testdb"
	"laowu/matching"
	"laowu/matching/contract"
	"laowu/matching/pgsearch"
)

// many makes n openings that look like a county's, as those of pgsearch's
// benchmark do.
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

// people makes n documents of people.
func people(l *matching.Lexicon, n int) []matching.WorkerDocument {
	r := rand.New(rand.NewPCG(3, 4)) //nolint:gosec // the same every time
	trades := l.Trades()
	places := []string{"150602", "150627", "140105", "140109", "141123100", "141123101", "141123102"}
	out := make([]matching.WorkerDocument, n)
	for i := range out {
		d := &out[i]
		*d = matching.WorkerDocument{
			ID: int64(i + 1), County: "141123", Scope: []string{fmt.Sprint("A:", r.IntN(341)), fmt.Sprint("T:14112310", r.IntN(7))},
			Birth: 1960 + r.IntN(45), WageMin: 2000 + 500*r.IntN(10), Ready: r.IntN(3) > 0, Working: r.IntN(2) == 0,
		}
		for range r.IntN(3) {
			code := trades[r.IntN(len(trades))].Code
			d.Trades, d.Groups = append(d.Trades, code), append(d.Groups, l.Groups(code)...)
		}
		for range 1 + r.IntN(2) {
			code := places[r.IntN(len(places))]
			d.WishPlaces, d.Places = append(d.WishPlaces, code), append(d.Places, l.Path(code)...)
		}
		if r.IntN(3) == 0 {
			until := testdb.Now.AddDate(0, 0, r.IntN(2000)-300)
			d.Certs = []matching.WorkerCert{{Code: []string{"elder_care", "welder_op", "electrician_op", "driving_a2"}[r.IntN(4)], Expires: &until}}
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

// BenchmarkSearch asks 5,000 openings: the bare requests, read as bytes and
// thrown away, and the whole search around them, one client.
func BenchmarkSearch(b *testing.B) {
	d := testdb.New(b)
	l := lexicon(b, d)
	docs, _ := insert(b, d, l, many(l, 5000))
	e, where := engineAt(b, l)
	rebuild(b, e, docs, nil)
	s := matching.NewService(l, e, pgsearch.New(d, l).Terms)
	if err := s.Refresh(b.Context()); err != nil {
		b.Fatal(err)
	}
	questions := asked()
	b.Run("bare", func(b *testing.B) {
		bodies := make([][]byte, len(questions))
		for i, text := range questions {
			q := s.Understand(nobody.County, text).Question
			q.Limit, q.WithFacets = 20, true
			var err error
			if bodies[i], err = e.Request(nobody, q); err != nil {
				b.Fatal(err)
			}
		}
		client := &http.Client{Transport: &http.Transport{DisableCompression: true}} // see engine.go
		timed(b, bodies, func(body []byte) error { return post(b, client, where, body) })
	})
	b.Run("whole", func(b *testing.B) {
		timed(b, questions, func(text string) error {
			_, err := s.Search(b.Context(), nobody, matching.Request{Text: text, Facets: true})
			return err
		})
	})
}

// post sends a request as it is and reads the answer to its end.
func post(tb testing.TB, client *http.Client, at address, body []byte) error {
	req, err := http.NewRequestWithContext(tb.Context(), http.MethodPost, at.url+"/multi-search", bytes.NewReader(body))
	if err != nil {
		return err
	}
	req.Header.Set("Content-Type", "application/json")
	req.Header.Set("Authorization", "Bearer "+at.key)
	res, err := client.Do(req)
	if err != nil {
		return err
	}
	defer res.Body.Close()
	if res.StatusCode != http.StatusOK {
		tb.Fatal(res.Status)
	}
	_, err = io.Copy(io.Discard, res.Body)
	return err
}

// timed reports the median and the 99th percentile beside the mean.
func timed[T any](b *testing.B, questions []T, ask func(T) error) {
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

// BenchmarkRebuild builds both indexes anew: 5,000 openings and 57,450 people,
// whose documents are there already.
func BenchmarkRebuild(b *testing.B) {
	d := testdb.New(b)
	l := lexicon(b, d)
	docs, _ := insert(b, d, l, many(l, 5000))
	e := engine(b, l)
	all := people(l, 57450)
	for b.Loop() {
		rebuild(b, e, docs, all)
	}
}

// BenchmarkPut changes one opening, until it is found.
func BenchmarkPut(b *testing.B) {
	d := testdb.New(b)
	l := lexicon(b, d)
	docs, _ := insert(b, d, l, many(l, 5000))
	e := engine(b, l)
	rebuild(b, e, docs, nil)
	for b.Loop() {
		docs[0].Headcount++
		if err := e.PutOpenings(b.Context(), docs[:1], nil); err != nil {
			b.Fatal(err)
		}
	}
}
