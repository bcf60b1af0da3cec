package access

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"laowu/internal/db"
)

// Anchor is the folder, outside the database, that remembers each chain's last
// link: without it, who cuts the end off a chain would leave no trace. Empty
// keeps none.
type Anchor string

func (a Anchor) path(county string) string {
	return filepath.Join(string(a), "audit-"+county+".json")
}

// ErrCut says that a chain does not hold the link that was remembered of it; its
// text goes to people as it is.
var ErrCut = errors.New("审计链里没有库外记下的那一环，记录可能被删去过：请运行 laowu audit verify")

// remember keeps the last link of a county's chain. One that the chain does not
// hold any more stays remembered (ErrCut): were it replaced, nothing would tell
// that the chain was cut.
func (a Anchor) remember(ctx context.Context, d *db.DB, county string) error {
	if a == "" {
		return nil
	}
	return d.Tx(ctx, db.Actor{County: county, Role: db.Admin}, func(tx *db.Tx) error {
		if _, err := tx.Exec(ctx, "SELECT pg_advisory_xact_lock("+chainLock+")", county); err != nil {
			return fmt.Errorf("wait for other chainers: %w", err)
		}
		known, err := a.last(county)
		if err != nil {
			return err
		}
		held := known.Position == 0
		if !held {
			err = tx.QueryRow(ctx, "SELECT EXISTS (SELECT FROM audit_link WHERE county = $1 AND position = $2 AND mac = $3)", county, known.Position, known.MAC).Scan(&held)
		}
		if err != nil {
			return fmt.Errorf("find remembered link: %w", err)
		}
		if !held {
			return ErrCut
		}
		at, err := lastLink(ctx, tx)
		if err != nil {
			return fmt.Errorf("find last link: %w", err)
		}
		return a.keep(county, at)
	})
}

// keep writes the last link down, whole or not at all.
func (a Anchor) keep(county string, h head) error {
	if a == "" {
		return nil
	}
	text, err := json.Marshal(h)
	if err != nil {
		return fmt.Errorf("anchor audit: %w", err)
	}
	if err := os.MkdirAll(string(a), 0o755); err != nil { //nolint:gosec // the database's own user passes through this folder
		return fmt.Errorf("folder of audit anchor: %w", err)
	}
	tmp, err := os.CreateTemp(string(a), ".audit-*")
	if err != nil {
		return fmt.Errorf("anchor audit: %w", err)
	}
	defer os.Remove(tmp.Name())
	_, err = tmp.Write(text)
	if err = errors.Join(err, tmp.Sync(), tmp.Close()); err == nil {
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
