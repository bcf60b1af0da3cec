package web_test

import (
	"net/url"
	"strings"
	"testing"
	"time"

	"laowu/internal/access"
	"laowu/internal/db"
	"laowu/internal/roster"
)

// A password is taken as it was typed: nothing is cut off, folded or tidied.
func TestPasswordIsTakenAsTyped(t *testing.T) {
	t.Parallel()
	b := newBureau(t)
	site := serve(t, b.Deps)
	const typed = " Ａ枣树 又开花了 & 100%+é\\n"
	w := b.login(t, site, "station")
	w.get("/password")
	w.post("/password", "current", staffSecret, "new", typed, "again", typed).wants(303)
	b.clock.pass(time.Second)
	for _, other := range []string{strings.TrimSpace(typed), strings.ToLower(typed), strings.ToUpper(typed), typed[:len(typed)-1], typed + " ", strings.ReplaceAll(typed, "Ａ", "A"), strings.ReplaceAll(typed, "é", "e\u0301")} {
		v := b.visitor(t, site)
		v.get("/login?as=staff")
		if v.post("/login", "as", "staff", "account", "station", "password", other); v.status != 422 {
			t.Errorf("%q is taken for %q: %d", other, typed, v.status)
		}
		b.clock.pass(30 * time.Minute)
	}
	v := b.visitor(t, site)
	v.get("/login?as=staff")
	v.post("/login", "as", "staff", "account", "station", "password", typed).wants(303, "/station")
}

// Passwords are hidden while they are typed, and a browser may keep and fill
// them in.
func TestPasswordFields(t *testing.T) {
	t.Parallel()
	b := newBureau(t)
	site := serve(t, b.Deps)
	b.claim(t, wang, "271828")
	worker, clerk := b.workerLogin(t, site, "271828"), b.login(t, site, "station")
	for path, fields := range map[string]map[string]string{
		"/login?as=staff": {"password": "current-password"}, "/login?as=worker": {"password": "current-password"},
		"/password": {"current": "current-password", "new": "new-password", "again": "new-password"}, "/login/bind": {"current": "current-password"}, "/me/delete": {"password": "current-password"},
	} {
		w := clerk
		switch {
		case strings.HasPrefix(path, "/login?"):
			w = b.visitor(t, site)
		case strings.HasPrefix(path, "/me"):
			w = worker
		}
		w.get(path).wants(200).lacks("onpaste", `value="`+staffSecret)
		for name, fill := range fields {
			_, field, ok := strings.Cut(w.body, `<input id="`+name+`"`)
			field, _, _ = strings.Cut(field, ">")
			if !ok || !strings.Contains(field, `type="password"`) || !strings.Contains(field, `autocomplete="`+fill+`"`) {
				t.Errorf("%s: the field %s is %q", path, name, field)
			}
		}
	}
}

// A worker's session lasts a week unused and a month at all; his telephone is
// his own.
func TestWorkersSessionsLast(t *testing.T) {
	t.Parallel()
	b := newBureau(t)
	site := serve(t, b.Deps)
	b.claim(t, wang, "271828")
	w := b.workerLogin(t, site, "271828")
	const day = 24 * time.Hour
	for range 4 {
		b.clock.pass(7*day - time.Minute)
		w.get("/me").wants(200)
	}
	b.clock.pass(2*day + 5*time.Minute)
	w.get("/me").wants(303, "/login")
	idle := b.workerLogin(t, site, "271828")
	b.clock.pass(7*day + time.Minute)
	idle.get("/me").wants(303, "/login")
}

// The admin ends all sessions of a login, and a worker all of his own.
func TestSessionsAreEndedFromElsewhere(t *testing.T) {
	t.Parallel()
	b := newBureau(t)
	site := serve(t, b.Deps)
	b.claim(t, wang, "271828")
	admin, one, other := b.login(t, site, "admin"), b.login(t, site, "station"), b.login(t, site, "station")
	b.clock.pass(time.Second)
	admin.get("/admin").post(linkOf(t, admin, "station", "/logout")).wants(303)
	admin.get(admin.at).wants(200, "全部退出了")
	one.get("/station").wants(303, "/login")
	other.get("/station").wants(303, "/login")
	again := b.login(t, site, "station")
	admin.get("/admin").post(linkOf(t, admin, "station", "/disable")).wants(303)
	admin.get(admin.at).wants(200, "停用了")
	again.get("/station").wants(303, "/login")
	here, there := b.workerLogin(t, site, "271828"), b.workerLogin(t, site, "271828")
	b.clock.pass(time.Second)
	here.post("/me/logout").wants(303)
	here.get("/me").wants(303, "/login")
	there.get("/me").wants(303, "/login")
}

// A new one-time password does not lead around the second factor, unless the
// admin takes that away too.
func TestResetKeepsTheSecondFactor(t *testing.T) {
	t.Parallel()
	b := newBureau(t)
	site := serve(t, b.Deps)
	b.login(t, site, "county")
	admin := b.login(t, site, "admin")
	for _, c := range []struct{ factor, leads string }{{"", "/login/code"}, {"reset", "/password"}} {
		admin.get("/admin").post(linkOf(t, admin, "county", "/once"), "factor", c.factor).wants(200, "一次性密码", `<b>`+strings.TrimPrefix(admin.site, "http://")+`/login?as=staff</b>`)
		once := secretOn(admin.body)
		w := b.visitor(t, site)
		w.get("/login?as=staff")
		w.post("/login", "as", "staff", "account", "county", "password", once).wants(303, c.leads)
		for _, path := range []string{"/county", "/people", "/switch"} {
			w.get(path).wants(303, c.leads)
		}
	}
}

// A form changes what its page shows, whatever else is sent with it.
func TestFormsTakeTheirOwnFieldsAlone(t *testing.T) {
	t.Parallel()
	b := newBureau(t)
	site := serve(t, b.Deps)
	b.claim(t, wang, "271828")
	w := b.workerLogin(t, site, "271828")
	other := strings.TrimPrefix(b.person(zhang), "/people/")
	w.post("/me/corrections", "wrong", "other", "right", "改一改", "person", other, "id", "1", "state", "done", "answer", "好", "county", "141124", "kind", "erasure", "role", "admin").wants(303)
	w.post("/me/reveal", "field", "phone", "person", other).wants(200, "140 0000 0001")
	w.get("/password")
	w.post("/password", "current", "271828", "new", "314159", "again", "314159", "login", "1", "once", "true", "demonstration", "true", "name", "admin").wants(303)
	b.tx(t, admin, func(tx *db.Tx) error {
		all, err := roster.Requests(t.Context(), tx, b.people[wang])
		if err != nil || len(all) != 1 || all[0].State != roster.RequestOpen || all[0].Kind != roster.Correction || all[0].Answer != "" {
			t.Errorf("the worker's requests are %+v, %v", all, err)
		}
		if others, err := roster.Requests(t.Context(), tx, b.people[zhang]); err != nil || len(others) != 0 {
			t.Errorf("another's are %+v, %v", others, err)
		}
		var odd int
		err = tx.QueryRow(t.Context(), "SELECT count(*) FROM login WHERE (name IS NULL) <> (phone_sealed IS NOT NULL) OR demonstration OR once").Scan(&odd)
		if odd > 0 {
			t.Errorf("%d logins were changed", odd)
		}
		return err
	})
	clerk := b.login(t, site, "association")
	clerk.get(b.person(wang)).post(b.person(wang)+"/reveal", "field", "phone", "reason", "核对花名册", "person", other).wants(200, "140 0000 0001")
	if said := b.trail(t, access.Revealed); strings.Contains(strings.Join(said, ""), "person "+other+" ") {
		t.Errorf("another's number was shown: %q", said)
	}
}

// Every answer says what it is, and in which characters; a file comes to be
// kept and under a name of ours.
func TestAnswersSayWhatTheyAre(t *testing.T) {
	t.Parallel()
	b := newBureau(t)
	site := serve(t, b.Deps)
	b.claim(t, wang, "271828")
	front := get(t, site+"/").body
	link := func(begins string) string {
		_, rest, _ := strings.Cut(front, `href="`+begins)
		end, _, _ := strings.Cut(rest, `"`)
		return begins + end
	}
	for path, want := range map[string]string{
		"/": "text/html; charset=utf-8", "/nowhere": "text/html; charset=utf-8", "/login": "text/html; charset=utf-8", "/robots.txt": "text/plain; charset=utf-8", "/healthz": "application/json",
		"/api/v1/openings": "application/json", "/api/v1/nowhere": "application/problem+json", link("/static/look."): "text/css; charset=utf-8", link("/static/icon."): "image/svg+xml; charset=utf-8",
	} {
		if got := get(t, site+path).header.Get("Content-Type"); got != want {
			t.Errorf("%s is %q, want %q", path, got, want)
		}
	}
	w := b.workerLogin(t, site, "271828")
	w.post("/me/data", "filename", "../../evil.exe").wants(200)
	if got, want := w.header.Get("Content-Disposition"), "attachment; filename*=UTF-8''"+url.PathEscape("我的信息.xlsx"); got != want {
		t.Errorf("the file comes as %q", got)
	}
	if got := w.header.Get("Cache-Control"); got != "no-store" {
		t.Errorf("the file is kept: %q", got)
	}
}
