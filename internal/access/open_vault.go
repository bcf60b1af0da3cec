package access

import (
	"bytes"
	"context"
	"errors"
	"fmt"

	"laowu/internal/db"
)

// The refusals of OpenVault; their texts go to people as they are.
var (
	ErrKeysMissing = errors.New("密钥文件不见了，而数据库里已有加密的号码：请把备份的密钥文件放回原处（LAOWU_KEYSET），不能另造一份")
	ErrKeysForeign = errors.New("密钥文件不是这个数据库的：请换上与这个数据库一起备份的密钥文件（LAOWU_KEYSET）")
)

// OpenVault reads the keys at path. On an installation's first start it makes
// them and has the database remember whose they are; afterwards a missing file
// or another installation's is refused (ErrKeysMissing, ErrKeysForeign).
func OpenVault(ctx context.Context, d *db.DB, actor db.Actor, path string) (*Vault, error) {
	var v *Vault
	err := d.Tx(ctx, actor, func(tx *db.Tx) error {
		var known []byte
		if err := tx.QueryRow(ctx, "SELECT keyset FROM installation FOR UPDATE").Scan(&known); err != nil {
			return fmt.Errorf("read installation: %w", err)
		}
		var err error
		if v, err = openOrMake(path, known != nil); err != nil {
			return err
		}
		print, err := v.Hash("keyset", "fingerprint")
		if err != nil {
			return err
		}
		if known == nil {
			_, err = tx.Exec(ctx, "UPDATE installation SET keyset = $1", print)
			return err
		}
		if !bytes.Equal(known, print) {
			return ErrKeysForeign
		}
		return nil
	})
	return v, err
}

func openOrMake(path string, used bool) (*Vault, error) {
	v, err := readVault(path)
	if !errors.Is(err, errNoKeys) {
		return v, err
	}
	if used {
		return nil, ErrKeysMissing
	}
	if err := makeKeys(path); err != nil {
		return nil, err
	}
	return readVault(path)
}
