package bench

import (
	"slices"
	"testing"
	"time"

	"laowu/internal/chromium"
	"laowu/internal/demo"
)

// BenchmarkBrowser measures in Chromium what somebody with a cheap telephone
// waits for: on a line of 400 kbit/s that answers after 400 ms, and with a
// processor four times slower.
func BenchmarkBrowser(b *testing.B) {
	in := install(b)
	in.laowu(b, "demo")
	in.sql(b, "VACUUM ANALYZE") // as autovacuum has done a minute after an import
	s := in.serve(b)
	defer s.stop(b)
	browser := chromium.Start(b)
	first, later := s.onNarrowLine(b, browser)
	line("400 kbit/s, 400 ms: first visit, results readable", ms(first), "3 s")
	line("400 kbit/s, 400 ms: the opening after it, readable", ms(later), "3 s")
	chip, shown, filter := s.tapsOfWorker(b, browser)
	line("processor 4 times slower: tap of a chip to the next paint, longest", orLess(chip), "200 ms")
	line("processor 4 times slower: the same until the new results are painted, longest", ms(shown), "—")
	line("processor 4 times slower: tap of a filter to the next paint, longest", orLess(filter), "200 ms")
	line("processor 4 times slower: tap of the station's outcomes to the next paint, longest", orLess(s.tapsOfStation(b, browser)), "200 ms")
}

// orLess says how long, where the browser tells it.
func orLess(d time.Duration) string {
	if d == 0 {
		return "below 16 ms"
	}
	return ms(d)
}

// telephone is a fresh one in front of the service.
func (s *service) telephone(b *testing.B, browser chromium.Browser) *chromium.Tab {
	b.Helper()
	return browser.Open(b, s.url, chromium.Device{Width: 360})
}

// onNarrowLine is how long the results of a search take on a telephone that comes
// for the first time, and the opening that is opened then: medians.
func (s *service) onNarrowLine(b *testing.B, browser chromium.Browser) (first, later time.Duration) {
	b.Helper()
	var firsts, laters []time.Duration
	for range runs {
		w := s.telephone(b, browser)
		w.Narrow(400, 400*time.Millisecond)
		w.Visit("/?q=护工+鄂尔多斯")
		firsts = append(firsts, w.Readable())
		w.PressIn(".opening", "", w.Text(".opening h2"))
		laters = append(laters, w.Readable())
	}
	slices.Sort(firsts)
	slices.Sort(laters)
	return firsts[runs/2], laters[runs/2]
}

// untilShown keeps how long it takes from the tap of a chip until what it found
// is painted.
const untilShown = `(addEventListener('click', e => { window.tapped = e.timeStamp }, true),
	addEventListener('htmx:afterSettle', () => requestAnimationFrame(() => setTimeout(() => { window.shown = performance.now() - tapped }))), true)`

// tapsOfWorker are the longest waits after a tap: of a chip, which shows that it
// was pressed and then changes the results, and of a filter, which opens.
func (s *service) tapsOfWorker(b *testing.B, browser chromium.Browser) (chip, shown, filter time.Duration) {
	b.Helper()
	for range runs {
		w := s.telephone(b, browser)
		w.Slow(4)
		w.Visit("/?q=护工+鄂尔多斯")
		w.Watch()
		w.Tap("summary", "工资")
		filter = max(filter, w.Waited())
		w.Tap("summary", "工资")
		w.Visit("/?q=护工+鄂尔多斯")
		w.Watch()
		chromium.Ask[bool](w, untilShown)
		w.Tap(".quick .chip", "")
		w.Until("window.shown > 0")
		chip = max(chip, w.Waited())
		shown = max(shown, time.Duration(chromium.Ask[float64](w, "window.shown")*float64(time.Millisecond)))
		w.Slow(1) // what makes a processor slow takes it from whoever comes next
	}
	return chip, shown, filter
}

// tapsOfStation is the longest wait after a tap of one of the four outcomes.
func (s *service) tapsOfStation(b *testing.B, browser chromium.Browser) time.Duration {
	b.Helper()
	w := s.telephone(b, browser)
	w.Visit("/login?as=staff")
	w.Type("input[name=account]", "station")
	w.Type("input[name=password]", demo.Password)
	w.PressIn("main form", "", "登录")
	w.Press(w.Text("main .items a[href*='/visit']"))
	w.Slow(4)
	w.Watch()
	for range runs {
		for _, outcome := range []string{"in_post", "no_answer", "left", "trouble"} {
			w.Tap("label.to-"+outcome, "")
		}
	}
	return w.Waited()
}
