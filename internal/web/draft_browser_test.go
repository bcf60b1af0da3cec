package web_test

import (
	"net/http"
	"net/http/httptest"
	"net/http/httputil"
	"net/url"
	"strings"
	"sync/atomic"
	"testing"

	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/chromedp"
)

// weakLine stands before a site: while it is armed, what is sent reaches the
// site, and the answer is lost on its way back.
type weakLine struct {
	armed atomic.Bool
	lost  atomic.Int32
}

func (l *weakLine) before(t *testing.T, site string) string {
	t.Helper()
	to, err := url.Parse(site)
	if err != nil {
		t.Fatal(err)
	}
	through := &httputil.ReverseProxy{
		Rewrite: func(r *httputil.ProxyRequest) {
			r.Out.URL.Scheme, r.Out.URL.Host, r.Out.Host = to.Scheme, to.Host, r.In.Host
		},
	}
	s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if l.armed.Load() && r.Method == http.MethodPost {
			through.ServeHTTP(httptest.NewRecorder(), r)
			l.lost.Add(1)
			panic(http.ErrAbortHandler)
		}
		through.ServeHTTP(w, r)
	}))
	t.Cleanup(s.Close)
	return s.URL
}

// offline takes the signal away, or gives it back.
func (w *tab) offline(none bool) {
	w.Helper()
	all := []*network.Conditions{{Offline: none, DownloadThroughput: -1, UploadThroughput: -1}}
	if _, err := chromedp.Call(w.ctx, network.EmulateNetworkConditionsByRule, network.EmulateNetworkConditionsByRuleParams{MatchedNetworkConditions: all}); err != nil {
		w.Fatal(err)
	}
	if _, err := chromedp.Call(w.ctx, network.OverrideNetworkState, network.OverrideNetworkStateParams{Offline: none, DownloadThroughput: -1, UploadThroughput: -1}); err != nil {
		w.Fatal(err)
	}
}

// until waits until a condition of the page holds.
func (w *tab) until(js string) {
	w.Helper()
	if _, err := chromedp.Run(w.ctx, chromedp.Poll[bool](js)); err != nil {
		w.Fatalf("%s never holds on %s, which says %q: %v", js, w.address(), w.text("main"), err)
	}
}

// says waits until a part of the page says something.
func (w *tab) says(css, words string) {
	w.Helper()
	w.until(`document.querySelector('` + css + `') && document.querySelector('` + css + `').textContent.includes('` + words + `')`)
}

func (w *tab) tap(css string) {
	w.Helper()
	w.do(chromedp.Click(chromedp.CSS(css)))
}

// kept is what the browser keeps.
func (w *tab) kept() string {
	w.Helper()
	got, err := chromedp.Run(w.ctx, chromedp.Evaluate[string](`JSON.stringify(localStorage)`))
	if err != nil {
		w.Fatal(err)
	}
	return got
}

// atStation is a clerk of the station in front of the page.
func (w *tab) atStation(path string) {
	w.Helper()
	w.visit("/login?as=staff&next=" + url.QueryEscape(path))
	w.do(chromedp.SendKeys(chromedp.CSS("input[name=account]"), "station"), chromedp.SendKeys(chromedp.CSS("input[name=password]"), staffSecret))
	w.click("main form .btn.main")
}

// TestWeakSignal: a card that is filled in without a signal is kept, sent when
// there is one, and counted once, also where the answer was lost on its way.
func TestWeakSignal(t *testing.T) {
	t.Parallel()
	b := newBureau(t)
	b.crew(t)
	line := &weakLine{}
	d := device{name: "telephone", width: 360}
	w := chrome(t).open(t, line.before(t, serve(t, b.Deps)), d)
	w.atStation("/placements/5001/visit")
	w.fits(d)

	// No signal: typed, kept, sent by itself when the signal is back.
	w.offline(true)
	w.tap("label.to-in_post")
	w.do(chromedp.SendKeys(chromedp.CSS("textarea[name=asked]"), "伙食不好"))
	w.tap("form.outcome .btn.main")
	w.says(".draft", "没有信号，已经存在这台手机上")
	if n := b.count(t, "SELECT count(*) FROM visit"); n != 0 {
		t.Errorf("%d visits came through without a signal", n)
	}
	if kept := w.kept(); !strings.Contains(kept, "伙食不好") || strings.Contains(kept, "同乡") || strings.Contains(kept, "_csrf") {
		t.Errorf("the telephone keeps %s", kept)
	}
	w.offline(false)
	w.says(".draft", "记下了")
	w.once(b, 1)

	// The answer is lost: the server has it, the telephone does not know, and
	// sends it again.
	w.visit("/placements/5002/visit")
	line.armed.Store(true)
	w.tap("label.to-left")
	w.do(chromedp.SetValue(chromedp.CSS("select[name=reason]"), "family"))
	w.tap("form.outcome .btn.main")
	w.says(".draft", "没有信号，已经存在这台手机上")
	if line.lost.Load() == 0 {
		t.Error("no answer was lost")
	}
	w.once(b, 2)
	line.armed.Store(false)
	w.visit("/station") // what waits is sent when a page is opened
	w.until(`document.querySelector('[data-unsent]').hidden && Object.keys(localStorage).length == 0`)
	w.once(b, 2)
	w.forgive()
}

// once says how many visits are on record, none of them twice.
func (w *tab) once(b *bureau, want int) {
	w.Helper()
	if n := b.count(w.T, "SELECT count(*) FROM visit"); n != want {
		w.Errorf("%d visits are on record, want %d", n, want)
	}
}

// TestDrafts: what was typed is there after the page was left and after the
// session ended, in words; it goes with the log-out.
func TestDrafts(t *testing.T) {
	t.Parallel()
	b := newBureau(t)
	b.crew(t)
	w := chrome(t).open(t, serve(t, b.Deps), device{width: 360})
	w.atStation("/placements/5001/visit")
	w.tap("label.to-left")
	w.do(chromedp.SetValue(chromedp.CSS("select[name=reason]"), "family"), chromedp.SendKeys(chromedp.CSS("textarea[name=asked]"), "回家种地"))
	w.visit("/placements/5001/visit")
	w.says(".draft", "上次没送出去的还在")
	w.until(`document.querySelector('#v5001-left').checked && document.querySelector('textarea[name=asked]').value == '回家种地'`)

	// The session ended while it was typed.
	b.owner(t, "DELETE FROM session")
	w.tap("form.outcome .btn.main")
	w.says(".draft", "请重新登录")
	w.atStation("/station")
	w.until(`Object.keys(localStorage).length == 0`)
	w.once(b, 1)

	// It ended, and somebody logged in again in another tab: this page's token is
	// nobody's any more, and the server keeps the form without doing it.
	w.visit("/placements/5003/visit")
	w.tap("label.to-no_answer")
	b.owner(t, "DELETE FROM session")
	w.inAnotherTab("station")
	w.click("form.outcome .btn.main")
	w.until(`Object.keys(localStorage).length == 0`)
	w.once(b, 2)

	// A refusal says what is wrong, and nothing typed is lost.
	w.visit("/placements/5002/visit")
	w.tap("label.to-left")
	w.do(chromedp.SendKeys(chromedp.CSS("textarea[name=asked]"), "腿疼"))
	w.tap("form.outcome .btn.main")
	w.says(".error", "请选为什么离岗")
	w.until(`document.querySelector('#v5002-left').checked && document.querySelector('textarea[name=asked]').value == '腿疼'`)

	// Who logs out is told what is lost with it, and leaves nothing.
	w.visit("/station")
	w.says("[data-unsent]", "还有 1 张没送出去")
	w.tap(`form[action="/logout"] button`)
	w.says(`form[action="/logout"]`, "退出就没了")
	w.click(`form[action="/logout"] button`)
	w.until(`Object.keys(localStorage).length == 0`)
	w.once(b, 2)
}

// inAnotherTab logs in beside this page, which knows nothing of it.
func (w *tab) inAnotherTab(account string) {
	w.Helper()
	w.until(`(() => {
		if (window.entered === undefined) {
			window.entered = false
			fetch('/login?as=staff').then(r => r.text()).then(text => {
				const form = new DOMParser().parseFromString(text, 'text/html').querySelector('main form')
				const body = new URLSearchParams([...new FormData(form)])
				body.set('account', '` + account + `')
				body.set('password', '` + staffSecret + `')
				return fetch('/login', { method: 'POST', body })
			}).then(r => { window.entered = r.redirected })
		}
		return window.entered
	})()`)
}
