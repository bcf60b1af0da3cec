package journey

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"laowu/internal/chromium"
	"laowu/internal/demo"
)

// largest is the most that a picture of the README may weigh, in bytes.
const largest = 150 << 10

// screens are the README's pictures: whose, of what, how wide.
var screens = []struct {
	name  string
	as    string // the login; a visitor has none
	width int64
	find  func(*visitor)
}{
	{"worker-search-360", "", 360, func(v *visitor) { v.Visit("/?q=护工+鄂尔多斯") }},
	{"worker-opening-360", "", 360, func(v *visitor) {
		v.Visit("/?q=护工+鄂尔多斯")
		v.PressIn(".opening", "", v.Text(".opening h2"))
	}},
	{"worker-me-360", demo.WorkerPhone, 360, func(v *visitor) { v.Visit("/me") }},
	{"station-card-360", "station", 360, func(v *visitor) {
		v.Press(v.Text("main .items a[href*='/visit']"))
		v.Tap("label.to-in_post", "")
		v.scroll(".dial")
	}},
	{"association-1280", "association", 1280, func(v *visitor) { v.switchTo("务工协会") }},
	{"enterprise-1280", "enterprise", 1280, func(v *visitor) { v.Visit("/enterprise/quota") }},
	{"county-1280", "county", 1280, func(v *visitor) {
		v.Until("!!document.querySelector('[data-chart=flow] .canvas[data-ready] canvas')")
		v.scroll("#flow")
	}},
	{"admin-1280", "demo-admin", 1280, func(v *visitor) { v.Visit("/admin/jobs") }},
}

// scroll brings a part of the page to the top of the screen.
func (v *visitor) scroll(css string) {
	v.Helper()
	chromium.Ask[bool](v.Tab, "(document.querySelector('"+css+"').scrollIntoView(), true)")
}

// TestScreens takes the README's pictures into the folder that LAOWU_SCREENS
// names.
func TestScreens(t *testing.T) {
	dir := os.Getenv("LAOWU_SCREENS")
	if dir == "" {
		t.Skip("make screens takes pictures")
	}
	site, browser := house(t, 0.1), chromium.Start(t)
	for _, s := range screens {
		d := chromium.Device{Width: s.width}
		if s.width > 600 {
			d.Scale = 1
		}
		v := &visitor{browser.Open(t, site, d), browser, 0}
		if s.as != "" {
			v.enters(s.as)
		}
		s.find(v)
		picture := v.Picture()
		if len(picture) > largest || len(picture) < 10<<10 {
			t.Errorf("%s weighs %d bytes", s.name, len(picture))
		}
		if err := os.WriteFile(filepath.Join(dir, s.name+".png"), picture, 0o644); err != nil { //nolint:gosec // for everybody to read
			t.Fatal(err)
		}
	}
}

// Each picture is shown by the README, and none lies about unused.
func TestScreensAreShown(t *testing.T) {
	t.Parallel()
	readme, err := os.ReadFile("../../README.md")
	if err != nil {
		t.Fatal(err)
	}
	kept, err := filepath.Glob("../../docs/screens/*")
	if err != nil || len(kept) != len(screens) {
		t.Errorf("%d pictures are kept, %d are taken: %v", len(kept), len(screens), err)
	}
	for _, path := range kept {
		if info, err := os.Stat(path); err != nil || info.Size() > largest {
			t.Errorf("%s weighs %d bytes, %v", path, info.Size(), err)
		}
		if !strings.Contains(string(readme), "(docs/screens/"+filepath.Base(path)+")") {
			t.Errorf("the README does not show %s", path)
		}
	}
}
