package web_test

import (
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"laowu/internal/access"
	"laowu/internal/db"
)

func TestLogin(t *testing.T) {
	t.Parallel()
	b := newBureau(t)
	site := serve(t, b.Deps)
	w := b.visitor(t, site)
	w.get("/people").wants(303, "/login?as=staff&next=/people")
	w.get(w.at).wants(200, "账号")
	w.post("/login", "as", "staff", "account", "township", "password", "wrong").wants(422, "没有登录上", `value="township"`).lacks("wrong")
	w.post("/login", "as", "staff", "account", "TOWNSHIP ", "password", staffSecret, "next", "/people").wants(303, "/people")
	w.get("/people").wants(200, "王建", "李英", "142325********9998", "140****0001", "康宁镇政府", "乡镇").lacks(wang, familyPhone, "张平")
	if got := w.header.Get("Cache-Control"); got != "no-store" {
		t.Errorf("a page behind a login is kept: %q", got)
	}
	w.get("/login").wants(303, "/township")
	w.post("/logout").wants(303)
	w.get("/people").wants(303, "/login")
}

// Nobody is led elsewhere by an address that was made up.
func TestLoginLeadsNowhereElse(t *testing.T) {
	t.Parallel()
	b := newBureau(t)
	site := serve(t, b.Deps)
	for _, next := range []string{"https://elsewhere.example/", "//elsewhere.example", "/\\elsewhere.example", "javascript:alert(1)", "/people\r\nX: y",
		"/\t/elsewhere.example", "/\n/elsewhere.example", "/\x00/elsewhere.example", "\t//elsewhere.example"} {
		w := b.visitor(t, site)
		w.get("/login?as=staff&next="+url.QueryEscape(next)).wants(200).lacks(`value="http`, `value="//`, `href="http`, `href="//`, `value="javascript`, `name="next" value="/`)
		w.post("/login", "as", "staff", "account", "station", "password", staffSecret, "next", next).wants(303)
		if w.at != "/station" {
			t.Errorf("%q leads to %q", next, w.at)
		}
	}
}

// The county and its admin need a second factor; a code counts once.
func TestSecondFactor(t *testing.T) {
	t.Parallel()
	b := newBureau(t)
	site := serve(t, b.Deps)
	w := b.visitor(t, site)
	w.get("/login?as=staff").wants(200)
	w.post("/login", "as", "staff", "account", "county", "password", staffSecret).wants(303, "/login/bind")
	w.get("/people").wants(303, "/login/bind") // half in is not in
	w.get("/login/bind").wants(200, "绑定")
	b.factors["county"] = secretOn(w.body)
	if w.get("/login/bind"); secretOn(w.body) != b.factors["county"] {
		t.Error("the key changes between two looks")
	}
	w.post("/login/bind", "code", "000000").wants(422, "等验证器换")
	w.post("/login/bind", "code", b.code(t, "county")).wants(303, "/county")
	w.get("/people").wants(200, "王建", "张平")

	again := b.visitor(t, site)
	again.get("/login?as=staff").wants(200)
	again.post("/login", "as", "staff", "account", "county", "password", staffSecret).wants(303, "/login/code")
	again.get("/people").wants(303, "/login/code")
	again.get("/login/code").wants(200)
	again.post("/login/code", "code", b.code(t, "county")).wants(422) // used to bind
	b.clock.pass(30 * time.Second)
	again.post("/login/code", "code", b.code(t, "county")).wants(303, "/county")
	again.get("/county").wants(200)
}

// Who need not show a code may, from then on; the password is asked once more
// before, and whoever is in elsewhere has to show a code too.
func TestSecondFactorOfChoice(t *testing.T) {
	t.Parallel()
	b := newBureau(t)
	site := serve(t, b.Deps)
	w, elsewhere := b.login(t, site, "station"), b.login(t, site, "station")
	w.get("/login/bind").wants(200, "现在的密码")
	b.factors["station"] = secretOn(w.body)
	w.post("/login/bind", "code", b.code(t, "station")).wants(422, "现在的密码不对")
	w.post("/login/bind", "code", b.code(t, "station"), "current", "不是这一句").wants(422, "现在的密码不对")
	elsewhere.get("/station").wants(200)
	w.post("/login/bind", "code", "000000", "current", staffSecret).wants(422, "等验证器换", "现在的密码").lacks("密码不对")
	w.post("/login/bind", "code", b.code(t, "station"), "current", staffSecret).wants(303, "/station")
	w.get("/station").wants(200)
	elsewhere.get("/station").wants(303, "/login/code")
	w.get("/login/bind").wants(303, "/station") // bound once, the admin alone takes it away
	w.post("/login/bind", "code", b.code(t, "station"), "current", staffSecret).wants(303, "/station")
}

// A password that was given once has to be changed, and ends with that.
func TestOneTimePassword(t *testing.T) {
	t.Parallel()
	b := newBureau(t)
	site := serve(t, b.Deps)
	old := b.login(t, site, "station")
	a := b.login(t, site, "admin")
	a.get("/admin").wants(200, "测试station", "鄂尔多斯西部工作站")
	b.clock.pass(time.Second)
	a.post(linkOf(t, a, "station", "/once")).wants(200, "一次性密码")
	once := secretOn(a.body)
	old.get("/station").wants(303, "/login") // its session ended
	w := b.visitor(t, site)
	w.get("/login?as=staff").wants(200)
	w.post("/login", "as", "staff", "account", "station", "password", staffSecret).wants(422)
	w.post("/login", "as", "staff", "account", "station", "password", once).wants(303, "/password")
	w.get("/station").wants(303, "/password")
	w.get("/password").wants(200, "请设一个自己的密码")
	for fresh, why := range map[string]string{"short": "至少 12 位", "station-station": "账号名", "qwertyuiop12": "常见", "aaaaaaaaaaaaaa": "太简单"} {
		w.post("/password", "new", fresh, "again", fresh).wants(422, why)
	}
	w.post("/password", "new", "另一句很长很长的话呀", "again", "不一样").wants(422, "两遍不一样")
	w.post("/password", "new", "另一句很长很长很长的话呀", "again", "另一句很长很长很长的话呀").wants(303, "/station")
	w.get("/station").wants(200)
}

// Who knows the present password sets another one, and every other session ends;
// one change after another has to wait.
func TestPasswordIsChanged(t *testing.T) {
	t.Parallel()
	b := newBureau(t)
	site := serve(t, b.Deps)
	w, other := b.login(t, site, "county"), b.login(t, site, "county")
	const fresh, next = "另一句很长很长很长的话呀", "又一句很长很长很长的话呀"
	w.get("/password").wants(200, "现在的密码")
	w.post("/password", "new", fresh, "again", fresh).wants(422, "现在的密码不对")
	w.post("/password", "current", fresh, "new", fresh, "again", fresh).wants(422, "现在的密码不对")
	w.post("/password", "current", staffSecret, "new", fresh, "again", fresh).wants(303)
	if w.at != "/county" {
		t.Errorf("who showed a code is sent to %s", w.at)
	}
	b.clock.pass(time.Second)
	other.get("/county").wants(303, "/login")
	w.get("/password").wants(200)
	for i := range 5 {
		secrets := []string{fresh, next}
		w.post("/password", "current", secrets[i%2], "new", secrets[1-i%2], "again", secrets[1-i%2])
	}
	w.wants(422, "先等一等")
}

// linkOf is the admin's address for one login's action.
func linkOf(t *testing.T, a *browserless, name, action string) string {
	t.Helper()
	_, rest, ok := strings.Cut(a.body, "测试"+name)
	i := strings.Index(rest, action+`"`)
	if !ok || i < 0 {
		t.Fatalf("no %s for %s", action, name)
	}
	return rest[strings.LastIndex(rest[:i], `"`)+1:i] + action
}

// A session does not survive what ends it: another's cookie, a clock, a role
// that was taken away.
func TestSessionsEnd(t *testing.T) {
	t.Parallel()
	b := newBureau(t)
	site := serve(t, b.Deps)
	here, _ := url.Parse(site)
	for name, end := range map[string]func(w *browserless){
		"tampered cookie": func(w *browserless) {
			for _, c := range w.client.Jar.Cookies(here) {
				c.Value = c.Value[1:] + "A"
				w.client.Jar.SetCookies(here, []*http.Cookie{c})
			}
		},
		"disabled": func(*browserless) {
			b.tx(t, admin, func(tx *db.Tx) error {
				id, err := access.FindLogin(t.Context(), tx, 0, "trainer")
				if err != nil {
					return err
				}
				return access.Disable(t.Context(), tx, id)
			})
		},
		"role taken away": func(*browserless) {
			b.tx(t, admin, func(tx *db.Tx) error {
				_, err := tx.Exec(t.Context(), "UPDATE account SET disabled_at = now() WHERE role = 'trainer'")
				return err
			})
		},
	} {
		w := b.login(t, site, "trainer")
		end(w)
		if w.get("/trainer"); w.status != 303 || !strings.HasPrefix(w.at, "/login") {
			t.Errorf("%s: status %d, to %q", name, w.status, w.at)
		}
		b.tx(t, admin, func(tx *db.Tx) error {
			_, err := tx.Exec(t.Context(), "UPDATE login SET disabled_at = NULL WHERE name = 'trainer'")
			if err == nil {
				_, err = tx.Exec(t.Context(), "UPDATE account SET disabled_at = NULL WHERE role = 'trainer'")
			}
			return err
		})
	}
}

func TestSessionsLast(t *testing.T) {
	t.Parallel()
	b := newBureau(t)
	site := serve(t, b.Deps)
	w := b.login(t, site, "station")
	for range 23 { // in use it lasts twelve hours, and no longer
		b.clock.pass(29 * time.Minute)
		w.get("/station").wants(200)
	}
	b.clock.pass(29 * time.Minute)
	b.clock.pass(29 * time.Minute)
	w.get("/station").wants(303, "/login")

	idle := b.login(t, site, "station")
	b.clock.pass(31 * time.Minute)
	idle.get("/station").wants(303, "/login")

	back := b.login(t, site, "station")
	b.clock.pass(-time.Minute) // clocks are put right by a little
	back.get("/station").wants(200)
	b.clock.pass(-10 * time.Minute)
	back.get("/station").wants(303, "/login")
}

// A form that is not from a page of the same session does nothing.
func TestForgedForms(t *testing.T) {
	t.Parallel()
	b := newBureau(t)
	site := serve(t, b.Deps)
	w, other := b.login(t, site, "association"), b.login(t, site, "association2")
	for name, token := range map[string]string{"none": "", "another's": other.token, "garbage": "AAAA", "cut": w.token[1:]} {
		kept := w.token
		w.token = token
		w.post("/logout").wants(403, "放得太久")
		w.token = kept
		if w.get("/people").status != 200 {
			t.Errorf("%s token: the session is gone", name)
		}
	}
	before := w.token
	if w.get("/people"); w.token == before {
		t.Error("two pages hold the same token: packed, its length would tell it")
	}
	w.post("/logout").wants(303)
}

// What a form says stands in its body: an address adds nothing and puts nothing
// in its place.
func TestFieldsOfTheAddressAreNone(t *testing.T) {
	t.Parallel()
	b := newBureau(t)
	w := b.login(t, serve(t, b.Deps), "association")
	w.get("/people").wants(200)
	w.post("/people?q=%E6%9D%8E", "q", "王").wants(200, "王建").lacks("李英")
	w.post(b.person(wang)+"/reveal?reason=%E6%A0%B8%E5%AF%B9%E8%8A%B1%E5%90%8D%E5%86%8C", "field", "phone").wants(422, "至少两个字")
	token := w.token
	w.token = ""
	w.post("/people?_csrf="+token, "q", "王").wants(403, "放得太久")
}

// The number of a session changes when one logs in or switches.
func TestSessionsAreRenewed(t *testing.T) {
	t.Parallel()
	b := newBureau(t)
	site := serve(t, b.Deps)
	here, _ := url.Parse(site)
	w := b.visitor(t, site)
	cookie := func() string {
		for _, c := range w.client.Jar.Cookies(here) {
			if c.Name == "laowu" {
				return c.Value
			}
		}
		return ""
	}
	w.get("/login?as=staff")
	seen := map[string]bool{cookie(): true}
	w.post("/login", "as", "staff", "account", "association", "password", staffSecret).wants(303, "/switch")
	if seen[cookie()] {
		t.Error("the login kept the session's number")
	}
	seen[cookie()] = true
	w.get("/switch").wants(200, "甲村务工协会", "康宁镇政府")
	ids := accountsOn(w.body)
	w.post("/switch", "account", ids[1]).wants(303, "/township")
	if seen[cookie()] {
		t.Error("the switch kept the session's number")
	}
	w.get("/township").wants(200, "康宁镇政府")
	w.get("/association").wants(403, "您的身份不能打开这一页", "/switch")
	w.post("/switch", "account", ids[0]).wants(303, "/association")
	w.get("/association").wants(200, "甲村务工协会")
	w.post("/switch", "account", "999999").wants(404)
}
