package access

import (
	"context"
	"errors"
	"fmt"

	"laowu/internal/db"
)

// ErrKeysFixed says that the key file cannot be changed; its text goes to
// people as it is.
var ErrKeysFixed = errors.New("密钥文件写不了，密钥没有换成：请看磁盘，并用写得了它所在文件夹的用户（服务的用户，或 root）来运行")

// Rotate adds a sealing key to the key file. From then on it seals, in every
// process that reads the file; what older keys sealed is still opened. It
// returns how many sealing keys there are now.
//
// The file comes first and the database after it: cut short in between, or
// rolled back with tx, a rotation leaves a file that opens everything, and the
// next OpenVault or Rotate makes up for it. The lock keeps two rotations from
// each writing a file without the other's key.
func (v *Vault) Rotate(ctx context.Context, tx *db.Tx) (int, error) {
	in, err := lockInstallation(ctx, tx)
	if err != nil {
		return 0, err
	}
	f, info, err := readKeyFile(v.path)
	if errors.Is(err, errNoKeys) {
		return 0, ErrKeysMissing
	}
	if err != nil {
		return 0, err
	}
	k, err := f.open(info)
	if err != nil {
		return 0, err
	}
	if err := in.check(k); err != nil {
		return 0, err
	}
	f, id, err := f.withNewKey()
	if err != nil {
		return 0, err
	}
	if err := f.replace(v.path); err != nil {
		return 0, fmt.Errorf("%w（%w）", ErrKeysFixed, err)
	}
	if k = v.reload(); k.primary != id {
		return 0, fmt.Errorf("read the new sealing key: %w", ErrKeysDamaged)
	}
	return len(k.all), in.remember(ctx, tx, k)
}
