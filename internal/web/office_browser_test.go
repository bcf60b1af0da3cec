package web_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
)

// TestOffices is what offices and a worker do behind a login, in Chromium, on a
// telephone and on the office's screen.
func TestOffices(t *testing.T) {
	t.Parallel()
	chromium := chrome(t)
	for _, d := range devices() {
		t.Run(d.name, func(t *testing.T) {
			t.Parallel()
			b := newBureau(t)
			site := serve(t, b.Deps)
			clerk, worker := chromium.open(t, site, d), chromium.open(t, site, d)
			clerk.staffLogin(d, "association")
			clerk.switchTo("甲村务工协会", d)
			code := clerk.revealAndPrint(d)
			worker.claimBy(code, d)
			clerk.switchTo("康宁镇政府", d)
			clerk.logout()
			clerk.clean()
			worker.clean()
		})
	}
}

// staffLogin types account and password, a wrong one first.
func (w *tab) staffLogin(d device, account string) {
	w.Helper()
	w.visit("/people")
	if d.large {
		w.click(".tools a")
	}
	w.fits(d)
	w.do(chromedp.SendKeys(chromedp.CSS("input[name=account]"), account), chromedp.SendKeys(chromedp.CSS("input[name=password]"), "不对"))
	w.refused("main form .btn.main")
	if got := w.attribute("input[name=account]", "value"); got != account || !strings.Contains(w.text(".alert"), "没有登录上") {
		w.Errorf("after a wrong password the page holds %q and says %q", got, w.text(".alert"))
	}
	w.fits(d)
	w.do(chromedp.SendKeys(chromedp.CSS("input[name=password]"), staffSecret))
	w.click("main form .btn.main")
}

// refused presses a button whose form is refused: the answer is a page all the
// same.
func (w *tab) refused(css string) {
	w.Helper()
	answer, err := chromedp.RunResponse(w.ctx, chromedp.Click(chromedp.CSS(css)))
	if err != nil {
		w.Fatal(err)
	}
	if answer.Status != 422 {
		w.Fatalf("%s answers %d, want 422", answer.URL, answer.Status)
	}
	w.forgive()
}

// forgive forgets what the console said of a refusal that was wanted.
func (w *tab) forgive() {
	w.page.Forgive()
}

// switchTo goes on as the account of an organisation.
func (w *tab) switchTo(organisation string, d device) {
	w.Helper()
	if !strings.HasSuffix(w.address(), "/switch") && !strings.Contains(w.address(), "/switch?") {
		w.visit("/switch")
	}
	w.fits(d)
	if !strings.Contains(w.text("main"), organisation) {
		w.Fatalf("no account for %s in %q", organisation, w.text("main"))
	}
	w.click(w.with("main li button", "main li", organisation))
	if got := w.text("header"); !strings.Contains(got, organisation) {
		w.Errorf("switched to %s, the header says %q", organisation, got)
	}
	w.fits(d)
}

// with is a selector of the first thing that matches css and stands in, or is,
// the first thing of around that holds a text.
func (w *tab) with(css, around, text string) string {
	w.Helper()
	const mark = `(() => {
		document.querySelectorAll('[data-test]').forEach(e => e.removeAttribute('data-test'))
		const box = [...document.querySelectorAll(%q)].find(e => e.textContent.includes(%q))
		const hit = box && (box.matches(%q) ? box : [...document.querySelectorAll(%q)].find(e => box.contains(e)))
		hit?.setAttribute('data-test', '')
		return !!hit
	})()`
	found, err := chromedp.Run(w.ctx, chromedp.Evaluate[bool](fmt.Sprintf(mark, around, text, css, css)))
	if err != nil || !found {
		w.Fatalf("no %s with %q on %s: %v", css, text, w.address(), err)
	}
	return "[data-test]"
}

// revealAndPrint opens a member, has the ID number shown for a reason, and
// prints the code to claim the record; it returns the code.
func (w *tab) revealAndPrint(d device) string {
	w.Helper()
	w.visit("/people")
	w.fits(d)
	w.click(w.with("main a", "main a", "王建"))
	w.fits(d)
	if strings.Contains(w.text("main"), wang) || !strings.Contains(w.text("main"), "142325********9998") {
		w.Errorf("the page says %q", w.text("main"))
	}
	w.do(chromedp.Click(chromedp.CSS(".number summary")), chromedp.WaitVisible(chromedp.CSS(".number form button")))
	w.fits(d)
	w.do(chromedp.Click(chromedp.CSS(w.with(".number label", ".number label", "核对花名册"))))
	w.click(".number form button")
	if got := w.text("main"); !strings.Contains(got, "142325 19760308 9998") || !strings.Contains(got, "已记入审计") {
		w.Errorf("after the reason the page says %q", got)
	}
	w.fits(d)
	w.click(w.with("main button", "main button", "打印认领码"))
	w.fits(d)
	return strings.ReplaceAll(w.text(".slip .code"), " ", "")
}

// claimBy makes the record his own, and logs in again with telephone and PIN.
func (w *tab) claimBy(code string, d device) {
	w.Helper()
	w.visit("/claim?code=" + code)
	if d.large {
		w.click(".tools a")
	}
	w.fits(d)
	w.do(chromedp.SendKeys(chromedp.CSS("input[name=last4]"), "9998"))
	w.click("main form .btn")
	w.fits(d)
	w.do(
		chromedp.SendKeys(chromedp.CSS("input[name=phone]"), familyPhone), chromedp.SendKeys(chromedp.CSS("input[name=new]"), "271828"),
		chromedp.SendKeys(chromedp.CSS("input[name=again]"), "271828"), chromedp.Click(chromedp.CSS("label[for=consent], input[name=consent]")),
	)
	w.click("main form .btn")
	w.fits(d)
	if got := w.text("h1"); !strings.Contains(got, "王建") {
		w.Errorf("his page says %q", got)
	}
	w.logout()
	w.visit("/login?as=worker")
	w.do(chromedp.SendKeys(chromedp.CSS("input[name=phone]"), familyPhone), chromedp.SendKeys(chromedp.CSS("input[name=password]"), "271828"))
	w.click("main form .btn.main")
	if got := w.text("h1"); !strings.Contains(got, "王建") {
		w.Errorf("after the login his page says %q", got)
	}
}

func (w *tab) logout() {
	w.Helper()
	w.click(w.with("header button", "header button", "退出"))
	if got := w.text("header"); !strings.Contains(got, "登录") {
		w.Errorf("after the log-out the header says %q", got)
	}
}
