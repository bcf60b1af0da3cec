package web_test

import (
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
)

// TestWorkerJourney is a worker from the search to the answer, in Chromium on a
// telephone: with script, which renews the results alone, and by forms.
func TestWorkerJourney(t *testing.T) {
	t.Parallel()
	chromium := chrome(t)
	for _, d := range []device{{name: "script", width: 360}, {name: "forms", width: 360, noScript: true}} {
		t.Run(d.name, func(t *testing.T) {
			t.Parallel()
			b := newBureau(t)
			site := serve(t, b.Deps)
			b.claim(t, wang, "271828")
			w := chromium.open(t, site, d)
			w.visit("/login?as=worker")
			w.do(chromedp.SendKeys(chromedp.CSS("input[name=phone]"), familyPhone), chromedp.SendKeys(chromedp.CSS("input[name=password]"), "271828"))
			w.click("main form .btn.main")
			w.looks(d)
			w.asks(d)
			w.reports(d)
			w.clean()
		})
	}
}

// looks searches, narrows, comes back, and keeps the search.
func (w *tab) looks(d device) {
	w.Helper()
	w.visit("/")
	w.search("护工 鄂尔多斯")
	w.fits(d)
	all, at := w.found(), w.address()
	w.renew(chromedp.Click(chromedp.CSS(".quick .chip")))
	narrowed := w.found()
	if narrowed >= all || w.address() == at {
		w.Errorf("a chip leaves %d of %d at %s", narrowed, all, w.address())
	}
	if got := w.text("#told"); got != w.text("h1") {
		w.Errorf("read out is %q of %q", got, w.text("h1"))
	}
	w.goBack(at)
	if got := w.found(); got != all || w.address() != at {
		w.Errorf("the back button leads to %d openings at %s, want %d at %s", got, w.address(), all, at)
	}
	w.unfold()
	w.fits(d)
	w.click(w.with("#keep button", "#keep button", "存下来"))
	if got := w.text(".alert.ok"); !strings.Contains(got, "存下了") {
		w.Errorf("after keeping it the page says %q", got)
	}
	w.fits(d)
}

// goBack is the browser's own button, which script must not break: the page is
// asked for again. Without script there is nothing to break.
func (w *tab) goBack(to string) {
	w.Helper()
	if !w.scripted {
		w.visit(strings.TrimPrefix(to, w.site))
		return
	}
	if _, err := chromedp.Run(w.ctx, chromedp.Evaluate[bool](`(document.querySelector('#results').setAttribute('data-before', ''), true)`)); err != nil {
		w.Fatal(err)
	}
	w.do(chromedp.NavigateBack(), chromedp.WaitVisible(chromedp.CSS("#results:not([data-before])")))
}

// asks opens an opening and has the association ask about it.
func (w *tab) asks(d device) {
	w.Helper()
	w.click(".opening h2 a")
	w.unfold()
	w.fits(d)
	if got := w.text("main"); !strings.Contains(got, "在鄂尔多斯市，在兴县的") || !strings.Contains(got, "坐车约") {
		w.Errorf("where it is: %q", got)
	}
	w.do(chromedp.SendKeys(chromedp.ID("ask-said"), "工资哪天发"))
	w.click(w.with("#refer button", "#refer button", "请协会问"))
	if got := w.text("#refer"); !strings.Contains(got, "请甲村务工协会代问，想问：工资哪天发") {
		w.Errorf("then the page says %q", got)
	}
	w.visit("/me")
	w.unfold()
	w.fits(d)
	if got := w.text("#referrals"); !strings.Contains(got, "等协会问") {
		w.Errorf("his page says %q", got)
	}
	if got := w.text("#searches"); !strings.Contains(got, "护工 鄂尔多斯市") {
		w.Errorf("his searches are %q", got)
	}
}

// reports says that wages are not paid, and reads who handles it.
func (w *tab) reports(d device) {
	w.Helper()
	w.click(".btn.help.big")
	w.fits(d)
	w.picture(d, "trouble")
	w.do(chromedp.Click(chromedp.CSS(`label[for="kind-arrears"]`)), chromedp.SendKeys(chromedp.ID("amount"), "6000"), chromedp.SendKeys(chromedp.ID("said"), "两个月没发"))
	w.click(w.with("main form button", "main form button", "报上去"))
	if got := w.text(".alert.ok"); !strings.Contains(got, "报上去了：拖欠工资，鄂尔多斯西部工作站来办") {
		w.Errorf("then the page says %q", got)
	}
	w.fits(d)
}
