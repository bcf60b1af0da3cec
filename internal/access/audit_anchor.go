package access

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
)

// Anchor is the folder, outside the database, that remembers each chain's last
// link: without it, who cuts the end off a chain would leave no trace. Empty
// keeps none.
type Anchor string

func (a Anchor) path(county string) string {
	return filepath.Join(string(a), "audit-"+county+".json")
}

// keep remembers the last link, whole or not at all.
func (a Anchor) keep(county string, h head) error {
	if a == "" {
		return nil
	}
	text, err := json.Marshal(h)
	if err != nil {
		return fmt.Errorf("anchor audit: %w", err)
	}
	tmp, err := os.CreateTemp(string(a), ".audit-*")
	if err != nil {
		return fmt.Errorf("anchor audit: %w", err)
	}
	defer os.Remove(tmp.Name())
	_, err = tmp.Write(text)
	if err = errors.Join(err, tmp.Close()); err == nil {
		err = os.Rename(tmp.Name(), a.path(county))
	}
	if err != nil {
		return fmt.Errorf("anchor audit: %w", err)
	}
	return nil
}

// last is the link remembered; position 0 where none is.
func (a Anchor) last(county string) (h head, err error) {
	if a == "" {
		return h, nil
	}
	text, err := os.ReadFile(a.path(county))
	if errors.Is(err, fs.ErrNotExist) {
		return h, nil
	}
	if err == nil {
		err = json.Unmarshal(text, &h)
	}
	if err != nil {
		return h, fmt.Errorf("read anchor of audit: %w", err)
	}
	return h, nil
}
