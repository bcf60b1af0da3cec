package access

import (
	"bytes"
	"fmt"
	"log/slog"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"laowu/internal/db/testdb"
)

// Another process's new key is read as soon as a value needs it, and seals
// within a second.
func TestRotationIsSeenByOthers(t *testing.T) {
	t.Parallel()
	d, c := timedDB(t)
	path := filepath.Join(t.TempDir(), "keyset.json")
	one, reads, seals := open(t, d, path), open(t, d, path), open(t, d, path)
	old := sealKey(t, d)
	mustRotate(t, d, one)
	mustOpen(t, reads, IDNumber, mustSeal(t, one, IDNumber, vaultNumber), vaultNumber)
	if id, _ := sealedWith(mustSeal(t, seals, IDNumber, vaultNumber)); id != old {
		t.Error("sealing looks at the file each time")
	}
	c.seconds.Add(1)
	if id, _ := sealedWith(mustSeal(t, seals, IDNumber, vaultNumber)); id != sealKey(t, d) {
		t.Error("a second later the old key still seals")
	}
}

// A file that turns bad while in use changes nothing but the log.
func TestFileTurnsBad(t *testing.T) {
	t.Parallel()
	d, c := timedDB(t)
	dir := t.TempDir()
	path := filepath.Join(dir, "keyset.json")
	v := open(t, d, path)
	old := getFile(t, path)
	mustRotate(t, d, v)
	whole := getFile(t, path)
	open(t, testdb.New(t), filepath.Join(dir, "other.json"))
	var log bytes.Buffer
	v.Log = slog.New(slog.NewTextHandler(&log, nil))
	for name, bad := range map[string][]byte{"garbage": []byte("{"), "old": old, "foreign": getFile(t, filepath.Join(dir, "other.json")), "missing": nil} {
		log.Reset()
		putFile(t, path, bad)
		if bad == nil {
			os.Remove(path)
		}
		for range 3 {
			c.seconds.Add(1)
			if id, _ := sealedWith(mustSeal(t, v, IDNumber, vaultNumber)); id != sealKey(t, d) {
				t.Errorf("%s: sealed with key %d", name, id)
			}
		}
		if _, err := v.Open(vaultCounty, IDNumber, []byte("\x01what nobody sealed")); err == nil {
			t.Errorf("%s: opened what nobody sealed", name)
		}
		if said := strings.Count(log.String(), "\n"); said != 1 {
			t.Errorf("%s: said %d times: %s", name, said, &log)
		}
		putFile(t, path, whole)
		c.seconds.Add(1)
		mustOpen(t, v, IDNumber, mustSeal(t, v, IDNumber, vaultNumber), vaultNumber)
	}
}

// Whatever several processes seal, rotate and open in whatever order, each
// opens all that was sealed, and what is sealed after a look at the file is
// sealed with the newest key.
func TestRotationsLoseNothing(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	runs := 0
	rapid.Check(t, func(t *rapid.T) {
		runs++
		path := filepath.Join(dir, fmt.Sprint(runs), "keyset.json")
		var c handClock
		vaults := []*Vault{joinVault(t, path, c.now), joinVault(t, path, c.now), joinVault(t, path, c.now)}
		type kept struct {
			field  Field
			plain  string
			sealed []byte
		}
		var all []kept
		var newest uint32
		pick := func(t *rapid.T) *Vault { return rapid.SampledFrom(vaults).Draw(t, "process") }
		t.Repeat(map[string]func(*rapid.T){
			"seal": func(t *rapid.T) {
				k := kept{field: rapid.SampledFrom([]Field{IDNumber, Phone, File}).Draw(t, "field"), plain: rapid.String().Draw(t, "plain")}
				var err error
				if k.sealed, err = pick(t).Seal(vaultCounty, k.field, []byte(k.plain)); err != nil {
					t.Fatal(err)
				}
				all = append(all, k)
			},
			"rotate": func(t *rapid.T) {
				if rapid.IntRange(0, 3).Draw(t, "seldom") != 0 {
					t.Skip("each waits for the disk")
				}
				f, _, err := readKeyFile(path)
				if err != nil {
					t.Fatal(err)
				}
				if f, newest, err = f.withNewKey(); err != nil {
					t.Fatal(err)
				}
				if err := f.replace(path); err != nil {
					t.Fatal(err)
				}
			},
			"wait": func(t *rapid.T) {
				c.seconds.Add(1)
				sealed, err := pick(t).Seal(vaultCounty, Phone, nil)
				if id, _ := sealedWith(sealed); err != nil || newest != 0 && id != newest {
					t.Fatalf("sealed with key %d, the newest is %d; %v", id, newest, err)
				}
			},
			"": func(t *rapid.T) {
				v := pick(t)
				for _, k := range all {
					if got, err := v.Open(vaultCounty, k.field, k.sealed); err != nil || string(got) != k.plain {
						t.Fatalf("opened %q, want %q; %v", got, k.plain, err)
					}
				}
			},
		})
	})
}

// joinVault is another process that uses the key file.
func joinVault(t *rapid.T, path string, now func() time.Time) *Vault {
	k, err := openOrMake(path, false)
	if err != nil {
		t.Fatal(err)
	}
	return newVault(path, k, now)
}
