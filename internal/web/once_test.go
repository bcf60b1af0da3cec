package web_test

import (
	"context"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/jackc/pgx/v5"

	"laowu/internal/db"
)

const twice = "已经收到过，没有再记一次"

// sending is a form of a page that changes something, and how often that was
// done.
type sending struct {
	role   db.Role
	page   string // where the form stands
	to     string // its action begins so
	fields []string
	count  string // SQL
	leads  string // where it leads
}

// sendings are forms of several pages and roles.
func (b *bureau) sendings(t *testing.T) []sending {
	t.Helper()
	opening, _, _ := b.openings(t)
	work := b.wangsWork(t)
	b.owner(t, "UPDATE placement SET started = '2026-11-01' WHERE person = $1", b.people[wang])
	return []sending{
		{db.Worker, "/openings/" + opening, "/openings/" + opening + "/refer", nil, "SELECT count(*) FROM referral", "/openings/" + opening + "#refer"},
		{db.Worker, "/me/data", "/me/corrections", []string{"wrong", "other", "right", "应该是高中"}, "SELECT count(*) FROM request", ""},
		{db.Station, work + "/visit", work + "/visit", []string{"on", "2026-11-20", "outcome", "in_post", "asked", "还行"}, "SELECT count(*) FROM visit", "/visits"},
		{db.Station, work + "/case", work + "/case", []string{"kind", "arrears", "said", "两个月没发"}, "SELECT count(*) FROM followup_case", "/cases/"},
		{db.Trainer, "/classes/new", "/classes", courseForm(), "SELECT count(*) FROM class", "/classes/"},
		{db.Association, b.person(li), b.person(li) + "/refer", []string{"opening", opening}, "SELECT count(*) FROM referral", ""},
	}
}

func (b *bureau) counted(t *testing.T, sql string) (n int) {
	t.Helper()
	b.tx(t, admin, func(tx *db.Tx) error { return tx.QueryRow(t.Context(), sql).Scan(&n) })
	return n
}

// ownerCount counts what row security shows to each his own alone.
func (b *bureau) ownerCount(t *testing.T, sql string) (n int) {
	t.Helper()
	conn, err := pgx.Connect(t.Context(), b.url)
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close(context.Background())
	if err := conn.QueryRow(t.Context(), sql).Scan(&n); err != nil {
		t.Fatal(err)
	}
	return n
}

func (b *bureau) entersAs(t *testing.T, site string, role db.Role) *browserless {
	t.Helper()
	if role == db.Worker {
		return b.workerLogin(t, site, "271828")
	}
	return b.login(t, site, string(role))
}

// Whoever presses a button twice, or goes back and presses again, has done it
// once, and is told so on the page where the first sending led.
func TestSentTwice(t *testing.T) {
	t.Parallel()
	b := newBureau(t)
	b.claim(t, wang, "271828")
	site := serve(t, b.Deps)
	for _, s := range b.sendings(t) {
		w := b.entersAs(t, site, s.role)
		before := b.counted(t, s.count)
		form := w.get(s.page).wants(200).form(s.to, s.fields...)
		if form.fields.Get("_once") == "" {
			t.Fatalf("the form %s has no key", s.to)
		}
		w.sends(form).wants(303, s.leads)
		first := w.at
		w.sends(form).wants(303)
		if w.at != first {
			t.Errorf("%s sent again leads to %s, not to %s", s.to, w.at, first)
		}
		path, _, _ := strings.Cut(first, "#")
		if n := b.ownerCount(t, "SELECT count(*) FROM once WHERE location LIKE '/%'"); n != 0 {
			t.Errorf("of %d sendings it can be read where they led", n)
		}
		w.get(path).wants(200, twice)
		w.get(path).wants(200).lacks(twice)
		if n := b.counted(t, s.count) - before; n != 1 {
			t.Errorf("%s sent twice was done %d times", s.to, n)
		}
	}
}

// Two at the same moment, and more: one is done, and all are led where it leads.
func TestSentAtTheSameMoment(t *testing.T) {
	t.Parallel()
	b := newBureau(t)
	b.claim(t, wang, "271828")
	site := serve(t, b.Deps)
	for _, s := range b.sendings(t) {
		w := b.entersAs(t, site, s.role)
		before := b.counted(t, s.count)
		form := w.get(s.page).wants(200).form(s.to, s.fields...)
		answers := b.atOnce(t, w, form, 4)
		if n := b.counted(t, s.count) - before; n != 1 {
			t.Errorf("%s sent four times at once was done %d times", s.to, n)
		}
		for _, a := range answers {
			if a != answers[0] || !strings.HasPrefix(a, "303 "+s.leads) {
				t.Errorf("%s answers %q", s.to, answers)
				break
			}
		}
	}
}

// atOnce sends a form several times at the same moment, and tells the answers.
func (b *bureau) atOnce(t *testing.T, w *browserless, form slip, times int) []string {
	t.Helper()
	answers := make([]string, times)
	var wait sync.WaitGroup
	for i := range answers {
		wait.Go(func() {
			req, err := http.NewRequestWithContext(t.Context(), http.MethodPost, w.site+form.to, strings.NewReader(form.fields.Encode()))
			if err != nil {
				t.Error(err)
				return
			}
			req.Header.Set("Content-Type", "application/x-www-form-urlencoded")
			res, err := w.client.Do(req)
			if err != nil {
				t.Error(err)
				return
			}
			_ = res.Body.Close()
			answers[i] = fmt.Sprint(res.StatusCode, " ", res.Header.Get("Location"))
		})
	}
	wait.Wait()
	slices.Sort(answers)
	return answers
}

// What was refused may be mended and sent again, by the back button too; what
// was changed after it was sent is another form, and so is one of another tab.
func TestSentAgainAfterChanges(t *testing.T) {
	t.Parallel()
	b := newBureau(t)
	site := serve(t, b.Deps)
	w := b.login(t, site, "trainer")
	form := w.get("/classes/new").form("/classes", courseForm("ends", "2026-11-19")...)
	w.sends(form).wants(422, "结业日期早于开班日期")
	w.sends(form).wants(422, "结业日期早于开班日期") // the same again is refused for what it is
	form.fields.Set("ends", "2026-12-10")
	w.sends(form).wants(303, "/classes/")
	form.fields.Set("number", "4") // back, and another class with the same words
	w.sends(form).wants(303, "/classes/")
	if n := b.counted(t, "SELECT count(*) FROM class"); n != 2 {
		t.Errorf("%d classes", n)
	}
	other := w.get("/classes/new").form("/classes", courseForm("number", "4")...)
	w.sends(other).wants(422, "已经有这一期了") // of another tab: what the rules of classes say of it

	b.claim(t, wang, "271828")
	worker := b.workerLogin(t, site, "271828")
	for _, tab := range []slip{correction(worker), correction(worker)} {
		worker.sends(tab).wants(303, "/me/data")
	}
	if n := b.counted(t, "SELECT count(*) FROM request"); n != 2 {
		t.Errorf("two tabs asked %d times", n)
	}
}

// correction is a form as a tab of one's own page holds it.
func correction(w *browserless) slip {
	return w.get("/me/data").form("/me/corrections", "wrong", "other", "right", "应该是高中")
}

// A refused sending that had committed something beside leaves no key either.
func TestRefusalLeavesNoKey(t *testing.T) {
	t.Parallel()
	b := newBureau(t)
	site := serve(t, b.Deps)
	w := b.login(t, site, "trainer")
	form := w.get("/classes/new").form("/classes", courseForm("seats", "三十")...)
	w.sends(form).wants(422)
	kept := func() int { return b.ownerCount(t, "SELECT count(*) FROM once") }
	if n := kept(); n != 0 {
		t.Errorf("%d keys after a refusal", n)
	}
	form.fields.Set("seats", "30")
	w.sends(form).wants(303)
	if n := kept(); n != 1 {
		t.Errorf("%d keys after a sending", n)
	}
	w.sends(w.get("/trainer").form("/logout")).wants(303)
	if n := kept(); n != 1 {
		t.Errorf("%d keys after leaving", n)
	}
}

// A visitor's complaint counts once too, and is led to the same receipt.
func TestVisitorSendsTwice(t *testing.T) {
	t.Parallel()
	b := newBureau(t)
	site := serve(t, b.Deps)
	b.claim(t, wang, "271828")
	for i, w := range []*browserless{b.visitor(t, site), b.workerLogin(t, site, "271828")} {
		form := w.get("/complaint").wants(200).form("/complaint", "kind", "fee", "said", "收钱")
		if form.fields.Get("_once") == "" {
			t.Fatal("the form has no key")
		}
		w.sends(form).wants(303, "/complaint/")
		first := w.at
		if w.sends(form).wants(303); w.at != first {
			t.Errorf("sent again leads to %s, not to %s", w.at, first)
		}
		form.fields.Set("said", "又收钱")
		if w.sends(form).wants(303); w.at == first {
			t.Error("another complaint was taken for the first")
		}
		if n := b.counted(t, "SELECT count(*) FROM complaint"); n != 2*(i+1) {
			t.Errorf("%d complaints", n)
		}
	}
}

// What a form is answered with on the spot is answered again: a search of
// everything, and an opening that is looked at before it is published, which then
// counts once.
func TestLookedAtTwice(t *testing.T) {
	t.Parallel()
	b := newBureau(t)
	site := serve(t, b.Deps)
	w := b.login(t, site, "county")
	for _, asked := range []string{"王建", wang} {
		form := w.get("/search").form("/search", "q", asked)
		for range 2 {
			w.sends(form).wants(200, "王建").lacks(twice)
		}
	}
	e := b.login(t, site, "enterprise")
	form := e.get("/openings/new").form("/openings", append(slices.Clone(offer), "step", "look")...)
	for range 2 {
		e.sends(form).wants(200, "求职的人看到的样子", "夜间保安员").lacks(twice)
	}
	publish := e.form("/openings", "step", "publish")
	e.sends(publish).wants(303, "/manage")
	first := e.at
	if e.sends(publish).wants(303); e.at != first {
		t.Errorf("published again leads to %s, not to %s", e.at, first)
	}
	if n := b.counted(t, "SELECT count(*) FROM opening WHERE title = '夜间保安员'"); n != 1 {
		t.Errorf("%d openings", n)
	}
}
