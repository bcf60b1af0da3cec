package chromium

import (
	"fmt"
	"strings"

	"github.com/chromedp/chromedp"
)

// Do runs steps of chromedp.
func (w *Tab) Do(steps ...chromedp.Action[chromedp.Void]) {
	w.Helper()
	ctx, cancel := w.moment()
	defer cancel()
	if err := chromedp.Do(ctx, steps...); err != nil {
		w.Fatalf("%s: %v", w.where(), err)
	}
}

// Ask asks the page for something by script, which works where the page's own
// scripts are switched off too.
func Ask[T any](w *Tab, js string, opts ...chromedp.EvaluateOption) T {
	w.Helper()
	ctx, cancel := w.moment()
	defer cancel()
	got, err := chromedp.Run(ctx, chromedp.Evaluate[T](js, opts...))
	if err != nil {
		w.Fatalf("%s: %.120s: %v", w.where(), js, err)
	}
	return got
}

// Visit opens an address of the site, which answers 200.
func (w *Tab) Visit(path string) {
	w.Helper()
	w.follow(200, chromedp.Navigate(w.Site+path))
}

// follow does what leads to another page and waits for it.
func (w *Tab) follow(status int64, steps ...chromedp.Action[chromedp.Void]) {
	w.Helper()
	ctx, cancel := w.moment()
	defer cancel()
	answer, err := chromedp.RunResponse(ctx, steps...)
	if err != nil {
		w.Fatalf("%s: %v", w.where(), err)
	}
	if answer.Status != status {
		w.Fatalf("%s answers %d: %q", answer.URL, answer.Status, w.Text("main"))
	}
}

// Text is what stands in the first thing that matches, spaces made one.
func (w *Tab) Text(css string) string {
	w.Helper()
	ctx, cancel := w.moment()
	defer cancel()
	text, err := chromedp.Run(ctx, chromedp.TextContent(chromedp.CSS(css)))
	if err != nil {
		w.Fatalf("%s on %s: %v", css, w.where(), err)
	}
	return strings.Join(strings.Fields(text), " ")
}

// Count is how many things match.
func (w *Tab) Count(css string) int {
	w.Helper()
	return Ask[int](w, fmt.Sprintf("document.querySelectorAll(%q).length", css))
}

// Attribute is an attribute of the first thing that matches.
func (w *Tab) Attribute(css, name string) string {
	w.Helper()
	ctx, cancel := w.moment()
	defer cancel()
	got, err := chromedp.Run(ctx, chromedp.AttributeValue(chromedp.CSS(css), name))
	if err != nil {
		w.Fatalf("%s on %s: %v", css, w.where(), err)
	}
	return got.Value
}

// Path is where the tab is, without the site.
func (w *Tab) Path() string {
	w.Helper()
	return strings.TrimPrefix(w.where(), w.Site)
}

func (w *Tab) where() string {
	ctx, cancel := w.moment()
	defer cancel()
	got, err := chromedp.Run(ctx, chromedp.Location())
	if err != nil {
		return err.Error()
	}
	return got
}

// Says holds a part of the page to words that stand in it.
func (w *Tab) Says(css string, words ...string) {
	w.Helper()
	got := w.Text(css)
	for _, want := range words {
		if !strings.Contains(got, want) {
			w.Fatalf("%s of %s does not say %q: %q", css, w.where(), want, got)
		}
	}
}

// Until waits until a condition of the page holds; without script it holds at
// once, as nothing changes a page that is there.
func (w *Tab) Until(js string) {
	w.Helper()
	ctx, cancel := w.moment()
	defer cancel()
	if w.NoScript {
		if !Ask[bool](w, js) {
			w.Fatalf("%s does not hold on %s, which says %.600q", js, w.where(), w.Text("main"))
		}
		return
	}
	if _, err := chromedp.Run(ctx, chromedp.Poll[bool](js)); err != nil {
		w.Fatalf("%s never holds on %s: %v", js, w.where(), err)
	}
}
