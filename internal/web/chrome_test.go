package web_test

import (
	"context"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/log"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"
)

// browser is Debian's Chromium, started once; each tab of it is a person of
// their own.
type browser struct{ ctx context.Context }

func chrome(t *testing.T) browser {
	t.Helper()
	options := append(chromedp.DefaultExecAllocatorOptions[:],
		chromedp.NoSandbox, // the tests may run as root
		chromedp.DisableGPU,
		chromedp.Flag("disable-quic", true),
		chromedp.Flag("disable-component-update", true),
		chromedp.Flag("hide-scrollbars", true),
		chromedp.Flag("force-prefers-reduced-motion", true), // a click where something stood while the page scrolled goes astray
	)
	ctx, stop := chromedp.NewExecAllocator(context.Background(), options...)
	t.Cleanup(stop)
	ctx, leave := chromedp.NewContext(ctx)
	t.Cleanup(leave)
	if err := chromedp.Do(ctx); err != nil {
		t.Fatalf("start Chromium: %v", err)
	}
	return browser{ctx}
}

// tab is one person's browser: what it loaded and complained of.
type tab struct {
	*testing.T
	ctx      context.Context
	site     string
	scripted bool // whether pages change a part of themselves

	mu       sync.Mutex
	requests []string // addresses, in order
	bytes    float64  // received, headers included
	errors   []string // the console's
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

// open is a fresh person at a device, without cookies or cache.
func (b browser) open(t *testing.T, site string, d device) *tab {
	t.Helper()
	w := &tab{T: t, site: site, scripted: !d.noScript}
	ctx, leave := chromedp.NewContext(b.ctx, chromedp.WithNewBrowserContext(), chromedp.WithListener(w.listen))
	t.Cleanup(leave)
	ctx, cancel := context.WithTimeout(ctx, time.Minute)
	t.Cleanup(cancel)
	w.ctx = ctx
	look := []chromedp.EmulateViewportOption{chromedp.EmulateScale(2)}
	if d.width < 600 {
		look = append(look, chromedp.EmulateMobile, chromedp.EmulateTouch)
	}
	w.do(chromedp.EmulateViewport(d.width, 800, look...))
	if _, err := chromedp.Call(ctx, emulation.SetScriptExecutionDisabled, emulation.SetScriptExecutionDisabledParams{Value: d.noScript}); err != nil {
		t.Fatal(err)
	}
	return w
}

// listen keeps what the browser tells; it must return at once.
func (w *tab) listen(event any) {
	w.mu.Lock()
	defer w.mu.Unlock()
	switch e := event.(type) {
	case *network.EventRequestWillBeSent:
		w.requests = append(w.requests, e.Request.URL)
	case *network.EventLoadingFinished:
		w.bytes += e.EncodedDataLength
	case *log.EventEntryAdded:
		if e.Entry.Level == log.EntryLevelError || e.Entry.Level == log.EntryLevelWarning {
			w.errors = append(w.errors, e.Entry.Text)
		}
	case *runtime.EventExceptionThrown:
		w.errors = append(w.errors, e.ExceptionDetails.Text)
	}
}

// traffic is what was loaded so far.
func (w *tab) traffic() (requests []string, bytes float64, errors []string) {
	w.mu.Lock()
	defer w.mu.Unlock()
	return append([]string{}, w.requests...), w.bytes, append([]string{}, w.errors...)
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
	text, err := chromedp.Run(w.ctx, chromedp.TextContent(chromedp.CSS(css)))
	if err != nil {
		w.Fatalf("%s: %v", css, err)
	}
	return strings.Join(strings.Fields(text), " ")
}

func (w *tab) attribute(css, name string) string {
	w.Helper()
	got, err := chromedp.Run(w.ctx, chromedp.AttributeValue(chromedp.CSS(css), name))
	if err != nil {
		w.Fatalf("%s: %v", css, err)
	}
	return got.Value
}

func (w *tab) address() string {
	w.Helper()
	got, err := chromedp.Run(w.ctx, chromedp.Location())
	if err != nil {
		w.Fatal(err)
	}
	return got
}
