package journey

import (
	"strings"

	"laowu/internal/demo"
)

// What a worker's pages may weigh on the wire, headers included, in bytes: the
// first one with all that it loads, in so many requests, and each later one.
const (
	mostFirst    = 60 << 10
	mostRequests = 4
	mostLater    = 15 << 10
)

// weight is a telephone that comes for the first time, and then goes on.
func weight(v *visitor) {
	v.Visit("/?q=护工+鄂尔多斯")
	asked, first := v.Traffic()
	v.Logf("the first page takes %.1f KB in %d requests", first/1024, len(asked))
	if first > mostFirst || first < 1<<10 || len(asked) > mostRequests {
		v.Errorf("the first page takes %.0f bytes in %d requests: %s", first, len(asked), strings.Join(asked, " "))
	}
	v.later("opening", func() { v.PressIn(".opening", "", v.Text(".opening h2")) })
	v.later("search", func() { v.PressIn(".back", "", "") })
	v.later("complaint", func() { v.Visit("/complaint") })
	v.later("login", func() { v.Visit("/login?as=worker") })
	v.later("me", func() {
		v.Type("input[name=phone]", demo.WorkerPhone)
		v.Type("input[name=password]", demo.WorkerPIN)
		v.PressIn("main form", "", "登录")
	})
	v.later("data", func() { v.Visit("/me/data") })
	v.later("trouble", func() { v.Visit("/me/trouble") })
}

// later weighs what a step loads, once the style and the script are there.
func (v *visitor) later(what string, step func()) {
	v.Helper()
	_, before := v.Traffic()
	step()
	_, after := v.Traffic()
	v.Logf("%s takes %.1f KB", what, (after-before)/1024)
	if after-before > mostLater || after-before < 500 {
		v.Errorf("%s takes %.0f bytes", what, after-before)
	}
}
