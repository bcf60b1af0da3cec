package access

import (
	"bytes"
	"errors"
	"os"
	"path/filepath"
	"testing"

	"laowu/internal/db"
	"laowu/internal/db/testdb"
)

func TestMain(m *testing.M) { os.Exit(testdb.Run(m)) }

func actor() db.Actor { return db.Actor{County: "141123", Role: db.Admin} }

func open(t *testing.T, d *db.DB, path string) *Vault {
	t.Helper()
	v, err := OpenVault(t.Context(), d, actor(), path)
	if err != nil {
		t.Fatal(err)
	}
	return v
}

func TestSealAndOpen(t *testing.T) {
	t.Parallel()
	v := open(t, testdb.New(t), filepath.Join(t.TempDir(), "keyset.json"))
	number := []byte("142325197603089998")
	one, err := v.Seal("141123", IDNumber, number)
	if err != nil {
		t.Fatal(err)
	}
	two, err := v.Seal("141123", IDNumber, number)
	if err != nil {
		t.Fatal(err)
	}
	if bytes.Equal(one, two) || bytes.Contains(one, number) {
		t.Error("two seals of one number are alike, or show it")
	}
	if got, err := v.Open("141123", IDNumber, one); err != nil || !bytes.Equal(got, number) {
		t.Errorf("opened %q, %v", got, err)
	}
	if _, err := v.Open("141123", Phone, one); err == nil {
		t.Error("an ID number opened as a telephone number")
	}
	if _, err := v.Open("141124", IDNumber, one); err == nil {
		t.Error("a number of one county opened in another")
	}
}

func TestHashFindsTheSameNumber(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "keyset.json")
	d := testdb.New(t)
	one, err := open(t, d, path).Hash(IDNumber, "142325197603089998")
	if err != nil {
		t.Fatal(err)
	}
	two, err := open(t, d, path).Hash(IDNumber, "142325197603089998")
	if err != nil || !bytes.Equal(one, two) || len(one) != hashSize {
		t.Errorf("hashes %x and %x, %v", one, two, err)
	}
	other, err := open(t, testdb.New(t), filepath.Join(t.TempDir(), "keyset.json")).Hash(IDNumber, "142325197603089998")
	if err != nil || bytes.Equal(one, other) {
		t.Error("another installation's keys gave the same hash")
	}
}

func TestKeyFile(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "sub", "keyset.json")
	d := testdb.New(t)
	open(t, d, path)
	info, err := os.Stat(path)
	if err != nil || info.Mode().Perm() != 0o600 {
		t.Fatalf("key file: %v, %v", info, err)
	}
	away := filepath.Join(t.TempDir(), "away.json")
	if err := os.Rename(path, away); err != nil {
		t.Fatal(err)
	}
	if _, err := OpenVault(t.Context(), d, actor(), path); !errors.Is(err, ErrKeysMissing) {
		t.Errorf("missing keys: %v", err)
	}
	if _, err := os.Stat(path); !errors.Is(err, os.ErrNotExist) {
		t.Error("new keys were made over sealed numbers")
	}
	open(t, testdb.New(t), path)
	if _, err := OpenVault(t.Context(), d, actor(), path); !errors.Is(err, ErrKeysForeign) {
		t.Errorf("another installation's keys: %v", err)
	}
}
