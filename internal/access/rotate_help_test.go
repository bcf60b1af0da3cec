package access

import (
	"context"
	"io/fs"
	"os"
	"sync/atomic"
	"syscall"
	"testing"
	"time"

	"laowu/internal/db"
	"laowu/internal/db/testdb"
)

const (
	vaultCounty = "141123"
	vaultNumber = "142325197603089998"
)

// handClock is a time that stands until the test moves it.
type handClock struct{ seconds atomic.Int64 }

func (c *handClock) now() time.Time {
	return testdb.Now.Add(time.Duration(c.seconds.Load()) * time.Second)
}

// timedDB is a database whose clock the test owns.
func timedDB(t *testing.T) (*db.DB, *handClock) {
	t.Helper()
	c := &handClock{}
	d, err := db.Open(t.Context(), testdb.URL(t), db.Options{MaxConns: 6, Now: c.now})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(d.Close)
	return d, c
}

func rotate(ctx context.Context, d *db.DB, v *Vault) error {
	return d.Tx(ctx, actor(), func(tx *db.Tx) error {
		_, err := v.Rotate(ctx, tx)
		return err
	})
}

func mustRotate(t *testing.T, d *db.DB, v *Vault) {
	t.Helper()
	if err := rotate(t.Context(), d, v); err != nil {
		t.Fatal(err)
	}
}

func mustSeal(t *testing.T, v *Vault, f Field, plain string) []byte {
	t.Helper()
	sealed, err := v.Seal(vaultCounty, f, []byte(plain))
	if err != nil {
		t.Fatal(err)
	}
	return sealed
}

func mustOpen(t *testing.T, v *Vault, f Field, sealed []byte, want string) {
	t.Helper()
	if got, err := v.Open(vaultCounty, f, sealed); err != nil || string(got) != want {
		t.Errorf("opened %q, want %q; %v", got, want, err)
	}
}

// sealKey is what the database knows of the newest key.
func sealKey(t *testing.T, d *db.DB) (id uint32) {
	t.Helper()
	err := d.ReadTx(t.Context(), actor(), func(tx *db.Tx) error {
		return tx.QueryRow(t.Context(), "SELECT seal_key FROM installation").Scan(&id)
	})
	if err != nil {
		t.Fatal(err)
	}
	return id
}

func putFile(t *testing.T, path string, data []byte) {
	t.Helper()
	if err := os.WriteFile(path, data, 0o600); err != nil {
		t.Fatal(err)
	}
}

func uidOf(info fs.FileInfo) int { return int(info.Sys().(*syscall.Stat_t).Uid) }

func getFile(t *testing.T, path string) []byte {
	t.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return data
}
