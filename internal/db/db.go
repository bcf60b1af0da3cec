// Package db opens the database, begins transactions that say who asks, and
// brings the schema to this version.
package db

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"
)

// ServiceRole is the database role that every connection but the migration's
// becomes: it cannot log in, owns nothing and cannot pass by row security.
const ServiceRole = "laowu_service"

// DB is a pool of connections that act as ServiceRole.
type DB struct {
	pool *pgxpool.Pool
	now  func() time.Time
}

// Options of Open.
type Options struct {
	MaxConns int32            // 8 when zero
	Now      func() time.Time // the clock; time.Now when nil
}

// Open connects to the database at url and refuses a schema of another
// version than this program's (ErrOldSchema, ErrNewSchema).
func Open(ctx context.Context, url string, o Options) (*DB, error) {
	cfg, err := pgxpool.ParseConfig(url)
	if err != nil {
		return nil, fmt.Errorf("read database address: %w", errBadURL)
	}
	cfg.MaxConns = 8
	if o.MaxConns > 0 {
		cfg.MaxConns = o.MaxConns
	}
	if err := checkVersion(ctx, cfg.ConnConfig); err != nil {
		return nil, err
	}
	cfg.AfterConnect = func(ctx context.Context, c *pgx.Conn) error {
		_, err := c.Exec(ctx, "SET ROLE "+ServiceRole)
		return err
	}
	pool, err := pgxpool.NewWithConfig(ctx, cfg)
	if err != nil {
		return nil, fmt.Errorf("open database: %w", err)
	}
	if o.Now == nil {
		o.Now = time.Now
	}
	return &DB{pool: pool, now: o.Now}, nil
}

// errBadURL stands for pgx's own error, whose text repeats the address and
// with it the password.
var errBadURL = errors.New("LAOWU_DATABASE_URL 不是有效的 PostgreSQL 地址，例如 postgres://用户:密码@主机:5432/库名")

// Close waits for connections in use and closes the pool.
func (d *DB) Close() { d.pool.Close() }

// Pool is for libraries that bring their own statements (jobs). Statements of
// the nouns go through Tx.
func (d *DB) Pool() *pgxpool.Pool { return d.pool }

// Now is the time by the database's clock function, which tests own.
func (d *DB) Now() time.Time { return d.now() }

// Ping asks the database for an answer.
func (d *DB) Ping(ctx context.Context) error {
	if err := d.pool.Ping(ctx); err != nil {
		return fmt.Errorf("ping database: %w", err)
	}
	return nil
}
