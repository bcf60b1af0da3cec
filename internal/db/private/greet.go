package private

import (
	"context"
	"errors"
	"fmt"
	"os"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"
)

// PostgreSQL's codes (documentation, appendix A) that a greeting tells apart.
const (
	noSuchDatabase = "3D000"
	notLetIn       = "28000" // also: no such role
	comingUp       = "57P03"
	tooManyClients = "53300"
)

// errSilent means that nobody answers at the socket, or not yet.
var errSilent = errors.New("the server does not answer")

// greet sees that the server answers and that roles and database are there.
func (h *home) greet(ctx context.Context) error {
	conn, err := h.connect(ctx, Role, Database)
	if err == nil {
		tag, err := conn.Exec(ctx, lookForRole, Service)
		if err = errors.Join(err, conn.Close(ctx)); err == nil && tag.RowsAffected() == 0 {
			return h.furnish(ctx)
		}
		return err
	}
	var pg *pgconn.PgError
	if !errors.As(err, &pg) {
		if ctx.Err() != nil {
			return err
		}
		return fmt.Errorf("%w: %w", errSilent, err)
	}
	switch pg.Code {
	case tooManyClients:
		return nil
	case comingUp:
		return errSilent
	case noSuchDatabase, notLetIn:
		return h.furnish(ctx)
	}
	return fmt.Errorf("greet: %w", err)
}

const lookForRole = "SELECT FROM pg_roles WHERE rolname = $1"

// furnish makes the roles and the database in a new cluster, or what is left to
// make where somebody was killed in between.
func (h *home) furnish(ctx context.Context) error {
	conn, err := h.connect(ctx, superuser, superuser)
	var pg *pgconn.PgError
	if errors.As(err, &pg) && pg.Code == notLetIn {
		return fail(OtherUser, err, h.data, h.account, os.Geteuid())
	}
	if err != nil {
		return fmt.Errorf("connect as superuser: %w", err)
	}
	defer conn.Close(context.WithoutCancel(ctx))
	return errors.Join(
		missing(ctx, conn, lookForRole, Role, "CREATE ROLE "+Role+" LOGIN CREATEDB CREATEROLE"),
		missing(ctx, conn, lookForRole, Service, "CREATE ROLE "+Service+" LOGIN"),
		missing(ctx, conn, "SELECT FROM pg_database WHERE datname = $1", Database, "CREATE DATABASE "+Database+" OWNER "+Role),
	)
}

// missing makes what a query does not find by its name.
func missing(ctx context.Context, conn *pgx.Conn, look, name, create string) error {
	tag, err := conn.Exec(ctx, look, name)
	if err == nil && tag.RowsAffected() == 0 {
		_, err = conn.Exec(ctx, create)
	}
	if err != nil {
		return fmt.Errorf("make %s: %w", name, err)
	}
	return nil
}

func (h *home) connect(ctx context.Context, role, database string) (*pgx.Conn, error) {
	cfg, err := pgx.ParseConfig(address(h.socket, role, database))
	if err != nil {
		return nil, fmt.Errorf("address of the server: %w", err)
	}
	cfg.ConnectTimeout = 10 * time.Second
	return pgx.ConnectConfig(ctx, cfg)
}
