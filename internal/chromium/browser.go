// Package chromium looks at the platform as people do: Debian's Chromium, in
// which each tab is a person of their own. It is for tests.
package chromium

import (
	"context"
	"slices"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/log"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"
)

// Browser is a running Chromium.
type Browser struct{ ctx context.Context }

// Start starts a Chromium that ends with the test.
func Start(tb testing.TB) Browser {
	tb.Helper()
	options := append(chromedp.DefaultExecAllocatorOptions[:],
		chromedp.NoSandbox, // the tests may run as root
		chromedp.DisableGPU,
		chromedp.Flag("disable-quic", true),
		chromedp.Flag("disable-component-update", true),
		chromedp.Flag("hide-scrollbars", true),
		chromedp.Flag("force-prefers-reduced-motion", true), // a click where something stood while the page scrolled goes astray
	)
	ctx, stop := chromedp.NewExecAllocator(context.Background(), options...)
	tb.Cleanup(stop)
	ctx, leave := chromedp.NewContext(ctx)
	tb.Cleanup(leave)
	if err := chromedp.Do(ctx); err != nil {
		tb.Fatalf("start Chromium: %v", err)
	}
	return Browser{ctx}
}

// Device is how somebody looks at the pages.
type Device struct {
	Name     string
	Width    int64 // CSS pixels
	NoScript bool
	Large    bool    // large type, which the person chooses himself
	Scale    float64 // pixels of the screen a CSS pixel; 0 is 2
}

// Tab is one person's browser: what it loaded and complained of. Its methods
// fail the test where the page does not do what is asked.
type Tab struct {
	testing.TB
	Device
	Site string // http://127.0.0.1:port
	ctx  context.Context

	mu       sync.Mutex
	requests []string
	bytes    float64
	errors   []string
}

// Open is a fresh person at a device, without cookies or cache.
func (b Browser) Open(tb testing.TB, site string, d Device) *Tab {
	tb.Helper()
	w := &Tab{TB: tb, Device: d, Site: site}
	ctx, leave := chromedp.NewContext(b.ctx, chromedp.WithNewBrowserContext(), chromedp.WithListener(w.listen))
	tb.Cleanup(leave)
	w.ctx = ctx
	if err := chromedp.Do(ctx); err != nil { // the tab lives as long as what opens it
		tb.Fatalf("open a tab: %v", err)
	}
	scale := d.Scale
	if scale == 0 {
		scale = 2
	}
	look := []chromedp.EmulateViewportOption{chromedp.EmulateScale(scale)}
	if d.Width < 600 {
		look = append(look, chromedp.EmulateMobile, chromedp.EmulateTouch)
	}
	w.Do(chromedp.EmulateViewport(d.Width, 800, look...))
	call(w, emulation.SetScriptExecutionDisabled, emulation.SetScriptExecutionDisabledParams{Value: d.NoScript})
	return w
}

// Context is the tab's, for steps of chromedp that it has no words for.
func (w *Tab) Context() context.Context { return w.ctx }

// step is how long one step may take, on a machine that is busy.
const step = 40 * time.Second

// moment is the time for one step.
func (w *Tab) moment() (context.Context, context.CancelFunc) { return context.WithTimeout(w.ctx, step) }

// call asks the browser for something of its protocol.
func call[P, R any](w *Tab, do cdp.Command[P, R], params P) {
	w.Helper()
	ctx, cancel := w.moment()
	defer cancel()
	if _, err := chromedp.Call(ctx, do, params); err != nil {
		w.Fatal(err)
	}
}

// listen keeps what the browser tells; it must return at once.
func (w *Tab) listen(event any) {
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

// Traffic is what was loaded so far: the addresses in order, and the bytes on
// the wire, headers included.
func (w *Tab) Traffic() (requests []string, bytes float64) {
	w.mu.Lock()
	defer w.mu.Unlock()
	return slices.Clone(w.requests), w.bytes
}

// Complaints are the errors and warnings of the console so far.
func (w *Tab) Complaints() []string {
	w.mu.Lock()
	defer w.mu.Unlock()
	return slices.Clone(w.errors)
}

// Forgive forgets what the console said of a refusal that was wanted.
func (w *Tab) Forgive() {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.errors = nil
}
