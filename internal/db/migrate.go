package db

import (
	"context"
	"embed"
	"errors"
	"fmt"
	"io/fs"
	"strings"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"
	"github.com/jackc/tern/v2/migrate"
	"github.com/riverqueue/river/riverdriver/riverpgxv5"
	"github.com/riverqueue/river/rivermigrate"
)

//go:embed migrations/*.sql
var migrations embed.FS

const versionTable = "public.schema_version"

// JobSchema is where the job library keeps its tables.
const JobSchema = "river"

// The refusals of a schema that is not this program's. Their texts go to
// people as they are.
var (
	ErrOldSchema = errors.New("数据库的结构比这个程序旧，请先备份，再运行 laowu migrate")
	ErrNewSchema = errors.New("数据库的结构比这个程序新，请换用升级后的 laowu")
)

// Migrate brings the database at ownerURL to this program's version, and lets
// the login that serviceURL names become ServiceRole. It can be run again.
func Migrate(ctx context.Context, ownerURL, serviceURL string) error {
	conn, err := pgx.Connect(ctx, ownerURL)
	if err != nil {
		return fmt.Errorf("connect as owner: %w", err)
	}
	defer conn.Close(context.WithoutCancel(ctx))
	m, err := migrator(ctx, conn)
	if err != nil {
		return err
	}
	if v, err := m.GetCurrentVersion(ctx); err != nil {
		return fmt.Errorf("read schema version: %w", err)
	} else if int(v) > len(m.Migrations) {
		return ErrNewSchema
	}
	if err := makeRole(ctx, conn); err != nil {
		return err
	}
	if err := m.Migrate(ctx); err != nil {
		return fmt.Errorf("migrate: %w", err)
	}
	if err := migrateJobs(ctx, ownerURL); err != nil {
		return err
	}
	return grant(ctx, conn, serviceURL)
}

// makeRole makes ServiceRole where it is missing. Roles belong to the server,
// not the database: a dump restored elsewhere comes without it.
func makeRole(ctx context.Context, conn *pgx.Conn) error {
	_, err := conn.Exec(ctx, `
		DO $$ BEGIN
		  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = '`+ServiceRole+`') THEN CREATE ROLE `+ServiceRole+` NOLOGIN; END IF;
		EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL;
		END $$`)
	if err != nil {
		return fmt.Errorf("make role %s: %w", ServiceRole, err)
	}
	return nil
}

func migrator(ctx context.Context, conn *pgx.Conn) (*migrate.Migrator, error) {
	files, err := fs.Sub(migrations, "migrations")
	if err != nil {
		return nil, fmt.Errorf("embedded migrations: %w", err)
	}
	m, err := migrate.NewMigrator(ctx, conn, versionTable)
	if err != nil {
		return nil, fmt.Errorf("prepare migrations: %w", err)
	}
	if err := m.LoadMigrations(files); err != nil {
		return nil, fmt.Errorf("load migrations: %w", err)
	}
	return m, nil
}

// migrateJobs runs the job library's own migrations in its own schema.
func migrateJobs(ctx context.Context, ownerURL string) error {
	pool, err := pgxpool.New(ctx, ownerURL)
	if err != nil {
		return fmt.Errorf("connect as owner: %w", err)
	}
	defer pool.Close()
	m, err := rivermigrate.New(riverpgxv5.New(pool), &rivermigrate.Config{Schema: JobSchema})
	if err != nil {
		return fmt.Errorf("prepare job tables: %w", err)
	}
	if _, err := m.Migrate(ctx, rivermigrate.DirectionUp, nil); err != nil {
		return fmt.Errorf("migrate job tables: %w", err)
	}
	return nil
}

// Migrations is the text of all migrations, in order, and of what is not
// granted after them.
func Migrations() ([]byte, error) {
	names, err := fs.Glob(migrations, "migrations/*.sql")
	if err != nil {
		return nil, fmt.Errorf("embedded migrations: %w", err)
	}
	var all []byte
	for _, n := range names {
		text, err := migrations.ReadFile(n)
		if err != nil {
			return nil, fmt.Errorf("embedded migrations: %w", err)
		}
		all = append(all, text...)
	}
	return append(all, strings.Join(ungranted, "\n")...), nil
}
