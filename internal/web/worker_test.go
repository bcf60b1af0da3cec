package web_test

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
)

// TestWorker is all that a worker does here, in Chromium against the whole
// program: on a cheap telephone and on the office's screen.
func TestWorker(t *testing.T) {
	t.Parallel()
	site, chromium := serve(t, stack(t)), chrome(t)
	for _, d := range []device{
		{name: "telephone", width: 360},
		{name: "telephone without script", width: 360, noScript: true},
		{name: "telephone with large type", width: 360, large: true},
		{name: "screen", width: 1280},
		{name: "screen without script", width: 1280, noScript: true},
	} {
		t.Run("journey by "+d.name, func(t *testing.T) {
			t.Parallel()
			journey(chromium.open(t, site, d), d)
		})
	}
	for name, act := range map[string]func(*tab){
		"weight": weight, "large type": largeType, "keyboard": keyboard, "texts": textPages, "nothing found": nothingFound, "errors": errorPages,
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			act(chromium.open(t, site, device{width: 360}))
		})
	}
}

// journey: say what and where, narrow it, open an opening, read whom to call,
// print the poster.
func journey(w *tab, d device) {
	w.visit("/")
	if d.large {
		w.click(".tools a")
	}
	w.fits(d)
	w.search("护工 鄂尔多斯")
	w.fits(d)
	w.narrow(d)
	w.opening(d)
	w.poster(d)
	w.clean()
}

var answer = regexp.MustCompile(`^(\d+) 个岗位，还差 (\d+) 人$`)

// found is the number of openings that the page says it found.
func (w *tab) found() int {
	w.Helper()
	m := answer.FindStringSubmatch(w.text("h1"))
	if m == nil {
		w.Fatalf("the heading is %q", w.text("h1"))
	}
	n, _ := strconv.Atoi(m[1])
	return n
}

// search types words as a worker does and reads how they were understood.
func (w *tab) search(words string) {
	w.Helper()
	all := w.found()
	w.renew(chromedp.SendKeys(chromedp.ID("q"), words), chromedp.Click(chromedp.CSS(".search .btn")))
	if got := w.text(".chips"); !strings.Contains(got, "护工") || !strings.Contains(got, "鄂尔多斯") {
		w.Errorf("the chips say %q", got)
	}
	if got := w.found(); got == 0 || got >= all {
		w.Errorf("%q finds %d of %d openings", words, got, all)
	}
	if got := w.attribute("#q", "value"); got != words {
		w.Errorf("the box holds %q", got)
	}
}

// narrow takes a condition of a drop-down; its count is what is found.
func (w *tab) narrow(d device) {
	w.Helper()
	before, drop := strings.ReplaceAll(w.address(), "%20", "+"), ".filters details:nth-child(2)"
	w.do(chromedp.Click(chromedp.CSS(drop+" summary")), chromedp.WaitVisible(chromedp.CSS(drop+" .drop")))
	w.fits(d)
	want := leading(w.text(drop + " .drop li:last-child .n"))
	w.renew(chromedp.Click(chromedp.CSS(drop + " .drop li:last-child .chip")))
	if got := w.found(); got != want {
		w.Errorf("the chip promises %d openings, the page has %d", want, got)
	}
	w.renew(chromedp.Click(chromedp.CSS(".chips li:last-child .chip.on")))
	if got := strings.ReplaceAll(w.address(), "%20", "+"); got != before { // a script writes a space in its own way
		w.Errorf("without the condition the address is %s, before it was %s", got, before)
	}
}

// leading is the number that a text begins with.
func leading(text string) int {
	n, _ := strconv.Atoi(regexp.MustCompile(`^\d+`).FindString(text))
	return n
}

// opening opens the first card and reads what decides: wage, way, contact.
func (w *tab) opening(d device) {
	w.Helper()
	title, wage := w.text(".opening h2"), w.text(".opening .wage")
	w.click(".opening h2 a")
	w.fits(d)
	if got := w.text("h1"); got != title {
		w.Errorf("the card says %q, its page %q", title, got)
	}
	if got := w.text(".offer .wage"); got != wage {
		w.Errorf("the card pays %q, its page %q", wage, got)
	}
	if got := w.text(".offer .route"); !strings.Contains(got, "公里") {
		w.Errorf("the way is %q", got)
	}
	shown, dialled := w.text(".tel"), w.attribute(".tel", "href")
	if dialled != "tel:"+strings.ReplaceAll(shown, " ", "") {
		w.Errorf("%q dials %q", shown, dialled)
	}
	if back := w.attribute(".back", "href"); !strings.HasPrefix(back, "/?q=") {
		w.Errorf("back leads to %q", back)
	}
}

// poster opens the sheet for the wall, which is one page of paper.
func (w *tab) poster(d device) {
	w.Helper()
	here := w.address()
	w.click(`a[href$="/poster"]`)
	w.fits(d)
	if w.address() != here+"/poster" {
		w.Errorf("the poster of %s is at %s", here, w.address())
	}
	if path := w.attribute(".qr path", "d"); len(path) < 1000 {
		w.Errorf("the code is %q", path)
	}
	if n := w.sheets(); n != 1 {
		w.Errorf("the poster has %d pages", n)
	}
}

// sheets is how many sheets of paper the page takes.
func (w *tab) sheets() int {
	w.Helper()
	paper, err := chromedp.Run(w.ctx, chromedp.PrintToPDF(chromedp.PDFPreferCSSPageSize()))
	if err != nil {
		w.Fatal(err)
	}
	return len(regexp.MustCompile(`/Type\s*/Page\b`).FindAll(paper, -1))
}

// fits holds the page to its width, and everything to be tapped to a thumb.
func (w *tab) fits(d device) {
	w.Helper()
	// not innerWidth: a telephone widens it to what does not fit
	wide, err := chromedp.Run(w.ctx, chromedp.Evaluate[int64](`document.documentElement.scrollWidth`))
	if err != nil {
		w.Fatal(err)
	}
	if wide > d.width {
		w.Errorf("%s is %d px wide on %d", w.address(), wide, d.width)
	}
	least := 44
	if d.large {
		least = 60
	}
	small, err := chromedp.Run(w.ctx, chromedp.Evaluate[[]string](fmt.Sprintf(tooSmall, least)))
	if err != nil {
		w.Fatal(err)
	}
	if len(small) > 0 {
		w.Errorf("%s: less than %d px high: %s", w.address(), least, strings.Join(small, "; "))
	}
}

// tooSmall lists what is to be tapped and lower than a thumb. A card's link
// covers the card, a label its tick; a link within a sentence is as high as its
// line.
const tooSmall = `[...document.querySelectorAll('a[href], button, summary, select, textarea, input:not([type=hidden])')]
	.filter(e => e.checkVisibility() && !e.matches('.skip') && !(getComputedStyle(e).display == 'inline' && e.closest('p, li') && !e.matches('.chip')))
	.map(e => [e, e.closest('.opening, .choice') || e])
	.filter(([e, box]) => box.getBoundingClientRect().height < %d - .5)
	.map(([e, box]) => (e.textContent.trim() || e.name) + ' ' + box.getBoundingClientRect().height)`

// clean says that nothing came from elsewhere and nothing was complained of. The
// calendar on a field of a date is the browser's own, and written as data.
func (w *tab) clean() {
	w.Helper()
	requests, _, errors := w.traffic()
	for _, r := range requests {
		if !strings.HasPrefix(r, w.site+"/") && !strings.HasPrefix(r, "data:image/svg+xml;base64,") {
			w.Errorf("a request to %s", r)
		}
	}
	if len(errors) > 0 {
		w.Errorf("the console says %q", errors)
	}
}

// unfold opens whatever is folded away, so that it is looked at too.
func (w *tab) unfold() {
	w.Helper()
	if _, err := chromedp.Run(w.ctx, chromedp.Evaluate[int64](`[...document.querySelectorAll('.fold')].map(e => e.open = true).length`)); err != nil {
		w.Fatal(err)
	}
}
