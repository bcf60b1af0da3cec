package web_test

import (
	"strings"
	"testing"
	"time"

	"github.com/chromedp/chromedp"
)

// drawnFlow is whether the flow was drawn on a canvas of some size with more than
// one colour on it, and whether its table can be read: [drawn, open].
const drawnFlow = `(() => {
	const figure = document.querySelector('[data-chart=flow]')
	const canvas = figure.querySelector('canvas')
	const table = figure.querySelector('table').getBoundingClientRect()
	let colours = new Set()
	if (canvas) {
		const copy = document.createElement('canvas')
		copy.width = canvas.width
		copy.height = 1
		const c = copy.getContext('2d', { willReadFrequently: true })
		c.drawImage(canvas, 0, -Math.floor(canvas.height / 2))
		const line = c.getImageData(0, 0, copy.width, 1).data
		for (let i = 0; i < line.length; i += 4) colours.add(line[i] + ' ' + line[i + 1] + ' ' + line[i + 2] + ' ' + line[i + 3])
	}
	return [colours.size > 2 && canvas.clientHeight > 200, figure.querySelector('details').open && table.height > 40]
})()`

// TestChartsAreDrawn: with the script the flow is drawn on a canvas, its table is
// folded under it and opened by its heading; without it the table stands open.
func TestChartsAreDrawn(t *testing.T) {
	t.Parallel()
	chromium := chrome(t)
	for _, d := range devices() {
		t.Run(d.name, func(t *testing.T) {
			t.Parallel()
			b := newBureau(t)
			site := serve(t, b.Deps)
			b.login(t, site, "county") // who sets up the second factor
			b.clock.pass(time.Minute)  // a code is good once
			w := chromium.open(t, site, d)
			w.staffLogin(d, "county")
			if strings.Contains(w.address(), "/login/code") {
				w.do(chromedp.SendKeys(chromedp.CSS("input[name=code]"), b.code(t, "county")))
				w.click("main form .btn.main")
			}
			w.visit("/county")
			if !d.noScript {
				w.ready("[data-chart=flow] .canvas[data-ready]")
			}
			w.fits(d)
			w.flow(!d.noScript, d.noScript)
			if !d.noScript {
				w.do(chromedp.Click(chromedp.CSS("[data-chart=flow] summary")))
				w.flow(true, true)
				w.fits(d)
			}
			w.clean()
		})
	}
}

// flow holds the chart and its table to what they should be.
func (w *tab) flow(drawn, open bool) {
	w.Helper()
	got, err := chromedp.Run(w.ctx, chromedp.Evaluate[[]bool](drawnFlow))
	if err != nil || len(got) != 2 || got[0] != drawn || got[1] != open {
		w.Errorf("drawn and open: %v, %v; want %v, %v", got, err, drawn, open)
	}
}
