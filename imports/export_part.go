package imports

import (
	"context"
	"errors"
	"fmt"
	"io"

	"github.com/jackc/pgx/v5"

	"laowu/internal/access"
	"laowu/internal/db"
)

// exportPart is how much of a written file is sealed together, and held in
// memory.
const exportPart = 256 << 10

// partWriter keeps a file in sealed parts, each in a transaction of its own: the
// one that reads the rows is at work meanwhile, and the page shows how far it
// is.
type partWriter struct {
	ctx    context.Context //nolint:containedctx // an io.Writer has no other way to it
	s      *Exports
	as     db.Actor
	export int64
	rows   int // written so far
	part   int
	size   int64
	held   []byte
}

func (p *partWriter) Write(b []byte) (int, error) {
	p.held = append(p.held, b...)
	p.size += int64(len(b))
	for len(p.held) >= exportPart {
		if err := p.keep(p.held[:exportPart]); err != nil {
			return 0, err
		}
		p.held = append(p.held[:0], p.held[exportPart:]...)
	}
	return len(b), nil
}

// end keeps the last part.
func (p *partWriter) end() error {
	if len(p.held) == 0 {
		return nil
	}
	return p.keep(p.held)
}

// keep seals one part. Those of a try that was killed go with the first.
func (p *partWriter) keep(data []byte) error {
	sealed, err := p.s.Vault.Seal(p.as.County, access.File, data)
	if err != nil {
		return err
	}
	err = p.s.DB.Tx(p.ctx, p.as, func(tx *db.Tx) error {
		if p.part == 0 {
			if _, err := tx.Exec(p.ctx, "DELETE FROM export_part WHERE county = $1 AND export = $2", tx.Actor.County, p.export); err != nil {
				return err
			}
		}
		_, err := tx.Exec(p.ctx, "INSERT INTO export_part (county, export, part, rows, sealed) VALUES ($1, $2, $3, $4, $5)",
			tx.Actor.County, p.export, p.part, p.rows, sealed)
		return err
	})
	if err != nil {
		return fmt.Errorf("keep export: %w", err)
	}
	p.part++
	return nil
}

// partReader reads a kept file part by part, each in a transaction of its own:
// who fetches it slowly holds nothing.
type partReader struct {
	ctx    context.Context //nolint:containedctx // an io.Reader has no other way to it
	s      *Exports
	as     db.Actor
	export int64
	part   int
	held   []byte
}

func (p *partReader) Read(b []byte) (int, error) {
	if len(p.held) == 0 {
		if err := p.next(); err != nil {
			return 0, err
		}
	}
	n := copy(b, p.held)
	p.held = p.held[n:]
	return n, nil
}

func (p *partReader) next() error {
	var sealed []byte
	err := p.s.DB.ReadTx(p.ctx, p.as, func(tx *db.Tx) error {
		return tx.QueryRow(p.ctx, "SELECT sealed FROM export_part WHERE county = $1 AND export = $2 AND part = $3",
			tx.Actor.County, p.export, p.part).Scan(&sealed)
	})
	if errors.Is(err, pgx.ErrNoRows) {
		return io.EOF
	}
	if err != nil {
		return fmt.Errorf("read export: %w", err)
	}
	p.part++
	p.held, err = p.s.Vault.Open(p.as.County, access.File, sealed)
	return err
}
