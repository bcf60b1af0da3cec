package chromium

import (
	"fmt"
	"strings"

	"github.com/chromedp/chromedp"
)

// find marks the first thing that can be seen, matches css and holds a text,
// within the first of around that holds another; what folds it away is opened as
// a hand opens it. It answers why not.
const find = `((css, text, around, within) => {
	document.querySelectorAll('[data-hand]').forEach(e => e.removeAttribute('data-hand'))
	const has = (e, words) => e.textContent.replace(/\s+/g, ' ').includes(words)
	const boxes = around ? [...document.querySelectorAll(around)].filter(e => has(e, within)) : [document]
	if (!boxes.length) return 'no ' + around + ' with “' + within + '”'
	const all = boxes.flatMap(b => [...b.querySelectorAll(css), ...(b.matches && b.matches(css) ? [b] : [])]).filter(e => has(e, text))
	const hit = all.find(e => e.checkVisibility()) || all[0]
	if (!hit) return 'no ' + css + ' with “' + text + '”'
	hit.setAttribute('data-hand', '')
	if (!hit.checkVisibility()) for (let e = hit.closest('details:not([open])'); e; e = e.parentElement.closest('details:not([open])')) e.firstElementChild.setAttribute('data-hand-fold', '')
	return ''
})`

// hand is a selector of the thing that find marks.
func (w *Tab) hand(css, text, around, within string) string {
	w.Helper()
	if why := Ask[string](w, fmt.Sprintf("%s(%q, %q, %q, %q)", find, css, text, around, within)); why != "" {
		w.Fatalf("%s on %s, which says %.600q", why, w.where(), w.Text("main"))
	}
	for w.Count("[data-hand-fold]") > 0 {
		w.Do(chromedp.Click(chromedp.CSS("[data-hand-fold]")))
		Ask[bool](w, "(document.querySelector('[data-hand-fold]')?.removeAttribute('data-hand-fold'), true)")
	}
	return "[data-hand]"
}

const pressed = "a[href], button"

// Press clicks the link or button with a text, which leads to another page.
func (w *Tab) Press(text string) {
	w.Helper()
	w.PressIn("", "", text)
}

// PressIn is Press within the first of around that holds words.
func (w *Tab) PressIn(around, within, text string) {
	w.Helper()
	w.follow(200, chromedp.Click(chromedp.CSS(w.hand(pressed, text, around, within))))
}

// Refused presses a button whose form is not taken: the answer is a page all the
// same.
func (w *Tab) Refused(text string) {
	w.Helper()
	w.follow(422, chromedp.Click(chromedp.CSS(w.hand(pressed, text, "main", ""))))
	w.Forgive()
}

// Tap clicks what changes the page that is open: a label, a heading that opens.
func (w *Tab) Tap(css, text string) {
	w.Helper()
	w.Do(chromedp.Click(chromedp.CSS(w.hand(css, text, "", ""))))
}

// Type puts words into a field in place of those that stand there.
func (w *Tab) Type(css, words string) {
	w.Helper()
	at := chromedp.CSS(w.hand(css, "", "", ""))
	if strings.Contains(Ask[string](w, "document.querySelector('[data-hand]').type"), "date") {
		w.Do(chromedp.SetValue(at, words)) // keys depend on the browser's language
		return
	}
	Ask[bool](w, "(document.querySelector('[data-hand]').value = '', true)")
	w.Do(chromedp.SendKeys(at, words))
}

// Choose takes what a list offers by a text.
func (w *Tab) Choose(css, text string) {
	w.Helper()
	at := w.hand(css, text, "", "")
	value := Ask[string](w, fmt.Sprintf("[...document.querySelector('[data-hand]').options].find(o => o.text.includes(%q)).value", text))
	w.Do(chromedp.SetValue(chromedp.CSS(at), value))
}

// Renew presses what changes a part of the page in place with script, and leads
// to another page without: wait is a condition of the page that then holds.
func (w *Tab) Renew(around, within, text, wait string) {
	w.Helper()
	if w.NoScript {
		w.PressIn(around, within, text)
	} else {
		w.Do(chromedp.Click(chromedp.CSS(w.hand(pressed, text, around, within))))
	}
	w.Until(wait)
}
