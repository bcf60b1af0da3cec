package private

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"os/exec"
	"strings"
	"sync"
	"syscall"
	"testing"
)

func TestJoinMakesTheCluster(t *testing.T) {
	t.Parallel()
	dir := made(t)
	s := join(t, dir)
	for sql, want := range map[string]string{
		"SELECT rolsuper::text FROM pg_roles WHERE rolname = current_user":                                      "false",
		"SELECT pg_get_userbyid(datdba) FROM pg_database WHERE datname = current_database()":                    "laowu",
		"SELECT pg_encoding_to_char(encoding) || datcollate || datctype FROM pg_database WHERE datname='laowu'": "UTF8CC.UTF-8",
		"SELECT current_setting('data_checksums')":                                                              "on",
		"SELECT current_setting('listen_addresses')":                                                            "",
		"SELECT current_setting('fsync')":                                                                       "off",
		"SELECT current_setting('log_min_messages')":                                                            "log",
	} {
		if got := query(t, s, sql); got != want {
			t.Errorf("%s: %q, want %q", sql, got, want)
		}
	}
	info, err := os.Stat(dir + "/postgres")
	if err != nil || info.Mode().Perm() != 0o700 {
		t.Errorf("the server's folder: %v %v", info.Mode(), err)
	}
}

// Whatever the order of coming and going, who stays is served and the last one
// stops the server.
func TestTwoProcesses(t *testing.T) {
	t.Parallel()
	dir := made(t)
	for _, order := range []string{
		"+a+b-a-b", "+a+b-b-a", "+a-a+b-b", "+a+b-a+c-b+a-c-a", // in order
		"+a+b*a-b", "+a*a+b-b", "+a+b*a*b+c-c", // some are killed
	} {
		follow(t, dir, order)
	}
}

// follow lets processes come (+), go (-) and be killed (*), and looks at the
// server after each.
func follow(t *testing.T, dir, order string) {
	t.Helper()
	in := map[byte]*process{}
	server := 0
	for i := 0; i < len(order); i += 2 {
		name := order[i+1]
		switch order[i] {
		case '+':
			in[name] = begin(t, dir, nil)
			now := in[name].joined()
			if server != 0 && now != server {
				t.Errorf("%s: joined server %d, want %d", order[:i+2], now, server)
			}
			server = now
		case '-':
			in[name].leave()
			delete(in, name)
			if len(in) == 0 {
				server = 0
			}
		case '*':
			in[name].kill()
			delete(in, name)
		}
		if got := pid(t, dir); got != server {
			t.Fatalf("%s: server %d, want %d", order[:i+2], got, server)
		}
	}
}

// Twenty processes come at once to a folder where somebody was killed while
// making a cluster. Half of them are killed too.
func TestManyAtOnce(t *testing.T) {
	t.Parallel()
	dir := place(t) + "/data"
	t.Cleanup(func() { empty(t, dir) })
	if err := os.MkdirAll(dir+"/postgres/cluster.new-HALF/base", 0o711); err != nil {
		t.Fatal(err)
	}
	if err := handOver(t, dir+"/postgres"); err != nil {
		t.Fatal(err)
	}
	var all sync.WaitGroup
	for i := range 20 {
		p := begin(t, dir, nil)
		all.Go(func() {
			if i%4 == 3 {
				_ = p.cmd.Process.Kill() // while it comes
			}
			line, _ := p.said.ReadString('\n')
			if i%4 == 2 {
				_ = p.cmd.Process.Kill() // while it is there
			}
			rest, err := p.close()
			if i%4 < 2 && (!strings.HasPrefix(line, "joined ") || err != nil) {
				t.Errorf("a process said %q, %q, %v", line, rest, err)
			}
		})
	}
	all.Wait()
	s := join(t, dir)
	query(t, s, "SELECT 'here'")
	leave(t, s)
	if got := pid(t, dir); got != 0 {
		t.Errorf("server %d still runs", got)
	}
	if left, err := fs.Glob(os.DirFS(dir), "postgres/cluster.new*"); err != nil || len(left) > 0 {
		t.Errorf("left behind: %v %v", left, err)
	}
}

// handOver gives a folder to the server's user.
func handOver(t *testing.T, dir string) error {
	t.Helper()
	a, err := chooseAccount(dir)
	if err != nil {
		return err
	}
	return os.Chown(dir, a.uid, a.gid)
}

func TestKilledServer(t *testing.T) {
	t.Parallel()
	dir := made(t)
	s := join(t, dir)
	busy := make(chan error, 1)
	conn, err := s.home.connect(t.Context(), Role, Database)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := conn.Exec(t.Context(), "CREATE TABLE kept AS SELECT generate_series(1, 1000) AS n"); err != nil {
		t.Fatal(err)
	}
	go func() {
		// It waits for nothing, so that its process does not see the server die.
		_, err := conn.Exec(context.Background(), "DO 'BEGIN LOOP END LOOP; END'")
		busy <- err
	}()
	for query(t, s, "SELECT count(*)::text FROM pg_stat_activity WHERE state = 'active' AND query LIKE 'DO %'") == "0" {
		continue // until it is at work
	}
	server := pid(t, dir)
	if server == 0 { // which would mean this test's own group
		t.Fatal("no server runs")
	}
	if err := syscall.Kill(server, syscall.SIGKILL); err != nil {
		t.Fatal(err)
	}
	p := begin(t, dir, nil)
	if now := p.joined(); now == server {
		t.Errorf("joined the killed server %d", now)
	}
	if err := <-busy; err == nil {
		t.Error("a statement outlived its server")
	}
	if got := query(t, s, "SELECT sum(n)::text FROM kept"); got != "500500" {
		t.Errorf("after recovery the table adds up to %s", got)
	}
	p.leave()
	query(t, s, "SELECT 'still here'")
}

// A server whose socket somebody removed is of no use; who is alone starts it
// again, who is not says so.
func TestSocketGone(t *testing.T) {
	t.Parallel()
	dir := made(t)
	s := join(t, dir)
	if err := os.Remove(dir + "/postgres/" + socketName); err != nil {
		t.Fatal(err)
	}
	_, err := Join(t.Context(), Options{Dir: dir})
	if problem(err) != Deaf {
		t.Errorf("beside another: %v", err)
	}
	unlock(s.home.users) // as if s were killed
	query(t, join(t, dir), "SELECT 'here'")
}

// A copy of a data folder in use has a server of its own.
func TestCopyOfRunning(t *testing.T) {
	t.Parallel()
	dir := made(t)
	s := join(t, dir)
	other := dir + "-2"
	if out, err := exec.CommandContext(t.Context(), "cp", "-a", dir, other).CombinedOutput(); err != nil {
		t.Fatalf("copy a cluster: %v: %s", err, out)
	}
	t.Cleanup(func() { empty(t, other) })
	if c := join(t, other); c.URL() == s.URL() || pid(t, other) == 0 || pid(t, other) == pid(t, dir) {
		t.Errorf("the copy is served by %s, the first by %s", c.URL(), s.URL())
	}
}

func TestLeave(t *testing.T) {
	t.Parallel()
	dir := made(t)
	a, b := join(t, dir), join(t, dir)
	leave(t, a)
	leave(t, a)
	query(t, b, "SELECT 'here'")
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if err := b.Leave(ctx); err != nil {
		t.Errorf("a program that was told to stop left with %v", err)
	}
	if got := pid(t, dir); got != 0 {
		t.Errorf("server %d still runs", got)
	}
}

func TestCancelled(t *testing.T) {
	t.Parallel()
	dir := made(t)
	h, err := open(t.Context(), Options{Dir: dir})
	if err != nil {
		t.Fatal(err)
	}
	defer h.close()
	if err := lock(t.Context(), h.start); err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := Join(ctx, Options{Dir: dir}); !errors.Is(err, context.Canceled) {
		t.Errorf("while somebody comes: %v", err)
	}
	unlock(h.start)
	if _, err := Join(ctx, Options{Dir: dir}); !errors.Is(err, context.Canceled) {
		t.Errorf("before the start: %v", err)
	}
}

// Whoever gives up while a cluster is made leaves nothing half-made.
func TestCancelledWhileMaking(t *testing.T) {
	t.Parallel()
	dir := place(t) + "/data"
	t.Cleanup(func() { empty(t, dir) })
	ctx, cancel := context.WithCancel(t.Context())
	done := make(chan error, 1)
	go func() {
		_, err := Join(ctx, Options{Dir: dir, Settings: quick()})
		done <- err
	}()
	for begun := 0; begun == 0; {
		found, err := fs.Glob(os.DirFS(dir), "postgres/cluster.new-*/PG_VERSION")
		if err != nil {
			t.Fatal(err)
		}
		begun = len(found)
	}
	cancel()
	if err := <-done; !errors.Is(err, context.Canceled) {
		t.Errorf("got %v", err)
	}
	if left, err := fs.Glob(os.DirFS(dir), "postgres/cluster*"); err != nil || len(left) > 0 {
		t.Errorf("left behind: %v %v", left, err)
	}
}
