// Package private runs a PostgreSQL of the platform's own under the data
// folder. Whoever comes first starts it, the others join, and who leaves last
// stops it.
//
// Presence is a shared lock on a file beside the cluster; starting and
// stopping happen under a second, exclusive one, so that nobody joins a server
// that is being stopped. The kernel drops a killed process's locks, and the
// server, in a session of its own, outlives it: the next process joins it, or
// starts it anew, whereupon PostgreSQL recovers by itself.
package private

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net/url"
	"os"
	"path/filepath"
)

// Options say where the server's data lies.
type Options struct {
	Dir      string       // the data folder
	Log      *slog.Logger // slog.Default when nil
	BinDir   string       // PostgreSQL's programs; found when empty
	Settings []string     // further settings, name=value
}

// Server is this process's stay with the private PostgreSQL.
type Server struct {
	cluster
	users, gate *os.File
}

// role owns the database, and its name is the database's too.
const role = "laowu"

// Error is a failure in words for people; Err is the cause, for the log.
type Error struct {
	Text string
	Err  error
}

func (e *Error) Error() string { return e.Text }
func (e *Error) Unwrap() error { return e.Err }

// Join makes the cluster where there is none, starts the server where it does
// not run, and stays with it until Leave. Errors are of type *Error where
// people can do something about them.
func Join(ctx context.Context, o Options) (*Server, error) {
	c, err := newCluster(o)
	if err != nil {
		return nil, err
	}
	s := &Server{cluster: c}
	if s.gate, err = openLock(filepath.Join(c.dir, "postgres.gate")); err != nil {
		return nil, err
	}
	if s.users, err = openLock(filepath.Join(c.dir, "postgres.users")); err != nil {
		return nil, errors.Join(err, s.gate.Close())
	}
	if err := s.enter(ctx); err != nil {
		return nil, errors.Join(err, s.users.Close(), s.gate.Close())
	}
	return s, nil
}

func (s *Server) enter(ctx context.Context) error {
	if err := lock(ctx, s.gate); err != nil {
		return err
	}
	defer unlock(s.gate)
	if err := share(ctx, s.users); err != nil {
		return err
	}
	return s.ensure(ctx)
}

// URL is the address of the platform's database, by unix socket, as its owner.
func (s *Server) URL() string { return s.url(role) }

func (c cluster) url(database string) string {
	u := url.URL{Scheme: "postgres", User: url.User(role), Path: "/" + database, RawQuery: url.Values{"host": {c.socket}}.Encode()}
	return u.String()
}

// Leave ends the stay; who leaves last stops the server.
func (s *Server) Leave(ctx context.Context) error {
	err := s.leave(ctx)
	return errors.Join(err, s.users.Close(), s.gate.Close())
}

func (s *Server) leave(ctx context.Context) error {
	if err := lock(ctx, s.gate); err != nil {
		return err
	}
	if !alone(s.users) {
		return nil
	}
	if err := s.stop(ctx); err != nil {
		return fmt.Errorf("stop PostgreSQL: %w", err)
	}
	return nil
}

// Database is the address of another database of the server's.
func (s *Server) Database(name string) string { return s.url(name) }
