package chromium

import (
	"fmt"

	"github.com/chromedp/chromedp"
)

// mostStops is how often the tab key is struck before a thing counts as out of
// reach.
const mostStops = 200

// focused tells where the focus is: whether it is on what is sought, and whether
// the eye sees that.
const focused = `((css, text) => {
	const e = document.activeElement
	if (!e || !e.matches(css)) return ''
	const words = (e.labels ? [...e.labels].map(l => l.textContent).join(' ') : '') + e.textContent
	if (!words.replace(/\s+/g, ' ').includes(text)) return ''
	const seen = [[e], [e, '::after'], [e.closest('label') || e]].map(x => getComputedStyle(...x)).some(s => s.outlineStyle != 'none' && parseFloat(s.outlineWidth) >= 2 || s.boxShadow != 'none')
	return seen ? 'seen' : 'unseen'
})(%q, %q)`

// Reach strikes the tab key until the focus is on the thing with a text, which
// must then show that it has it.
func (w *Tab) Reach(css, text string) {
	w.Helper()
	for range mostStops {
		switch Ask[string](w, fmt.Sprintf(focused, css, text)) {
		case "seen":
			return
		case "unseen":
			w.Fatalf("%s with “%s” on %s has the focus and does not show it", css, text, w.where())
		}
		w.Strike("\t")
	}
	w.Fatalf("%s with “%s” on %s is not reached by the tab key", css, text, w.where())
}

// Strike strikes keys where the focus is.
func (w *Tab) Strike(keys string) {
	w.Helper()
	w.Do(chromedp.KeyEvent(keys))
}

// Enter reaches a link or button and strikes the enter key, which leads to
// another page.
func (w *Tab) Enter(css, text string) {
	w.Helper()
	w.Reach(css, text)
	w.follow(200, chromedp.KeyEvent("\r"))
}

// Unfold reaches a heading that opens, and opens it.
func (w *Tab) Unfold(text string) {
	w.Helper()
	w.Reach("summary", text)
	w.Strike("\r")
}
