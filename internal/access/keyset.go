package access

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"github.com/tink-crypto/tink-go/v2/aead"
	"github.com/tink-crypto/tink-go/v2/insecurecleartextkeyset"
	"github.com/tink-crypto/tink-go/v2/keyset"
	"github.com/tink-crypto/tink-go/v2/prf"
)

// keyFile is the file of the keys: two Tink keysets, in clear. The file's mode
// and place guard them, so that a stolen database or backup opens nothing.
type keyFile struct {
	Seal  json.RawMessage `json:"seal"`
	Index json.RawMessage `json:"index"`
}

// errNoKeys says that there is no key file.
var errNoKeys = errors.New("没有密钥文件")

// readVault opens the key file at path.
func readVault(path string) (*Vault, error) {
	data, err := os.ReadFile(path) //nolint:gosec // the path is the operator's own setting
	if errors.Is(err, fs.ErrNotExist) {
		return nil, errNoKeys
	}
	if err != nil {
		return nil, fmt.Errorf("read key file: %w", err)
	}
	var f keyFile
	if err := json.Unmarshal(data, &f); err != nil {
		return nil, fmt.Errorf("key file %s: %w", path, err)
	}
	seal, err := insecurecleartextkeyset.Read(keyset.NewJSONReader(bytes.NewReader(f.Seal)))
	if err != nil {
		return nil, fmt.Errorf("key file %s: sealing keys: %w", path, err)
	}
	index, err := insecurecleartextkeyset.Read(keyset.NewJSONReader(bytes.NewReader(f.Index)))
	if err != nil {
		return nil, fmt.Errorf("key file %s: index keys: %w", path, err)
	}
	return newVault(seal, index)
}

// makeKeys writes a new key file, mode 0600, whole or not at all; it never
// replaces one.
func makeKeys(path string) error {
	data, err := newKeyFile()
	if err != nil {
		return err
	}
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil { //nolint:gosec // the database's own user passes through this folder
		return fmt.Errorf("folder of the key file: %w", err)
	}
	tmp, err := os.CreateTemp(filepath.Dir(path), ".keyset-*")
	if err != nil {
		return fmt.Errorf("make key file: %w", err)
	}
	defer os.Remove(tmp.Name())
	if _, err := tmp.Write(data); err != nil {
		return errors.Join(err, tmp.Close())
	}
	if err := errors.Join(tmp.Sync(), tmp.Close()); err != nil {
		return fmt.Errorf("write key file: %w", err)
	}
	// A link fails where the name is taken: of two first starts one wins.
	if err := os.Link(tmp.Name(), path); err != nil && !errors.Is(err, fs.ErrExist) {
		return fmt.Errorf("place key file: %w", err)
	}
	return nil
}

func newKeyFile() ([]byte, error) {
	seal, err := keyset.NewHandle(aead.AES256GCMKeyTemplate())
	if err != nil {
		return nil, fmt.Errorf("new sealing key: %w", err)
	}
	index, err := keyset.NewHandle(prf.HMACSHA256PRFKeyTemplate())
	if err != nil {
		return nil, fmt.Errorf("new index key: %w", err)
	}
	var s, i bytes.Buffer
	if err := insecurecleartextkeyset.Write(seal, keyset.NewJSONWriter(&s)); err != nil {
		return nil, fmt.Errorf("write sealing key: %w", err)
	}
	if err := insecurecleartextkeyset.Write(index, keyset.NewJSONWriter(&i)); err != nil {
		return nil, fmt.Errorf("write index key: %w", err)
	}
	return json.MarshalIndent(keyFile{Seal: s.Bytes(), Index: i.Bytes()}, "", " ")
}
