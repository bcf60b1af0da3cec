// Package access holds who may do what, and the vault for ID and telephone
// numbers.
package access

import (
	"fmt"

	"github.com/tink-crypto/tink-go/v2/aead"
	"github.com/tink-crypto/tink-go/v2/keyset"
	"github.com/tink-crypto/tink-go/v2/prf"
	"github.com/tink-crypto/tink-go/v2/tink"
)

// Vault seals ID and telephone numbers and computes the keyed hashes by which
// they are found. Its keys never reach the database. It is safe for use by
// several goroutines.
type Vault struct {
	seal  tink.AEAD
	index *prf.Set
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

// hashSize is enough for no two numbers of a country to share a hash.
const hashSize = 16

func newVault(seal, index *keyset.Handle) (*Vault, error) {
	a, err := aead.New(seal)
	if err != nil {
		return nil, fmt.Errorf("sealing key: %w", err)
	}
	p, err := prf.NewPRFSet(index)
	if err != nil {
		return nil, fmt.Errorf("index key: %w", err)
	}
	return &Vault{seal: a, index: p}, nil
}

// Seal encrypts plain for a county's field. Two seals of one value differ.
func (v *Vault) Seal(county string, f Field, plain []byte) ([]byte, error) {
	sealed, err := v.seal.Encrypt(plain, bound(county, f))
	if err != nil {
		return nil, fmt.Errorf("seal %s: %w", f, err)
	}
	return sealed, nil
}

// Open decrypts what Seal made for the same county and field.
func (v *Vault) Open(county string, f Field, sealed []byte) ([]byte, error) {
	plain, err := v.seal.Decrypt(sealed, bound(county, f))
	if err != nil {
		return nil, fmt.Errorf("open %s: %w", f, err)
	}
	return plain, nil
}

// Hash is the keyed hash of a number, 16 bytes: the same for equal numbers of
// a field, and nothing to who lacks the key.
func (v *Vault) Hash(f Field, number string) ([]byte, error) {
	h, err := v.index.ComputePrimaryPRF([]byte(string(f)+"\x00"+number), hashSize)
	if err != nil {
		return nil, fmt.Errorf("hash %s: %w", f, err)
	}
	return h, nil
}

func bound(county string, f Field) []byte { return []byte(county + "\x00" + string(f)) }
