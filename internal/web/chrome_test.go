package web_test

import (
	"context"
	"testing"
	"time"

	"github.com/chromedp/chromedp"

	"laowu/internal/chromium"
)

// browser is Chromium, started once; each tab of it is a person of their own.
type browser struct{ chromium.Browser }

func chrome(t *testing.T) browser {
	t.Helper()
	return browser{chromium.Start(t)}
}

// tab is one person's browser.
type tab struct {
	*testing.T
	page     *chromium.Tab
	ctx      context.Context
	site     string
	scripted bool // whether pages change a part of themselves
}

// device is how somebody looks at the pages.
type device struct {
	name     string
	width    int64
	noScript bool
	large    bool
}

// devices are those that whole ways are gone on.
func devices() []device {
	return []device{
		{name: "telephone without script", width: 360, noScript: true},
		{name: "telephone with large type", width: 360, large: true},
		{name: "screen", width: 1280},
	}
}

// open is a fresh person at a device, without cookies or cache, for a minute.
func (b browser) open(t *testing.T, site string, d device) *tab {
	t.Helper()
	page := b.Open(t, site, chromium.Device{Name: d.name, Width: d.width, NoScript: d.noScript, Large: d.large})
	ctx, cancel := context.WithTimeout(page.Context(), time.Minute)
	t.Cleanup(cancel)
	return &tab{T: t, page: page, ctx: ctx, site: site, scripted: !d.noScript}
}

// traffic is what was loaded so far, and the console's errors.
func (w *tab) traffic() (requests []string, bytes float64, errors []string) {
	requests, bytes = w.page.Traffic()
	return requests, bytes, w.page.Complaints()
}

func (w *tab) do(steps ...chromedp.Action[chromedp.Void]) {
	w.Helper()
	if err := chromedp.Do(w.ctx, steps...); err != nil {
		w.Fatal(err)
	}
}

// visit opens an address of the site.
func (w *tab) visit(path string) {
	w.Helper()
	w.do(chromedp.Navigate(w.site + path))
}

// follow does what leads to another page and waits for it.
func (w *tab) follow(steps ...chromedp.Action[chromedp.Void]) {
	w.Helper()
	answer, err := chromedp.RunResponse(w.ctx, steps...)
	if err != nil {
		w.Fatal(err)
	}
	if answer.Status != 200 {
		w.Fatalf("%s answers %d", answer.URL, answer.Status)
	}
}

// click follows the first thing that matches.
func (w *tab) click(css string) {
	w.Helper()
	w.follow(chromedp.Click(chromedp.CSS(css)))
}

// renew does what changes the results of a search: in place with script, as
// another page without.
func (w *tab) renew(steps ...chromedp.Action[chromedp.Void]) {
	w.Helper()
	if !w.scripted {
		w.follow(steps...)
		return
	}
	if _, err := chromedp.Run(w.ctx, chromedp.Evaluate[int64](`[...document.querySelectorAll('#results, footer')].map(e => e.setAttribute('data-before', '')).length`)); err != nil {
		w.Fatal(err)
	}
	w.do(steps...)
	w.do(chromedp.WaitVisible(chromedp.CSS("#results:not([data-before])")))
	if w.attribute("footer", "data-before") != "" || w.text("footer[data-before]") == "" {
		w.Error("all of the page was changed")
	}
}

// text is what stands in the first thing that matches.
func (w *tab) text(css string) string {
	w.Helper()
	return w.page.Text(css)
}

func (w *tab) attribute(css, name string) string {
	w.Helper()
	return w.page.Attribute(css, name)
}

func (w *tab) address() string {
	w.Helper()
	got, err := chromedp.Run(w.ctx, chromedp.Location())
	if err != nil {
		w.Fatal(err)
	}
	return got
}
