package imports

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"testing"

	"laowu/internal/access"
	"laowu/internal/db"
	"laowu/internal/db/testdb"
	"laowu/internal/work"
	"laowu/matching/index/witness"
)

func TestMain(m *testing.M) {
	if os.Getenv(hostileFile) != "" {
		os.Exit(readHostile())
	}
	os.Exit(testdb.Run(m))
}

// testDesk is an empty county to import into.
type testDesk struct {
	service *Service
	actor   db.Actor
	undoes  bool             // each import is taken back and sent again
	witness *witness.Witness // of what search is told after each import and undo; may be nil
}

func newDesk(t testing.TB) *testDesk {
	t.Helper()
	return openDesk(t, testdb.New(t))
}

func openDesk(t testing.TB, d *db.DB) *testDesk {
	t.Helper()
	return deskOf(t, d, filepath.Join(t.TempDir(), "keyset.json"))
}

func deskOf(t testing.TB, d *db.DB, keyset string) *testDesk {
	t.Helper()
	vault, err := access.OpenVault(t.Context(), d, admin, keyset)
	if err != nil {
		t.Fatal(err)
	}
	return &testDesk{service: &Service{DB: d, Vault: vault, Desk: plainDesk()}, actor: admin}
}

var admin = db.Actor{County: "141123", Role: db.Admin}

// plainDesk knows no trades, and writes no documents: it notes what changed.
func plainDesk() Desk {
	return Desk{
		Trade: func(string) string { return "" }, Certificates: func(string) []string { return nil },
		PutOpenings: func(ctx context.Context, tx *db.Tx, ids []int64) error {
			return work.Changed(ctx, tx, work.Opening, ids...)
		},
	}
}

// run imports files of testdata, or of anywhere.
func (d *testDesk) run(t testing.TB, kind string, dry bool, paths ...string) (Report, error) {
	t.Helper()
	k, ok := ByName(kind)
	if !ok {
		t.Fatalf("no kind %s", kind)
	}
	var files []File
	for _, p := range paths {
		data, err := os.ReadFile(p) //nolint:gosec // a test's own file
		if err != nil {
			t.Fatal(err)
		}
		files = append(files, File{Name: filepath.Base(p), Data: bytes.NewReader(data), Size: int64(len(data))})
	}
	if d.undoes && !dry {
		d.takenBack(t, k, files)
	}
	var r Report
	err := d.service.DB.Tx(t.Context(), d.actor, func(tx *db.Tx) error {
		var err error
		r, err = Run(t.Context(), tx, d.service.Vault, d.service.Desk, Request{Kind: k, Files: files, DryRun: dry})
		return err
	})
	return r, err
}
