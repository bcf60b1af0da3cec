package bench

import (
	"context"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"slices"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"

	"laowu/internal/area"
	"laowu/internal/db"
	"laowu/matching"
	"laowu/matching/pgsearch"
)

// questions are 200 as workers and clerks ask them: everyday words, pinyin,
// wrong characters, places, wages and benefits.
func questions() []string {
	what := []string{
		"护工", "保姆", "月嫂", "开大车的", "看大门", "保洁", "打扫卫生", "电工", "焊工", "厨师", "帮厨", "服务员", "保安", "司机", "装载机",
		"挖机", "钢筋工", "小工", "普工", "分拣", "快递", "客服", "缝纫", "井下", "养老护理员", "hugong", "hg", "baojie", "养老护里员", "dianhangong",
		"安检", "洗碗", "装卸", "木工", "抹灰", "叉车", "收银", "育婴", "医院陪护", "看仓库",
	}
	where := []string{"%s", "%s 鄂尔多斯", "%s 太原", "%s 包吃住", "东胜 %s 4000以上"}
	var all []string
	for _, w := range what {
		for _, p := range where {
			all = append(all, fmt.Sprintf(p, w))
		}
	}
	return all
}

// BenchmarkSearch asks the worker's page and the bare index query, on the full
// demonstration county, for the same questions and rows.
func BenchmarkSearch(b *testing.B) {
	in := install(b)
	in.laowu(b, "demo")
	s := in.serve(b)
	defer s.stop(b)
	asked := questions()
	browser := client()
	page := func(i int) error { return get(b.Context(), browser, s.url+"/?q="+url.QueryEscape(asked[i%len(asked)])) }
	bare := in.bare(b, asked)
	for i := range asked { // once, so that both are warm
		if err := page(i); err != nil {
			b.Fatal(err)
		}
		if err := bare(i); err != nil {
			b.Fatal(err)
		}
	}
	var took []time.Duration
	for range runs {
		took = append(took, each(b, len(asked), page)...)
	}
	slices.Sort(took)
	line("`/?q=`, one client: median, p99", ms(took[len(took)/2])+", "+ms(took[len(took)*99/100]), "p99 10 ms")
	var ratios, pages, bares []float64
	for range runs {
		p, q := rate(b, page), rate(b, bare)
		pages, bares, ratios = append(pages, p), append(bares, q), append(ratios, p/q)
	}
	slices.Sort(ratios)
	slices.Sort(pages)
	slices.Sort(bares)
	b.ReportMetric(ratios[runs/2], "ratio")
	line("bare index query, 4 clients", fmt.Sprintf("%.0f a second", bares[runs/2]), "yardstick")
	line("`/?q=`, 4 clients", fmt.Sprintf("%.0f a second, %.2f of the bare query's", pages[runs/2], ratios[runs/2]), "at least 0.5")
}

// client asks as a browser does, on connections that stay, and leaves what
// comes packed: unpacking is not the service's work.
func client() *http.Client {
	return &http.Client{Transport: &http.Transport{MaxIdleConnsPerHost: 16, DisableCompression: true}}
}

func get(ctx context.Context, c *http.Client, address string) error {
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, address, nil)
	if err != nil {
		return err
	}
	req.Header.Set("Accept-Encoding", "gzip")
	res, err := c.Do(req) //nolint:gosec // our own service
	if err != nil {
		return err
	}
	if _, err := io.Copy(io.Discard, res.Body); err != nil {
		return err
	}
	if res.StatusCode != http.StatusOK {
		return fmt.Errorf("status %d", res.StatusCode)
	}
	return res.Body.Close()
}

// bare runs the index query alone, with the arguments of each question,
// through a pool of its own, and reads the rows without making anything of
// them.
func (in *installation) bare(b *testing.B, asked []string) func(int) error {
	b.Helper()
	d, _ := in.open(b)
	nobody := db.Actor{County: "141123", Role: db.Nobody}
	var atlas *area.Atlas
	err := d.ReadTx(b.Context(), nobody, func(tx *db.Tx) error {
		var err error
		atlas, err = area.Load(b.Context(), tx)
		return err
	})
	if err != nil {
		b.Fatal(err)
	}
	lexicon, err := matching.NewLexicon(atlas)
	if err != nil {
		b.Fatal(err)
	}
	engine := pgsearch.New(d, lexicon)
	service := matching.NewService(lexicon, engine, engine.Terms)
	if err := service.Refresh(b.Context()); err != nil {
		b.Fatal(err)
	}
	arguments := make([][]any, len(asked))
	var sql string
	for i, text := range asked {
		u := service.Understand(nobody.County, text)
		u.Question.Limit, u.Question.WithFacets = 20, true
		if sql, arguments[i], err = engine.Statement(nobody, u.Question); err != nil {
			b.Fatal(err)
		}
	}
	return func(i int) error {
		batch := &pgx.Batch{} // who asks goes with it, or the database answers nothing
		batch.Queue("SELECT set_config('laowu.county', $1, true), set_config('laowu.role', $2, true)", nobody.County, string(nobody.Role))
		batch.Queue(sql, arguments[i%len(asked)]...)
		return d.Pool().SendBatch(b.Context(), batch).Close()
	}
}

// each times n calls one after the other.
func each(b *testing.B, n int, call func(int) error) []time.Duration {
	b.Helper()
	took := make([]time.Duration, n)
	for i := range n {
		began := time.Now()
		if err := call(i); err != nil {
			b.Fatal(err)
		}
		took[i] = time.Since(began)
	}
	return took
}

// rate is calls a second by four clients at once.
func rate(b *testing.B, call func(int) error) float64 {
	b.Helper()
	const calls, clients = 2000, 4
	var next atomic.Int64
	var wait sync.WaitGroup
	began := time.Now()
	for range clients {
		wait.Go(func() {
			for i := next.Add(1); i <= calls; i = next.Add(1) {
				if err := call(int(i)); err != nil {
					b.Error(err)
					return
				}
			}
		})
	}
	wait.Wait()
	return calls / time.Since(began).Seconds()
}
