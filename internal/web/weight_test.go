package web_test

import (
	"fmt"
	"io"
	"net/http"
	"regexp"
	"testing"
)

// What a worker's pages may weigh on the wire, in bytes, headers not counted: the
// first one with all that it loads, in so many requests, and each later one.
const (
	mostFirst    = 60 << 10
	mostRequests = 4
	mostLater    = 15 << 10
)

var loads = regexp.MustCompile(`(?:href|src)="(/static/[^"]+)"`)

// TestWorkerPagesAreLight measures each page of a worker as a browser with brotli
// gets it: as his first, and as a later one.
func TestWorkerPagesAreLight(t *testing.T) {
	t.Parallel()
	b, site, w := own(t)
	id := b.openingOf(t, b.enterprises[0])
	w.post(fmt.Sprint("/openings/", id, "/ask")).wants(303)
	w.post("/me/searches", "question", "lodging=1", "name", "包住").wants(303)
	for _, path := range []string{"/", "/?q=%E6%8A%A4%E5%B7%A5", fmt.Sprint("/openings/", id), "/me", "/me/data", "/me/trouble", "/complaint", "/help"} {
		page := w.weigh(site + path)
		all, asked := len(page.packed), 1
		for _, m := range loads.FindAllStringSubmatch(page.body, -1) {
			all += len(w.weigh(site + m[1]).packed)
			asked++
		}
		t.Logf("%s: %.1f KB first in %d requests, %.1f KB later", path, float64(all)/1024, asked, float64(len(page.packed))/1024)
		if all > mostFirst || asked > mostRequests || asked < 3 || len(page.packed) > mostLater || len(page.packed) < 500 {
			t.Errorf("%s: %d bytes first in %d requests, %d later", path, all, asked, len(page.packed))
		}
	}
}

// weighed is an answer as it was sent, and as it reads.
type weighed struct {
	packed []byte
	body   string
}

// weigh asks for an address with brotli.
func (w *browserless) weigh(address string) weighed {
	w.Helper()
	get := func(encoding string) []byte {
		req, err := http.NewRequestWithContext(w.Context(), http.MethodGet, address, nil)
		if err != nil {
			w.Fatal(err)
		}
		req.Header.Set("Accept-Encoding", encoding)
		answer, err := w.client.Do(req)
		if err != nil {
			w.Fatal(err)
		}
		defer func() { _ = answer.Body.Close() }()
		data, err := io.ReadAll(answer.Body)
		if err != nil || answer.StatusCode != http.StatusOK || answer.Header.Get("Content-Encoding") != map[string]string{"br": "br", "identity": ""}[encoding] {
			w.Fatalf("%s: status %d, %q, %v", address, answer.StatusCode, answer.Header.Get("Content-Encoding"), err)
		}
		return data
	}
	return weighed{get("br"), string(get("identity"))}
}
