package web_test

import (
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
)

// Who logged out leaves nothing behind: the next one at the machine goes back
// and sees no record.
func TestNothingIsLeftBehind(t *testing.T) {
	t.Parallel()
	b := newBureau(t)
	w := chrome(t).open(t, serve(t, b.Deps), device{width: 1280})
	w.visit("/login?as=staff")
	w.follow(
		chromedp.SendKeys(chromedp.ID("account"), "station"), chromedp.SendKeys(chromedp.ID("password"), staffSecret),
		chromedp.Click(chromedp.CSS("main form .btn.main")))
	w.visit("/people")
	if !strings.Contains(w.text("main"), "王建") {
		t.Fatalf("the list says %q", w.text("main"))
	}
	w.click(`form[action="/logout"] button`)
	for range 3 {
		w.do(chromedp.NavigateBack())
		if got := w.text("main"); strings.Contains(got, "王建") || strings.Contains(got, "康养") {
			t.Errorf("going back to %s shows %q", w.address(), got)
		}
	}
}
