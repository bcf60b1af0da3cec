package access

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"io/fs"
	"slices"

	"github.com/tink-crypto/tink-go/v2/aead"
	"github.com/tink-crypto/tink-go/v2/keyset"
	"github.com/tink-crypto/tink-go/v2/prf"
	"github.com/tink-crypto/tink-go/v2/tink"
)

// keys are those of a key file, ready for use.
type keys struct {
	seal    tink.AEAD
	index   *prf.Set
	primary uint32   // the sealing key that seals
	all     []uint32 // the sealing keys, the oldest first
	print   []byte   // tells installations apart; made with the index key, which stays
	file    fs.FileInfo
}

// hashSize is enough for no two numbers of a country to share a hash.
const hashSize = 16

func newKeys(seal, index *keyset.Handle) (*keys, error) {
	k := &keys{}
	var err error
	if k.seal, err = aead.New(seal); err != nil {
		return nil, fmt.Errorf("sealing keys: %w", err)
	}
	if k.index, err = prf.NewPRFSet(index); err != nil {
		return nil, fmt.Errorf("index key: %w", err)
	}
	for i := range seal.Len() {
		e, err := seal.Entry(i)
		if err != nil {
			return nil, fmt.Errorf("sealing keys: %w", err)
		}
		if e.KeyStatus() == keyset.Enabled {
			k.all = append(k.all, e.KeyID())
		}
		if e.IsPrimary() {
			k.primary = e.KeyID()
		}
	}
	k.print, err = k.hash("keyset", "fingerprint")
	return k, err
}

func (k *keys) has(id uint32) bool { return slices.Contains(k.all, id) }

func (k *keys) hash(f Field, number string) ([]byte, error) {
	return k.index.ComputePrimaryPRF([]byte(string(f)+"\x00"+number), hashSize)
}

// succeed refuses keys that cannot take the place of others: another
// installation's, or ones that lack a key.
func (k *keys) succeed(before *keys) error {
	if !bytes.Equal(k.print, before.print) {
		return ErrKeysForeign
	}
	for _, id := range before.all {
		if !k.has(id) {
			return ErrKeysOld
		}
	}
	return nil
}

// A sealed value begins with 1 and the number of its key, four bytes, the
// highest first.
const (
	sealedMark = 1
	sealedHead = 5
)

// sealedWith is the number of the key that sealed a value.
func sealedWith(sealed []byte) (id uint32, ok bool) {
	if len(sealed) < sealedHead || sealed[0] != sealedMark {
		return 0, false
	}
	return binary.BigEndian.Uint32(sealed[1:]), true
}
