package web_test

import (
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"regexp"
	"strconv"
	"strings"
	"sync"
	"testing"

	"github.com/chromedp/chromedp"
	"golang.org/x/net/html"
)

const axeFile = "scripts/node_modules/axe-core/axe.min.js"

// axeRun is what axe finds of serious and critical things, each with where it is.
const axeRun = `axe.run(document, {runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'], resultTypes: ['violations']})
	.then(r => r.violations.filter(v => v.impact == 'serious' || v.impact == 'critical')
		.map(v => v.id + ': ' + v.nodes.slice(0, 3).map(n => n.html.slice(0, 160) + ' ' + (n.any[0]?.message || '')).join(' | ')))`

// tooFine lists texts that are set smaller than a size in px. What is said to a
// screen reader alone is not seen, nor the seal's characters, which are a picture.
const tooFine = `(() => {
	const out = [], walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
	while (walk.nextNode()) {
		const e = walk.currentNode.parentElement
		if (!walk.currentNode.data.trim() || !e.checkVisibility() || e.closest('.hide, .skip, .seal, svg, option')) continue
		const size = parseFloat(getComputedStyle(e).fontSize)
		if (size < %g - .05) out.push(walk.currentNode.data.trim().slice(0, 20) + ' ' + size)
	}
	return out
})()`

// axeOf is axe-core as npm installed it.
func axeOf(t *testing.T) string {
	t.Helper()
	axe, err := os.ReadFile(axeFile)
	if err != nil {
		t.Fatalf("%v\naxe-core comes from npm: run `make scripts` first", err)
	}
	return string(axe)
}

// shown are pages as a server shows them.
type shown struct {
	site  string
	pages []drawn
}

// badPage has something wrong of each kind: where it is not found, nothing is.
var badPage = drawn{"nobody", "/bad", `<!doctype html><html lang="zh-CN"><head><title>x</title><meta name="viewport" content="width=device-width, initial-scale=1">` +
	`<link rel="stylesheet" href="STYLE"></head><body><main><h1>甲</h1><p><small><small>小字</small></small></p><input name="nameless"><button>低</button>` +
	`<pre>` + strings.Repeat("wide", 90) + `</pre></main></body></html>`}

// inChromium looks at pages on a telephone: nothing serious that axe finds, in
// both sizes of type no text below its least size, nothing wider than the screen,
// everything to be tapped as high as a thumb.
func inChromium(t *testing.T, s shown, axe string) {
	t.Helper()
	if len(s.pages) < 60 {
		t.Errorf("only %d pages differ", len(s.pages))
	}
	chromium := chrome(t)
	const each = 6 // a tab has a minute
	var tabs sync.WaitGroup
	room := make(chan bool, 3)
	for at := 0; at < len(s.pages); at += each {
		tabs.Go(func() {
			room <- true
			defer func() { <-room }()
			w := chromium.open(t, s.site, device{width: 360})
			for i := at; i < min(at+each, len(s.pages)); i++ {
				w.visit("/page/" + strconv.Itoa(i))
				w.tells(s.pages[i], w.faults(axe))
			}
		})
	}
	tabs.Wait()
}

// tells fails for each fault of a page, and for a bad page where too few were
// found.
func (w *tab) tells(p drawn, faults []string) {
	w.Helper()
	if p.path == badPage.path {
		for _, want := range []string{"axe: label", "large: text below 18", ": text below 14", "px wide", "less than 44 px high", "less than 60 px high"} {
			if !strings.Contains(strings.Join(faults, "\n"), want) {
				w.Errorf("%q was not found on a page that has it: %q", want, faults)
			}
		}
		return
	}
	for _, f := range faults {
		w.Errorf("%s: %s", p, f)
	}
}

// faults are what is wrong with the page that is open, in both sizes of type.
func (w *tab) faults(axe string) (out []string) {
	w.Helper()
	w.unfold()
	for _, found := range look[[]string](w, axe+";"+axeRun, chromedp.EvalAwaitPromise) {
		out = append(out, "axe: "+found)
	}
	for _, size := range []struct {
		class string
		text  float64
		touch int
	}{{"", 14, 44}, {"large", 18, 60}} {
		look[bool](w, fmt.Sprintf("document.documentElement.className = '%s'; true", size.class))
		if wide := look[int](w, "document.documentElement.scrollWidth"); wide > 360 {
			out = append(out, fmt.Sprintf("%s: %d px wide", size.class, wide))
		}
		if fine := look[[]string](w, fmt.Sprintf(tooFine, size.text)); len(fine) > 0 {
			out = append(out, fmt.Sprintf("%s: text below %g px: %.300q", size.class, size.text, fine))
		}
		if low := look[[]string](w, fmt.Sprintf(tooSmall, size.touch)); len(low) > 0 {
			out = append(out, fmt.Sprintf("%s: less than %d px high: %.300q", size.class, size.touch, low))
		}
	}
	return out
}

// look asks the page for something.
func look[T any](w *tab, script string, opts ...chromedp.EvaluateOption) T {
	w.Helper()
	got, err := chromedp.Run(w.ctx, chromedp.Evaluate[T](script, opts...))
	if err != nil {
		w.Errorf("%s: %v", w.address(), err)
	}
	return got
}

// different are each page as the first role that comes to it sees it, and as
// others do where that has a piece that no page before had.
func different(pages []drawn) (out []drawn) {
	seen := map[string]bool{}
	for _, p := range pages {
		fresh := !seen[p.path]
		seen[p.path] = true
		for n := range treeOf(p.body).Descendants() {
			if piece := n.Data + "." + attr(n, "class"); n.Type == html.ElementNode && !seen[piece] {
				fresh, seen[piece] = true, true
			}
		}
		if fresh {
			out = append(out, p)
		}
	}
	return out
}

var scriptTags = regexp.MustCompile(`<script[^>]*></script>`)

// still serves pages as they were drawn, with their style and without scripts, so
// that nothing on them moves and no policy keeps axe out.
func still(t *testing.T, g *gatekeeper, pages []drawn) shown {
	t.Helper()
	_, rest, _ := strings.Cut(pages[0].body, `<link rel="stylesheet" href="`)
	style, _, _ := strings.Cut(rest, `"`)
	kept := map[string]page{}
	var mu sync.Mutex
	show := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if at, err := strconv.Atoi(strings.TrimPrefix(r.URL.Path, "/page/")); err == nil && at < len(pages) {
			w.Header().Set("Content-Type", "text/html; charset=utf-8")
			_, _ = io.WriteString(w, strings.ReplaceAll(scriptTags.ReplaceAllString(pages[at].body, ""), `"STYLE"`, `"`+style+`"`))
			return
		}
		mu.Lock()
		p, ok := kept[r.URL.Path]
		if !ok {
			p = get(t, g.site+r.URL.Path)
			kept[r.URL.Path] = p
		}
		mu.Unlock()
		w.Header().Set("Content-Type", p.header.Get("Content-Type"))
		w.Header().Set("Cache-Control", "max-age=600")
		_, _ = io.WriteString(w, p.body)
	}))
	t.Cleanup(show.Close)
	return shown{show.URL, pages}
}
