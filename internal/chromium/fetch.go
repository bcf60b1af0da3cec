package chromium

import (
	"io"
	"net/http"

	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/chromedp"
)

// Fetched is a file as the person gets it.
type Fetched struct {
	Status int
	Type   string // of the content
	Data   []byte
}

// Fetch asks for what a link with a text leads to, with the cookies of the
// browser: what a browser would keep as a file.
func (w *Tab) Fetch(text string) Fetched {
	w.Helper()
	w.hand("a[href]", text, "main", "")
	to := Ask[string](w, "document.querySelector('[data-hand]').href")
	ctx, cancel := w.moment()
	defer cancel()
	kept, err := chromedp.Call(ctx, network.GetCookies, network.GetCookiesParams{URLs: []string{to}})
	if err != nil {
		w.Fatal(err)
	}
	ask, err := http.NewRequestWithContext(ctx, http.MethodGet, to, nil)
	if err != nil {
		w.Fatal(err)
	}
	for _, c := range kept.Cookies {
		ask.AddCookie(&http.Cookie{Name: c.Name, Value: c.Value}) //nolint:gosec // sent back as it came; its attributes are the service's to set
	}
	answer, err := http.DefaultClient.Do(ask)
	if err != nil {
		w.Fatalf("%s: %v", to, err)
	}
	defer func() { _ = answer.Body.Close() }()
	data, err := io.ReadAll(answer.Body)
	if err != nil {
		w.Fatalf("%s: %v", to, err)
	}
	return Fetched{answer.StatusCode, answer.Header.Get("Content-Type"), data}
}
