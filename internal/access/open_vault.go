package access

import (
	"bytes"
	"context"
	"errors"
	"fmt"

	"laowu/internal/db"
)

// The refusals of a key file; their texts go to people as they are.
var (
	ErrKeysMissing = errors.New("密钥文件不见了，而数据库里已有加密的号码：请把备份的密钥文件放回原处（LAOWU_KEYSET），不能另造一份")
	ErrKeysForeign = errors.New("密钥文件不是这个数据库的：请换上与这个数据库一起备份的密钥文件（LAOWU_KEYSET）")
	ErrKeysOld     = errors.New("密钥文件是换密钥以前的，缺少后来的密钥：请换上最近一次 laowu vault rotate 以后备份的密钥文件（LAOWU_KEYSET）")
	ErrKeysDamaged = errors.New("密钥文件坏了，读不出密钥：请把备份的密钥文件放回原处（LAOWU_KEYSET）")
)

// OpenVault reads the keys at path. On an installation's first start it makes
// them and has the database remember whose they are; afterwards a file that is
// missing, damaged, another installation's or older than the newest sealing key
// is refused (ErrKeysMissing, ErrKeysDamaged, ErrKeysForeign, ErrKeysOld).
func OpenVault(ctx context.Context, d *db.DB, actor db.Actor, path string) (*Vault, error) {
	var v *Vault
	err := d.Tx(ctx, actor, func(tx *db.Tx) error {
		in, err := lockInstallation(ctx, tx)
		if err != nil {
			return err
		}
		k, err := openOrMake(path, in.keyset != nil)
		if err != nil {
			return err
		}
		if err := in.check(k); err != nil {
			return err
		}
		v = newVault(path, k, d.Now)
		return in.remember(ctx, tx, k)
	})
	if err != nil {
		return nil, err
	}
	return v, nil
}

func openOrMake(path string, used bool) (*keys, error) {
	k, err := readKeys(path)
	if !errors.Is(err, errNoKeys) {
		return k, err
	}
	if used {
		return nil, ErrKeysMissing
	}
	if err := makeKeys(path); err != nil {
		return nil, err
	}
	return readKeys(path)
}

// installation is what the database knows of its keys; nulls until the first
// start.
type installation struct {
	keyset  []byte // the fingerprint
	sealKey *int64 // the newest sealing key
}

// lockInstallation lets one at a time open, make or change the keys.
func lockInstallation(ctx context.Context, tx *db.Tx) (in installation, err error) {
	err = tx.QueryRow(ctx, "SELECT keyset, seal_key FROM installation FOR UPDATE").Scan(&in.keyset, &in.sealKey)
	if err != nil {
		return in, fmt.Errorf("read installation: %w", err)
	}
	return in, nil
}

// check refuses keys that are not this installation's, or too old for it.
func (in installation) check(k *keys) error {
	switch {
	case in.keyset != nil && !bytes.Equal(in.keyset, k.print):
		return ErrKeysForeign
	case in.sealKey != nil && !k.has(uint32(*in.sealKey)):
		return ErrKeysOld
	}
	return nil
}

// remember writes down whose keys they are and the newest sealing key. That
// one may be unknown yet: where a rotation was cut short between the file and
// the database, and where the column came after the keys.
func (in installation) remember(ctx context.Context, tx *db.Tx, k *keys) error {
	newest := int64(k.primary)
	if in.keyset != nil && in.sealKey != nil && *in.sealKey == newest {
		return nil
	}
	if _, err := tx.Exec(ctx, "UPDATE installation SET keyset = $1, seal_key = $2", k.print, newest); err != nil {
		return fmt.Errorf("write installation: %w", err)
	}
	return nil
}

// Refused says whether err is one of the key file's refusals, whose text is for
// people.
func Refused(err error) bool {
	for _, known := range []error{ErrKeysMissing, ErrKeysForeign, ErrKeysOld, ErrKeysDamaged, ErrKeysFixed} {
		if errors.Is(err, known) {
			return true
		}
	}
	return false
}
