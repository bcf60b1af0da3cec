package web_test

import (
	"bytes"
	"log/slog"
	"strings"
	"sync"
	"testing"
	"time"

	"laowu/internal/access"
)

// said is a log that several goroutines write.
type said struct {
	mu  sync.Mutex
	out bytes.Buffer
}

func (s *said) Write(p []byte) (int, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.out.Write(p)
}

func (s *said) String() string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.out.String()
}

// Each proof of who somebody is stands in the audit trail, the failed ones too,
// and by what it was; what was typed does not.
func TestProofsAreOnRecord(t *testing.T) {
	t.Parallel()
	b := newBureau(t)
	site := serve(t, b.Deps)
	b.claim(t, wang, "271828")
	b.login(t, site, "county").post("/logout")
	failed := func() int { return len(b.trail(t, access.LoginFailed)) }
	before := failed()
	expect := func(what, by string) {
		t.Helper()
		all := b.trail(t, access.LoginFailed)
		if len(all) != before+1 || !strings.Contains(all[0], `{"by": "`+by+`"}`) || !strings.Contains(all[0], "127.0.0.1") {
			t.Errorf("%s: %d more on record, the last %q", what, len(all)-before, all[0])
		}
		before = len(all)
	}
	w := b.visitor(t, site)
	w.get("/login?as=staff")
	w.post("/login", "as", "staff", "account", "county", "password", "geheim").wants(422)
	expect("a wrong password", "password")
	w.post("/login", "as", "staff", "account", "county", "password", staffSecret).wants(303, "/login/code")
	w.get("/login/code")
	w.post("/login/code", "code", "geheim").wants(422)
	expect("a wrong code", "totp")
	b.clock.pass(time.Minute)
	w.post("/login/code", "code", b.code(t, "county")).wants(303, "/county")
	if in := b.trail(t, access.LoggedIn); !strings.Contains(in[0], `{"by": "totp"}`) || !strings.Contains(in[1], `{"by": "password"}`) {
		t.Errorf("the logins on record are %q", in)
	}
	w.get("/password")
	w.post("/password", "current", "geheim", "new", "另一句很长很长很长的话呀", "again", "另一句很长很长很长的话呀").wants(422)
	expect("a wrong present password", "password")
	w.get("/claim")
	w.post("/claim", "code", "GEHE-IMGE-HEIM", "last4", "9998").wants(422)
	expect("a wrong claim code", "claim")
	worker := b.workerLogin(t, site, "271828")
	worker.get("/me/delete")
	worker.post("/me/delete", "sure", "yes", "password", "geheim").wants(422)
	expect("a wrong password before an erasure", "password")
	if all := strings.ToLower(strings.Join(append(b.trail(t, access.LoginFailed), b.trail(t, access.LoggedIn)...), "")); strings.Contains(all, "gehe") || strings.Contains(all, familyPhone) {
		t.Error("what was typed is on record")
	}
	b.login(t, site, "auditor").get("/audit?action=login_failed").wants(200, "凭：动态码", "凭：密码", "凭：认领码")
}

// Who is known and reaches for what is not his, and who guesses on, is told to
// the log.
func TestReachingIsLogged(t *testing.T) {
	t.Parallel()
	b := newBureau(t)
	var log said
	b.Log = slog.New(slog.NewTextHandler(&log, nil))
	site := serve(t, b.Deps)
	w := b.login(t, site, "association")
	if log.String() != "" {
		t.Errorf("of plain work the log says %s", log.String())
	}
	w.get("/admin").wants(403)
	w.get(b.person(zhang)).wants(404)
	kept := w.token
	w.token = ""
	w.post("/people", "q", "geheim").wants(403)
	w.token = kept
	stranger := b.visitor(t, site)
	stranger.get("/login?as=staff")
	for range 6 {
		stranger.post("/login", "as", "staff", "account", "county", "password", "geheim").wants(422)
	}
	for _, want := range []string{
		"path=/admin from=127.0.0.1 login=1 role=association", "path=" + b.person(zhang), "放得太久", `why="too many failures" method=POST path=/login from=127.0.0.1 login=0 role=nobody`,
	} {
		if !strings.Contains(log.String(), want) {
			t.Errorf("the log does not say %s:\n%s", want, log.String())
		}
	}
	if n := strings.Count(log.String(), "\n"); n != 4 || strings.Contains(log.String(), "geheim") {
		t.Errorf("the log has %d lines:\n%s", n, log.String())
	}
}
