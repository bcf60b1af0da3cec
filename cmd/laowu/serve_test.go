package main

import (
	"bytes"
	"context"
	"strings"
	"sync"
	"testing"

	"laowu/internal/demo"
)

// service is a running `laowu serve`.
type service struct {
	stop context.CancelFunc
	code chan int
	mu   sync.Mutex
	out  bytes.Buffer
	up   chan bool
}

// Write takes what the service says, and notices that it is up.
func (s *service) Write(p []byte) (int, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	before := strings.Contains(s.out.String(), "劳务平台已启动")
	n, err := s.out.Write(p)
	if !before && strings.Contains(s.out.String(), "劳务平台已启动") {
		close(s.up)
	}
	return n, err
}

// serve starts the service, waits until it is up, stops it and returns what it
// said.
func (o office) serve(t *testing.T, args ...string) string {
	t.Helper()
	s := o.start(t, args...)
	select {
	case <-s.up:
	case code := <-s.code:
		t.Fatalf("exit %d, said %s", code, s.out.String())
	}
	s.stop()
	if code := <-s.code; code != exitDone {
		t.Errorf("exit %d, said %s", code, s.out.String())
	}
	return s.out.String()
}

func (o office) start(t *testing.T, args ...string) *service {
	t.Helper()
	env := map[string]string{"LAOWU_ADDR": "127.0.0.1:0", "LAOWU_METRICS_ADDR": "127.0.0.1:0"}
	for k, v := range o.env {
		env[k] = v
	}
	s := &service{code: make(chan int, 1), up: make(chan bool)}
	var ctx context.Context
	ctx, s.stop = context.WithCancel(t.Context())
	t.Cleanup(s.stop)
	go func() {
		s.code <- run(ctx, append([]string{"serve"}, args...), streams{out: s, err: s, getenv: func(k string) string { return env[k] }})
	}()
	return s
}

// The first admin is made at the first start, by one of two at once, and never
// again; no other command makes him.
func TestFirstAdmin(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	o.ask(t, exitDone, "org", "list")
	if n := o.number(t, "SELECT count(*) FROM login"); n != 0 {
		t.Fatalf("%d logins before the first start", n)
	}
	one, other := o.start(t), o.start(t)
	<-one.up
	<-other.up
	one.stop()
	other.stop()
	if a, b := <-one.code, <-other.code; a != exitDone || b != exitDone {
		t.Errorf("exit %d and %d", a, b)
	}
	said := one.out.String() + other.out.String()
	if strings.Count(said, "第一个管理员：admin，一次性密码 ") != 1 || len(oncePassword.FindAllString(said, -1)) != 1 || !strings.Contains(said, "（七天内登录后要改）") {
		t.Errorf("said %s", said)
	}
	if n := o.number(t, "SELECT count(*) FROM account WHERE role = 'admin'"); n != 1 {
		t.Errorf("%d admins", n)
	}
	if name := o.text(t, "SELECT name FROM office"); name != "兴县人力资源和社会保障局" {
		t.Errorf("office %s", name)
	}
	if said := o.serve(t); strings.Contains(said, "管理员") || strings.Contains(said, demo.Password) {
		t.Errorf("second start said %s", said)
	}
}

func TestServeOfAnUnknownCounty(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	o.env["LAOWU_COUNTY"] = "999999"
	s := o.start(t)
	if code := <-s.code; code != exitFailed || !strings.Contains(s.out.String(), "LAOWU_COUNTY") {
		t.Errorf("exit %d, said %s", code, s.out.String())
	}
}

// Each start of a demonstration says how to log in, but for a login whose
// password was changed.
func TestDemonstrationSaysItsLogins(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	if code, _, errs := o.call(t, "demo", "--scale", "0.01"); code != exitDone {
		t.Fatalf("exit %d: %s", code, errs)
	}
	said := o.serve(t)
	for _, words := range []string{
		"务工协会、乡镇  association", "demo-admin", "auditor", "工作站", "鄂尔多斯西部工作站", "吕梁山护工培训基地", demo.Password,
		"务工人员        " + demo.WorkerPhone + "  " + demo.WorkerPIN,
	} {
		if !strings.Contains(said, words) {
			t.Errorf("does not say %s:\n%s", words, said)
		}
	}
	if strings.Contains(said, "第一个管理员") || strings.Count(said, demo.Password) != 8 {
		t.Errorf("said %s", said)
	}
	o.ask(t, exitDone, "user", "passwd", "county")
	o.call(t, "user", "disable", "auditor")
	if again := o.serve(t, "--demo"); strings.Count(again, demo.Password) != 6 || strings.Contains(again, "auditor") {
		t.Errorf("said %s", again)
	}
	if n := o.number(t, "SELECT count(*) FROM audit WHERE action = 'demo_loaded'"); n != 1 {
		t.Errorf("the demonstration was noted %d times", n)
	}
}

// Where real people are on record, no login whose password everybody knows comes
// to be.
func TestNoDemonstrationBesideRealRecords(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	o.ask(t, exitDone, "import", "associations", samples+"associations.xlsx")
	if code, _, errs := o.call(t, "demo", "--scale", "0.01"); code != exitFailed || !strings.Contains(errs, "真的记录") {
		t.Errorf("exit %d: %s", code, errs)
	}
	said := o.serve(t, "--demo")
	if n := o.number(t, "SELECT count(*) FROM login WHERE demonstration"); n != 0 || strings.Contains(said, demo.Password) {
		t.Errorf("%d logins were made, and it said %s", n, said)
	}
	if n := o.number(t, "SELECT count(*) FROM installation WHERE demonstration"); n != 0 {
		t.Error("the installation counts as a demonstration")
	}
}

// A demonstration that was loaded before there were logins gets them.
func TestOldDemonstrationGetsLogins(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	if code, _, errs := o.call(t, "demo", "--scale", "0.01"); code != exitDone {
		t.Fatalf("exit %d: %s", code, errs)
	}
	exec(t, o.env["LAOWU_DATABASE_URL"], "UPDATE class SET office = NULL; DELETE FROM claim_code; DELETE FROM account; DELETE FROM login; DELETE FROM office")
	if said := o.serve(t, "--demo"); strings.Count(said, demo.Password) != 8 || strings.Contains(said, "第一个管理员") {
		t.Errorf("said %s", said)
	}
}
