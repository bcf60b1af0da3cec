package chromium

import (
	"time"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/chromedp"
)

// Narrow makes the line one of so many kbit/s each way, on which an answer takes
// so long to begin.
func (w *Tab) Narrow(kbit float64, latency time.Duration) {
	w.Helper()
	perSecond := kbit * 1000 / 8
	call(w, network.EmulateNetworkConditionsByRule, network.EmulateNetworkConditionsByRuleParams{MatchedNetworkConditions: []*network.Conditions{{
		Latency: float64(latency.Milliseconds()), DownloadThroughput: perSecond, UploadThroughput: perSecond,
	}}})
}

// Slow makes the processor so many times slower; 1 as it is. A tab that is left
// slow keeps a processor busy.
func (w *Tab) Slow(times float64) {
	w.Helper()
	call(w, emulation.SetCPUThrottlingRate, emulation.SetCPUThrottlingRateParams{Rate: times})
}

// Readable is how long the page that is open took from asking for it until its
// text was painted and all of it had arrived.
func (w *Tab) Readable() time.Duration {
	w.Helper()
	const painted = `(() => {
		const p = performance.getEntriesByName('first-contentful-paint')[0], n = performance.getEntriesByType('navigation')[0]
		return p ? Math.max(p.startTime, n.responseEnd) : 0
	})()`
	w.Until(painted + " > 0")
	return milliseconds(Ask[float64](w, painted))
}

// Watch begins to keep how long it takes from each tap to the paint after it.
// What takes less than 16 ms is not told by the browser.
func (w *Tab) Watch() {
	w.Helper()
	Ask[bool](w, `(window.waits = [], new PerformanceObserver(l => l.getEntries().forEach(e => e.interactionId && window.waits.push(e.duration)))
		.observe({type: 'event', durationThreshold: 16}), true)`)
}

// Waited is the longest of them since Watch, on the page that was watched; 0
// where each took less than 16 ms.
func (w *Tab) Waited() time.Duration {
	w.Helper()
	// after two frames the observer has heard of the last tap
	Ask[bool](w, "new Promise(done => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(() => done(true)))))", chromedp.EvalAwaitPromise)
	return milliseconds(Ask[float64](w, "Math.max(0, ...window.waits)"))
}

func milliseconds(n float64) time.Duration { return time.Duration(n * float64(time.Millisecond)) }
