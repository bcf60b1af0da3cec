package journey

import (
	"testing"
	"time"

	"laowu/internal/chromium"
	"laowu/internal/demo"
)

// ways are how each journey is gone, one after the other: what one changes the
// next finds. Large type goes with the login, so it comes last.
func ways() []chromium.Device {
	return []chromium.Device{
		{Name: "telephone", Width: 360},
		{Name: "telephone without script, large type", Width: 360, NoScript: true, Large: true},
	}
}

// TestJourneys are the six, each role beside the others in the same county, and
// two of them by the keyboard alone.
func TestJourneys(t *testing.T) {
	t.Parallel()
	site, browser := house(t, scale), chromium.Start(t)
	t.Run("weight", func(t *testing.T) {
		t.Parallel()
		begin(t, browser, site, 0, chromium.Device{Width: 360}, weight)
	})
	for _, j := range []struct {
		role string
		way  func(*visitor)
		keys func(*visitor) // by the keyboard alone, where it is told
	}{
		{"worker", worker, workerByKeys},
		{"association", association, associationByKeys},
		{"enterprise", enterprise, nil},
		{"station", station, nil},
		{"county", county, nil},
		{"admin", administrator, nil},
	} {
		t.Run(j.role, func(t *testing.T) {
			t.Parallel()
			if j.keys != nil {
				t.Run("keyboard", func(t *testing.T) { begin(t, browser, site, 0, chromium.Device{Width: 1280}, j.keys) })
			}
			for i, d := range ways() {
				t.Run(d.Name, func(t *testing.T) { begin(t, browser, site, i+1, d, j.way) })
			}
		})
	}
}

// visitor is a person in front of the pages, and the how manieth of that role.
type visitor struct {
	*chromium.Tab
	browser chromium.Browser
	nth     int
}

func begin(t *testing.T, browser chromium.Browser, site string, nth int, d chromium.Device, way func(*visitor)) {
	t.Helper()
	began := time.Now()
	v := &visitor{browser.Open(t, site, d), browser, nth}
	way(v)
	v.Clean()
	asked, _ := v.Traffic()
	t.Logf("%d requests in %.1f s", len(asked), time.Since(began).Seconds())
}

// enters logs in at an account of the demonstration.
func (v *visitor) enters(account string) {
	v.Helper()
	as, field, secret := "staff", "input[name=account]", demo.Password
	if account == demo.WorkerPhone {
		as, field, secret = "worker", "input[name=phone]", demo.WorkerPIN
	}
	v.Visit("/login?as=" + as)
	if v.Large {
		v.Press("大字")
	}
	v.Fits()
	v.Type(field, account)
	v.Type("input[name=password]", secret)
	v.PressIn("main form", "", "登录")
	v.Fits()
}

// sees holds the page that is open to its words, its width and its targets.
func (v *visitor) sees(words ...string) {
	v.Helper()
	v.Says("main", words...)
	v.Fits()
}
