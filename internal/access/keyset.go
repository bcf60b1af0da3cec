package access

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"

	"github.com/tink-crypto/tink-go/v2/aead"
	"github.com/tink-crypto/tink-go/v2/insecurecleartextkeyset"
	"github.com/tink-crypto/tink-go/v2/keyset"
	"github.com/tink-crypto/tink-go/v2/prf"
)

// keyFile is the file of the keys: two Tink keysets, in clear. The file's mode
// and place guard them, so that a stolen database or backup opens nothing. Of
// the sealing keys the newest seals, and all open.
type keyFile struct {
	Seal  json.RawMessage `json:"seal"`
	Index json.RawMessage `json:"index"`
}

// errNoKeys says that there is no key file.
var errNoKeys = errors.New("没有密钥文件")

// readKeys reads the key file at path and makes its keys ready.
func readKeys(path string) (*keys, error) {
	f, info, err := readKeyFile(path)
	if err != nil {
		return nil, err
	}
	return f.open(info)
}

// readKeyFile returns what was read together with what the file was like then.
func readKeyFile(path string) (f keyFile, info fs.FileInfo, err error) {
	file, err := os.Open(path) //nolint:gosec // the path is the operator's own setting
	if errors.Is(err, fs.ErrNotExist) {
		return f, nil, errNoKeys
	}
	if err != nil {
		return f, nil, fmt.Errorf("read key file: %w", err)
	}
	defer file.Close()
	if info, err = file.Stat(); err != nil {
		return f, nil, fmt.Errorf("read key file: %w", err)
	}
	data, err := io.ReadAll(file)
	if err != nil {
		return f, nil, fmt.Errorf("read key file: %w", err)
	}
	if json.Unmarshal(data, &f) != nil {
		return f, nil, ErrKeysDamaged
	}
	return f, info, nil
}

// open makes keys ready. What the library says of a bad keyset may quote it,
// and is not passed on.
func (f keyFile) open(info fs.FileInfo) (*keys, error) {
	seal, err := readKeyset(f.Seal)
	if err != nil {
		return nil, ErrKeysDamaged
	}
	index, err := readKeyset(f.Index)
	if err != nil {
		return nil, ErrKeysDamaged
	}
	k, err := newKeys(seal, index)
	if err != nil {
		return nil, ErrKeysDamaged
	}
	k.file = info
	return k, nil
}

// withNewKey is the file with one more sealing key, which seals from then on,
// and that key's number.
//
// The index key stays for good: another would make every hash new, which takes
// each number open, and until the last was done each look-up would have to ask
// under both keys. It opens nothing; who steals it can only try out numbers.
func (f keyFile) withNewKey() (keyFile, uint32, error) {
	seal, err := readKeyset(f.Seal)
	if err != nil {
		return f, 0, ErrKeysDamaged
	}
	m := keyset.NewManagerFromHandle(seal)
	id, err := m.Add(aead.AES256GCMKeyTemplate())
	if err != nil {
		return f, 0, fmt.Errorf("new sealing key: %w", err)
	}
	if err := m.SetPrimary(id); err != nil {
		return f, 0, fmt.Errorf("new sealing key: %w", err)
	}
	if seal, err = m.Handle(); err != nil {
		return f, 0, fmt.Errorf("new sealing key: %w", err)
	}
	f.Seal, err = writeKeyset(seal)
	return f, id, err
}

func newKeyFile() (f keyFile, err error) {
	seal, err := keyset.NewHandle(aead.AES256GCMKeyTemplate())
	if err != nil {
		return f, fmt.Errorf("new sealing key: %w", err)
	}
	index, err := keyset.NewHandle(prf.HMACSHA256PRFKeyTemplate())
	if err != nil {
		return f, fmt.Errorf("new index key: %w", err)
	}
	if f.Seal, err = writeKeyset(seal); err != nil {
		return f, err
	}
	f.Index, err = writeKeyset(index)
	return f, err
}

func readKeyset(text []byte) (*keyset.Handle, error) {
	return insecurecleartextkeyset.Read(keyset.NewJSONReader(bytes.NewReader(text)))
}

func writeKeyset(h *keyset.Handle) ([]byte, error) {
	var b bytes.Buffer
	if err := insecurecleartextkeyset.Write(h, keyset.NewJSONWriter(&b)); err != nil {
		return nil, fmt.Errorf("write keys: %w", err)
	}
	return b.Bytes(), nil
}
