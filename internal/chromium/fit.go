package chromium

import (
	"fmt"
	"strings"
)

// tooSmall lists what is to be tapped and lower than a thumb. A card's link
// covers the card, a label its tick; a link within a sentence is as high as its
// line.
const tooSmall = `[...document.querySelectorAll('a[href], button, summary, select, textarea, input:not([type=hidden])')]
	.filter(e => e.checkVisibility() && !e.matches('.skip') && !(getComputedStyle(e).display == 'inline' && e.closest('p, li') && !e.matches('.chip')))
	.map(e => [e, e.closest('.opening, .choice') || e])
	.filter(([e, box]) => box.getBoundingClientRect().height < %d - .5)
	.map(([e, box]) => (e.textContent.trim() || e.name) + ' ' + box.getBoundingClientRect().height)`

// Fits holds the page to its width, everything to be tapped to a thumb, and
// large type to 18 px and more where it was chosen.
func (w *Tab) Fits() {
	w.Helper()
	// not innerWidth: a telephone widens it to what does not fit
	if wide := Ask[int64](w, "document.documentElement.scrollWidth"); wide > w.Width {
		w.Errorf("%s is %d px wide on %d", w.where(), wide, w.Width)
	}
	least := 44
	if w.Large {
		least = 60
		if size := Ask[float64](w, "parseFloat(getComputedStyle(document.body).fontSize)"); size < 18 {
			w.Errorf("large type on %s is %g px", w.where(), size)
		}
	}
	if small := Ask[[]string](w, fmt.Sprintf(tooSmall, least)); len(small) > 0 {
		w.Errorf("%s: less than %d px high: %s", w.where(), least, strings.Join(small, "; "))
	}
}

// Clean says that nothing came from elsewhere and nothing was complained of. The
// calendar on a field of a date is the browser's own, and written as data.
func (w *Tab) Clean() {
	w.Helper()
	requests, _ := w.Traffic()
	for _, r := range requests {
		if !strings.HasPrefix(r, w.Site+"/") && !strings.HasPrefix(r, "data:image/svg+xml;base64,") {
			w.Errorf("a request to %s", r)
		}
	}
	if said := w.Complaints(); len(said) > 0 {
		w.Errorf("the console says %q", said)
	}
}
