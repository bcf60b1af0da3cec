// Package private runs the platform's own PostgreSQL under the data folder.
//
// Whoever comes first makes the cluster and starts the server; others join it;
// who is alone on leaving stops it. Two lock files keep the order: users.lock
// is held, shared, by everyone who works with the server, so that a process
// that is killed leaves by the kernel's hand; start.lock is held while
// somebody comes or goes, so that nobody joins a server that is being stopped.
// The server is a session of its own and outlives the process that started it.
package private

import (
	"context"
	"log/slog"
	"sync"
)

// Role owns Database, and is who URL connects as. It may create roles and
// databases but is no superuser, as with a PostgreSQL run by somebody else.
// Service is who ServiceURL connects as: it owns nothing and may nothing but
// what it is given, so that a statement that somebody else puts into the
// service's hands does not come by the owner's rights.
const (
	Role     = "laowu"
	Service  = "laowu_app"
	Database = "laowu"
)

// Options of Join.
type Options struct {
	// Dir is the data folder. The server keeps all that is its own in the
	// folder postgres below it.
	Dir string
	// Log hears of starting and stopping; may be nil.
	Log *slog.Logger
	// BinDir holds initdb and postgres; searched for when empty.
	BinDir string
	// Settings go before the package's own, by name. They count for the
	// process that starts the server, and with fsync=off its cluster is also
	// made without waiting for the disk.
	Settings map[string]string
}

// Server is a share in the running server, from Join to Leave.
type Server struct {
	home *home
	once sync.Once
	err  error
}

// Join makes the cluster where there is none, starts the server where none
// runs, and holds a share in it. What goes wrong is an *Error, except that a
// cancelled ctx is returned as such.
func Join(ctx context.Context, o Options) (*Server, error) {
	if o.Log == nil {
		o.Log = slog.New(slog.DiscardHandler)
	}
	h, err := open(ctx, o)
	if err != nil {
		return nil, h.explain(ctx, err)
	}
	if err := h.join(ctx); err != nil {
		h.close()
		return nil, h.explain(ctx, err)
	}
	return &Server{home: h}, nil
}

// URL connects to Database as Role by a unix socket; PostgreSQL's own programs
// understand it too. The operating system says who calls: only root and the
// user that the server runs as are let in.
func (s *Server) URL() string { return s.Database(Database) }

// ServiceURL is URL as Service.
func (s *Server) ServiceURL() string { return address(s.home.socket, Service, Database) }

// Database is URL for another database of the server.
func (s *Server) Database(name string) string { return address(s.home.socket, Role, name) }

// Leave gives the share back and stops the server where nobody else has one.
// Connections should be closed before. It works when ctx is cancelled, as that
// is when programs leave. Calling it again does nothing.
func (s *Server) Leave(ctx context.Context) error {
	s.once.Do(func() {
		ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), patience)
		defer cancel()
		if err := s.home.leave(ctx); err != nil {
			s.err = s.home.explain(ctx, err)
		}
		s.home.close()
	})
	return s.err
}
