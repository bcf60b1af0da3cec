package private

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"
)

// patience is how long a server may take to start, recovery included, or to
// stop.
const patience = 2 * time.Minute

// settings suit an office machine. Statements and their values stay out of the
// log: they hold people's numbers.
var settings = []string{
	"listen_addresses=", "unix_socket_permissions=0700", "max_connections=100", "jit=off",
	"shared_buffers=128MB", "work_mem=16MB", "maintenance_work_mem=128MB", "effective_cache_size=1GB",
	"max_wal_size=2GB", "checkpoint_completion_target=0.9", "random_page_cost=1.1", "timezone=Asia/Shanghai",
	"log_statement=none", "log_min_error_statement=panic", "log_error_verbosity=terse", "log_parameter_max_length_on_error=0",
	"lc_messages=C", "logging_collector=off", "log_checkpoints=off",
}

// ensure leaves a server that answers.
func (c cluster) ensure(ctx context.Context) error {
	ctx, cancel := context.WithTimeout(ctx, patience)
	defer cancel()
	if c.answers(ctx) == nil {
		return nil
	}
	if c.version() == "" {
		if exists(c.data) {
			return &Error{"数据目录里的 " + c.data + " 不是 PostgreSQL 的数据：请把它移走，或用 LAOWU_DATA 换一个目录", nil}
		}
		if err := c.create(ctx); err != nil {
			return err
		}
	}
	if c.pid() != 0 { // left by a killed process, it starts or stops: it will answer or be gone
		if err := c.settle(ctx); err != nil || c.pid() != 0 {
			return err
		}
	}
	return c.start(ctx)
}

// settle waits until the server that is there answers or has gone.
func (c cluster) settle(ctx context.Context) error {
	for c.pid() != 0 && c.answers(ctx) != nil {
		if err := rest(ctx); err != nil {
			return &Error{"PostgreSQL 没有应答，请看 " + c.logFile(), err}
		}
	}
	return nil
}

func (c cluster) start(ctx context.Context) error {
	log, err := c.openLog()
	if err != nil {
		return err
	}
	defer log.Close()
	for {
		gone, err := c.launch(log)
		if err != nil {
			return err
		}
		err = c.await(ctx, gone)
		if err == nil {
			return c.createDatabase(ctx)
		}
		// Backends of a killed server hold its memory until they notice.
		if !strings.Contains(c.lastLog(), "pre-existing shared memory") || rest(ctx) != nil {
			return err
		}
	}
}

// launch starts the server in a session of its own, so that neither our end
// nor a Ctrl-C at our terminal is its own.
func (c cluster) launch(log *os.File) (gone <-chan struct{}, err error) {
	args := []string{"-D", c.data, "-c", "unix_socket_directories=" + c.socket}
	for _, s := range append(append([]string{}, settings...), c.settings...) {
		args = append(args, "-c", s)
	}
	cmd := c.command(context.Background(), "postgres", args...) //nolint:contextcheck // it outlives the caller
	cmd.Stdout, cmd.Stderr = log, log
	cmd.SysProcAttr.Setsid = true
	if err := cmd.Start(); err != nil {
		return nil, c.explain("postgres", "", err)
	}
	ended := make(chan struct{})
	go func() { defer close(ended); _ = cmd.Wait() }()
	return ended, nil
}

// await waits until the server answers, or says why it ended.
func (c cluster) await(ctx context.Context, gone <-chan struct{}) error {
	for {
		if c.answers(ctx) == nil {
			return nil
		}
		select {
		case <-gone:
			return c.explain("postgres", c.lastLog(), errors.New("server ended")) //nolint:err113 // the log says why
		default:
		}
		if err := rest(ctx); err != nil {
			return &Error{"PostgreSQL 很久没有启动好，请看 " + c.logFile(), err}
		}
	}
}

// answers asks the server for a connection.
func (c cluster) answers(ctx context.Context) error {
	if !exists(filepath.Join(c.socket, ".s.PGSQL.5432")) {
		return os.ErrNotExist
	}
	conn, err := pgx.Connect(ctx, c.url("postgres"))
	if err != nil {
		return err
	}
	return conn.Close(ctx)
}

func (c cluster) createDatabase(ctx context.Context) error {
	conn, err := pgx.Connect(ctx, c.url("postgres"))
	if err != nil {
		return fmt.Errorf("connect: %w", err)
	}
	defer conn.Close(ctx)
	_, err = conn.Exec(ctx, "CREATE DATABASE "+role)
	var pg *pgconn.PgError
	if errors.As(err, &pg) && pg.Code == "42P04" {
		return nil
	}
	if err != nil {
		return fmt.Errorf("create database: %w", err)
	}
	return nil
}

// pid is the running server's, or 0. A stale file may name a process that is
// somebody else's by now.
func (c cluster) pid() int {
	text, err := os.ReadFile(filepath.Join(c.data, "postmaster.pid"))
	if err != nil {
		return 0
	}
	line, _, _ := strings.Cut(string(text), "\n")
	pid, err := strconv.Atoi(strings.TrimSpace(line))
	if err != nil || pid <= 0 || syscall.Kill(pid, 0) != nil {
		return 0
	}
	if args, err := os.ReadFile(fmt.Sprintf("/proc/%d/cmdline", pid)); err == nil && !strings.Contains(string(args), c.data) {
		return 0
	}
	return pid
}

// stop has the server write everything down and end.
func (c cluster) stop(ctx context.Context) error {
	ctx, cancel := context.WithTimeout(ctx, patience)
	defer cancel()
	pid := c.pid()
	if pid == 0 {
		return nil
	}
	if err := syscall.Kill(pid, syscall.SIGINT); err != nil {
		return fmt.Errorf("signal: %w", err)
	}
	for c.pid() == pid {
		if err := rest(ctx); err != nil {
			return err
		}
	}
	return nil
}
