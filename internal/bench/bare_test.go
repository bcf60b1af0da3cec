package bench

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"net/http/httputil"
	"net/url"
	"strconv"
	"testing"

	"laowu/internal/db"
	"laowu/matching"
	"laowu/matching/meili"
	"laowu/matching/pgsearch"
)

// bareEngine asks an engine what the service would ask it, prepared, and reads
// the answer to its end without making anything of it.
type bareEngine interface {
	openings(b *testing.B, as db.Actor, all []matching.Question) func(i int) error
	workers(b *testing.B, as db.Actor, all []matching.WorkerQuestion) func(i int) error
}

// barePostgres runs the statement with its arguments, on a connection that has
// been told who asks.
type barePostgres struct {
	db     *db.DB
	engine *pgsearch.Engine
}

type statement struct {
	sql  string
	args []any
}

func (p barePostgres) openings(b *testing.B, as db.Actor, all []matching.Question) func(int) error {
	b.Helper()
	return prepared(b, p.db, as, all, func(q matching.Question) (string, []any, error) { return p.engine.Statement(as, q) })
}

func (p barePostgres) workers(b *testing.B, as db.Actor, all []matching.WorkerQuestion) func(int) error {
	b.Helper()
	return prepared(b, p.db, as, all, func(q matching.WorkerQuestion) (string, []any, error) { return p.engine.WorkerStatement(as, q) })
}

func prepared[Q any](b *testing.B, d *db.DB, as db.Actor, all []Q, write func(Q) (string, []any, error)) func(int) error {
	b.Helper()
	written := make([]statement, len(all))
	for i, q := range all {
		var err error
		if written[i].sql, written[i].args, err = write(q); err != nil {
			b.Fatal(err)
		}
	}
	taken, err := d.Pool().Acquire(b.Context())
	if err != nil {
		b.Fatal(err)
	}
	conn := taken.Hijack() // what it is told of who asks must not go back into the pool
	b.Cleanup(func() { _ = conn.Close(context.Background()) })
	_, err = conn.Exec(b.Context(), "SELECT set_config('laowu.county', $1, false), set_config('laowu.role', $2, false), set_config('laowu.organisation', $3, false)",
		as.County, string(as.Role), strconv.FormatInt(as.Organisation, 10))
	if err != nil {
		b.Fatal(err)
	}
	return func(i int) error {
		rows, err := conn.Query(b.Context(), written[i].sql, written[i].args...)
		if err != nil {
			return err
		}
		rows.Close()
		return rows.Err()
	}
}

// bareMeili posts the very bytes that the engine is sent: they are taken down
// by a server that stands between for that.
type bareMeili struct {
	engine *meili.Engine
	at     *meili.Endpoint
	sent   *[]byte
	client *http.Client
}

func newBareMeili(b *testing.B, at *meili.Endpoint, d *db.DB, l *matching.Lexicon) bareMeili {
	b.Helper()
	m := bareMeili{at: at, sent: new([]byte), client: &http.Client{Transport: &http.Transport{DisableCompression: true}}}
	to, err := url.Parse(at.URL)
	if err != nil {
		b.Fatal(err)
	}
	on := httputil.NewSingleHostReverseProxy(to)
	between := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if body, err := io.ReadAll(r.Body); err == nil {
			*m.sent, r.Body = body, io.NopCloser(bytes.NewReader(body))
		}
		on.ServeHTTP(w, r)
	}))
	b.Cleanup(between.Close)
	o := meiliOptions(d, l)
	o.URL, o.Key, o.Prefix = between.URL, at.Key, meili.Prefix
	m.engine = meili.New(o)
	b.Cleanup(m.engine.Close)
	return m
}

func meiliOptions(d *db.DB, l *matching.Lexicon) meili.Options {
	return meili.Options{Lexicon: l, Now: d.Now, Scope: func(ctx context.Context, as db.Actor) (bool, []string, error) {
		return matching.WorkerScope(ctx, d, as)
	}}
}

func (m bareMeili) openings(b *testing.B, as db.Actor, all []matching.Question) func(int) error {
	b.Helper()
	return posted(b, m, all, func(q matching.Question) error {
		_, err := m.engine.SearchOpenings(b.Context(), as, q)
		return err
	})
}

func (m bareMeili) workers(b *testing.B, as db.Actor, all []matching.WorkerQuestion) func(int) error {
	b.Helper()
	return posted(b, m, all, func(q matching.WorkerQuestion) error {
		_, err := m.engine.SearchWorkers(b.Context(), as, q)
		return err
	})
}

func posted[Q any](b *testing.B, m bareMeili, all []Q, ask func(Q) error) func(int) error {
	b.Helper()
	bodies := make([][]byte, len(all))
	for i, q := range all {
		if err := ask(q); err != nil {
			b.Fatal(err)
		}
		bodies[i] = *m.sent
	}
	return func(i int) error { return m.post(b.Context(), bodies[i]) }
}

func (m bareMeili) post(ctx context.Context, body []byte) error {
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, m.at.URL+"/multi-search", bytes.NewReader(body))
	if err != nil {
		return err
	}
	req.Header.Set("Content-Type", "application/json")
	req.Header.Set("Authorization", "Bearer "+m.at.Key)
	res, err := m.client.Do(req) //nolint:gosec // the benchmark's own server
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
