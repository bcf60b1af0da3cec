package db

import (
	"context"
	"errors"
	"fmt"
	"io/fs"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"
)

// undefinedTable is PostgreSQL's code for a table that does not exist.
const undefinedTable = "42P01"

// ErrEmpty says that the database has never been migrated.
var ErrEmpty = errors.New("数据库还是空的，请先运行 laowu migrate")

// Version is the version of the schema at url; 0 when it was never migrated.
func Version(ctx context.Context, conn *pgx.Conn) (int, error) {
	var v int
	err := conn.QueryRow(ctx, "SELECT version FROM "+versionTable).Scan(&v)
	var pg *pgconn.PgError
	if errors.As(err, &pg) && pg.Code == undefinedTable {
		return 0, nil
	}
	if err != nil {
		return 0, fmt.Errorf("read schema version: %w", err)
	}
	return v, nil
}

// Latest is the version of the schema that this program is made for.
func Latest() (int, error) {
	names, err := fs.Glob(migrations, "migrations/*.sql")
	if err != nil {
		return 0, fmt.Errorf("embedded migrations: %w", err)
	}
	return len(names), nil
}

func checkVersion(ctx context.Context, cfg *pgx.ConnConfig) error {
	conn, err := pgx.ConnectConfig(ctx, cfg.Copy())
	if err != nil {
		return fmt.Errorf("connect: %w", err)
	}
	defer conn.Close(context.WithoutCancel(ctx))
	have, err := Version(ctx, conn)
	if err != nil {
		return err
	}
	want, err := Latest()
	switch {
	case err != nil:
		return err
	case have == 0:
		return ErrEmpty
	case have < want:
		return ErrOldSchema
	case have > want:
		return ErrNewSchema
	}
	return nil
}
