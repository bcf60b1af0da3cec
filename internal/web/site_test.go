package web_test

import (
	"bytes"
	"context"
	"errors"
	"log/slog"
	"net"
	"os"
	"path/filepath"
	"testing"
	"time"

	"laowu/imports"
	"laowu/internal/access"
	"laowu/internal/area"
	"laowu/internal/db"
	"laowu/internal/db/testdb"
	"laowu/internal/hiring"
	"laowu/internal/web"
	"laowu/internal/work"
	"laowu/matching"
	"laowu/matching/match"
	"laowu/matching/pgsearch"
)

func TestMain(m *testing.M) { os.Exit(testdb.Run(m)) }

// samplesOpen is how many openings samples/openings.xlsx brings in.
const samplesOpen = 24

// stack is everything below the pages: PostgreSQL with the offices' sample
// enterprises and openings, search, and the vault.
func stack(t *testing.T) web.Deps {
	t.Helper()
	url, keys := testdb.Filled(t, "samples", func(url string) []byte {
		keyset := filepath.Join(t.TempDir(), "keyset.json")
		d := stackAt(t, url, keyset, testNow)
		defer d.DB.Close()
		importSamples(t, d)
		return keysIn(t, keyset)
	})
	return stackAt(t, url, keysetOf(t, keys), testNow)
}

func testNow() time.Time { return testdb.Now }

func keysIn(t *testing.T, keyset string) []byte {
	t.Helper()
	keys, err := os.ReadFile(keyset) //nolint:gosec // a test's own file
	if err != nil {
		t.Fatal(err)
	}
	return keys
}

// keysetOf is a file of a vault's keys.
func keysetOf(t *testing.T, keys []byte) string {
	t.Helper()
	keyset := filepath.Join(t.TempDir(), "keyset.json")
	if err := os.WriteFile(keyset, keys, 0o600); err != nil {
		t.Fatal(err)
	}
	return keyset
}

func importSamples(t *testing.T, d web.Deps) {
	t.Helper()
	for _, kind := range []string{"enterprises", "openings"} {
		importSample(t, d.DB, admin, d.Vault, d.Imports.Desk, kind)
	}
}

// stackAt is a stack on a database with its keys, and a clock of the test's own.
func stackAt(t *testing.T, url, keyset string, now func() time.Time) web.Deps {
	t.Helper()
	d, err := db.Open(t.Context(), url, db.Options{MaxConns: 4, Now: now})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(d.Close)
	clerk := db.Actor{County: "141123", Role: db.Admin, Name: "test"}
	vault, err := access.OpenVault(t.Context(), d, clerk, keyset)
	if err != nil {
		t.Fatal(err)
	}
	var atlas *area.Atlas
	if err := d.Tx(t.Context(), clerk, func(tx *db.Tx) (err error) {
		atlas, err = area.Load(t.Context(), tx)
		return err
	}); err != nil {
		t.Fatal(err)
	}
	lexicon, err := matching.NewLexicon(atlas)
	if err != nil {
		t.Fatal(err)
	}
	engine := pgsearch.New(d, lexicon)
	search := matching.NewService(lexicon, engine, engine.Terms).WithWorkers(d, vault, engine)
	desk := imports.Desk{
		Trade:        func(title string) string { return first(lexicon.TradesOf(title)) },
		Certificates: lexicon.Certificates().Asked,
		PutOpenings: func(ctx context.Context, tx *db.Tx, ids []int64) error {
			_, err := engine.Put(ctx, tx, ids)
			return err
		},
	}
	if err := search.Refresh(t.Context()); err != nil {
		t.Fatal(err)
	}
	gate, err := access.NewGate(d, vault)
	if err != nil {
		t.Fatal(err)
	}
	jobs, err := work.NewClient(d, slog.New(slog.DiscardHandler), nil, nil)
	if err != nil {
		t.Fatal(err)
	}
	return web.Deps{
		Imports: &imports.Service{DB: d, Vault: vault, Desk: desk}, Jobs: jobs,
		County: "141123", Atlas: lexicon.Atlas, Search: search.Search, Workers: search.SearchWorkers, Now: d.Now, DB: d, Vault: vault, Gate: gate,
		Opening: func(ctx context.Context, a db.Actor, id int64) (o hiring.Opening, err error) {
			err = d.Tx(ctx, a, func(tx *db.Tx) (err error) {
				o, err = hiring.FindOpening(ctx, tx, vault, id)
				return err
			})
			return o, err
		},
		PutOpenings: func(ctx context.Context, tx *db.Tx, ids ...int64) error {
			_, err := engine.Put(ctx, tx, ids)
			return err
		},
		Lexicon: lexicon,
		Exports: (&imports.Exports{DB: d, Vault: vault}).With(jobs), Matcher: &match.Matcher{Lexicon: lexicon},
		Labels: web.Labels{Trade: lexicon.TradeName, Certificate: lexicon.Certificates().Name},
		Checks: []web.Check{{Name: "database", Ask: d.Ping}, {Name: "engine", Ask: func(ctx context.Context) error {
			_, err := engine.SearchOpenings(ctx, db.Actor{County: "141123", Role: db.Nobody}, matching.Question{Limit: 1})
			return err
		}}},
		Demo: func() bool { return true },
		Log:  slog.New(slog.DiscardHandler),
	}
}

// deskOf is what imports of people need of matching: nothing.
func deskOf(*bureau) imports.Desk {
	return imports.Desk{Trade: func(string) string { return "" }, Certificates: func(string) []string { return nil }}
}

func first(codes []string) string {
	if len(codes) == 0 {
		return ""
	}
	return codes[0]
}

func importSample(t *testing.T, d *db.DB, clerk db.Actor, vault *access.Vault, desk imports.Desk, name string) {
	t.Helper()
	data, err := os.ReadFile("../../imports/testdata/samples/" + name + ".xlsx")
	if err != nil {
		t.Fatal(err)
	}
	kind, _ := imports.ByName(name)
	err = d.Tx(t.Context(), clerk, func(tx *db.Tx) error {
		_, err := imports.Run(t.Context(), tx, vault, desk, imports.Request{
			Kind: kind, Files: []imports.File{{Name: name + ".xlsx", Data: bytes.NewReader(data), Size: int64(len(data))}},
		})
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}

// serve serves pages until the test ends.
func serve(t *testing.T, d web.Deps) string {
	t.Helper()
	s, err := web.New(d)
	if err != nil {
		t.Fatal(err)
	}
	var here net.ListenConfig
	l, err := here.Listen(t.Context(), "tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	done := make(chan error, 1)
	go func() { done <- s.Serve(l) }()
	t.Cleanup(func() {
		if err := s.Shutdown(context.Background()); err != nil {
			t.Error(err)
		}
		_ = l.Close() // a test that failed at once may have stopped it before it served
		if err := <-done; err != nil && !errors.Is(err, net.ErrClosed) {
			t.Error(err)
		}
	})
	return "http://" + l.Addr().String()
}
