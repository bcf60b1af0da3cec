package web_test

import (
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"

	"laowu/internal/db"
	"laowu/internal/hiring"
)

// TestReferralsInABrowser is a worker who wants to go and the enterprise that
// answers him, in Chromium.
func TestReferralsInABrowser(t *testing.T) {
	t.Parallel()
	chromium := chrome(t)
	for _, d := range devices() {
		t.Run(d.name, func(t *testing.T) {
			t.Parallel()
			b := newBureau(t)
			site := serve(t, b.Deps)
			b.claim(t, wang, "271828")
			first, second, _ := b.openings(t)
			b.tx(t, db.Actor{County: "141123", Role: db.Association, Organisation: 1, Name: "association"}, func(tx *db.Tx) error {
				opening, err := strconv.ParseInt(second, 10, 64)
				if err == nil {
					_, err = hiring.Refer(t.Context(), tx, b.people[li], opening)
				}
				return err
			})
			worker, clerk, office := chromium.open(t, site, d), chromium.open(t, site, d), chromium.open(t, site, d)
			worker.wants(d, "/openings/"+first)
			clerk.answers(d)
			worker.reads(d)
			office.sends(d, b.person(li), first)
			worker.clean()
			clerk.clean()
			office.clean()
		})
	}
}

// wants goes from the opening through the login back to it, and says that he
// wants to go.
func (w *tab) wants(d device, opening string) {
	w.Helper()
	w.visit(opening)
	if d.large {
		w.click(".tools a")
	}
	w.fits(d)
	w.click("#refer a")
	w.do(chromedp.SendKeys(chromedp.CSS("input[name=phone]"), familyPhone), chromedp.SendKeys(chromedp.CSS("input[name=password]"), "271828"))
	w.click("main form .btn.main")
	if got := w.address(); !strings.HasSuffix(got, opening) {
		w.Fatalf("after the login he is at %s", got)
	}
	w.unfold()
	w.fits(d)
	w.picture(d, "opening")
	w.click(w.with("#refer button", "#refer button", "我自己报名"))
	if got := w.text("#refer"); !strings.Contains(got, "您报名了") || !strings.Contains(got, "等单位看") {
		w.Errorf("then the page says %q", got)
	}
	w.fits(d)
}

// answers invites the one who went himself; the one whom the association sent
// has a surname alone.
func (w *tab) answers(d device) {
	w.Helper()
	w.enters(d, "enterprise")
	w.visit("/referrals")
	w.unfold()
	w.fits(d)
	w.picture(d, "applicants")
	if got := w.text("main"); !strings.Contains(got, "王建") || !strings.Contains(got, "李**") || strings.Contains(got, "李英") {
		w.Errorf("the enterprise reads %q", got)
	}
	w.do(chromedp.SendKeys(chromedp.CSS("input[name=note]"), "周三上午九点"))
	w.click(w.with("main button", "main button", "约他面试"))
	if got := w.text("main"); !strings.Contains(got, "约了面试") {
		w.Errorf("after the invitation it reads %q", got)
	}
}

// reads follows it on his own page, and takes it back.
func (w *tab) reads(d device) {
	w.Helper()
	w.click(w.with("#refer a", "#refer a", "看进展"))
	w.unfold()
	w.fits(d)
	w.picture(d, "me")
	if got := w.text("#referrals"); !strings.Contains(got, "周三上午九点") {
		w.Errorf("his page says %q", got)
	}
	w.do(chromedp.SetValue(chromedp.CSS("#referrals select"), "family"))
	w.click(w.with("#referrals button", "#referrals button", "不去了"))
	if got := w.text("#referrals"); !strings.Contains(got, "家里或者自己有事") {
		w.Errorf("after he took it back his page says %q", got)
	}
}

// sends is an association that sends a member by the opening's number.
func (w *tab) sends(d device, person, opening string) {
	w.Helper()
	w.enters(d, "association")
	w.switchTo("甲村务工协会", d)
	w.visit(person)
	w.unfold()
	w.fits(d)
	w.do(chromedp.SendKeys(chromedp.CSS("#referrals input[name=opening]"), strings.TrimPrefix(opening, "/openings/")))
	w.click(w.with("#referrals button", "#referrals button", "推荐到这个岗位"))
	w.picture(d, "person")
	w.fits(d)
	w.visit("/referrals")
	w.unfold()
	w.fits(d)
	w.picture(d, "referrals")
	if got := w.text("main"); !strings.Contains(got, "李英") || strings.Contains(got, "张平") {
		w.Errorf("the association reads %q", got)
	}
}

// enters logs in at an office's own account.
func (w *tab) enters(d device, account string) {
	w.Helper()
	w.visit("/login?as=staff")
	if d.large {
		w.click(".tools a")
	}
	w.do(chromedp.SendKeys(chromedp.CSS("input[name=account]"), account), chromedp.SendKeys(chromedp.CSS("input[name=password]"), staffSecret))
	w.click("main form .btn.main")
}

// picture is taken where LAOWU_PICTURES names a folder.
func (w *tab) picture(d device, name string) {
	w.Helper()
	dir := os.Getenv("LAOWU_PICTURES")
	if dir == "" {
		return
	}
	data, err := chromedp.Run(w.ctx, chromedp.FullScreenshot(100))
	if err != nil {
		w.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(dir, name+"-"+strings.ReplaceAll(d.name, " ", "-")+".png"), data, 0o600); err != nil {
		w.Fatal(err)
	}
}
