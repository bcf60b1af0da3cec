package web_test

import (
	"net/http"
	"strings"
	"testing"
	"time"

	"laowu/internal/access"
)

const stillThere = "您登录过期了，刚才填的还在，登录后接着送"

// visitForm is a station's visit to 王建, filled in.
func (b *bureau) visitForm(t *testing.T, station *browserless) slip {
	t.Helper()
	work := b.wangsWork(t)
	return station.get(work+"/visit").wants(200).form(work+"/visit", "on", "2026-11-20", "outcome", "in_post", "asked", "想换个近的 <地方>")
}

func (b *bureau) visits(t *testing.T) int { return b.counted(t, "SELECT count(*) FROM visit") }

// proves fills in the page of the login that stands there, and goes the way to
// the end of it.
func (b *bureau) proves(t *testing.T, w *browserless, name string) *browserless {
	t.Helper()
	if w.sends(w.form("/login", "account", name, "password", staffSecret)); w.status == 403 { // that page stood too long itself
		w.wants(403, "请再登录一次", `value="`+name+`"`).sends(w.form("/login", "password", staffSecret))
	}
	w.wants(303)
	if strings.HasPrefix(w.at, "/login/code") {
		b.clock.pass(30 * time.Second)
		w.sends(w.get(w.at).wants(200).form("/login/code", "code", b.code(t, name))).wants(303)
	}
	if strings.HasPrefix(w.at, "/switch") {
		w.sends(w.get(w.at).wants(200).form("/switch")).wants(303)
	}
	return w
}

// A login that ends while somebody types loses nothing: not by a wrong password
// in between, not by a second factor, not by the choice of an account.
func TestTypedIsKept(t *testing.T) {
	t.Parallel()
	b := newBureau(t)
	b.owner(t, "UPDATE placement SET started = '2026-11-01' WHERE person = $1", b.people[wang])
	site := serve(t, b.Deps)
	w := b.login(t, site, "station")
	form := b.visitForm(t, w)
	b.clock.pass(31 * time.Minute)
	w.sends(form).wants(403, stillThere, `name="account"`).lacks("想换个近的")
	w.sends(w.form("/login", "account", "station", "password", "不对")).wants(422, "没有登录上")
	if w = b.proves(t, w, "station"); w.at != "/typed" {
		t.Fatalf("after the login one comes to %s", w.at)
	}
	w.get("/typed").wants(200, "想换个近的 &lt;地方&gt;", "2026-11-20", "接着送", "不要了").wellFormed()
	again := w.form(form.to)
	if again.fields.Get("_once") != form.fields.Get("_once") {
		t.Error("it has another key than at first")
	}
	w.sends(again).wants(303, "/visits")
	if n := b.visits(t); n != 1 {
		t.Errorf("%d visits", n)
	}
	w.get("/typed").wants(303, "/station")
}

func TestTypedGoesThroughEveryStage(t *testing.T) {
	t.Parallel()
	b := newBureau(t)
	site := serve(t, b.Deps)
	for name, to := range map[string]string{"county": b.person(wang) + "/refer", "association": b.person(wang) + "/refer"} {
		w := b.login(t, site, name)
		form := w.get(b.person(wang)).wants(200).form(to, "opening", "41")
		b.clock.pass(31 * time.Minute)
		w.sends(form).wants(403, stillThere)
		if w = b.proves(t, w, name); w.at != "/typed" {
			t.Errorf("%s comes to %s", name, w.at)
			continue
		}
		w.get("/typed").wants(200, "41", "接着送")
		w.sends(w.form("/typed")).wants(303)
		w.get("/typed").wants(303)
	}
}

// Nobody else gets what one typed, and nobody after an hour.
func TestTypedIsOnesOwn(t *testing.T) {
	t.Parallel()
	b := newBureau(t)
	site := serve(t, b.Deps)
	asked := func(wait time.Duration) *browserless {
		w := b.login(t, site, "station")
		form := b.visitForm(t, w)
		b.clock.pass(31 * time.Minute)
		w.sends(form).wants(403, stillThere)
		b.clock.pass(wait)
		return w
	}
	for name, c := range map[string]struct {
		who  string
		wait time.Duration
		to   string
	}{"himself": {"station", 10 * time.Minute, "/typed"}, "another": {"trainer", 0, "/trainer"}, "too late": {"station", 61 * time.Minute, "/station"}} {
		w := b.proves(t, asked(c.wait), c.who)
		if w.at != c.to {
			t.Errorf("%s comes to %s", name, w.at)
		}
		if w.get("/typed"); c.to != "/typed" && w.status != 303 {
			t.Errorf("%s: status %d", name, w.status)
		}
		w.lacks(map[bool]string{true: "nothing at all", false: "想换个近的"}[c.to == "/typed"])
	}
	w := b.login(t, site, "station")
	form := b.visitForm(t, w)
	token, mark, _ := strings.Cut(form.fields.Get("_csrf"), ".")
	b.clock.pass(31 * time.Minute)
	for name, forged := range map[string]string{"no mark": token, "half a mark": token + "." + mark[:9], "a mark of our own": token + "." + strings.Repeat("A", len(mark))} {
		form.fields.Set("_csrf", forged)
		w.sends(form)
		if w.status == 303 {
			continue
		}
		if w = b.proves(t, w, "station"); w.at != "/station" {
			t.Errorf("%s leads to %s", name, w.at)
		}
		b.clock.pass(31 * time.Minute)
	}
}

// Who logged out and in again in another tab goes on where he typed; who acts as
// another account by now is told to change back.
func TestTypedInAnotherTab(t *testing.T) {
	t.Parallel()
	b := newBureau(t)
	b.owner(t, "UPDATE placement SET started = '2026-11-01' WHERE person = $1", b.people[wang])
	site := serve(t, b.Deps)
	w := b.login(t, site, "station")
	form := b.visitForm(t, w)
	w.sends(w.form("/logout")).wants(303)
	b.proves(t, w.get("/login?as=staff").wants(200), "station")
	w.sends(form).wants(303, "/typed")
	w.get("/typed").wants(200, "想换个近的")
	w.sends(w.form(form.to)).wants(303, "/visits")

	two := b.login(t, site, "association")
	stale := two.get(b.person(wang)).form(b.person(wang)+"/refer", "opening", "41")
	ids := accountsOn(two.get("/switch").body)
	two.sends(two.form("/switch", "account", ids[len(ids)-1])).wants(303)
	two.sends(stale).wants(303, "/typed")
	two.get("/typed").wants(200, "换回那个身份", `href="/switch"`).lacks("接着送</button>")
	two.sends(two.get("/switch").form("/switch")).wants(303, "/typed")
	two.get("/typed").wants(200, "接着送</button>")
}

// A sending whose answer was lost counts once, though the login ended since.
func TestTypedCountsOnce(t *testing.T) {
	t.Parallel()
	b := newBureau(t)
	b.owner(t, "UPDATE placement SET started = '2026-11-01' WHERE person = $1", b.people[wang])
	site := serve(t, b.Deps)
	w := b.login(t, site, "station")
	form := b.visitForm(t, w)
	w.sends(form).wants(303, "/visits")
	b.clock.pass(31 * time.Minute)
	w.sends(form).wants(403, stillThere)
	b.proves(t, w, "station").get("/typed").wants(200)
	w.sends(w.form(form.to)).wants(303, "/visits")
	w.get("/visits").wants(200, twice)
	if n := len(b.trail(t, access.Visited)); n != 1 {
		t.Errorf("%d visits were noted", n)
	}
}

// Passwords are not kept, nor files, of which the page says so.
func TestTypedKeepsNoSecret(t *testing.T) {
	t.Parallel()
	b := newBureau(t)
	b.claim(t, wang, "271828")
	site := serve(t, b.Deps)
	worker := b.workerLogin(t, site, "271828")
	form := worker.get("/me/delete").wants(200).form("/me/delete", "password", "271828", "reason", "不用了")
	b.clock.pass(8 * 24 * time.Hour)
	worker.sends(form).wants(403, stillThere, `name="phone"`)
	worker.sends(worker.form("/login", "phone", familyPhone, "password", "271828")).wants(303, "/typed")
	worker.get("/typed").wants(200).lacks("271828", `name="password"`)

	w := b.login(t, site, "station")
	w.get("/imports").wants(200)
	b.clock.pass(31 * time.Minute)
	w.send(map[string][]byte{"回访.csv": []byte("甲,乙\n")})
	if w.status != http.StatusForbidden {
		t.Fatalf("status %d", w.status)
	}
	b.proves(t, w, "station").get("/typed").wants(200, "重新选文件", `href="/imports"`).lacks("接着送</button>")
}
