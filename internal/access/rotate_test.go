package access

import (
	"bytes"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/sync/errgroup"

	"laowu/internal/db"
	"laowu/internal/db/testdb"
)

func TestRotate(t *testing.T) {
	t.Parallel()
	d, path := testdb.New(t), filepath.Join(t.TempDir(), "keyset.json")
	v := open(t, d, path)
	hash, _ := v.Hash(IDNumber, vaultNumber)
	before := mustSeal(t, v, IDNumber, vaultNumber)
	mustRotate(t, d, v)
	after := mustSeal(t, v, IDNumber, vaultNumber)
	mustOpen(t, v, IDNumber, before, vaultNumber)
	mustOpen(t, v, IDNumber, after, vaultNumber)
	old, _ := sealedWith(before)
	id, ok := sealedWith(after)
	if !ok || id == old || id != sealKey(t, d) {
		t.Errorf("sealed with key %d before and %d after, the database knows %d", old, id, sealKey(t, d))
	}
	if again, _ := v.Hash(IDNumber, vaultNumber); !bytes.Equal(hash, again) {
		t.Error("the hash of a number changed")
	}
	mustOpen(t, open(t, d, path), IDNumber, before, vaultNumber)
}

// Rotated by another user, the file is still the service's.
func TestRotationKeepsTheFileAsItIs(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	real, link := filepath.Join(dir, "real.json"), filepath.Join(dir, "keyset.json")
	d := testdb.New(t)
	open(t, d, real)
	if err := errors.Join(os.Symlink(real, link), os.Chmod(real, 0o640)); err != nil {
		t.Fatal(err)
	}
	owner := os.Getuid()
	if owner == 0 {
		owner = 65534
		if err := os.Chown(real, owner, owner); err != nil {
			t.Fatal(err)
		}
	}
	mustRotate(t, d, open(t, d, link))
	info, err := os.Lstat(real)
	if err != nil || info.Mode() != 0o640 || uidOf(info) != owner {
		t.Errorf("the file became %v of user %d, %v", info.Mode(), uidOf(info), err)
	}
	if info, err := os.Lstat(link); err != nil || info.Mode()&os.ModeSymlink == 0 {
		t.Errorf("the link became %v, %v", info.Mode(), err)
	}
	if left, _ := os.ReadDir(dir); len(left) != 2 {
		t.Errorf("left in the folder: %v", left)
	}
}

// Each of several processes that rotate at once keeps the others' keys.
func TestRotationsAtOnce(t *testing.T) {
	t.Parallel()
	const processes = 6
	d, _ := timedDB(t)
	path := filepath.Join(t.TempDir(), "keyset.json")
	var all errgroup.Group
	begin := make(chan struct{})
	for range processes {
		v := open(t, d, path)
		all.Go(func() error {
			<-begin
			return rotate(t.Context(), d, v)
		})
	}
	close(begin)
	if err := all.Wait(); err != nil {
		t.Fatal(err)
	}
	if n := open(t, d, path).Keys(); n != 1+processes {
		t.Errorf("%d keys after %d rotations of one", n, processes)
	}
}

// What a power cut between file and database leaves is whole, and a retry ends
// it.
func TestRotationCutShort(t *testing.T) {
	t.Parallel()
	d, path := testdb.New(t), filepath.Join(t.TempDir(), "keyset.json")
	v := open(t, d, path)
	copied, first, before := getFile(t, path), sealKey(t, d), mustSeal(t, v, Phone, "14000000001")
	cut := errors.New("cut")
	err := d.Tx(t.Context(), actor(), func(tx *db.Tx) error {
		_, err := v.Rotate(t.Context(), tx)
		return errors.Join(err, cut)
	})
	if !errors.Is(err, cut) || sealKey(t, d) != first {
		t.Fatalf("cut short by %v, the database knows key %d, want %d", err, sealKey(t, d), first)
	}
	between := mustSeal(t, v, Phone, "14000000002")
	newer, again := getFile(t, path), open(t, d, path)
	if id, _ := sealedWith(between); sealKey(t, d) != id {
		t.Error("the next start does not know the newest key")
	}
	putFile(t, path, copied)
	if _, err := OpenVault(t.Context(), d, actor(), path); !errors.Is(err, ErrKeysOld) {
		t.Errorf("the file from before the cut: %v", err)
	}
	putFile(t, path, newer)
	mustRotate(t, d, again)
	last := open(t, d, path)
	mustOpen(t, last, Phone, before, "14000000001")
	mustOpen(t, last, Phone, between, "14000000002")
	mustOpen(t, last, Phone, mustSeal(t, again, Phone, "14000000003"), "14000000003")
}

func TestKeyFilesThatAreRefused(t *testing.T) {
	t.Parallel()
	d, dir := testdb.New(t), t.TempDir()
	path := filepath.Join(dir, "keyset.json")
	v := open(t, d, path)
	old := getFile(t, path)
	mustRotate(t, d, v)
	whole := getFile(t, path)
	other := filepath.Join(dir, "other.json")
	open(t, testdb.New(t), other)
	for name, c := range map[string]struct {
		data []byte
		want error
	}{
		"old": {old, ErrKeysOld}, "foreign": {getFile(t, other), ErrKeysForeign}, "cut off": {whole[:len(whole)/2], ErrKeysDamaged},
		"empty": {nil, ErrKeysDamaged}, "no keys": {[]byte("{}"), ErrKeysDamaged},
		"a letter changed": {bytes.Replace(whole, []byte(`"value": "`), []byte(`"value": "?`), 1), ErrKeysDamaged},
	} {
		putFile(t, path, c.data)
		_, err := OpenVault(t.Context(), d, actor(), path)
		if !errors.Is(err, c.want) || !Refused(err) || !strings.Contains(err.Error(), "LAOWU_KEYSET") {
			t.Errorf("%s: opened with %v", name, err)
		}
		if err := rotate(t.Context(), d, v); !errors.Is(err, c.want) {
			t.Errorf("%s: rotated with %v", name, err)
		}
		if !bytes.Equal(getFile(t, path), c.data) {
			t.Errorf("%s: the file was changed", name)
		}
	}
	if err := os.Remove(path); err != nil {
		t.Fatal(err)
	}
	if err := rotate(t.Context(), d, v); !errors.Is(err, ErrKeysMissing) {
		t.Errorf("missing: rotated with %v", err)
	}
	if _, err := os.Stat(path); !errors.Is(err, os.ErrNotExist) {
		t.Error("a rotation made new keys over sealed numbers")
	}
}

// An installation from before the database knew the newest key learns it.
func TestNewestKeyIsLearnt(t *testing.T) {
	t.Parallel()
	d, path := testdb.New(t), filepath.Join(t.TempDir(), "keyset.json")
	v := open(t, d, path)
	want := sealKey(t, d)
	err := d.Tx(t.Context(), actor(), func(tx *db.Tx) error {
		_, err := tx.Exec(t.Context(), "UPDATE installation SET seal_key = NULL")
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	open(t, d, path)
	if got := sealKey(t, d); got != want || got != v.keys.Load().primary {
		t.Errorf("learnt key %d, want %d", got, want)
	}
}
