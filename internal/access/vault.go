// Package access holds who may do what, and the vault for ID and telephone
// numbers.
package access

import (
	"fmt"
	"log/slog"
	"sync"
	"sync/atomic"
	"time"
)

// Vault seals ID and telephone numbers and computes the keyed hashes by which
// they are found. Its keys never reach the database. It is safe for use by
// several goroutines, and takes up a key that another process added to its
// file.
type Vault struct {
	// Log is told, once, of a key file that turned bad while in use; nobody is
	// where it is nil. Set it before the vault is shared.
	Log *slog.Logger

	path   string
	now    func() time.Time
	opened time.Time
	keys   atomic.Pointer[keys]
	looked atomic.Int64 // when sealing last looked at the file, in nanoseconds since opened
	broken atomic.Bool  // the file is bad, and that has been said
	read   sync.Mutex   // one reads the file at a time
}

// Field says what a sealed value is. It is bound to the value, so that a
// telephone number cannot be passed off as an ID number, nor a sealed value of
// one county opened in another.
type Field string

// The fields that are sealed.
const (
	IDNumber Field = "id_number"
	Phone    Field = "phone"
	File     Field = "file"
)

func newVault(path string, k *keys, now func() time.Time) *Vault {
	v := &Vault{path: path, now: now, opened: now()}
	v.keys.Store(k)
	return v
}

// Seal encrypts plain for a county's field, with the newest key. Two seals of
// one value differ.
func (v *Vault) Seal(county string, f Field, plain []byte) ([]byte, error) {
	sealed, err := v.newest().seal.Encrypt(plain, bound(county, f))
	if err != nil {
		return nil, fmt.Errorf("seal %s: %w", f, err)
	}
	return sealed, nil
}

// Open decrypts what Seal made for the same county and field, with whatever key
// of this installation.
func (v *Vault) Open(county string, f Field, sealed []byte) ([]byte, error) {
	k := v.keys.Load()
	if id, ok := sealedWith(sealed); ok && !k.has(id) {
		k = v.reload()
	}
	plain, err := k.seal.Decrypt(sealed, bound(county, f))
	if err != nil {
		return nil, fmt.Errorf("open %s: %w", f, err)
	}
	return plain, nil
}

// Hash is the keyed hash of a number, 16 bytes: the same for equal numbers of
// a field, and nothing to who lacks the key.
func (v *Vault) Hash(f Field, number string) ([]byte, error) {
	h, err := v.keys.Load().hash(f, number)
	if err != nil {
		return nil, fmt.Errorf("hash %s: %w", f, err)
	}
	return h, nil
}

// Keys is how many sealing keys there are.
func (v *Vault) Keys() int { return len(v.keys.Load().all) }

func bound(county string, f Field) []byte { return []byte(county + "\x00" + string(f)) }
