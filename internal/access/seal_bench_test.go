package access

import (
	"path/filepath"
	"testing"

	"laowu/internal/db"
	"laowu/internal/db/testdb"
)

// An import of the county seals 100,000 numbers.
func BenchmarkSeal(b *testing.B) {
	d, err := db.Open(b.Context(), testdb.URL(b), db.Options{}) // with a clock that runs
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(d.Close)
	v, err := OpenVault(b.Context(), d, actor(), filepath.Join(b.TempDir(), "keyset.json"))
	if err != nil {
		b.Fatal(err)
	}
	number := []byte("142325197603089998")
	for b.Loop() {
		if _, err := v.Seal("141123", IDNumber, number); err != nil {
			b.Fatal(err)
		}
	}
}
