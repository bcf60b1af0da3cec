package web_test

import (
	"strings"

	"github.com/chromedp/chromedp"
)

// weight: the first visit is light enough for a weak signal.
func weight(w *tab) {
	const most, mostRequests = 60 << 10, 4
	w.visit("/?q=%E6%8A%A4%E5%B7%A5")
	requests, bytes, _ := w.traffic()
	w.Logf("the first visit takes %.1f KB in %d requests", bytes/1024, len(requests))
	if bytes > most || len(requests) > mostRequests {
		w.Errorf("the first visit takes %.0f bytes in %d requests: %s", bytes, len(requests), strings.Join(requests, " "))
	}
	w.click(".opening h2 a")
	again, all, _ := w.traffic()
	w.Logf("the second page takes %.1f KB in %d requests", (all-bytes)/1024, len(again)-len(requests))
	if all-bytes > 15<<10 {
		w.Errorf("the second page takes %.0f bytes", all-bytes)
	}
}

// largeType is remembered, and ordinary type comes back.
func largeType(w *tab) {
	w.visit("/?q=%E6%8A%A4%E5%B7%A5")
	here := w.address()
	w.click(".tools a")
	if w.address() != here || w.attribute("html", "class") != "large" {
		w.Errorf("large type leads to %s with class %q", w.address(), w.attribute("html", "class"))
	}
	w.visit("/help")
	if got := w.attribute("html", "class"); got != "large" {
		w.Errorf("another page has class %q", got)
	}
	w.click(".tools a")
	if got := w.attribute("html", "class"); got != "" {
		w.Errorf("ordinary type has class %q", got)
	}
}

// keyboard: whoever moves by it comes past the header at once.
func keyboard(w *tab) {
	w.visit("/")
	w.do(chromedp.KeyEvent("\t"))
	got, err := chromedp.Run(w.ctx, chromedp.Evaluate[string](`document.activeElement.textContent`))
	if err != nil || got != "跳到正文" {
		w.Errorf("the first stop is %q, %v", got, err)
	}
}

// textPages are reached from the foot of every page.
func textPages(w *tab) {
	for _, path := range []string{"/complaint", "/privacy", "/help"} {
		w.visit("/openings/1")
		w.click(`.foot a[href^="` + path + `"]`)
		w.fits(device{width: 360})
		if text := w.text("main"); !strings.Contains(text, "12333") {
			w.Errorf("%s does not say whom to call", path)
		}
	}
	w.clean()
}

// nothingFound says which condition to drop, and what that finds.
func nothingFound(w *tab) {
	w.visit("/?q=%E6%8A%A4%E5%B7%A5+%E5%8F%A4%E4%BA%A4") // 护工 古交
	w.fits(device{width: 360})
	want := leading(w.text(".empty .chip .n"))
	w.click(".empty .chip")
	if got := w.found(); got != want || want == 0 {
		w.Errorf("the chip promises %d openings, the page has %d", want, got)
	}
	w.visit("/?q=qqxxzz")
	w.click(".empty .btn")
	if w.found() == 0 {
		w.Error("the way out of nothing leads nowhere")
	}
}

// errorPages keep the frame, the search box and the user's words.
func errorPages(w *tab) {
	for path, want := range map[string]string{
		"/openings/999999999": "没有这个岗位", "/openings/x": "没有这一页", "/nowhere": "没有这一页",
		"/?age=abc": "这样找不了", "/?age=7": "这样找不了", "/?cursor=x": "这样找不了",
	} {
		w.visit(path)
		w.fits(device{width: 360})
		if got := w.text("h1"); got != want {
			w.Errorf("%s says %q", path, got)
		}
		w.attribute("#q", "name")
	}
}
