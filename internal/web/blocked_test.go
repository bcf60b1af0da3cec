package web_test

import (
	"strconv"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/chromedp"

	"laowu/internal/db"
	"laowu/internal/hiring"
)

// TestScriptsThatDoNotCome: where a network keeps our scripts back, which is not
// a browser without script, the forms of the main ways work all the same.
func TestScriptsThatDoNotCome(t *testing.T) {
	t.Parallel()
	b := newBureau(t)
	site := serve(t, b.Deps)
	b.claim(t, wang, "271828")
	first, second, _ := b.openings(t)
	opening, err := strconv.ParseInt(second, 10, 64)
	if err != nil {
		t.Fatal(err)
	}
	b.tx(t, db.Actor{County: "141123", Role: db.Association, Organisation: 1, Name: "association"}, func(tx *db.Tx) error {
		_, err := hiring.Refer(t.Context(), tx, b.people[li], opening)
		return err
	})
	d := device{name: "screen", width: 1280}
	chromium := chrome(t)
	worker, clerk := chromium.open(t, site, d), chromium.open(t, site, d)
	for _, w := range []*tab{worker, clerk} {
		w.blocked()
	}
	worker.visit("/")
	worker.do(chromedp.SendKeys(chromedp.ID("q"), "护工"))
	worker.click("form.search button")
	if got := worker.text("#results"); !strings.Contains(got, "个岗位") {
		t.Errorf("the search says %q", got)
	}
	if !look[bool](worker, "document.scripts.length > 0 && typeof htmx == 'undefined'") {
		t.Error("the scripts came")
	}
	worker.wants(d, "/openings/"+first)
	clerk.answers(d)
	worker.reads(d)
}

// blocked keeps back our scripts from now on.
func (w *tab) blocked() {
	w.Helper()
	w.scripted = false
	scripts := []*network.BlockPattern{{URLPattern: "*://*:*/static/*.js", Block: true}}
	if _, err := chromedp.Call(w.ctx, network.SetBlockedURLs, network.SetBlockedURLsParams{URLPatterns: scripts}); err != nil {
		w.Fatal(err)
	}
}
