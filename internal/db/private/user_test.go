package private

import (
	"os"
	"os/exec"
	"strings"
	"syscall"
	"testing"

	"github.com/jackc/pgx/v5"
)

// nobody and daemon are Debian's users without rights.
func nobody() *syscall.Credential { return &syscall.Credential{Uid: 65534, Gid: 65534} }
func daemon() *syscall.Credential { return &syscall.Credential{Uid: 1, Gid: 1} }

func asRoot(t *testing.T) {
	t.Helper()
	if os.Geteuid() != 0 {
		t.Skip("only root can be several users")
	}
}

func TestOrdinaryUser(t *testing.T) {
	t.Parallel()
	asRoot(t)
	home := place(t)
	if err := os.Chown(home, 65534, 65534); err != nil {
		t.Fatal(err)
	}
	dir := home + "/data"
	t.Cleanup(func() { empty(t, dir) })
	first := begin(t, dir, nobody())
	server := first.joined()
	if uid := ownerOf(t, "/proc/"+itoa(server)); uid != 65534 {
		t.Errorf("the server runs as %d", uid)
	}
	// Another user is told so; root joins, and stays when the user leaves.
	begin(t, dir, daemon()).refused(NotWritable)
	if err := os.Chmod(dir, 0o755); err != nil {
		t.Fatal(err)
	}
	begin(t, dir, daemon()).refused(OtherUser)
	s := join(t, dir)
	first.leave()
	query(t, s, "SELECT 'here'")
	leave(t, s)
	// Started by root, it is still that user's.
	s = join(t, dir)
	if uid := ownerOf(t, "/proc/"+itoa(pid(t, dir))); uid != 65534 {
		t.Errorf("started by root, the server runs as %d", uid)
	}
	second := begin(t, dir, nobody())
	second.joined()
	leave(t, s)
	second.leave()
	if left := pid(t, dir); left != 0 {
		t.Errorf("server %d still runs", left)
	}
}

// What root made serves the server's own user too, who stops it as well.
func TestServersUserJoins(t *testing.T) {
	t.Parallel()
	asRoot(t)
	dir := made(t)
	a, err := systemAccount()
	if err != nil {
		t.Fatal(err)
	}
	as := &syscall.Credential{Uid: uint32(a.uid), Gid: uint32(a.gid)}
	s := join(t, dir)
	p := begin(t, dir, as)
	if got, want := p.joined(), pid(t, dir); got != want {
		t.Errorf("joined server %d, want %d", got, want)
	}
	leave(t, s)
	p.leave()
	p = begin(t, dir, as)
	p.joined()
	query(t, join(t, dir), "SELECT 'here'")
	p.leave()
}

// Even where the folders are thrown open, the server lets no other user in.
func TestStrangerIsKeptOut(t *testing.T) {
	t.Parallel()
	asRoot(t)
	dir := made(t)
	s := join(t, dir)
	for _, path := range []string{"", "/" + socketName} {
		if err := os.Chmod(dir+"/postgres"+path, 0o777); err != nil {
			t.Fatal(err)
		}
	}
	for _, role := range []string{Role, superuser} {
		cmd := exec.CommandContext(t.Context(), "psql", "-c", "SELECT 1", address(s.home.socket, role, superuser))
		cmd.Dir, cmd.SysProcAttr = "/", &syscall.SysProcAttr{Credential: nobody()}
		out, err := cmd.CombinedOutput()
		if err == nil || !strings.Contains(string(out), "Peer authentication failed") {
			t.Errorf("as %s: %v %s", role, err, out)
		}
	}
}

func TestUnreachable(t *testing.T) {
	t.Parallel()
	asRoot(t)
	closed := place(t) + "/closed"
	if err := os.Mkdir(closed, 0o700); err != nil {
		t.Fatal(err)
	}
	refused(t, Options{Dir: closed + "/a/data"}, Unreachable, closed+"/a/data", "LAOWU_DATA=/var/lib/laowu")
	if left, err := os.ReadDir(closed); err != nil || len(left) > 0 {
		t.Errorf("left behind: %v %v", left, err)
	}
	dir := madeAt(t, closed+"/data")
	if err := os.Chmod(closed, 0o700); err != nil {
		t.Fatal(err)
	}
	refused(t, Options{Dir: dir}, Unreachable)
	if err := os.Chmod(closed, 0o711); err != nil {
		t.Fatal(err)
	}
	query(t, join(t, dir), "SELECT 'here'")
}

func TestNotWritable(t *testing.T) {
	t.Parallel()
	asRoot(t)
	begin(t, place(t)+"/data", nobody()).refused(NotWritable)
	file := place(t) + "/file"
	if err := os.WriteFile(file, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	refused(t, Options{Dir: file + "/data"}, NotWritable, file, "LAOWU_DATA")
}

// Root copied a data folder by hand, or restored a backup: everything is
// root's now.
func TestCopiedByRoot(t *testing.T) {
	t.Parallel()
	asRoot(t)
	dir := made(t)
	if out, err := exec.CommandContext(t.Context(), "sh", "-c", "chown -R 0:0 "+dir+" && chmod -R a+rX "+dir).CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	query(t, join(t, dir), "SELECT 'here'")
}

// A process that got the number of a dead server's is not taken for it.
func TestNumberTakenByAnother(t *testing.T) {
	t.Parallel()
	dir := made(t)
	other := exec.CommandContext(t.Context(), "sleep", "60")
	a, err := chooseAccount(dir)
	if err != nil {
		t.Fatal(err)
	}
	other.SysProcAttr = a.attributes()
	other.Dir = "/"
	if err := other.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = other.Process.Kill(); _ = other.Wait() })
	text := itoa(other.Process.Pid) + "\n" + dir + "/postgres/cluster\n1\n5432\n" + dir + "/postgres\n\n1 1\nready   \n"
	for _, name := range []string{"cluster/postmaster.pid", socketName + ".lock"} {
		if err := os.WriteFile(dir+"/postgres/"+name, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	query(t, join(t, dir), "SELECT 'here'")
}

func TestURL(t *testing.T) {
	t.Parallel()
	for _, folder := range []string{"/a", "/a b/数据", "/a'b\"c+d%20"} {
		cfg, err := pgx.ParseConfig(address(folder, Role, Database))
		if err != nil || cfg.Host != folder || cfg.Port != 5432 || cfg.User != Role || cfg.Database != Database {
			t.Errorf("%s: %+v %v", folder, cfg, err)
		}
	}
}
