package web_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
)

// TestClerk goes the clerk's way in Chromium: files sent, their progress watched,
// two rows mended in place, written, the rejected rows
// sent again, and both files taken back.
func TestClerk(t *testing.T) {
	t.Parallel()
	chromium := chrome(t)
	for _, d := range devices() {
		t.Run(d.name, func(t *testing.T) {
			t.Parallel()
			b := rosterTownship(t)
			site := serve(t, b.Deps)
			w := chromium.open(t, site, d)
			w.staffLogin(d, "caijiaya")
			before := b.count(t, "SELECT count(*) FROM person")
			w.click(w.with("header a", "header a", "导入"))
			w.upload(d, filepath.Join("../../imports/testdata/samples", rosterFile))
			if got := w.text(".tally"); !strings.Contains(got, "新增 29") || !strings.Contains(got, "要改 12") {
				t.Errorf("the counts say %q", got)
			}
			w.mendRow(d, "#r0-0-37", "14078690001")
			w.mendRow(d, "#r0-0-41", "2019-10")
			w.click(w.with("main .btn.main", "main .btn.main", "写入 31 人"))
			w.ready(".alert.ok")
			w.fits(d)
			if n := b.count(t, "SELECT count(*) FROM person"); n != before+31 {
				t.Errorf("%d people, want %d", n, before+31)
			}
			again := b.rejected(t, site, w.address())
			w.visit("/imports")
			w.upload(d, again)
			w.click(w.with("main .btn.main", "main .btn.main", "写入 3 人"))
			w.ready(".alert.ok")
			if n := b.count(t, "SELECT count(*) FROM person"); n != before+33 {
				t.Errorf("%d people with both files, want %d", n, before+33)
			}
			w.takeBack(d)
			w.visit("/imports")
			w.fits(d)
			w.click(w.with("main a", "main a", rosterFile))
			w.takeBack(d)
			w.visit("/imports")
			w.fits(d)
			if n := b.count(t, "SELECT count(*) FROM person"); n != before {
				t.Errorf("%d people in the end, want %d", n, before)
			}
			w.clean()
		})
	}
}

// upload chooses a file, sends it, and waits until it was looked at.
func (w *tab) upload(d device, path string) {
	w.Helper()
	w.fits(d)
	full, err := filepath.Abs(path)
	if err != nil {
		w.Fatal(err)
	}
	w.do(chromedp.SetUploadFiles(chromedp.CSS("input[type=file]"), []string{full}))
	w.click("form[data-send] button")
	w.ready(".tally")
	w.fits(d)
}

// takeBack takes the import of the page back whole.
func (w *tab) takeBack(d device) {
	w.Helper()
	w.click(w.with("main a", "main a", "整批撤回"))
	w.fits(d)
	w.click(w.with("main button", "main button", "撤回这次导入"))
	if got := w.text(".alert.ok"); !strings.Contains(got, "已经整批撤回") {
		w.Errorf("after taking it back the page says %q", got)
	}
	w.fits(d)
}

// ready waits for what is only there when the work is done.
func (w *tab) ready(css string) {
	w.Helper()
	w.do(chromedp.WaitVisible(chromedp.CSS(css)))
}

// mendRow writes into the first box of a row.
func (w *tab) mendRow(d device, row, text string) {
	w.Helper()
	w.do(chromedp.SetValue(chromedp.CSS(row+" .do input"), text))
	w.click(row + " .do button")
	if got := w.text("#said"); !strings.Contains(got, "改好了") {
		w.Errorf("after mending %s the page says %q", row, got)
	}
	w.fits(d)
}

// rejected is the file of rejected rows of an import, two of them mended.
func (b *bureau) rejected(t *testing.T, site, page string) (path string) {
	t.Helper()
	w := b.login(t, site, "caijiaya")
	id, _, _ := strings.Cut(strings.TrimPrefix(page, site), "?")
	data := mendFile(t, []byte(w.get(id+"/rejected").wants(200).body), map[string]string{"没有这个村": "上王家沟", "四千左右吧": "4000"})
	path = filepath.Join(t.TempDir(), "退回.xlsx")
	if err := os.WriteFile(path, data, 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}
